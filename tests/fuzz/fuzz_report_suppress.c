#include "base/err.h"
#include "base/memory.h"
#include "base/profile_row.h"

#include "report/suppress/masked_profile.h"
#include "report/suppress/suppress.h"

#include "support/count_search.h"

/*
 * Small profiles from any bytes, and what must hold of every mask: it ends, it is
 * the same again, no small count or rest is shown, and no hidden count is left with
 * one value when all values are tried. After an earlier release, which the first
 * half of the bytes makes, what that hid stays hidden.
 *
 * The first byte: bits 0-1 the places (one alone, or the state and up to two
 * counties), bit 2 whether there is an earlier release, bits 3-7 the largest
 * count. Then, for every place, race and gender, a byte of pupils, and one of those
 * with half of their time where there is but one place.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { MAX_ROWS = SEARCH_MAX_PLACES * SEARCH_LINES, PATIENCE = 2000 };

static const struct profile_category categories[SEARCH_LINES] = {
    {"TA", "Total", "total"},
    {"RB", "Black or African American", "race"},
    {"RH", "Hispanic or Latino", "race"},
    {"RW", "White", "race"},
    {"RD", "Not reported", "race"},
    {"GM", "Male", "gender"},
    {"GF", "Female", "gender"},
};

static struct profile_place places[] = {
    {LEVEL_STATE, "", "", "", ""},
    {LEVEL_COUNTY, "01", "", "", ""},
    {LEVEL_COUNTY, "02", "", "", ""},
};

struct bytes {
    const uint8_t *at;
    size_t left;
};

struct table {
    int place_count;
    uint32_t values[SEARCH_MAX_CELLS];
    struct profile_row rows[MAX_ROWS];
    int cells[MAX_ROWS]; /* the first cell of each row */
    struct profile profile;
};

static void
demand(bool claim)
{
    if (!claim)
        abort();
}

static uint32_t
next_below(struct bytes *bytes, uint32_t limit)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++ % limit;
}

static void
draw_place(struct table *table, int place, struct bytes *bytes, uint32_t most)
{
    uint32_t *values = table->values;

    for (int k = 0; k < SEARCH_RACES * SEARCH_GENDERS; k++) {
        const int lines[] = {
            0, SEARCH_FIRST_RACE + k / SEARCH_GENDERS, SEARCH_FIRST_GENDER + k % SEARCH_GENDERS};
        uint32_t pupils = next_below(bytes, most);
        uint32_t half = table->place_count == 1 ? next_below(bytes, pupils + 1) : 0;

        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
            values[search_cell(place, lines[i], SEARCH_PUPILS)] += pupils;
            values[search_cell(place, lines[i], SEARCH_HALF)] += half;
            values[search_cell(place, lines[i], SEARCH_REST)] += pupils - half;
        }
    }
    for (int i = 0; place > 0 && i < SEARCH_LINES * SEARCH_COLUMNS; i++)
        values[i] += values[search_cell(place, 0, 0) + i];
}

static void
draw_table(struct table *table, int place_count, struct bytes *bytes, uint32_t most)
{
    *table = (struct table){.place_count = place_count,
        .profile = {.year = 2023,
            .rows = table->rows,
            .categories = categories,
            .category_count = SEARCH_LINES}};
    for (int place = place_count > 1; place < place_count; place++)
        draw_place(table, place, bytes, most);
    for (int i = 0; i < place_count * SEARCH_LINES; i++) {
        int cell = i * SEARCH_COLUMNS;
        size_t count = table->profile.row_count;

        if (i > 0 && table->values[cell] == 0)
            continue;
        table->rows[count] = (struct profile_row){
            .place = &places[i / SEARCH_LINES], .category = &categories[i % SEARCH_LINES]};
        table->rows[count].measures[MEASURE_PUPILS] = table->values[cell];
        table->rows[count].measures[MEASURE_FIFTY_PERCENT] = table->values[cell + SEARCH_HALF];
        table->cells[count] = cell;
        table->profile.row_count++;
    }
}

static bool
is_small(uint32_t count)
{
    return count > 0 && count <= SMALL_COUNT;
}

static void
check_row(const struct table *table, const struct suppression *suppression, size_t row)
{
    const uint32_t *values = &table->values[table->cells[row]];

    if (!suppression_is_hidden(suppression, row, MEASURE_PUPILS))
        demand(values[SEARCH_PUPILS] == 0 || values[SEARCH_PUPILS] > SMALL_COUNT);
    if (suppression_is_hidden(suppression, row, MEASURE_FIFTY_PERCENT))
        return;
    demand(!suppression_is_hidden(suppression, row, MEASURE_PUPILS));
    demand(!is_small(values[SEARCH_HALF]) && !is_small(values[SEARCH_REST]));
}

/* What the public knows: which rows there are, what is shown, and how many there can be. */
static struct search
look(const struct table *table, const struct suppression *suppression)
{
    struct search s = {.place_count = table->place_count};
    int ceiling = table->values[0] > SMALL_COUNT ? (int)table->values[0] : SMALL_COUNT;

    for (size_t row = 0; row < table->profile.row_count; row++) {
        for (int column = 0; column < SEARCH_COLUMNS; column++) {
            int cell = table->cells[row] + column;
            bool is_shown = column != SEARCH_REST &&
                            !suppression_is_hidden(suppression, row, (enum profile_measure)column);

            s.lo[cell] = is_shown ? (int)table->values[cell] : 0;
            s.hi[cell] = is_shown ? (int)table->values[cell] : ceiling;
        }
    }
    return s;
}

/* Some other value than the true one fits, too. */
static void
check_not_pinned(const struct table *table, const struct search *s, int cell)
{
    int value = (int)table->values[cell];

    for (int other = s->lo[cell]; other <= s->hi[cell]; other++) {
        if (other != value && search_can_have(s, cell, other, PATIENCE))
            return;
    }
    demand(false);
}

static void
check_mask(const struct table *table, const struct suppression *suppression)
{
    struct search s = look(table, suppression);

    for (size_t row = 0; row < table->profile.row_count; row++) {
        check_row(table, suppression, row);
        for (int column = 0; column < SEARCH_REST; column++) {
            int cell = table->cells[row] + column;

            if (s.lo[cell] < s.hi[cell] && table->values[cell] > 0)
                check_not_pinned(table, &s, cell);
        }
    }
}

static bool
hides(const struct profile_row *row, int measure)
{
    return (row->hidden & 1U << measure) != 0;
}

static void
check_same(const struct profile *one, const struct profile *other)
{
    demand(one->row_count == other->row_count);
    for (size_t i = 0; i < one->row_count; i++) {
        demand(one->rows[i].hidden == other->rows[i].hidden);
        demand(one->rows[i].place == other->rows[i].place);
        demand(one->rows[i].category == other->rows[i].category);
        demand(memcmp(one->rows[i].measures, other->rows[i].measures,
                   sizeof one->rows[i].measures) == 0);
    }
}

/* Rows of nobody, which stand between the others, belong to no figure. */
static void
check_stays_hidden(const struct profile *earlier, const struct profile *now)
{
    for (size_t i = 0; i < now->row_count; i++) {
        for (size_t k = 0; k < earlier->row_count; k++) {
            if (earlier->rows[k].place != now->rows[i].place ||
                earlier->rows[k].category != now->rows[i].category)
                continue;
            for (int m = 0; m < MEASURE_COUNT; m++)
                demand(!hides(&earlier->rows[k], m) || hides(&now->rows[i], m));
        }
    }
}

/* NULL where the profile cannot be published. */
static struct masked_profile *
mask(const struct table *table, const struct profile *earlier)
{
    struct err err = {0};
    struct suppression *suppression = suppress_profile(&table->profile, earlier, &err);
    struct suppression *again = suppress_profile(&table->profile, earlier, &err);
    struct masked_profile *masked, *masked_again;

    demand((suppression == NULL) == (again == NULL));
    if (suppression == NULL) {
        demand(err.code == ERR_DATA);
        return NULL;
    }
    masked = masked_profile_new(suppression);
    masked_again = masked_profile_new(again);
    check_same(masked_profile_of(masked), masked_profile_of(masked_again));
    if (earlier != NULL)
        check_stays_hidden(earlier, masked_profile_of(masked));
    else
        check_mask(table, suppression);
    masked_profile_free(masked_again);
    suppression_free(again);
    suppression_free(suppression);
    return masked;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes bytes = {data, size};
    uint32_t shape = next_below(&bytes, 256);
    int place_count = 1 + (int)(shape & 3) % 3;
    uint32_t most = 2 + (shape >> 3);
    struct masked_profile *first, *second;
    static struct table before, now;

    draw_table(&before, place_count, &bytes, most);
    first = mask(&before, NULL);
    if ((shape & 4) != 0 && first != NULL) {
        draw_table(&now, place_count, &bytes, most);
        second = mask(&now, masked_profile_of(first));
        masked_profile_free(second);
    }
    masked_profile_free(first);
    return 0;
}
