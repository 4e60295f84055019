#ifndef COUNT_SEARCH_H
#define COUNT_SEARCH_H

#include <stdbool.h>

/*
 * Tries all values that the public could believe in, in a table so small that this
 * can be done: places, of each a total, races and genders, of each the pupils,
 * those with half of their time, and the others. Nothing of report/ is used.
 */
enum {
    SEARCH_MAX_PLACES = 4,
    SEARCH_LINES = 7, /* TA; four races; two genders */
    SEARCH_FIRST_RACE = 1,
    SEARCH_RACES = 4,
    SEARCH_FIRST_GENDER = 5,
    SEARCH_GENDERS = 2,
    SEARCH_COLUMNS = 3,
    SEARCH_MAX_CELLS = SEARCH_MAX_PLACES * SEARCH_LINES * SEARCH_COLUMNS
};

enum { SEARCH_PUPILS, SEARCH_HALF, SEARCH_REST };

struct search {
    int place_count; /* the state and its counties */
    int lo[SEARCH_MAX_CELLS], hi[SEARCH_MAX_CELLS];
};

static inline int
search_cell(int place, int line, int column)
{
    return (place * SEARCH_LINES + line) * SEARCH_COLUMNS + column;
}

/* The total is the sum of so many parts, a step apart. False when that cannot be. */
static inline bool
search_tie(struct search *s, int total, int first, int step, int count)
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

static inline bool
search_tie_all(struct search *s)
{
    for (int p = 0; p < s->place_count; p++) {
        for (int c = 0; c < SEARCH_COLUMNS; c++) {
            if (!search_tie(s, search_cell(p, 0, c), search_cell(p, SEARCH_FIRST_RACE, c),
                    SEARCH_COLUMNS, SEARCH_RACES) ||
                !search_tie(s, search_cell(p, 0, c), search_cell(p, SEARCH_FIRST_GENDER, c),
                    SEARCH_COLUMNS, SEARCH_GENDERS))
                return false;
        }
        for (int l = 0; l < SEARCH_LINES; l++) {
            if (!search_tie(
                    s, search_cell(p, l, SEARCH_PUPILS), search_cell(p, l, SEARCH_HALF), 1, 2))
                return false;
        }
    }
    for (int l = 0; l < SEARCH_LINES && s->place_count > 1; l++) {
        if (!search_tie(s, search_cell(0, l, SEARCH_PUPILS), search_cell(1, l, SEARCH_PUPILS),
                SEARCH_LINES * SEARCH_COLUMNS, s->place_count - 1))
            return false;
    }
    return true;
}

/*
 * True when there are numbers that fit: tries every value of every cell that is
 * left open, and takes it for true when *patience is used up.
 */
static inline bool
search_can_be(struct search s, int *patience)
{
    int open = -1;
    struct search before;

    if (--*patience < 0)
        return true;
    do {
        before = s;
        if (!search_tie_all(&s))
            return false;
    } while (memcmp(&before, &s, sizeof s) != 0);
    for (int i = 0; i < s.place_count * SEARCH_LINES * SEARCH_COLUMNS; i++) {
        if (s.lo[i] < s.hi[i] && (open < 0 || s.hi[i] - s.lo[i] < s.hi[open] - s.lo[open]))
            open = i;
    }
    if (open < 0)
        return true;
    for (int value = s.lo[open]; value <= s.hi[open]; value++) {
        struct search next = s;

        next.lo[open] = next.hi[open] = value;
        if (search_can_be(next, patience))
            return true;
    }
    return false;
}

/* As long as patience lasts. */
static inline bool
search_can_have(const struct search *s, int at, int value, int patience)
{
    struct search with = *s;

    with.lo[at] = with.hi[at] = value;
    return value >= s->lo[at] && value <= s->hi[at] && search_can_be(with, &patience);
}

#endif
