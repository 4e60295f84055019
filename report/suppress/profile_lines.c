#include "base/memory.h"

#include "report/count/category_table.h"

#include "report/suppress/profile_lines.h"

struct builder {
    struct profile_lines *lines;
    struct category_table *table;
    int32_t *row_of; /* of all blocks */
    size_t category_count;
};

const uint8_t profile_lines_bases[MEASURE_COUNT] = {
    [MEASURE_PUPILS] = MEASURE_PUPILS,
    [MEASURE_FIFTY_PERCENT] = MEASURE_PUPILS,
    [MEASURE_LONG_TERM] = MEASURE_PUPILS,
    [MEASURE_GRADE12] = MEASURE_PUPILS,
    [MEASURE_DIPLOMA] = MEASURE_GRADE12,
    [MEASURE_OTHER_COMPLETER] = MEASURE_GRADE12,
};

static void
fill_grid(struct profile_lines *lines)
{
    const struct profile *profile = lines->profile;
    size_t cell_count = profile->row_count * PROFILE_LINES_WIDTH;
    uint32_t *values = memory_new_array(cell_count, sizeof *values);

    lines->grid = (struct cell_grid){
        .row_count = (uint32_t)profile->row_count,
        .width = PROFILE_LINES_WIDTH,
        .published = MEASURE_COUNT,
        .values = values,
        .marks = memory_new_array(cell_count, 1),
    };
    for (size_t i = 0; i < profile->row_count; i++) {
        const uint32_t *measures = profile->rows[i].measures;

        memcpy(values, measures, MEASURE_COUNT * sizeof *values);
        for (unsigned m = 1; m < MEASURE_COUNT; m++)
            values[profile_lines_rest(m)] = measures[profile_lines_bases[m]] - measures[m];
        values += PROFILE_LINES_WIDTH;
    }
}

static void
fill_breakdowns(struct profile_lines *lines)
{
    const struct profile *profile = lines->profile;

    lines->breakdowns = memory_new_array(profile->category_count, 1);
    for (size_t i = 0; i < profile->category_count; i++) {
        int b = 0;

        while (b < BREAKDOWN_COUNT &&
               strcmp(profile->categories[i].breakdown, breakdown_name((enum breakdown)b)) != 0)
            b++;
        lines->breakdowns[i] = (uint8_t)b;
    }
}

static bool
begins_block(const struct profile *profile, size_t row)
{
    return row == 0 || profile->rows[row].place != profile->rows[row - 1].place ||
           profile->rows[row].filter != profile->rows[row - 1].filter;
}

static void
fill_blocks(struct builder *builder)
{
    struct profile_lines *lines = builder->lines;
    const struct profile *profile = lines->profile;
    size_t last = 0;

    for (size_t row = 0; row < profile->row_count; row++)
        lines->block_count += begins_block(profile, row);
    lines->blocks = memory_new_array(lines->block_count, sizeof *lines->blocks);
    builder->row_of =
        memory_new_array(lines->block_count * builder->category_count, sizeof *builder->row_of);
    memset(builder->row_of, PROFILE_LINES_NO_ROW,
        lines->block_count * builder->category_count * sizeof *builder->row_of);
    for (size_t row = 0, next = 0; row < profile->row_count; row++) {
        if (begins_block(profile, row)) {
            last = next++;
            lines->blocks[last].first = (uint32_t)row;
            lines->blocks[last].row_of = builder->row_of + last * builder->category_count;
        }
        lines->blocks[last].end = (uint32_t)row + 1;
        builder->row_of[last * builder->category_count +
                        (size_t)(profile->rows[row].category - profile->categories)] = (int32_t)row;
    }
}

static int32_t
row_of_code(const struct builder *builder, const struct profile_block *block,
    enum breakdown breakdown, const char *code)
{
    int16_t category = category_table_find(builder->table, breakdown, code);

    return category == CATEGORY_NONE ? PROFILE_LINES_NO_ROW : block->row_of[category];
}

static void
add_row(struct line_set *set, int32_t row)
{
    if (row != PROFILE_LINES_NO_ROW)
        line_set_add(set, (uint32_t)row);
}

static void
add_breakdown(const struct builder *builder, const struct profile_block *block,
    enum breakdown breakdown, struct line_set *set)
{
    for (size_t i = 0; i < builder->category_count; i++) {
        if (builder->lines->breakdowns[i] == breakdown)
            add_row(set, block->row_of[i]);
    }
}

static void
add_span_lines(const struct builder *builder, const struct profile_block *block)
{
    static const struct {
        const char *span;
        const char *grades[5];
    } spans[] = {
        {"GRTKKN", {"GTK", "GKN"}},
        {"GR13", {"G01", "G02", "G03"}},
        {"GR46", {"G04", "G05", "G06"}},
        {"GR78", {"G07", "G08"}},
        {"GR912", {"G09", "G10", "G11", "G12"}},
    };
    struct line_set *set = &builder->lines->sets[LINES_OF_BREAKDOWN];

    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        int32_t span = row_of_code(builder, block, BREAKDOWN_GRADE_SPAN, spans[i].span);

        if (span == PROFILE_LINES_NO_ROW)
            continue;
        line_set_begin(set, (uint32_t)span);
        for (const char *const *grade = spans[i].grades; *grade != NULL; grade++)
            add_row(set, row_of_code(builder, block, BREAKDOWN_GRADE, *grade));
        line_set_end(set);
    }
}

static void
add_breakdown_lines(const struct builder *builder, const struct profile_block *block, int32_t total)
{
    static const enum breakdown partitions[] = {BREAKDOWN_RACE, BREAKDOWN_GENDER, BREAKDOWN_GRADE,
        BREAKDOWN_PLACEMENT, BREAKDOWN_MODALITY, BREAKDOWN_DURATION, BREAKDOWN_EXTENT,
        BREAKDOWN_SCHOOL_TYPE};
    struct line_set *set = &builder->lines->sets[LINES_OF_BREAKDOWN];

    for (size_t i = 0; i < sizeof partitions / sizeof *partitions; i++) {
        line_set_begin(set, (uint32_t)total);
        add_breakdown(builder, block, partitions[i], set);
        line_set_end(set);
    }
    /* Parts go by the order of the file, and the grades stand before their spans. */
    line_set_begin(set, (uint32_t)total);
    add_row(set, row_of_code(builder, block, BREAKDOWN_GRADE, "GUN"));
    add_breakdown(builder, block, BREAKDOWN_GRADE_SPAN, set);
    line_set_end(set);
    add_span_lines(builder, block);
}

static void
add_equal(struct profile_lines *lines, int32_t row, unsigned column, int32_t other_row,
    unsigned other_column)
{
    struct line_set *set = &lines->sets[LINES_OF_EQUALS];

    if (row == PROFILE_LINES_NO_ROW || other_row == PROFILE_LINES_NO_ROW)
        return;
    line_set_begin(set, (uint32_t)row * PROFILE_LINES_WIDTH + column);
    line_set_add(set, (uint32_t)other_row * PROFILE_LINES_WIDTH + other_column);
    line_set_end(set);
}

static void
add_equals(const struct builder *builder, const struct profile_block *block, int32_t total)
{
    static const char *const grades[] = {"G09", "G10", "G11", "GUN"};
    struct profile_lines *lines = builder->lines;
    int32_t row = row_of_code(builder, block, BREAKDOWN_DURATION, "DLONG");

    add_equal(lines, total, MEASURE_LONG_TERM, row, MEASURE_PUPILS);
    add_equal(lines, total, MEASURE_LONG_TERM, row, MEASURE_LONG_TERM);
    row = row_of_code(builder, block, BREAKDOWN_EXTENT, "XFULL");
    add_equal(lines, row, MEASURE_PUPILS, row, MEASURE_FIFTY_PERCENT);
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        row = row_of_code(builder, block, BREAKDOWN_GRADE, grades[i]);
        add_equal(lines, row, MEASURE_GRADE12, row, MEASURE_DIPLOMA);
    }
    row = row_of_code(builder, block, BREAKDOWN_GRADE_SPAN, "GR912");
    add_equal(lines, total, MEASURE_OTHER_COMPLETER, row, MEASURE_OTHER_COMPLETER);
    row = row_of_code(builder, block, BREAKDOWN_GRADE, "G12");
    add_equal(lines, total, MEASURE_OTHER_COMPLETER, row, MEASURE_OTHER_COMPLETER);
}

static const struct profile_row *
first_row(const struct profile_lines *lines, size_t block)
{
    return &lines->profile->rows[lines->blocks[block].first];
}

/* Where a block's place stands to those inside another's: before (-1), among them (0), behind (1).
 */
static int
compare_inside(const struct profile_lines *lines, size_t block, size_t outer)
{
    const struct profile_place *place = first_row(lines, block)->place;
    const struct profile_place *around = first_row(lines, outer)->place;
    int order;

    if (place->level != around->level + 1)
        return place->level <= around->level ? -1 : 1;
    order = strncmp(place->cds_code, around->cds_code, strlen(around->cds_code));
    return (order > 0) - (order < 0);
}

/* Of each row of a block, the same category in the blocks from first up to end with a filter. */
static void
add_lines_across(struct builder *builder, size_t block, size_t first, size_t end, unsigned filters)
{
    struct profile_lines *lines = builder->lines;
    const struct profile_block *blocks = lines->blocks;
    bool is_same_place = first_row(lines, first)->place == first_row(lines, block)->place;
    struct line_set *set = &lines->sets[is_same_place ? LINES_OF_CHARTER : LINES_OF_PLACES];

    for (uint32_t row = blocks[block].first; row < blocks[block].end; row++) {
        size_t category = (size_t)(lines->profile->rows[row].category - lines->profile->categories);

        line_set_begin(set, row);
        for (size_t part = first; part < end; part++) {
            if ((filters & 1U << first_row(lines, part)->filter) != 0)
                add_row(set, blocks[part].row_of[category]);
        }
        line_set_end(set);
    }
}

/* Places go by level and code: those inside the places of one level follow each other below. */
static void
add_place_lines(struct builder *builder)
{
    const struct profile_lines *lines = builder->lines;
    size_t first = 0, end = 0;

    for (size_t block = 0; block < lines->block_count; block++) {
        const struct profile_row *row = first_row(lines, block);

        if (row->place->level == LEVEL_SCHOOL)
            break;
        if (block == 0 || row->place != first_row(lines, block - 1)->place) {
            for (first = end; first < lines->block_count;) {
                if (compare_inside(lines, first, block) >= 0)
                    break;
                first++;
            }
            for (end = first; end < lines->block_count;) {
                if (compare_inside(lines, end, block) != 0)
                    break;
                end++;
            }
        }
        if (first < end)
            add_lines_across(builder, block, first, end, 1U << row->filter);
    }
}

static void
add_charter_lines(struct builder *builder)
{
    const struct profile_lines *lines = builder->lines;

    for (size_t block = 0; block < lines->block_count; block++) {
        const struct profile_row *row = first_row(lines, block);
        size_t end = block + 1;

        while (end < lines->block_count && first_row(lines, end)->place == row->place)
            end++;
        if (row->filter == FILTER_ALL && end > block + 1)
            add_lines_across(
                builder, block, block + 1, end, 1U << FILTER_NOT_CHARTER | 1U << FILTER_CHARTER);
    }
}

static void
add_lines(struct builder *builder)
{
    struct profile_lines *lines = builder->lines;

    lines->sets[LINES_OF_EQUALS].is_cellwise = true;
    for (size_t i = 0; i < lines->block_count; i++) {
        int32_t total = row_of_code(builder, &lines->blocks[i], BREAKDOWN_TOTAL, "TA");

        if (total == PROFILE_LINES_NO_ROW)
            continue;
        add_breakdown_lines(builder, &lines->blocks[i], total);
        add_equals(builder, &lines->blocks[i], total);
    }
    add_place_lines(builder);
    add_charter_lines(builder);
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++)
        line_set_index(&lines->sets[kind], &lines->grid);
}

struct profile_lines *
profile_lines_new(const struct profile *profile)
{
    struct profile_lines *lines = memory_new(sizeof *lines);
    struct builder builder = {
        .lines = lines,
        .table = category_table_new(profile->categories, profile->category_count),
        .category_count = profile->category_count,
    };

    lines->profile = profile;
    fill_grid(lines);
    fill_breakdowns(lines);
    fill_blocks(&builder);
    add_lines(&builder);
    category_table_free(builder.table);
    return lines;
}

void
profile_lines_free(struct profile_lines *lines)
{
    if (lines == NULL)
        return;
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++)
        line_set_free(&lines->sets[kind]);
    if (lines->block_count > 0)
        free((int32_t *)lines->blocks[0].row_of);
    free(lines->blocks);
    free(lines->breakdowns);
    free((uint32_t *)lines->grid.values);
    free(lines->grid.marks);
    free(lines);
}
