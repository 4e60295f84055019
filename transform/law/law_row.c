#include "base/memory.h"

#include "transform/school_number.h"

#include "transform/law/law_row.h"

enum {
    RECORD_SHIFT = 32,
    BIRTH_SHIFT = 10,
    BIRTH_BITS = 22,  /* all days of the years 1 to 9999 */
    DAY_ONE = 719162, /* days from 0001-01-01 to 1970-01-01 */
    MAX_BITS = 8,     /* of a digit of the sort */
    MAX_DIGITS = 1 << MAX_BITS,
    FEW = 8,    /* rows a digit, if they are spread evenly */
    SMALL = 32, /* so few rows are sorted one by one */
};

struct law_row
law_row_pack(int64_t ssid, uint32_t school, uint32_t record, int32_t birth_date)
{
    return (struct law_row){
        .pupil = (uint64_t)ssid << SCHOOL_NUMBER_BITS | school,
        .rest = (uint64_t)record << RECORD_SHIFT | (uint64_t)(uint32_t)(birth_date + DAY_ONE)
                                                       << BIRTH_SHIFT,
    };
}

int64_t
law_row_ssid(const struct law_row *row)
{
    return (int64_t)(row->pupil >> SCHOOL_NUMBER_BITS);
}

uint32_t
law_row_school(const struct law_row *row)
{
    return row->pupil & ((UINT32_C(1) << SCHOOL_NUMBER_BITS) - 1);
}

uint32_t
law_row_record(const struct law_row *row)
{
    return (uint32_t)(row->rest >> RECORD_SHIFT);
}

int32_t
law_row_birth_date(const struct law_row *row)
{
    return (int32_t)(row->rest >> BIRTH_SHIFT & ((UINT32_C(1) << BIRTH_BITS) - 1)) - DAY_ONE;
}

bool
law_row_is_marked(const struct law_row *row, unsigned mark)
{
    return (row->rest & mark) != 0;
}

void
law_row_mark(struct law_row *row, unsigned marks)
{
    row->rest |= marks;
}

void
law_rows_add(struct law_rows *rows, struct law_row row)
{
    if (rows->count == rows->capacity) {
        rows->capacity += rows->capacity / 4 + 64;
        rows->rows = memory_grow(rows->rows, rows->capacity, sizeof *rows->rows);
    }
    rows->rows[rows->count++] = row;
}

void
law_rows_reset(struct law_rows *rows)
{
    free(rows->rows);
    *rows = (struct law_rows){0};
}

enum order { BY_PUPIL, BY_RECORD };

static inline uint64_t
key_of(const struct law_row *row, enum order order)
{
    return order == BY_PUPIL ? row->pupil : row->rest >> RECORD_SHIFT;
}

static void
sort_few(struct law_row *rows, size_t count, enum order order)
{
    for (size_t i = 1; i < count; i++) {
        struct law_row row = rows[i];
        uint64_t key = key_of(&row, order);
        size_t at = i;

        for (; at > 0 && key_of(&rows[at - 1], order) > key; at--)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

/* Some bits of the key, by which rows are dealt. */
struct digit {
    enum order order;
    unsigned shift;
    unsigned bits;
};

static inline size_t
digit_of(const struct law_row *row, const struct digit *digit)
{
    return key_of(row, digit->order) >> digit->shift & ((1U << digit->bits) - 1);
}

/*
 * The highest bits in which the keys differ, enough of them for a few rows each. False
 * when all keys are the same.
 */
static bool
find_digit(const struct law_row *rows, size_t count, enum order order, struct digit *digit)
{
    uint64_t first = key_of(rows, order), differing = 0;
    unsigned top, bits = 1;

    for (size_t i = 1; i < count; i++)
        differing |= key_of(&rows[i], order) ^ first;
    if (differing == 0)
        return false;
    top = 64 - (unsigned)__builtin_clzll(differing);
    while (bits < MAX_BITS && bits < top && count >> bits > FEW)
        bits++;
    *digit = (struct digit){order, top - bits, bits};
    return true;
}

/* Puts each row into the run of its digit; ends[d] is then where the run of d ends. */
static void
deal(struct law_row *rows, uint32_t count, const struct digit *digit, uint32_t *ends)
{
    uint32_t starts[MAX_DIGITS], total = 0;
    size_t digits = (size_t)1 << digit->bits;

    memset(ends, 0, digits * sizeof *ends);
    for (size_t i = 0; i < count; i++)
        ends[digit_of(&rows[i], digit)]++;
    for (size_t d = 0; d < digits; d++) {
        starts[d] = total;
        total += ends[d];
        ends[d] = total;
    }
    for (size_t d = 0; d < digits; d++) {
        while (starts[d] < ends[d]) {
            struct law_row *row = &rows[starts[d]];
            size_t home = digit_of(row, digit);
            struct law_row other = rows[starts[home]];

            rows[starts[home]++] = *row;
            if (home != d)
                *row = other;
        }
    }
}

/* Digit by digit from the highest; no deeper than there are bits in a key. */
static void
sort(struct law_row *rows, uint32_t count, enum order order)
{
    uint32_t ends[MAX_DIGITS], start = 0;
    struct digit digit;

    if (count <= SMALL) {
        sort_few(rows, count, order);
        return;
    }
    if (!find_digit(rows, count, order, &digit))
        return;
    deal(rows, count, &digit, ends);
    for (size_t d = 0; digit.shift > 0 && d < (size_t)1 << digit.bits; d++) {
        if (ends[d] - start > 1)
            sort(rows + start, ends[d] - start, order);
        start = ends[d];
    }
}

void
law_rows_sort_by_pupil(struct law_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        rows->rows[i].rest &= ~(uint64_t)ROW_MARKS_FOUND;
    sort(rows->rows, (uint32_t)rows->count, BY_PUPIL);
}

void
law_rows_sort_by_record(struct law_rows *rows)
{
    sort(rows->rows, (uint32_t)rows->count, BY_RECORD);
}

struct law_row *
law_row_find(struct law_row *rows, size_t count, int64_t ssid, uint32_t school)
{
    uint64_t pupil = (uint64_t)ssid << SCHOOL_NUMBER_BITS | school;
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (rows[middle].pupil < pupil)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && rows[low].pupil == pupil ? &rows[low] : NULL;
}
