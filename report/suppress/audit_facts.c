#include "base/err.h"
#include "base/memory.h"

#include "report/count/category_table.h"
#include "report/profile/profile_text.h"

#include "report/suppress/audit_facts.h"

enum { ALL_COLUMNS = (1U << PROFILE_LINES_WIDTH) - 1 };

int
audit_facts_contradict(const struct profile_lines *lines, uint32_t row, struct err *err)
{
    const struct profile_row *at = &lines->profile->rows[row];

    return err_set(err, ERR_BUG,
        "the rows of the profile contradict each other: level %s %s, charter %s, %s",
        profile_level_code(at->place->level), at->place->cds_code, profile_filter_code(at->filter),
        at->category->code);
}

static bool
is_one_of(const char *code, const char *const *codes)
{
    while (*codes != NULL && strcmp(*codes, code) != 0)
        codes++;
    return *codes != NULL;
}

/* Only grade 12 and graduates of grades 9 to 11 or of no known grade can complete. */
static uint16_t
zeros_of(const struct profile_category *category, enum breakdown breakdown)
{
    static const char *const with_graduates[] = {"G09", "G10", "G11", "G12", "GUN", "GR912", NULL};
    static const char *const with_completers[] = {"G12", "GR912", NULL};
    unsigned zeros = 0;

    if (breakdown == BREAKDOWN_DURATION && strcmp(category->code, "DSHORT") == 0)
        zeros |= 1U << MEASURE_LONG_TERM;
    if (breakdown != BREAKDOWN_GRADE && breakdown != BREAKDOWN_GRADE_SPAN)
        return (uint16_t)zeros;
    if (!is_one_of(category->code, with_graduates))
        zeros |= 1U << MEASURE_GRADE12 | 1U << MEASURE_DIPLOMA;
    if (!is_one_of(category->code, with_completers))
        zeros |= 1U << MEASURE_OTHER_COMPLETER;
    return (uint16_t)zeros;
}

static void
fill_zeros(struct audit_facts *facts, const struct profile_lines *lines)
{
    const struct profile *profile = lines->profile;
    uint16_t *by_category = memory_new_array(profile->category_count, sizeof *by_category);

    for (size_t i = 0; i < profile->category_count; i++)
        by_category[i] = zeros_of(&profile->categories[i], (enum breakdown)lines->breakdowns[i]);
    facts->zeros = memory_new_array(profile->row_count, sizeof *facts->zeros);
    for (size_t row = 0; row < profile->row_count; row++)
        facts->zeros[row] = by_category[profile->rows[row].category - profile->categories];
    free(by_category);
}

/* Where the true figures stand to each other. */
struct truth {
    uint64_t sum;
    uint32_t highest;
    uint32_t total;
};

static struct truth
truth_of(
    const struct profile_lines *lines, enum profile_line_kind kind, uint32_t line, unsigned column)
{
    const struct line_set *set = &lines->sets[kind];
    const struct cell_grid *grid = &lines->grid;
    struct truth truth = {
        .total = grid->values[line_set_cell(set, grid, set->totals[line], column)]};

    for (uint32_t i = set->starts[line]; i < set->starts[line + 1]; i++) {
        uint32_t value = grid->values[line_set_cell(set, grid, set->parts[i], column)];

        truth.sum += value;
        if (value > truth.highest)
            truth.highest = value;
    }
    return truth;
}

/* These always add up; so do their rests. */
static int
fill_exact(struct audit_facts *facts, const struct profile_lines *lines,
    enum profile_line_kind kind, struct err *err)
{
    const struct line_set *set = &lines->sets[kind];
    struct line_relations *relations = &facts->relations[kind];
    unsigned width = set->is_cellwise ? 1 : PROFILE_LINES_WIDTH;

    for (uint32_t line = 0; line < set->line_count; line++) {
        for (unsigned column = 0; column < width; column++) {
            struct truth truth = truth_of(lines, kind, line, column);

            if (truth.sum != truth.total)
                return audit_facts_contradict(lines,
                    set->is_cellwise ? set->totals[line] / PROFILE_LINES_WIDTH : set->totals[line],
                    err);
        }
        relations->equal[line] = (uint16_t)(set->is_cellwise ? 1U : ALL_COLUMNS);
    }
    return 0;
}

/* A pupil is in these categories wherever it is counted, or nowhere. */
static bool
follows_the_pupil(enum breakdown breakdown)
{
    return breakdown == BREAKDOWN_TOTAL || breakdown == BREAKDOWN_RACE ||
           breakdown == BREAKDOWN_GENDER || breakdown == BREAKDOWN_PUPIL_GROUP;
}

/* Some pupils of a district are at no school that is identified. */
static bool
covers(const struct profile_lines *lines, enum profile_line_kind kind, uint32_t total)
{
    return kind != LINES_OF_PLACES || lines->profile->rows[total].place->level != LEVEL_DISTRICT;
}

static int
fill_line_across(struct audit_facts *facts, const struct profile_lines *lines,
    enum profile_line_kind kind, uint32_t line)
{
    uint32_t total = lines->sets[kind].totals[line];
    const struct profile_row *row = &lines->profile->rows[total];
    struct line_relations *relations = &facts->relations[kind];
    bool is_bound = follows_the_pupil(
        (enum breakdown)lines->breakdowns[row->category - lines->profile->categories]);

    for (unsigned column = 0; column < MEASURE_COUNT; column++) {
        struct truth truth = truth_of(lines, kind, line, column);
        unsigned bit = 1U << column;
        bool is_below = is_bound && (column == MEASURE_PUPILS || column == MEASURE_LONG_TERM);
        bool is_covered = is_bound && column == MEASURE_PUPILS && covers(lines, kind, total);

        if ((is_below && truth.highest > truth.total) || (is_covered && truth.total > truth.sum))
            return -1;
        if (truth.sum == truth.total)
            relations->equal[line] |= (uint16_t)bit;
        else if (is_below)
            relations->below[line] |= (uint16_t)bit;
        if (truth.sum != truth.total && is_covered)
            relations->cover[line] |= (uint16_t)bit;
    }
    return 0;
}

static int
fill_across(struct audit_facts *facts, const struct profile_lines *lines,
    enum profile_line_kind kind, struct err *err)
{
    const struct line_set *set = &lines->sets[kind];

    for (uint32_t line = 0; line < set->line_count; line++) {
        if (fill_line_across(facts, lines, kind, line) != 0)
            return audit_facts_contradict(lines, set->totals[line], err);
    }
    return 0;
}

int
audit_facts_fill(struct audit_facts *facts, const struct profile_lines *lines, struct err *err)
{
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        struct line_relations *relations = &facts->relations[kind];
        uint32_t count = lines->sets[kind].line_count;

        relations->equal = memory_new_array(count, sizeof *relations->equal);
        relations->below = memory_new_array(count, sizeof *relations->below);
        relations->cover = memory_new_array(count, sizeof *relations->cover);
    }
    fill_zeros(facts, lines);
    if (fill_exact(facts, lines, LINES_OF_BREAKDOWN, err) != 0 ||
        fill_exact(facts, lines, LINES_OF_EQUALS, err) != 0)
        return -1;
    if (fill_across(facts, lines, LINES_OF_PLACES, err) != 0)
        return -1;
    return fill_across(facts, lines, LINES_OF_CHARTER, err);
}

void
audit_facts_free(struct audit_facts *facts)
{
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        free(facts->relations[kind].equal);
        free(facts->relations[kind].below);
        free(facts->relations[kind].cover);
    }
    free(facts->zeros);
}
