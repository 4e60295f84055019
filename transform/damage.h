#ifndef DAMAGE_H
#define DAMAGE_H

#include <stdbool.h>

#include "base/text.h"

/* What a spreadsheet leaves where a value was. */
enum damage {
    DAMAGE_NONE,
    DAMAGE_SCIENTIFIC,  /* 1.23E+09: the digits are gone */
    DAMAGE_DATE_SERIAL, /* 45123: a date as the spreadsheet counts days */
    DAMAGE_TOO_NARROW,  /* ####: the column was too narrow to show the value */
    DAMAGE_FORMULA,     /* #N/A, #REF!: a formula failed */
};

/* Which forms a column can tell from an honest value. */
enum damage_forms {
    DAMAGE_OF_TEXT, /* scientific notation only in its sure form, d.d+E+dd */
    DAMAGE_OF_CODE, /* any scientific notation */
    DAMAGE_OF_DATE, /* that, and date serials */
};

enum damage damage_find(struct text text, enum damage_forms forms);

/* A few words for people; "" for DAMAGE_NONE. */
const char *damage_name(enum damage damage);

#endif
