#include "report/page/profile_html_table.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/page/profile_html_map.h"

/* Where a county stands: row from the north, column from the coast. In the order of the codes. */
static const struct tile {
    const char *name;
    const char *letters; /* for narrow screens */
    int row, column;
} tiles[] = {
    {"Alameda", "ALA", 9, 2},
    {"Alpine", "ALP", 8, 5},
    {"Amador", "AMA", 8, 4},
    {"Butte", "BUT", 3, 3},
    {"Calaveras", "CAL", 9, 4},
    {"Colusa", "COL", 5, 2},
    {"Contra Costa", "CC", 8, 2},
    {"Del Norte", "DN", 1, 1},
    {"El Dorado", "ED", 7, 4},
    {"Fresno", "FRE", 11, 4},
    {"Glenn", "GLE", 4, 2},
    {"Humboldt", "HUM", 2, 1},
    {"Imperial", "IMP", 14, 7},
    {"Inyo", "INY", 11, 6},
    {"Kern", "KER", 12, 5},
    {"Kings", "KIN", 12, 4},
    {"Lake", "LAK", 4, 1},
    {"Lassen", "LAS", 2, 4},
    {"Los Angeles", "LA", 13, 5},
    {"Madera", "MAD", 10, 5},
    {"Marin", "MRN", 6, 1},
    {"Mariposa", "MPA", 10, 4},
    {"Mendocino", "MEN", 3, 1},
    {"Merced", "MER", 10, 3},
    {"Modoc", "MOD", 1, 3},
    {"Mono", "MNO", 10, 6},
    {"Monterey", "MON", 11, 2},
    {"Napa", "NAP", 6, 2},
    {"Nevada", "NEV", 5, 4},
    {"Orange", "ORA", 14, 5},
    {"Placer", "PLA", 6, 4},
    {"Plumas", "PLU", 3, 4},
    {"Riverside", "RIV", 13, 6},
    {"Sacramento", "SAC", 7, 3},
    {"San Benito", "SBT", 11, 3},
    {"San Bernardino", "SBD", 12, 6},
    {"San Diego", "SD", 14, 6},
    {"San Francisco", "SF", 7, 1},
    {"San Joaquin", "SJ", 8, 3},
    {"San Luis Obispo", "SLO", 12, 3},
    {"San Mateo", "SM", 8, 1},
    {"Santa Barbara", "SBA", 13, 3},
    {"Santa Clara", "SCL", 10, 2},
    {"Santa Cruz", "SCR", 9, 1},
    {"Shasta", "SHA", 2, 3},
    {"Sierra", "SIE", 4, 4},
    {"Siskiyou", "SIS", 1, 2},
    {"Solano", "SOL", 7, 2},
    {"Sonoma", "SON", 5, 1},
    {"Stanislaus", "STA", 9, 3},
    {"Sutter", "SUT", 5, 3},
    {"Tehama", "TEH", 3, 2},
    {"Trinity", "TRI", 2, 2},
    {"Tulare", "TUL", 11, 5},
    {"Tuolumne", "TUO", 9, 5},
    {"Ventura", "VEN", 13, 4},
    {"Yolo", "YOL", 6, 3},
    {"Yuba", "YUB", 4, 3},
};

enum { TILE_COUNT = sizeof tiles / sizeof *tiles, SHADES = 5 };

/* A map: its figure, and from where on each shade but the first begins. */
struct map {
    const char *title;
    const char *description;
    enum profile_measure part, whole; /* the same: a count */
    uint32_t from[SHADES - 1];        /* pupils, or tenths of a percent */
    const char *legend[SHADES];
};

static const struct map pupils_map = {
    .title = "Pupils with independent study",
    .description = "Map of the counties: pupils with independent study. The table below has the "
                   "numbers.",
    .part = MEASURE_PUPILS,
    .whole = MEASURE_PUPILS,
    .from = {100, 500, 2000, 10000},
    .legend = {"under 100", "100 to 499", "500 to 1,999", "2,000 to 9,999", "10,000 or more"},
};

static const struct map completion_map = {
    .title = "Completed the requirements for a diploma",
    .description = "Map of the counties: percentage who completed the requirements for a diploma, "
                   "of those who could. The table below has the numbers.",
    .part = MEASURE_DIPLOMA,
    .whole = MEASURE_GRADE12,
    .from = {600, 700, 800, 900},
    .legend = {"under 60%", "60 to 69%", "70 to 79%", "80 to 89%", "90% or more"},
};

/* The line of a county; NULL for one without a pupil. */
static const struct profile_row *
find_county(const struct html_line *lines, size_t count, int code)
{
    char text[12];

    snprintf(text, sizeof text, "%02d", code);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(lines[i].row->place->cds_code, text) == 0)
            return lines[i].row;
    }
    return NULL;
}

static int
shade_of(const struct map *map, uint64_t figure)
{
    int shade = 0;

    while (shade < SHADES - 1 && figure >= map->from[shade])
        shade++;
    return shade;
}

static bool
is_hidden(const struct map *map, const struct profile_row *row)
{
    return row != NULL && (profile_hides(row, map->part) || profile_hides(row, map->whole));
}

/* "s0" to "s4"; "none" where there is no figure, "hidden" where it is not shown. */
static void
write_class(struct out *out, const struct map *map, const struct profile_row *row)
{
    uint32_t part = row == NULL ? 0 : row->measures[map->part];
    uint32_t whole = row == NULL ? 0 : row->measures[map->whole];

    if (is_hidden(map, row))
        html_out_raw(out, "hidden");
    else if (whole == 0)
        html_out_raw(out, "none");
    else
        out_printf(out, "s%d",
            shade_of(map,
                map->part == map->whole ? part : (uint64_t)number_percent_tenths(part, whole)));
}

static void
write_figure(struct out *out, const struct map *map, const struct profile_row *row)
{
    if (row == NULL)
        out_text(out, map->part == map->whole ? "0" : "&#8211;");
    else if (map->part == map->whole)
        html_figure_write(out, row, map->part);
    else
        html_share_write(out, row, map->part, row, map->whole);
}

static void
write_tile(struct out *out, const struct map *map, int i, const struct profile_row *row)
{
    const struct tile *tile = &tiles[i];

    html_out_raw(out, "<div class=\"");
    write_class(out, map, row);
    out_printf(out, "\" style=\"grid-area:%d/%d\"><span>%s</span><b>%s</b><i>", tile->row,
        tile->column, tile->name, tile->letters);
    write_figure(out, map, row);
    html_out_raw(out, "</i></div>\n");
}

static void
write_legend(struct out *out, const struct map *map, bool has_hidden)
{
    html_out_raw(out, "<ul class=\"legend\">\n");
    for (int i = 0; i < SHADES; i++) {
        out_printf(out, "<li><span class=\"s%d\"></span>", i);
        html_out_string(out, map->legend[i]);
        html_out_raw(out, "</li>\n");
    }
    if (has_hidden)
        html_out_raw(out, "<li><span class=\"hidden\"></span>not published</li>\n");
    html_out_raw(out, "</ul>\n");
}

/* A map of asterisks tells nothing. */
static bool
is_worth_drawing(const struct map *map, const struct html_line *lines, size_t count)
{
    size_t shown = 0;

    for (size_t i = 0; i < count; i++)
        shown += !is_hidden(map, lines[i].row) && lines[i].row->measures[map->whole] > 0;
    return shown > 1;
}

static void
write_map(struct out *out, const struct map *map, const struct html_line *lines, size_t count)
{
    bool has_hidden = false;

    html_out_raw(out, "<div class=\"map card\">\n<h3>");
    html_out_string(out, map->title);
    html_out_raw(out, "</h3>\n<div class=\"tilemap\" role=\"img\" aria-label=\"");
    html_out_string(out, map->description);
    html_out_raw(out, "\">\n");
    for (int i = 0; i < TILE_COUNT; i++) {
        /* Codes are in the order of the names, from 01 on. */
        const struct profile_row *row = find_county(lines, count, i + 1);

        has_hidden = has_hidden || is_hidden(map, row);
        write_tile(out, map, i, row);
    }
    html_out_raw(out, "</div>\n");
    write_legend(out, map, has_hidden);
    html_out_raw(out, "</div>\n");
}

void
html_maps_write(struct out *out, const struct html_line *lines, size_t count)
{
    bool has_pupils = is_worth_drawing(&pupils_map, lines, count);
    bool has_completion = is_worth_drawing(&completion_map, lines, count);

    if (!has_pupils && !has_completion)
        return;
    html_out_raw(out, "<div class=\"maps\">\n");
    if (has_pupils)
        write_map(out, &pupils_map, lines, count);
    if (has_completion)
        write_map(out, &completion_map, lines, count);
    html_out_raw(out, "</div>\n<p class=\"hint\">Each tile stands for a county, all of one size, "
                      "about where it lies.</p>\n");
}
