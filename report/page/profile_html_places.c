#include "base/buf.h"
#include "base/memory.h"

#include "report/page/lea_pages.h"
#include "report/page/place_index.h"
#include "report/page/profile_html.h"
#include "report/page/profile_html_chart.h"
#include "report/page/profile_html_map.h"
#include "report/page/profile_html_table.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/page/profile_html_places.h"

struct line_list
html_list_places(const struct place_index *index, enum profile_level level, const char *inside)
{
    size_t count;
    const struct place_rows *places = place_index_inside(index, level, inside, &count);
    struct line_list list = {.lines = memory_new_array(count + 1, sizeof *list.lines)};

    for (size_t i = 0; i < count; i++) {
        const struct profile_row *total = place_rows_total(&places[i]);

        if (total != NULL)
            list.lines[list.count++] =
                (struct html_line){.row = total, .label = profile_place_name(total->place)};
    }
    return list;
}

struct line_list
html_list_categories(const struct place_rows *place)
{
    struct line_list list = {.lines = memory_new_array(place->count, sizeof *list.lines)};

    for (size_t i = 1; i < place->count && place->rows[i].filter == FILTER_ALL; i++)
        list.lines[list.count++] =
            (struct html_line){.row = &place->rows[i], .label = place->rows[i].category->name};
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
html_counties_write(
    struct out *out, const struct profile_page *page, const struct place_index *index)
{
    struct line_list counties = html_list_places(index, LEVEL_COUNTY, "");
    struct html_table table = {
        .id = "county",
        .caption = "Pupils with independent study by county of the school. A pupil of two counties "
                   "counts in both.",
        .heading = "County",
        .all = page->profile->rows,
        .all_label = "California",
        .lines = counties.lines,
        .count = counties.count,
        .has_chart = true,
    };

    html_maps_write(out, counties.lines, counties.count);
    write_counties_chart(out, &counties);
    html_out_raw(out, "<div class=\"card\">\n");
    html_table_write(out, &table);
    html_out_raw(out, "</div>\n");
    free(counties.lines);
}

static void
write_county_categories(struct out *out, const struct place_index *index,
    const struct html_line *county, const char *code)
{
    size_t count;
    struct line_list lines =
        html_list_categories(place_index_inside(index, LEVEL_COUNTY, code, &count));
    struct buf caption = {0};
    char id[16];
    struct html_table table = {
        .id = id,
        .heading = "Category",
        .all = county->row,
        .all_label = "All pupils",
        .lines = lines.lines,
        .count = lines.count,
        .has_groups = true,
    };

    snprintf(id, sizeof id, "categories-%.2s", code);
    buf_printf(&caption, "%s: pupils with independent study by category.", county->label);
    table.caption = caption.data;
    html_short_table_write(out, &table);
    buf_free(&caption);
    free(lines.lines);
}

static void
write_county_districts(struct out *out, const struct profile_page *page,
    const struct html_line *county, const struct line_list *districts)
{
    const char *code = county->row->place->cds_code;
    bool is_public = page->profile->is_suppressed;
    struct buf caption = {0}, pages = {0};
    char id[16];
    struct html_table table = {
        .id = id,
        .heading = "District or county office",
        .all = county->row,
        .all_label = county->label,
        .lines = districts->lines,
        .count = districts->count,
        .pages_end = lea_pages_end(is_public),
    };

    snprintf(id, sizeof id, "districts-%.2s", code);
    buf_printf(&caption,
        "%s: pupils with independent study by district or county office, charter schools included "
        "where they are located.",
        county->label);
    table.caption = caption.data;
    buf_printf(&pages, "%s/", lea_pages_folder(is_public));
    table.pages = pages.data;
    for (size_t i = 0; i < districts->count && page->has_lea_pages; i++)
        districts->lines[i].page = districts->lines[i].row->place->cds_code;
    html_table_write(out, &table);
    buf_free(&pages);
    buf_free(&caption);
}

static void
write_county(struct out *out, const struct profile_page *page, const struct place_index *index,
    const struct html_line *county)
{
    const char *code = county->row->place->cds_code;
    struct line_list districts = html_list_places(index, LEVEL_DISTRICT, code);

    html_out_raw(out, "<details id=\"county-");
    html_out_string(out, code);
    html_out_raw(out, "\">\n<summary><b>");
    html_out_string(out, county->label);
    html_out_raw(out, "</b><span>");
    html_out_grouped(out, districts.count);
    out_text(out, districts.count == 1 ? " district, " : " districts, ");
    html_figure_write(out, county->row, MEASURE_PUPILS);
    html_out_raw(out, " pupils</span></summary>\n");
    write_county_districts(out, page, county, &districts);
    write_county_categories(out, index, county, code);
    html_out_raw(out, "</details>\n");
    free(districts.lines);
}

void
html_districts_write(
    struct out *out, const struct profile_page *page, const struct place_index *index)
{
    struct line_list counties = html_list_places(index, LEVEL_COUNTY, "");

    for (size_t i = 0; i < counties.count; i++)
        write_county(out, page, index, &counties.lines[i]);
    free(counties.lines);
}
