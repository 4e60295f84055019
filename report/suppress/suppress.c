#include "base/err.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/profile_row.h"

#include "report/count/category_table.h"
#include "report/suppress/audit.h"
#include "report/suppress/audit_remedy.h"
#include "report/suppress/complement.h"
#include "report/suppress/earlier_release.h"
#include "report/suppress/profile_lines.h"

#include "report/suppress/suppress.h"

enum { STATE_PUPILS = 0 /* the first cell of the first row */ };

struct suppression {
    struct profile_lines *lines;
    uint16_t *rounds; /* by row and measure */
    unsigned round;

    /* While it is made. */
    struct complement *complement;
    struct audit *audit;
    struct audit_remedy *remedy;
    uint32_t *news; /* cells hidden since the last audit */
    size_t news_count, news_capacity;
};

static struct cell_grid *
grid_of(const struct suppression *suppression)
{
    return &suppression->lines->grid;
}

static void
add_news(struct suppression *suppression, uint32_t cell)
{
    if (suppression->news_count == suppression->news_capacity) {
        suppression->news_capacity = suppression->news_capacity * 2 + 1024;
        suppression->news =
            memory_grow(suppression->news, suppression->news_capacity, sizeof *suppression->news);
    }
    suppression->news[suppression->news_count++] = cell;
}

static void
hide_one(struct suppression *suppression, uint32_t row, unsigned measure, uint8_t mark)
{
    struct cell_grid *grid = grid_of(suppression);
    uint32_t cell = row * grid->width + measure;

    if (cell_is_hidden(grid, cell))
        return;
    if (cell_is_visible(grid, cell) && (grid->marks[cell] & CELL_KNOWN) == 0)
        add_news(suppression, cell);
    grid->marks[cell] |= mark;
    suppression->rounds[row * MEASURE_COUNT + measure] =
        (uint16_t)(suppression->round < UINT16_MAX ? suppression->round : UINT16_MAX);
    complement_touch(suppression->complement, cell);
}

/* Point 2 of docs/suppression.md: what is counted of a hidden count is hidden with it. */
static void
hide(void *ctx, uint32_t cell, uint8_t mark)
{
    struct suppression *suppression = ctx;
    uint32_t row = cell / PROFILE_LINES_WIDTH;
    unsigned measure = cell % PROFILE_LINES_WIDTH;

    hide_one(suppression, row, measure, mark);
    if (measure == MEASURE_PUPILS) {
        for (unsigned m = 1; m < MEASURE_COUNT; m++)
            hide_one(suppression, row, m, CELL_IN_ROW);
    } else if (measure == MEASURE_GRADE12) {
        hide_one(suppression, row, MEASURE_DIPLOMA, CELL_IN_ROW);
        hide_one(suppression, row, MEASURE_OTHER_COMPLETER, CELL_IN_ROW);
    }
}

static bool
is_small(uint32_t count)
{
    return count > 0 && count <= SMALL_COUNT;
}

static void
hide_small_counts(struct suppression *suppression)
{
    const struct cell_grid *grid = grid_of(suppression);

    for (uint32_t row = 0; row < grid->row_count; row++) {
        uint32_t first = row * grid->width;
        const uint32_t *values = &grid->values[first];
        bool is_small_row = values[MEASURE_PUPILS] <= SMALL_COUNT;

        for (unsigned m = 0; m < MEASURE_COUNT; m++) {
            if (is_small_row || is_small(values[m]) ||
                (m != MEASURE_PUPILS && is_small(values[profile_lines_rest(m)])))
                hide(suppression, first + m, CELL_PRIMARY);
        }
    }
}

static bool
gives_away_not_reported(const struct cell_grid *grid, uint32_t row, unsigned measure)
{
    uint32_t cell = row * grid->width + measure;

    return cell_is_hidden(grid, cell) && (measure == MEASURE_PUPILS || grid->values[cell] > 0);
}

/* Point 3, in one place and filter; not_reported is the category RD. */
static bool
hide_race_not_reported(
    struct suppression *suppression, const struct profile_block *block, int16_t not_reported)
{
    const struct profile_lines *lines = suppression->lines;
    const struct cell_grid *grid = &lines->grid;
    int32_t row = block->row_of[not_reported];
    bool is_news = false;

    for (size_t i = 0; row != PROFILE_LINES_NO_ROW && i < lines->profile->category_count; i++) {
        int32_t other = block->row_of[i];

        if (lines->breakdowns[i] != BREAKDOWN_RACE || other == PROFILE_LINES_NO_ROW || other == row)
            continue;
        for (unsigned m = 0; m < MEASURE_COUNT; m++) {
            uint32_t cell = (uint32_t)row * grid->width + m;

            if (cell_is_hidden(grid, cell) || !gives_away_not_reported(grid, (uint32_t)other, m))
                continue;
            hide(suppression, cell, CELL_RACE_NOT_REPORTED);
            is_news = true;
        }
    }
    return is_news;
}

static bool
hide_races_not_reported(struct suppression *suppression)
{
    const struct profile_lines *lines = suppression->lines;
    const struct profile *profile = lines->profile;
    int16_t not_reported = CATEGORY_NONE;
    bool is_news = false;

    for (size_t i = 0; i < profile->category_count; i++) {
        if (lines->breakdowns[i] == BREAKDOWN_RACE &&
            strcmp(profile->categories[i].code, "RD") == 0)
            not_reported = (int16_t)i;
    }
    for (size_t i = 0; not_reported != CATEGORY_NONE && i < lines->block_count; i++)
        is_news |= hide_race_not_reported(suppression, &lines->blocks[i], not_reported);
    return is_news;
}

/* Points 3 and 4, until neither changes anything. */
static void
settle(struct suppression *suppression)
{
    hide_races_not_reported(suppression);
    do
        complement_settle(suppression->complement);
    while (hide_races_not_reported(suppression));
}

static int
run_audit(struct suppression *suppression, struct err *err)
{
    size_t count = suppression->news_count;

    if (suppression->audit == NULL)
        suppression->audit = audit_new(suppression->lines, err);
    if (suppression->audit == NULL)
        return -1;
    suppression->round++;
    suppression->news_count = 0;
    return audit_run(suppression->audit, suppression->news, count, err);
}

/* Point 5, once: hides one cell for each that fails. */
static int
mend(struct suppression *suppression, struct err *err)
{
    size_t count, hidden = 0;
    const uint32_t *failing = audit_failing(suppression->audit, &count);
    uint32_t cell;

    for (size_t i = 0; i < count; i++) {
        if (interrupt_check(err) != 0)
            return -1;
        if (!audit_remedy_find(suppression->remedy, failing[i], &cell))
            continue;
        hide(suppression, cell, CELL_AUDIT);
        hidden++;
    }
    if (hidden == 0)
        return err_set(err, ERR_DATA,
            "the profile cannot be published: %zu small counts could be worked out, and nothing "
            "is left to hide",
            count);
    return 0;
}

static int
make_mask(struct suppression *suppression, const struct profile *earlier, struct err *err)
{
    size_t count;

    hide_small_counts(suppression);
    if (earlier != NULL)
        earlier_release_hide(suppression->lines, earlier, (struct cell_hider){hide, suppression});
    settle(suppression);
    while (interrupt_check(err) == 0 && run_audit(suppression, err) == 0) {
        audit_failing(suppression->audit, &count);
        if (count == 0)
            return 0;
        if (mend(suppression, err) != 0)
            return -1;
        settle(suppression);
    }
    return -1;
}

static void
free_tools(struct suppression *suppression)
{
    complement_free(suppression->complement);
    audit_free(suppression->audit);
    audit_remedy_free(suppression->remedy);
    free(suppression->news);
    suppression->complement = NULL;
    suppression->audit = NULL;
    suppression->remedy = NULL;
    suppression->news = NULL;
}

struct suppression *
suppress_profile(const struct profile *profile, const struct profile *earlier, struct err *err)
{
    struct suppression *suppression = memory_new(sizeof *suppression);
    struct profile_lines *lines = profile_lines_new(profile);

    suppression->lines = lines;
    suppression->rounds =
        memory_new_array(profile->row_count * MEASURE_COUNT, sizeof *suppression->rounds);
    suppression->complement = complement_new(&(struct complement_request){
        .grid = &lines->grid,
        .sets = lines->sets,
        .set_count = LINE_KIND_COUNT,
        .strict = 1U << MEASURE_PUPILS,
        .hider = {hide, suppression},
    });
    suppression->remedy = audit_remedy_new(&(struct audit_remedy_request){
        .grid = &lines->grid,
        .sets = lines->sets,
        .set_count = LINE_KIND_COUNT,
        .bases = profile_lines_bases,
        .keep = STATE_PUPILS,
    });
    if (earlier != NULL)
        earlier_release_mark(lines, earlier);
    if (make_mask(suppression, earlier, err) != 0) {
        suppression_free(suppression);
        return NULL;
    }
    free_tools(suppression);
    return suppression;
}

void
suppression_free(struct suppression *suppression)
{
    if (suppression == NULL)
        return;
    free_tools(suppression);
    profile_lines_free(suppression->lines);
    free(suppression->rounds);
    free(suppression);
}

bool
suppression_is_hidden(
    const struct suppression *suppression, size_t row, enum profile_measure measure)
{
    const struct cell_grid *grid = grid_of(suppression);

    return cell_is_hidden(grid, (uint32_t)row * grid->width + measure);
}

struct suppression_cause
suppression_cause_of(
    const struct suppression *suppression, size_t row, enum profile_measure measure)
{
    static const struct {
        uint8_t mark;
        enum suppression_reason reason;
    } reasons[] = {
        {CELL_PRIMARY, REASON_PRIMARY},
        {CELL_IN_ROW, REASON_IN_ROW},
        {CELL_RACE_NOT_REPORTED, REASON_RACE_NOT_REPORTED},
        {CELL_COMPLEMENT + LINES_OF_BREAKDOWN, REASON_BREAKDOWN},
        {CELL_COMPLEMENT + LINES_OF_EQUALS, REASON_SAME_FIGURE},
        {CELL_COMPLEMENT + LINES_OF_PLACES, REASON_PLACES},
        {CELL_COMPLEMENT + LINES_OF_CHARTER, REASON_CHARTER},
        {CELL_AUDIT, REASON_AUDIT},
        {CELL_EARLIER, REASON_EARLIER_RELEASE},
    };
    const struct cell_grid *grid = grid_of(suppression);
    unsigned mark = grid->marks[row * grid->width + measure] & ~(unsigned)CELL_KNOWN;
    struct suppression_cause cause = {0};

    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (mark == reasons[i].mark)
            cause = (struct suppression_cause){
                reasons[i].reason, suppression->rounds[row * MEASURE_COUNT + measure]};
    }
    return cause;
}

const char *
suppression_reason_name(enum suppression_reason reason)
{
    static const char *const names[REASON_COUNT] = {"", "primary", "in_row", "race_not_reported",
        "complementary_breakdown", "complementary_same_figure", "complementary_places",
        "complementary_charter", "audit", "earlier_release"};

    return names[reason];
}

struct suppression_share
suppression_share_of(const struct suppression *suppression, enum profile_level level)
{
    const struct profile_lines *lines = suppression->lines;
    struct suppression_share share = {0};

    for (size_t i = 0; i < lines->block_count; i++) {
        uint32_t first = lines->blocks[i].first;
        const struct profile_row *rows = lines->profile->rows;

        if (rows[first].place->level != level || rows[first].filter != FILTER_ALL ||
            rows[first].measures[MEASURE_PUPILS] <= SMALL_COUNT)
            continue;
        for (uint32_t row = first; row < lines->blocks[i].end; row++) {
            share.rows++;
            share.primary += rows[row].measures[MEASURE_PUPILS] <= SMALL_COUNT;
            share.hidden += suppression_is_hidden(suppression, row, MEASURE_PUPILS);
        }
    }
    return share;
}

unsigned
suppression_audit_count(const struct suppression *suppression)
{
    return suppression->round;
}

const struct profile_lines *
suppression_lines(const struct suppression *suppression)
{
    return suppression->lines;
}
