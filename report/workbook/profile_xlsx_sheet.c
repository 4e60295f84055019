#include <errno.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/submission.h"

#include "report/profile/profile_text.h"
#include "report/workbook/profile_xlsx_row.h"

#include "report/workbook/profile_xlsx_sheet.h"

/* The columns of the table, with the name of the category behind its code. */
enum { AT_CATEGORY_NAME = 11, COLUMN_COUNT = PROFILE_COLUMN_COUNT + 1 };

/* What names need, in characters; the other columns are as wide as their own names. */
static const size_t widths[COLUMN_COUNT] = {
    [5] = 20, [6] = 34, [7] = 38, [9] = 18, [AT_CATEGORY_NAME] = 38};

/* TABLOID is 11 x 17 inches: 19 columns are too many for a letter. */
enum { FILTER_BUTTON = 4, TABLOID = 3, FLUSH_SIZE = 64 * 1024 };

static struct text
column_name(int column)
{
    if (column == AT_CATEGORY_NAME)
        return TEXT("category_name");
    return text_of(profile_columns[column - (column > AT_CATEGORY_NAME)]);
}

static void
set_widths(lxw_worksheet *worksheet)
{
    for (int i = 0; i < COLUMN_COUNT; i++) {
        size_t least = column_name(i).len + FILTER_BUTTON;

        worksheet_set_column(worksheet, (lxw_col_t)i, (lxw_col_t)i,
            (double)(widths[i] > least ? widths[i] : least), NULL);
    }
}

/* A place on a sheet, moving to the right. */
struct cursor {
    lxw_worksheet *worksheet;
    const struct xlsx_book *book;
    lxw_row_t row;
    lxw_col_t column;
    struct buf text;
};

static void
write_text(struct cursor *at, struct text text, lxw_format *format)
{
    const char *clean = xlsx_text_clean(&at->text, text);

    if (text.len > 0)
        worksheet_write_string(at->worksheet, at->row, at->column, clean, format);
    at->column++;
}

static void
write_string(struct cursor *at, const char *text)
{
    write_text(at, text_of(text), NULL);
}

static void
write_percent(struct cursor *at, const struct profile_row *row)
{
    int64_t tenths;

    if (profile_hides_percent(row))
        worksheet_write_string(
            at->worksheet, at->row, at->column, PROFILE_HIDDEN_MARK, at->book->mark);
    else if (profile_diploma_tenths(row, &tenths))
        worksheet_write_number(
            at->worksheet, at->row, at->column, (double)tenths / 10, at->book->percent);
    at->column++;
}

static void
write_measure(struct cursor *at, const struct profile_row *row, enum profile_measure measure)
{
    if (profile_hides(row, measure))
        worksheet_write_string(
            at->worksheet, at->row, at->column, PROFILE_HIDDEN_MARK, at->book->mark);
    else
        worksheet_write_number(
            at->worksheet, at->row, at->column, row->measures[measure], at->book->count);
    at->column++;
}

static void
write_row(struct cursor *at, const struct profile_row *row, const char *year)
{
    struct cds_parts parts = profile_cds_parts(row->place);

    at->column = 0;
    write_string(at, year);
    write_string(at, profile_level_code(row->place->level));
    write_text(at, parts.county, NULL);
    write_text(at, parts.district, NULL);
    write_text(at, parts.school, NULL);
    write_string(at, row->place->county_name);
    write_string(at, row->place->district_name);
    write_string(at, row->place->school_name);
    write_string(at, profile_filter_code(row->filter));
    write_string(at, row->category->breakdown);
    write_string(at, row->category->code);
    write_string(at, row->category->name);
    for (enum profile_measure measure = MEASURE_PUPILS; measure < MEASURE_COUNT; measure++) {
        write_measure(at, row, measure);
        if (measure == MEASURE_DIPLOMA)
            write_percent(at, row);
    }
}

static bool
holds(const struct xlsx_sheet *sheet, const struct profile_row *row)
{
    return row->place->level <= sheet->lowest && row->category >= sheet->first &&
           row->category < sheet->end;
}

/* The categories of a breakdown follow each other. */
static void
find_categories(struct xlsx_sheet *sheet, const struct profile *profile)
{
    const struct profile_category *end = profile->categories + profile->category_count;

    for (sheet->first = profile->categories; sheet->first < end; sheet->first++)
        if (strcmp(sheet->first->breakdown, sheet->breakdown) == 0)
            break;
    for (sheet->end = sheet->first; sheet->end < end; sheet->end++)
        if (strcmp(sheet->end->breakdown, sheet->breakdown) != 0)
            break;
}

struct xlsx_sheet
xlsx_sheet_plan(const struct profile *profile, const char *breakdown, size_t limit)
{
    struct xlsx_sheet sheet = {.breakdown = breakdown, .lowest = LEVEL_SCHOOL};
    size_t above = 0;

    find_categories(&sheet, profile);
    snprintf(sheet.name, sizeof sheet.name, "%s", breakdown);
    for (char *c = sheet.name; *c != '\0'; c++) {
        if (*c == '_')
            *c = ' ';
    }
    if (sheet.name[0] >= 'a' && sheet.name[0] <= 'z')
        sheet.name[0] = (char)(sheet.name[0] - 'a' + 'A');
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (!holds(&sheet, row))
            continue;
        sheet.row_count++;
        above += row->place->level != LEVEL_SCHOOL;
    }
    if (sheet.row_count + XLSX_HEAD_ROWS > limit) {
        sheet.lowest = LEVEL_DISTRICT;
        sheet.row_count = above;
    }
    return sheet;
}

/* On the screen by the color of its tab, on paper on every page. */
static void
mark_sheet(lxw_worksheet *worksheet)
{
    worksheet_set_tab_color(worksheet, XLSX_WARNING_COLOR);
    worksheet_set_header(worksheet, "&CUNSUPPRESSED: not for the public");
}

lxw_worksheet *
xlsx_sheet_begin(const struct xlsx_book *book, const char *name, const char *title)
{
    lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, name);

    if (worksheet == NULL)
        return NULL;
    worksheet_set_landscape(worksheet);
    worksheet_set_paper(worksheet, TABLOID);
    worksheet_fit_to_pages(worksheet, 1, 0);
    worksheet_set_footer(worksheet, "&L&A&RPage &P of &N");
    if (!book->profile->is_suppressed)
        mark_sheet(worksheet);
    worksheet_write_string(worksheet, 0, 0, title, book->title);
    return worksheet;
}

/* The library does not look whether what it prints arrives. */
int
xlsx_sheet_end(lxw_worksheet *worksheet, struct err *err)
{
    FILE *file = worksheet->optimize_tmpfile;

    if (file != NULL && (fflush(file) != 0 || ferror(file)))
        return err_set(err, ERR_IO, "could not write the workbook's temporary file");
    return 0;
}

static void
write_head(struct cursor *at, const struct xlsx_sheet *sheet)
{
    bool is_short = sheet->lowest != LEVEL_SCHOOL;

    worksheet_write_string(at->worksheet, 1, 0,
        is_short ? "Columns, signs and sources: sheet Notes. Schools are left out, because a sheet "
                   "cannot hold so many rows; the CSV file has them."
                 : "Columns, signs and sources: sheet Notes.",
        NULL);
    at->row = XLSX_HEAD_ROWS - 1;
    for (at->column = 0; at->column < COLUMN_COUNT;)
        write_text(at, column_name(at->column), at->book->heading);
    at->row++;
}

/* Into the library's file behind the rows that it has written. */
static int
flush_rows(struct xlsx_rows *rows, lxw_worksheet *worksheet, struct err *err)
{
    size_t len = rows->buf.len;

    buf_reset(&rows->buf);
    if (len == 0 || fwrite(rows->buf.data, 1, len, worksheet->optimize_tmpfile) == len)
        return 0;
    return err_set(err, ERR_IO, "could not write the workbook's temporary file");
}

/*
 * The last row is the library's, so that it knows how far the sheet goes. at stands
 * behind the head.
 */
static int
write_rows(struct cursor *at, const struct xlsx_sheet *sheet, const char *year, struct err *err)
{
    const struct profile *profile = at->book->profile;
    struct xlsx_rows rows = {.year = year,
        .count = at->book->count,
        .percent = at->book->percent,
        .mark = at->book->mark};
    lxw_row_t last = XLSX_HEAD_ROWS + (lxw_row_t)sheet->row_count - 1;
    int rc = 0;

    lxw_worksheet_write_single_row(at->worksheet); /* the head's last, which waits for the next */
    for (size_t i = 0; rc == 0 && i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (!holds(sheet, row))
            continue;
        if (at->row == last)
            write_row(at, row, year);
        else if (sheet->is_elsewhere)
            xlsx_rows_pass(&rows, row);
        else
            xlsx_rows_add(&rows, row, at->row + 1);
        at->row++;
        if (rows.buf.len >= FLUSH_SIZE || at->row == last)
            rc = flush_rows(&rows, at->worksheet, err);
    }
    buf_free(&rows.buf);
    return rc;
}

int
xlsx_sheet_write(const struct xlsx_book *book, const struct xlsx_sheet *sheet, struct err *err)
{
    const struct profile *profile = book->profile;
    struct cursor at = {.book = book};
    char year[10], title[120];
    int rc;

    school_year_format(profile->year, year);
    snprintf(title, sizeof title, "%sIndependent study in California, %s: %s",
        profile->is_suppressed ? "" : "UNSUPPRESSED. ", year, sheet->name);
    errno = 0;
    at.worksheet = xlsx_sheet_begin(book, sheet->name, title);
    if (at.worksheet == NULL && errno != 0)
        return err_set_errno(
            err, ERR_IO, errno, "could not begin sheet \"%s\" of the workbook", sheet->name);
    if (at.worksheet == NULL)
        return err_set(err, ERR_BUG, "the workbook takes no sheet \"%s\"", sheet->name);
    set_widths(at.worksheet);
    worksheet_freeze_panes(at.worksheet, XLSX_HEAD_ROWS, 0);
    worksheet_repeat_rows(at.worksheet, 0, XLSX_HEAD_ROWS - 1);
    worksheet_autofilter(at.worksheet, XLSX_HEAD_ROWS - 1, 0,
        (lxw_row_t)(XLSX_HEAD_ROWS - 1 + sheet->row_count), COLUMN_COUNT - 1);
    write_head(&at, sheet);
    rc = write_rows(&at, sheet, year, err);
    if (rc == 0)
        rc = xlsx_sheet_end(at.worksheet, err);
    buf_free(&at.text);
    return rc;
}
