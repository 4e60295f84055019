#include "base/buf.h"
#include "base/memory.h"

#include "report/profile_html_chart.h"
#include "report/profile_html_table.h"
#include "report/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/profile_html_places.h"

struct line_list {
    struct html_line *lines;
    size_t count;
};

static const char *
label_of(const struct profile_place *place)
{
    const char *name = place->level == LEVEL_COUNTY ? place->county_name : place->district_name;

    return name[0] != '\0' ? name : place->cds_code;
}

/* The totals, charter or not, of the places of a level inside a code ("" for the state). */
static struct line_list
list_places(const struct profile *profile, enum profile_level level, const char *inside)
{
    struct line_list list = {0};
    size_t len = strlen(inside);

    for (int pass = 0; pass < 2; pass++) {
        list.lines = pass == 0 ? NULL : memory_new_array(list.count, sizeof *list.lines);
        list.count = 0;
        for (size_t i = 0; i < profile->row_count; i++) {
            const struct profile_row *row = &profile->rows[i];

            if (row->place->level != level || row->filter != FILTER_ALL ||
                row->category != profile->categories ||
                strncmp(row->place->cds_code, inside, len) != 0)
                continue;
            if (list.lines != NULL)
                list.lines[list.count] = (struct html_line){row, label_of(row->place)};
            list.count++;
        }
    }
    return list;
}

/* Most pupils first, hidden ones last; among equals the order of the codes. */
static int
compare_pupils(const void *a, const void *b)
{
    const struct profile_row *left = ((const struct html_line *)a)->row;
    const struct profile_row *right = ((const struct html_line *)b)->row;
    bool is_left_hidden = profile_hides(left, MEASURE_PUPILS);
    bool is_right_hidden = profile_hides(right, MEASURE_PUPILS);

    if (is_left_hidden != is_right_hidden)
        return is_left_hidden ? 1 : -1;
    if (!is_left_hidden && left->measures[MEASURE_PUPILS] != right->measures[MEASURE_PUPILS])
        return left->measures[MEASURE_PUPILS] < right->measures[MEASURE_PUPILS] ? 1 : -1;
    return strcmp(left->place->cds_code, right->place->cds_code);
}

static void
write_counties_chart(struct out *out, const struct line_list *counties)
{
    struct html_line *lines = memory_new_array(counties->count + 1, sizeof *lines);

    memcpy(lines, counties->lines, counties->count * sizeof *lines);
    qsort(lines, counties->count, sizeof *lines, compare_pupils);
    html_bars_write(out,
        "Chart: pupils with independent study by county, most first. The table below has the "
        "numbers.",
        lines, counties->count);
    free(lines);
}

void
html_counties_write(struct out *out, const struct profile *profile)
{
    struct line_list counties = list_places(profile, LEVEL_COUNTY, "");
    struct html_table table = {
        .id = "county",
        .caption = "Pupils with independent study by county of the school. A pupil of two counties "
                   "counts in both.",
        .heading = "County",
        .all = profile->rows,
        .all_label = "California",
        .lines = counties.lines,
        .count = counties.count,
        .has_chart = true,
    };

    write_counties_chart(out, &counties);
    html_out_raw(out, "<div class=\"card\">\n");
    html_table_write(out, &table);
    html_out_raw(out, "</div>\n");
    free(counties.lines);
}

/* The categories of a place for all schools, in the order of the file. */
static struct line_list
list_place_categories(const struct profile *profile, const struct profile_row *total)
{
    struct line_list list = {
        .lines = memory_new_array(profile->category_count, sizeof *list.lines)};
    const struct profile_row *end = profile->rows + profile->row_count;

    for (const struct profile_row *row = total + 1;
         row < end && row->place == total->place && row->filter == total->filter; row++)
        list.lines[list.count++] = (struct html_line){row, row->category->name};
    return list;
}

static void
write_county_categories(
    struct out *out, const struct profile *profile, const struct html_line *county)
{
    struct line_list lines = list_place_categories(profile, county->row);
    struct buf caption = {0};
    char id[16] = "categories-";
    struct html_table table = {
        .id = id,
        .heading = "Category",
        .all = county->row,
        .all_label = "All pupils",
        .lines = lines.lines,
        .count = lines.count,
    };

    memcpy(id + 11, county->row->place->cds_code, 3);
    buf_printf(&caption, "%s: pupils with independent study by category.", county->label);
    table.caption = caption.data;
    html_short_table_write(out, &table);
    buf_free(&caption);
    free(lines.lines);
}

static void
write_county(struct out *out, const struct profile *profile, const struct html_line *county)
{
    struct line_list districts = list_places(profile, LEVEL_DISTRICT, county->row->place->cds_code);
    struct buf caption = {0};
    char id[16] = "districts-";
    struct html_table table = {
        .id = id,
        .heading = "District or county office",
        .all = county->row,
        .all_label = county->label,
        .lines = districts.lines,
        .count = districts.count,
    };

    memcpy(id + 10, county->row->place->cds_code, 3);
    buf_printf(&caption,
        "%s: pupils with independent study by district or county office, charter schools included "
        "where they are located.",
        county->label);
    table.caption = caption.data;
    html_out_raw(out, "<details>\n<summary><b>");
    html_out_string(out, county->label);
    html_out_raw(out, "</b><span>");
    html_out_grouped(out, districts.count);
    out_text(out, districts.count == 1 ? " district, " : " districts, ");
    html_figure_write(out, county->row, MEASURE_PUPILS);
    html_out_raw(out, " pupils</span></summary>\n");
    html_table_write(out, &table);
    write_county_categories(out, profile, county);
    html_out_raw(out, "</details>\n");
    buf_free(&caption);
    free(districts.lines);
}

void
html_districts_write(struct out *out, const struct profile *profile)
{
    struct line_list counties = list_places(profile, LEVEL_COUNTY, "");

    for (size_t i = 0; i < counties.count; i++)
        write_county(out, profile, &counties.lines[i]);
    free(counties.lines);
}
