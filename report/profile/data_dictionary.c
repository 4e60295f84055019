#include "base/buf.h"

#include "report/profile/breakdown_text.h"
#include "report/profile/profile_text.h"
#include "report/render/csv_out.h"
#include "report/render/out.h"

#include "report/profile/data_dictionary.h"

struct entry {
    const char *column;
    const char *code; /* NULL for the column itself */
    const char *name;
    const char *type;
    const char *meaning;
    const char *notes;
};

static const struct entry columns[] = {
    {"academic_year", NULL, "School year", "text, CCYY-CCYY", "1 July to 30 June.", ""},
    {"aggregate_level", NULL, "Level", "code", "What kind of place the row is about.",
        "What a pupil did is looked at in the schools of the place alone: days, grade, program "
        "placement and the like can differ from row to row."},
    {"aggregate_level", "T", "State", "", "All of California.", ""},
    {"aggregate_level", "C", "County", "", "Schools located in the county.", ""},
    {"aggregate_level", "D", "District", "",
        "Schools of the district or county office, charter schools at it included.", ""},
    {"aggregate_level", "S", "School", "", "One school, a district's own office included.",
        "District offices, nonpublic and private schools have codes 0000000, 0000001, 0000002."},
    {"county_code", NULL, "County code", "text, 2 digits",
        "First part of the county-district-school (CDS) code.", "Blank for the state."},
    {"district_code", NULL, "District code", "text, 5 digits", "Second part of the CDS code.",
        "Blank above districts."},
    {"school_code", NULL, "School code", "text, 7 digits", "Third part of the CDS code.",
        "Blank above schools."},
    {"county_name", NULL, "County", "text", "Name in the state's directory of schools.",
        "Blank above its level."},
    {"district_name", NULL, "District", "text", "Name in the state's directory of schools.",
        "Blank above its level."},
    {"school_name", NULL, "School", "text", "Name in the state's directory of schools.",
        "Blank above its level."},
    {"charter", NULL, "Charter", "code", "Which schools of the place the row looks at.",
        "A pupil of both kinds of schools counts in N and in Y, and once in All."},
    {"charter", "All", "All schools", "", "Charter schools and others.", ""},
    {"charter", "N", "Other schools", "", "Schools that are not charter schools.", ""},
    {"charter", "Y", "Charter schools", "", "Charter schools.", ""},
    {"breakdown", NULL, "Breakdown", "code", "What the category is a category of.", ""},
};

static void
write_entry(struct csv_out *csv, const struct entry *entry)
{
    csv_out_string(csv, entry->column);
    csv_out_string(csv, entry->code);
    csv_out_string(csv, entry->name);
    csv_out_string(csv, entry->type);
    csv_out_string(csv, entry->meaning);
    csv_out_string(csv, entry->notes);
    csv_out_end_row(csv);
}

static void
write_breakdowns(struct csv_out *csv)
{
    for (int i = 0; i < BREAKDOWN_TEXT_COUNT; i++) {
        const struct breakdown_text *text = &breakdown_texts[i];
        const struct entry entry = {"breakdown", text->breakdown, text->title, "", text->about, ""};

        write_entry(csv, &entry);
    }
}

static void
write_categories(struct csv_out *csv, const struct profile *profile)
{
    const struct entry column = {"category", NULL, "Category", "code",
        "Which pupils of the place the row looks at.", profile_left_out(profile->is_suppressed)};
    struct buf notes = {0};

    write_entry(csv, &column);
    for (size_t i = 0; i < profile->category_count; i++) {
        const struct profile_category *category = &profile->categories[i];
        const struct breakdown_text *text = breakdown_text_find(category->breakdown);
        struct entry entry = {
            "category", category->code, category->name, "", text == NULL ? "" : text->about, NULL};

        buf_reset(&notes);
        buf_printf(&notes, "Belongs to breakdown %s.", category->breakdown);
        entry.notes = notes.data;
        write_entry(csv, &entry);
    }
    buf_free(&notes);
}

static void
write_figures(struct csv_out *csv, bool is_suppressed)
{
    for (int i = 0; i < PROFILE_FIGURE_COUNT; i++) {
        const struct profile_figure *figure = &profile_figures[i];
        bool is_percent = strcmp(figure->column, "diploma_percent") == 0;
        const struct entry entry = {figure->column, NULL, figure->title,
            is_percent ? "number, one decimal" : "whole number", figure->definition,
            is_suppressed ? profile_suppressed_notice : ""};

        write_entry(csv, &entry);
    }
}

void
data_dictionary_write(struct out *out, const struct profile *profile)
{
    static const char *const names[] = {"column", "code", "name", "type", "meaning", "notes"};
    struct csv_out csv = {.out = out};

    csv_out_header(&csv, names, sizeof names / sizeof *names);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        write_entry(&csv, &columns[i]);
        if (columns[i].code == NULL && strcmp(columns[i].column, "breakdown") == 0)
            write_breakdowns(&csv);
    }
    write_categories(&csv, profile);
    write_figures(&csv, profile->is_suppressed);
}
