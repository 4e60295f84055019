#include "support/count_search.h"
#include "support/tiny_profile.h"

/*
 * Small random profiles against a search through all values that the public could
 * believe in.
 */
enum { TABLES = 500, PATIENCE = 1000000 };

/* TA; four races; two genders. */
static const char *const codes[SEARCH_LINES] = {"TA", "RB", "RH", "RW", "RD", "GM", "GF"};

static uint64_t random_state;

static uint32_t
draw(uint32_t below)
{
    random_state = random_state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(random_state >> 33) % below;
}

/* Pupils of a race and gender at a place, some of them with half of their time. */
static void
add_pupils(
    uint32_t values[SEARCH_MAX_CELLS], int place, const int lines[3], uint32_t most, bool has_half)
{
    uint32_t pupils = draw(3) == 0 ? draw(4) : draw(most);
    uint32_t half = has_half ? draw(pupils + 1) : 0;

    for (int i = 0; i < 3; i++) {
        values[search_cell(place, lines[i], SEARCH_PUPILS)] += pupils;
        values[search_cell(place, lines[i], SEARCH_HALF)] += half;
        values[search_cell(place, lines[i], SEARCH_REST)] += pupils - half;
    }
}

/* One place has pupils of half time too. Along places only pupils are tied by the rules. */
static void
make_table(
    struct tiny_profile *tiny, uint32_t values[SEARCH_MAX_CELLS], int place_count, uint32_t most)
{
    static const char *const counties[] = {"01", "02", "03"};

    memset(values, 0, SEARCH_MAX_CELLS * sizeof *values);
    for (int p = place_count > 1; p < place_count; p++) {
        for (int k = 0; k < SEARCH_RACES * SEARCH_GENDERS; k++) {
            const int lines[3] = {0, SEARCH_FIRST_RACE + k / SEARCH_GENDERS,
                SEARCH_FIRST_GENDER + k % SEARCH_GENDERS};

            add_pupils(values, p, lines, most, place_count == 1);
        }
        for (int i = 0; p > 0 && i < SEARCH_LINES * SEARCH_COLUMNS; i++)
            values[i] += values[p * SEARCH_LINES * SEARCH_COLUMNS + i];
    }
    tiny_begin(tiny);
    for (int p = 0; p < place_count; p++) {
        tiny_place(tiny, p == 0 ? "" : counties[p - 1]);
        for (int l = 0; l < SEARCH_LINES; l++)
            tiny_row(tiny, codes[l], values[search_cell(p, l, SEARCH_PUPILS)],
                values[search_cell(p, l, SEARCH_HALF)], 0, 0, 0, 0);
    }
}

/* What the public knows beforehand. */
static struct search
look(const struct tiny_profile *tiny, const struct suppression *suppression,
    const uint32_t values[SEARCH_MAX_CELLS])
{
    struct search s = {.place_count = (int)tiny->place_count};

    for (int at = 0; at < s.place_count * SEARCH_LINES * SEARCH_COLUMNS; at++) {
        const char *cds_code = tiny->places[at / SEARCH_COLUMNS / SEARCH_LINES].cds_code;
        size_t row = tiny_find(&tiny->profile, cds_code, codes[at / SEARCH_COLUMNS % SEARCH_LINES]);
        int column = at % SEARCH_COLUMNS;

        s.hi[at] = values[0] > 10 ? (int)values[0] : 10;
        /* A row that is not there counts nobody. */
        if (row == tiny->profile.row_count ||
            (column != SEARCH_REST &&
                !suppression_is_hidden(suppression, row, (enum profile_measure)column)))
            s.lo[at] = s.hi[at] = (int)values[at];
    }
    return s;
}

static bool
is_small(uint32_t count)
{
    return count > 0 && count <= 10;
}

/* False when the search leaves a small count less room than the audit is to leave it. */
static bool
has_room(const struct search *s, const uint32_t values[SEARCH_MAX_CELLS], int at, uint64_t seed)
{
    int value = (int)values[at], column = at % SEARCH_COLUMNS, base = at - column;
    bool is_protected =
        is_small(values[at]) ||
        (column == SEARCH_HALF && is_small(values[at + 1]) && s->lo[base] == s->hi[base]);
    int lo = value, hi = value;

    while (lo > 0 && hi - lo < 10 && search_can_have(s, at, lo - 1, PATIENCE))
        lo--;
    while (hi - lo < 10 && search_can_have(s, at, hi + 1, PATIENCE))
        hi++;
    if (value > 0 && lo == hi)
        fail_msg("%d places, seed %llu: place %d, %s, column %d can only be %d", s->place_count,
            (unsigned long long)seed, at / SEARCH_COLUMNS / SEARCH_LINES,
            codes[at / SEARCH_COLUMNS % SEARCH_LINES], column, value);
    return !is_protected || hi - lo >= 10;
}

struct outcome {
    int published;
    int narrow; /* of these, such with a small count that the search knows better than to 10 */
};

static struct outcome
try_tables(int place_count, uint32_t largest)
{
    struct outcome outcome = {0};
    uint32_t values[SEARCH_MAX_CELLS];
    struct tiny_profile tiny;
    struct err err;

    for (uint64_t seed = 1; seed <= TABLES; seed++) {
        struct suppression *suppression;
        bool is_narrow = false;
        struct search s;

        random_state = seed;
        make_table(&tiny, values, place_count, 8 + (uint32_t)seed % largest);
        suppression = suppress_profile(&tiny.profile, NULL, &err);
        if (suppression == NULL) {
            assert_int_equal(err.code, ERR_DATA);
            continue;
        }
        s = look(&tiny, suppression, values);
        for (int at = 0; at < place_count * SEARCH_LINES * SEARCH_COLUMNS; at++) {
            if (at % SEARCH_COLUMNS != SEARCH_REST && s.lo[at] < s.hi[at])
                is_narrow |= !has_room(&s, values, at, seed);
        }
        suppression_free(suppression);
        outcome.narrow += is_narrow;
        outcome.published++;
    }
    return outcome;
}

/*
 * Bounds that are drawn line by line are not the last word where lines cross: a
 * search through all values can leave less. No count may be left with one value,
 * and the rest must stay as rare as it was found to be: 1 table in 1500.
 */
static void
pupils_cannot_be_worked_out_over_places(void **state)
{
    static const struct {
        int place_count;
        uint32_t largest;
        int narrow;
    } cases[] = {{4, 30, 1}, {3, 60, 0}, {2, 12, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outcome outcome = try_tables(cases[i].place_count, cases[i].largest);

        assert_true(outcome.published > TABLES / 2);
        assert_true(outcome.narrow <= cases[i].narrow);
    }
}

/* Within a place counts and their rests are tied as well, and nothing is left to the search. */
static void
counts_and_rests_cannot_be_worked_out_in_a_place(void **state)
{
    (void)state;
    for (uint32_t largest = 8; largest <= 60; largest += 26) {
        struct outcome outcome = try_tables(1, largest);

        assert_true(outcome.published > TABLES / 2);
        assert_int_equal(outcome.narrow, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pupils_cannot_be_worked_out_over_places),
        cmocka_unit_test(counts_and_rests_cannot_be_worked_out_in_a_place),
    };

    return cmocka_run_group_tests_name("suppress_brute", tests, NULL, NULL);
}
