#ifndef PROFILE_XLSX_SHEET_H
#define PROFILE_XLSX_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include <xlsxwriter.h>

#include "base/profile_row.h"

struct err;

/* The sheets of the profile's workbook. */

struct xlsx_book {
    lxw_workbook *workbook;
    const struct profile *profile;
    lxw_format *title, *heading, *wrapped, *count, *percent, *mark;
};

/* A sheet of one breakdown: its rows, and down to which level it has them. */
struct xlsx_sheet {
    const char *breakdown;
    const struct profile_category *first, *end; /* of the breakdown */
    bool is_elsewhere; /* only its head and its last row are written here */
    char name[32];
    size_t row_count;
    enum profile_level lowest;
};

/* Rows above the table: title, note, names of the columns. */
enum { XLSX_HEAD_ROWS = 3, XLSX_MAX_ROWS = LXW_ROW_MAX };

/* Of what says that every count is shown: a red that is read on white. */
enum { XLSX_WARNING_COLOR = 0x8C1D18 };

/*
 * What the sheet of a breakdown will hold: all levels, or those above the
 * schools where it would have more than limit rows with its head.
 */
struct xlsx_sheet xlsx_sheet_plan(
    const struct profile *profile, const char *breakdown, size_t limit);

int xlsx_sheet_write(const struct xlsx_book *book, const struct xlsx_sheet *sheet, struct err *err);

/* The first sheet: what the workbook holds, what its columns and signs mean, where it is from. */
int xlsx_notes_write(
    const struct xlsx_book *book, const struct xlsx_sheet *sheets, size_t count, struct err *err);

/*
 * A new sheet with its title in A1; NULL when there cannot be one. Every page of
 * it is marked when it is printed, if the profile is not for the public.
 */
lxw_worksheet *xlsx_sheet_begin(const struct xlsx_book *book, const char *name, const char *title);

/* Fails when what was written of the sheet so far is not in its temporary file. */
int xlsx_sheet_end(lxw_worksheet *worksheet, struct err *err);

#endif
