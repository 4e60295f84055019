#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* The extracts and their columns (base/layout.def): names, types and limits that every stage
 * shares. */

enum extract {
#define EXTRACT(id, about) EXTRACT_##id,
#define COLUMN(...)
#define END(id)
#include "base/layout.def"
#undef EXTRACT
#undef COLUMN
#undef END
    EXTRACT_COUNT,
    EXTRACT_NONE = EXTRACT_COUNT,
};

/*
 * What a value of a column looks like when it is well-formed.
 * DATE, YEAR, INT, DAYS, PERCENT, DECIMAL and SSID values carry a number.
 */
enum column_type {
    COLUMN_CODE,
    COLUMN_TEXT,
    COLUMN_NAME,
    COLUMN_LEA,
    COLUMN_SCHOOL,
    COLUMN_YEAR,
    COLUMN_COUNTY,
    COLUMN_SSID,
    COLUMN_DATE,
    COLUMN_GRADE,
    COLUMN_PLACEMENT,
    COLUMN_FLAG,
    COLUMN_DAYS,
    COLUMN_PERCENT,
    COLUMN_INT,
    COLUMN_DECIMAL,
};

struct column {
    const char *name;          /* as in layouts.csv and in the database */
    const char *calpads_field; /* "1.05"; "" for extracts of the state's own */
    const char *calpads_name;
    enum column_type type;
    uint16_t max_len; /* characters; 0 is no limit */
    uint8_t scale;    /* digits after the point */
    bool is_required;
    const char *code_set; /* name of the code set, "" for none */
    int16_t since;        /* first calendar year of the first school year; 0: always was */
    int16_t until;        /* the same of the last; 0: still is */
};

enum { LAYOUT_MAX_COLUMNS = 44 };

struct layout {
    const char *name;  /* "SENR" */
    const char *about; /* "student enrollment" */
    int column_count;
    const struct column *columns;
};

/* The position of each column in its extract, from 0: SENR_ssid, STAS_expected_days ... */
#define EXTRACT(id, about) enum {
#define COLUMN(extract, column, ...) extract##_##column,
#define END(id)                                                                                    \
    }                                                                                              \
    ;
#include "base/layout.def"
#undef EXTRACT
#undef COLUMN
#undef END

const struct layout *layout_of(enum extract extract);

/* The extract of a record type: "SENR", and "SENR-R" with *is_ods set. EXTRACT_NONE if unknown. */
enum extract layout_find_extract(struct text record_type, bool *is_ods);

/*
 * The position of the column that a header names by its own or its CALPADS name;
 * ASCII case, blanks, "_" and "-" do not matter. -1 if the extract has none.
 */
int layout_find_column(enum extract extract, struct text name);

/* The position of the column by its exact name; -1 if the extract has none. */
int layout_column(enum extract extract, const char *name);

/* True for the names that layout_find_column() takes for the column. */
bool column_is_named(const struct column *column, struct text name);

/* True when the column exists in the school year that begins in first_year. */
bool column_is_in_force(const struct column *column, int first_year);

/* The largest value of a numeric column in units of 10^-scale. */
int64_t column_max_number(const struct column *column);

#endif
