#include "base/buf.h"
#include "base/err.h"
#include "base/submission.h"

#include "report/profile/profile_text.h"
#include "report/render/number_text.h"

#include "report/workbook/profile_xlsx_sheet.h"

/* The width of what is said, in characters, with some to spare; the height of a line in points. */
enum { WIDTH = 100, FITS = 92, HEIGHT = 15 };

/* Lines of the first sheet: a word and what there is to say about it. */
struct notes {
    lxw_worksheet *worksheet;
    const struct xlsx_book *book;
    lxw_row_t row;
};

static void
add_heading(struct notes *notes, const char *left, const char *right)
{
    notes->row++;
    worksheet_write_string(notes->worksheet, notes->row, 0, left, notes->book->heading);
    worksheet_write_string(notes->worksheet, notes->row++, 1, right, notes->book->heading);
}

/* Not every program makes a row as high as its text. */
static void
add_line(struct notes *notes, const char *left, const char *right)
{
    size_t lines = 1 + strlen(right) / FITS;

    worksheet_set_row(notes->worksheet, notes->row, (double)(lines * HEIGHT), NULL);
    worksheet_write_string(notes->worksheet, notes->row, 0, left, notes->book->wrapped);
    worksheet_write_string(notes->worksheet, notes->row++, 1, right, notes->book->wrapped);
}

static void
add_sheets(struct notes *notes, const struct xlsx_sheet *sheets, size_t count)
{
    struct buf text = {0};
    char number[NUMBER_TEXT_SIZE];

    add_heading(notes, "Sheet", "What it holds");
    for (size_t i = 0; i < count; i++) {
        number_text_grouped(sheets[i].row_count, number);
        buf_reset(&text);
        buf_printf(&text, "%s rows: state, counties, districts%s", number,
            sheets[i].lowest == LEVEL_SCHOOL ? " and schools" : "; schools are in the CSV file");
        add_line(notes, sheets[i].name, text.data);
    }
    buf_free(&text);
}

static void
add_signs(struct notes *notes)
{
    add_heading(notes, "Sign", "Meaning");
    if (notes->book->profile->is_suppressed)
        add_line(notes, PROFILE_HIDDEN_MARK, profile_suppressed_notice);
    add_line(notes, "blank", "A code or name above its level; a percentage of no pupils.");
    add_line(notes, "T, C, D, S", "aggregate_level: state, county, district, school.");
    add_line(notes, "All, N, Y",
        "charter: all schools, schools that are not charter schools, charter schools.");
}

static void
add_columns(struct notes *notes)
{
    add_heading(notes, "Column", "Meaning");
    for (int i = 0; i < PROFILE_FIGURE_COUNT; i++)
        add_line(notes, profile_figures[i].column, profile_figures[i].definition);
    add_line(notes, "all columns", "Every column and every code is in data-dictionary.csv.");
}

static void
add_sources(struct notes *notes)
{
    add_heading(notes, "About", "");
    add_line(notes, "Law", "Education Code 51749: the statewide profile of independent study.");
    add_line(notes, "Source",
        "The submissions of local educational agencies for the school year, and the state's "
        "directory of schools. manifest.json, beside this file, tells of each with its checksum.");
    add_line(notes, "Adding up",
        "A pupil is counted once in each row, and in each place with a school of the pupil's: "
        "rows of a lower level do not add up to the higher one.");
    add_line(notes, "Rows left out", profile_left_out(notes->book->profile->is_suppressed));
    add_line(notes, "Contact", "The agency that has handed out this file.");
}

int
xlsx_notes_write(
    const struct xlsx_book *book, const struct xlsx_sheet *sheets, size_t count, struct err *err)
{
    bool is_public = book->profile->is_suppressed;
    struct notes notes = {.book = book, .row = 1};
    char year[10], title[120];

    school_year_format(book->profile->year, year);
    snprintf(title, sizeof title, "%sIndependent study in California, %s: statewide profile",
        is_public ? "" : "UNSUPPRESSED. ", year);
    notes.worksheet = xlsx_sheet_begin(book, "Notes", title);
    if (notes.worksheet == NULL)
        return err_set(err, ERR_BUG, "the workbook takes no first sheet");
    worksheet_set_column(notes.worksheet, 0, 0, 24, NULL);
    worksheet_set_column(notes.worksheet, 1, 1, WIDTH, NULL);
    if (!is_public)
        worksheet_write_string(notes.worksheet, notes.row++, 0, profile_unsuppressed_notice, NULL);
    add_sheets(&notes, sheets, count);
    add_signs(&notes);
    add_columns(&notes);
    add_sources(&notes);
    return xlsx_sheet_end(notes.worksheet, err);
}
