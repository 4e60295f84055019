#include "base/err.h"
#include "base/memory.h"
#include "base/profile_row.h"

#include "report/suppress/audit_facts.h"
#include "report/suppress/bounds.h"
#include "report/suppress/profile_lines.h"

#include "report/suppress/audit.h"

enum { NARROWEST = 10 };

enum {
    FIRST_REACH = 4096, /* cells that are worked out anew around those in question */
    REACH_OF_EACH = 64,
    REACH_GROWTH = 8,
    LARGEST_SHARE = 8 /* more than this part of all cells: rather all of them */
};

struct cell_list {
    uint32_t *at;
    size_t count, capacity;
};

struct audit {
    const struct profile_lines *lines;
    struct audit_facts facts;
    struct bounds *bounds;
    bool has_run;
    struct cell_list failing;
    struct cell_list pending; /* may fail */
};

/* count + rest = base */
static bool
narrow_rest(struct bounds *bounds, uint32_t base, uint32_t count, uint32_t rest)
{
    struct bound b, c = bounds_of(bounds, count), r = bounds_of(bounds, rest);
    bool is_news = bounds_narrow(bounds, base, (int64_t)c.lo + r.lo, (int64_t)c.hi + r.hi);

    b = bounds_of(bounds, base);
    is_news |= bounds_narrow(bounds, count, (int64_t)b.lo - r.hi, (int64_t)b.hi - r.lo);
    return bounds_narrow(bounds, rest, (int64_t)b.lo - c.hi, (int64_t)b.hi - c.lo) || is_news;
}

/* Nobody completes twice: diploma_count + other_completer_count <= grade12_pupils. */
static bool
narrow_completions(struct bounds *bounds, uint32_t row)
{
    uint32_t all = row + MEASURE_GRADE12;
    uint32_t diploma = row + MEASURE_DIPLOMA;
    uint32_t other = row + MEASURE_OTHER_COMPLETER;
    struct bound a = bounds_of(bounds, all);
    struct bound d = bounds_of(bounds, diploma);
    struct bound o = bounds_of(bounds, other);
    bool is_news = bounds_narrow(bounds, all, (int64_t)d.lo + o.lo, a.hi);

    is_news |= bounds_narrow(bounds, diploma, d.lo, (int64_t)a.hi - o.lo);
    return bounds_narrow(bounds, other, o.lo, (int64_t)a.hi - d.lo) || is_news;
}

static void
narrow_row(struct bounds *bounds, uint32_t row)
{
    uint32_t first = row * PROFILE_LINES_WIDTH;
    bool is_news = true;

    while (is_news) {
        is_news = false;
        for (unsigned column = 1; column < MEASURE_COUNT; column++)
            is_news |= narrow_rest(bounds, first + profile_lines_bases[column], first + column,
                first + profile_lines_rest(column));
        is_news |= narrow_completions(bounds, first);
    }
}

/*
 * No count is above the state's pupils. Where those are hidden because they are
 * few, that is all that is known of them.
 */
static uint32_t
ceiling_of(const struct cell_grid *grid)
{
    uint32_t pupils = grid->values[MEASURE_PUPILS];

    return pupils > SMALL_COUNT ? pupils : SMALL_COUNT;
}

struct audit *
audit_new(const struct profile_lines *lines, struct err *err)
{
    struct audit *audit = memory_new(sizeof *audit);

    audit->lines = lines;
    if (audit_facts_fill(&audit->facts, lines, err) != 0) {
        audit_free(audit);
        return NULL;
    }
    audit->bounds = bounds_new(&(struct bounds_request){
        .grid = &lines->grid,
        .sets = lines->sets,
        .relations = audit->facts.relations,
        .set_count = LINE_KIND_COUNT,
        .ceiling = ceiling_of(&lines->grid),
        .zeros = audit->facts.zeros,
        .narrow_row = narrow_row,
    });
    return audit;
}

void
audit_free(struct audit *audit)
{
    if (audit == NULL)
        return;
    audit_facts_free(&audit->facts);
    bounds_free(audit->bounds);
    free(audit->failing.at);
    free(audit->pending.at);
    free(audit);
}

static bool
is_small(uint32_t count)
{
    return count > 0 && count <= SMALL_COUNT;
}

static bool
fails(const struct audit *audit, uint32_t cell)
{
    const struct cell_grid *grid = &audit->lines->grid;
    unsigned column = cell % PROFILE_LINES_WIDTH;
    uint32_t first = cell - column;
    uint32_t value = grid->values[cell];
    struct bound bound = bounds_of(audit->bounds, cell);
    bool is_narrow = bound.hi - bound.lo < NARROWEST;

    if (!is_narrow || cell_is_visible(grid, cell))
        return false;
    if (is_small(value) || (value > 0 && bound.lo == bound.hi))
        return true;
    return column != MEASURE_PUPILS && is_small(grid->values[first + profile_lines_rest(column)]) &&
           cell_is_visible(grid, first + profile_lines_bases[column]);
}

static void
add_cell(struct cell_list *list, uint32_t cell)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity * 2 + 64;
        list->at = memory_grow(list->at, list->capacity, sizeof *list->at);
    }
    list->at[list->count++] = cell;
}

static int
compare_cells(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The truth lies within the bounds, or the rows are not what the rules take them for. */
static int
check_truth(const struct audit *audit, struct err *err)
{
    const struct cell_grid *grid = &audit->lines->grid;

    for (uint32_t cell = 0; cell < grid->row_count * grid->width; cell++) {
        struct bound bound = bounds_of(audit->bounds, cell);

        if (grid->values[cell] < bound.lo || grid->values[cell] > bound.hi)
            return audit_facts_contradict(audit->lines, cell / grid->width, err);
    }
    return 0;
}

static int
run_all(struct audit *audit, struct err *err)
{
    const struct cell_grid *grid = &audit->lines->grid;

    if (!bounds_work_out(audit->bounds))
        return audit_facts_contradict(audit->lines, 0, err);
    audit->failing.count = 0;
    for (uint32_t row = 0; row < grid->row_count; row++) {
        for (uint32_t column = 0; column < MEASURE_COUNT; column++) {
            if (fails(audit, row * PROFILE_LINES_WIDTH + column))
                add_cell(&audit->failing, row * PROFILE_LINES_WIDTH + column);
        }
    }
    return check_truth(audit, err);
}

/* Leaves the pending cells that fail, or (is_passing) those that do not. */
static void
leave(struct audit *audit, bool is_passing)
{
    struct cell_list *pending = &audit->pending;
    size_t left = 0;

    for (size_t i = 0; i < pending->count; i++) {
        if (fails(audit, pending->at[i]) != is_passing)
            pending->at[left++] = pending->at[i];
        else if (is_passing)
            add_cell(&audit->failing, pending->at[i]);
    }
    pending->count = left;
}

/*
 * Hiding more only widens bounds: what passed still passes, so that the cells in
 * question are those that failed and those that are newly hidden. Where all else
 * is taken as known too well and a cell passes, it does; where all else is taken
 * as unknown and it fails, it does. The rest is asked again in a wider circle.
 */
static int
run_near(struct audit *audit, size_t reach, struct err *err)
{
    struct cell_list *pending = &audit->pending;
    const struct cell_grid *grid = &audit->lines->grid;
    struct bounds_near near = {.reach = reach};

    audit->failing.count = 0;
    for (; pending->count > 0; near.reach *= REACH_GROWTH) {
        if (near.reach > grid->row_count * grid->width / LARGEST_SHARE)
            return run_all(audit, err);
        near.cells = pending->at;
        near.count = pending->count;
        near.outer = BOUNDS_OUTER_KEPT;
        if (!bounds_work_out_near(audit->bounds, &near))
            return audit_facts_contradict(audit->lines, 0, err);
        leave(audit, false);
        near.count = pending->count;
        near.outer = BOUNDS_OUTER_OPEN;
        if (!bounds_work_out_near(audit->bounds, &near))
            return audit_facts_contradict(audit->lines, 0, err);
        leave(audit, true);
        bounds_undo_near(audit->bounds);
    }
    qsort(audit->failing.at, audit->failing.count, sizeof *audit->failing.at, compare_cells);
    return 0;
}

int
audit_run(struct audit *audit, const uint32_t *news, size_t news_count, struct err *err)
{
    size_t reach = REACH_OF_EACH * (audit->failing.count + news_count);

    if (!audit->has_run) {
        audit->has_run = true;
        return run_all(audit, err);
    }
    audit->pending.count = 0;
    for (size_t i = 0; i < audit->failing.count; i++)
        add_cell(&audit->pending, audit->failing.at[i]);
    for (size_t i = 0; i < news_count; i++)
        add_cell(&audit->pending, news[i]);
    return run_near(audit, reach > FIRST_REACH ? reach : FIRST_REACH, err);
}

const uint32_t *
audit_failing(const struct audit *audit, size_t *count)
{
    *count = audit->failing.count;
    return audit->failing.at;
}
