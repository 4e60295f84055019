#ifndef CELL_H
#define CELL_H

#include <stdint.h>

#include "base/layout.h"
#include "base/record.h"
#include "base/row.h"
#include "transform/check.h"
#include "transform/reference.h"
#include "transform/rule.h"

struct directory;

/* Judges one cell by its column: the rules of scope field that every extract has. */

enum cell_kind {
    CELL_TEXT, /* TEXT, NAME, and CODE without a code set */
    CELL_CODE, /* with a code set */
    CELL_FLAG,
    CELL_DATE,
    CELL_NUMBER,
    CELL_SSID,
    CELL_YEAR,
    CELL_LEA, /* of 7 digits */
    CELL_SCHOOL,
    CELL_RECORD_TYPE,
    /* Never refuse a row; judge_identity.c judges them. */
    CELL_GRADE,
    CELL_PLACEMENT,
    CELL_PLACE,
};

/* What is known of a column before the first row. */
struct cell_plan {
    const struct column *column;
    enum cell_kind kind;
    bool may_be_blank;
    bool has_years; /* the column is not there in every school year */
    bool folds_case;
    const struct code_set *set;        /* NULL without one */
    const struct directory *directory; /* NULL without one */
    size_t code_len;                   /* of the numeric codes that a zero can be lost of; or 0 */
    int64_t max_number;
    int latest_year;         /* that a year may name */
    bool is_row_year;        /* academic_year */
    struct text record_type; /* of the extract */
};

enum cell_change {
    CELL_AS_IS,
    CELL_RESPELLED,
    CELL_PADDED, /* leading zeros were lost */
};

enum { CELL_SCRATCH_SIZE = 16 };

/* A cell in hand: what is known of its row, and what it came to beside its value. */
struct cell {
    int year;                        /* of the row; 0 when it is not known */
    enum record_bytes bytes;         /* of its record */
    char scratch[CELL_SCRATCH_SIZE]; /* a place for a value that had to be rewritten */
    const struct code *code;         /* NULL when the column has no code set */
    enum cell_change change;
};

void cell_plan_init(struct cell_plan *plan, enum extract extract, const struct column *column,
    const struct reference *reference, const struct directory *directory);

/*
 * Judges a trimmed value that is not blank. Returns the error that refuses it, or
 * RULE_NONE with *value filled; code and change of the cell are NULL and CELL_AS_IS
 * before. *value may point into the cell.
 */
enum rule_id cell_judge(
    const struct cell_plan *plan, struct text text, struct cell *cell, struct value *value);

/* Said of a blank cell where no cell of the row has a value. */
#define CELL_OF_EMPTY_ROW "the whole row is empty"

/* Says more about an error of cell_judge(), without the value. "" when there is no more to say. */
void cell_explain(const struct cell_plan *plan, enum rule_id rule, struct text text,
    char detail[CHECK_DETAIL_SIZE]);

/* True when the value is the name of its own column: the header row stands among the rows. */
bool cell_is_heading(const struct column *column, struct text text);
#define CELL_IS_HEADING "it is the name of the column, as in a header row"

/* True for a NUL or another control character; *code_point names the first. */
bool cell_has_control(struct text text, unsigned *code_point);

/* Says when a code is in force: "in force until 2017-2018". */
void cell_explain_years(const struct code *code, char detail[CHECK_DETAIL_SIZE]);

/* Pads digits with zeros to len (below CELL_SCRATCH_SIZE); false for anything else. */
bool cell_pad(struct text text, size_t len, char scratch[CELL_SCRATCH_SIZE]);

#endif
