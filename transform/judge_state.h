#ifndef JUDGE_STATE_H
#define JUDGE_STATE_H

#include "base/buf.h"
#include "base/err.h"
#include "transform/catalogue.h"
#include "transform/cell.h"
#include "transform/check.h"
#include "transform/judge.h"
#include "transform/line_map.h"
#include "transform/place.h"
#include "transform/respelling.h"
#include "transform/row_keys.h"
#include "transform/suggestion.h"

/* What the files of the judge share; nobody else includes it. */

/* The row in hand. */
struct judged_row {
    const struct record *record;
    int year;         /* 0 when academic_year is not well-formed */
    uint64_t errors;  /* a bit a column: a cell in error */
    bool is_refused;  /* an error, or another LEA, year or extract than the file's */
    bool is_unjudged; /* by position, of a year whose positions are not known */
    struct text texts[LAYOUT_MAX_COLUMNS]; /* trimmed, as submitted; empty when not in force */
    struct value values[LAYOUT_MAX_COLUMNS];
    const struct code *codes[LAYOUT_MAX_COLUMNS];
    struct cell cells[LAYOUT_MAX_COLUMNS]; /* what the values may point into */
    struct buf place_scratch;
    struct place place;
};

/* The last school that was resolved, and what it came to. */
struct place_memo {
    char code[16], lea[16];
    size_t code_len, lea_len;
    struct place place;
};

/* What is counted for each column, from which the rows that rules applied to follow. */
struct column_counts {
    uint64_t asked;  /* rows in whose year the column is in force, if it has years */
    uint64_t filled; /* of these, cells that are not blank */
};

struct held_finding;

struct judge {
    /* What it was made with. */
    const struct reference *reference;
    const struct directory *directory;
    struct judge_sinks sinks;
    struct record_sink record_sink;
    char expected_lea[8];
    int latest_year;
    unsigned max_rejected;

    /* The form of the file, copied from what ingest lent. */
    bool has_form, has_header;
    char delimiter;
    enum extract extract;
    const struct layout *layout;
    int field_count;  /* of a whole row */
    int least_fields; /* what is missing behind is optional */
    int16_t field_of_column[LAYOUT_MAX_COLUMNS];
    struct cell_plan plans[LAYOUT_MAX_COLUMNS];
    struct check_plan checks;
    bool covers[RULE_COUNT]; /* rules that look at the extract */
    int lea_column, year_column, ssid_column, school_column, grade_column, placement_column;
    int start_column; /* the date a row begins with; -1 when the year is all it tells */
    int cost_column;  /* the days that an ineligible row loses; -1 for none */

    /* What the records so far came to. */
    struct submission_key key;
    const struct school *lea; /* of the key, in the directory; NULL when it is not known */
    struct judged_row row;
    bool is_holding; /* findings of the row wait until it is known whether it is refused */
    struct held_finding *held;
    size_t held_count, held_capacity;
    char year_text[9]; /* the last academic year that was read, and what it came to */
    int year_of_text;
    struct place_memo place_memo;
    struct suggestions suggestions;
    struct row_keys keys;
    bool has_keys;
    struct line_map lines; /* SENR: of records that a later one can concern */
    struct respellings *respellings;
    struct column_counts columns[LAYOUT_MAX_COLUMNS];
    struct rule_count counts[RULE_COUNT];
    uint64_t told_columns;       /* file_column_not_in_force was said of these */
    bool told_rules[RULE_COUNT]; /* rules that are said once a file */
    uint64_t rows_read, rows_judged, rows_keyed, rows_accepted, rows_rejected, rows_unjudged;
    bool is_refused; /* a fatal finding */
    bool is_finished;
    struct not_judged not_judged[RULE_COUNT];

    /* The first failure of a sink ends the work. */
    struct err *err;
    int rc;
};

/* The cell of a column as submitted; empty when the row or the file does not have it. */
static inline struct text
judge_field(const struct judge *judge, int column)
{
    const struct record *record = judge->row.record;
    int field = judge->field_of_column[column];

    if (field < 0 || field >= record->field_count || field >= RECORD_MAX_FIELDS)
        return (struct text){0};
    return record->fields[field];
}

/* A finding on the row in hand. column is its place in the layout, -1 for none. */
void judge_find(struct judge *judge, enum rule_id rule, int column, const char *detail);

/* The same with what it costs, in hundredths of a day. */
void judge_find_cost(struct judge *judge, enum rule_id rule, int column, const char *detail,
    int64_t ineligible_days);

/* A finding on the file, or on a place in it. */
void judge_find_in_file(struct judge *judge, enum rule_id rule, unsigned long line, int field,
    const char *column, const char *detail);

/* A finding on a row that is no longer in hand. */
void judge_find_in_record(
    struct judge *judge, enum rule_id rule, unsigned long line, unsigned long record, int column);

/* Counts a spelling that became a code. */
void judge_count_respelling(struct judge *judge, int column);

/*
 * judge_cells.c: the year decides which codes, columns and forms are in force, so it
 * is known before the cells are judged; 0 when it is not well-formed. Then each cell
 * by its column.
 */
int judge_year_of_row(struct judge *judge);
void judge_cells(struct judge *judge);
bool judge_row_is_empty(const struct judge *judge); /* no cell has a value */

/* judge_identity.c: grade, placement and school of the row. */
void judge_identity(struct judge *judge);

/* judge_file.c: is the row of the file's extract, form, LEA and year? */
bool judge_row_form(struct judge *judge);
void judge_row_of_file(struct judge *judge);

/* judge_result.c */
void judge_plan(struct judge *judge, const struct file_form *form);

#endif
