#include "support/tiny_profile.h"

/*
 * Small random profiles against a search of their own through all values that
 * the public could believe in. Nothing of the audit's code is used.
 */
enum { MAX_PLACES = 4, LINES = 7, MAX_CELLS = MAX_PLACES * LINES * 3, TABLES = 500 };

/* TA; four races; two genders. */
static const char *const codes[LINES] = {"TA", "RB", "RH", "RW", "RD", "GM", "GF"};
enum { FIRST_RACE = 1, RACES = 4, FIRST_GENDER = 5, GENDERS = 2 };

enum { PUPILS, HALF, REST, COLUMNS };

struct search {
    int place_count; /* the state and its counties */
    int lo[MAX_CELLS], hi[MAX_CELLS];
};

static uint64_t random_state;

static uint32_t
draw(uint32_t below)
{
    random_state = random_state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(random_state >> 33) % below;
}

static int
cell(int place, int line, int column)
{
    return (place * LINES + line) * COLUMNS + column;
}

/* The total is the sum of so many parts, a step apart. False when that cannot be. */
static bool
tie(struct search *s, int total, int first, int step, int count)
{
    int lo = 0, hi = 0;

    for (int i = 0; i < count; i++) {
        lo += s->lo[first + i * step];
        hi += s->hi[first + i * step];
    }
    s->lo[total] = lo > s->lo[total] ? lo : s->lo[total];
    s->hi[total] = hi < s->hi[total] ? hi : s->hi[total];
    for (int i = 0; i < count; i++) {
        int at = first + i * step;
        int least = s->lo[total] - (hi - s->hi[at]), most = s->hi[total] - (lo - s->lo[at]);

        s->lo[at] = least > s->lo[at] ? least : s->lo[at];
        s->hi[at] = most < s->hi[at] ? most : s->hi[at];
        if (s->lo[at] > s->hi[at])
            return false;
    }
    return s->lo[total] <= s->hi[total];
}

static bool
tie_all(struct search *s)
{
    for (int p = 0; p < s->place_count; p++) {
        for (int c = 0; c < COLUMNS; c++) {
            if (!tie(s, cell(p, 0, c), cell(p, FIRST_RACE, c), COLUMNS, RACES) ||
                !tie(s, cell(p, 0, c), cell(p, FIRST_GENDER, c), COLUMNS, GENDERS))
                return false;
        }
        for (int l = 0; l < LINES; l++) {
            if (!tie(s, cell(p, l, PUPILS), cell(p, l, HALF), 1, 2))
                return false;
        }
    }
    for (int l = 0; l < LINES && s->place_count > 1; l++) {
        if (!tie(s, cell(0, l, PUPILS), cell(1, l, PUPILS), LINES * COLUMNS, s->place_count - 1))
            return false;
    }
    return true;
}

/* True when there are numbers that fit: tries every value of every cell that is left open. */
static bool
can_be(struct search s)
{
    int open = -1;
    struct search before;

    do {
        before = s;
        if (!tie_all(&s))
            return false;
    } while (memcmp(&before, &s, sizeof s) != 0);
    for (int i = 0; i < s.place_count * LINES * COLUMNS; i++) {
        if (s.lo[i] < s.hi[i] && (open < 0 || s.hi[i] - s.lo[i] < s.hi[open] - s.lo[open]))
            open = i;
    }
    if (open < 0)
        return true;
    for (int value = s.lo[open]; value <= s.hi[open]; value++) {
        struct search next = s;

        next.lo[open] = next.hi[open] = value;
        if (can_be(next))
            return true;
    }
    return false;
}

static bool
can_have(const struct search *s, int at, int value)
{
    struct search with = *s;

    with.lo[at] = with.hi[at] = value;
    return value >= s->lo[at] && value <= s->hi[at] && can_be(with);
}

/* Pupils of a race and gender at a place, some of them with half of their time. */
static void
add_pupils(uint32_t values[MAX_CELLS], int place, const int lines[3], uint32_t most, bool has_half)
{
    uint32_t pupils = draw(3) == 0 ? draw(4) : draw(most);
    uint32_t half = has_half ? draw(pupils + 1) : 0;

    for (int i = 0; i < 3; i++) {
        values[cell(place, lines[i], PUPILS)] += pupils;
        values[cell(place, lines[i], HALF)] += half;
        values[cell(place, lines[i], REST)] += pupils - half;
    }
}

/* One place has pupils of half time too. Along places only pupils are tied by the rules. */
static void
make_table(struct tiny_profile *tiny, uint32_t values[MAX_CELLS], int place_count, uint32_t most)
{
    static const char *const counties[] = {"01", "02", "03"};

    memset(values, 0, MAX_CELLS * sizeof *values);
    for (int p = place_count > 1; p < place_count; p++) {
        for (int k = 0; k < RACES * GENDERS; k++) {
            const int lines[3] = {0, FIRST_RACE + k / GENDERS, FIRST_GENDER + k % GENDERS};

            add_pupils(values, p, lines, most, place_count == 1);
        }
        for (int i = 0; p > 0 && i < LINES * COLUMNS; i++)
            values[i] += values[p * LINES * COLUMNS + i];
    }
    tiny_begin(tiny);
    for (int p = 0; p < place_count; p++) {
        tiny_place(tiny, p == 0 ? "" : counties[p - 1]);
        for (int l = 0; l < LINES; l++)
            tiny_row(
                tiny, codes[l], values[cell(p, l, PUPILS)], values[cell(p, l, HALF)], 0, 0, 0, 0);
    }
}

/* What the public knows beforehand. */
static struct search
look(const struct tiny_profile *tiny, const struct suppression *suppression,
    const uint32_t values[MAX_CELLS])
{
    struct search s = {.place_count = (int)tiny->place_count};

    for (int at = 0; at < s.place_count * LINES * COLUMNS; at++) {
        const char *cds_code = tiny->places[at / COLUMNS / LINES].cds_code;
        size_t row = tiny_find(&tiny->profile, cds_code, codes[at / COLUMNS % LINES]);
        int column = at % COLUMNS;

        s.hi[at] = values[0] > 10 ? (int)values[0] : 10;
        /* A row that is not there counts nobody. */
        if (row == tiny->profile.row_count ||
            (column != REST &&
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
has_room(const struct search *s, const uint32_t values[MAX_CELLS], int at, uint64_t seed)
{
    int value = (int)values[at], column = at % COLUMNS, base = at - column;
    bool is_protected = is_small(values[at]) ||
                        (column == HALF && is_small(values[at + 1]) && s->lo[base] == s->hi[base]);
    int lo = value, hi = value;

    while (lo > 0 && hi - lo < 10 && can_have(s, at, lo - 1))
        lo--;
    while (hi - lo < 10 && can_have(s, at, hi + 1))
        hi++;
    if (value > 0 && lo == hi)
        fail_msg("%d places, seed %llu: place %d, %s, column %d can only be %d", s->place_count,
            (unsigned long long)seed, at / COLUMNS / LINES, codes[at / COLUMNS % LINES], column,
            value);
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
    uint32_t values[MAX_CELLS];
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
        for (int at = 0; at < place_count * LINES * COLUMNS; at++) {
            if (at % COLUMNS != REST && s.lo[at] < s.hi[at])
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
