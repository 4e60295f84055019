#include "base/memory.h"

#include "transform/school_number.h"

#include "transform/law_row.h"

enum {
    RECORD_SHIFT = 32,
    BIRTH_SHIFT = 10,
    BIRTH_BITS = 22,  /* all days of the years 1 to 9999 */
    DAY_ONE = 719162, /* days from 0001-01-01 to 1970-01-01 */
    DIGIT_BITS = 8,
    DIGITS = 1 << DIGIT_BITS,
    SMALL = 48, /* so few rows are sorted one by one */
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

/* Puts each row into the run of its digit; ends[d] is then where the run of d ends. */
static void
deal(struct law_row *rows, size_t count, unsigned shift, enum order order, size_t ends[DIGITS])
{
    size_t starts[DIGITS], counts[DIGITS] = {0}, total = 0;

    for (size_t i = 0; i < count; i++)
        counts[key_of(&rows[i], order) >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        starts[digit] = total;
        total += counts[digit];
        ends[digit] = total;
    }
    for (size_t digit = 0; digit < DIGITS; digit++) {
        while (starts[digit] < ends[digit]) {
            struct law_row *row = &rows[starts[digit]];
            size_t home = key_of(row, order) >> shift & (DIGITS - 1);
            struct law_row other = rows[starts[home]];

            rows[starts[home]++] = *row;
            if (home != digit)
                *row = other;
        }
    }
}

/* Digit by digit from the highest; no deeper than there are digits in a key. */
static void
sort(struct law_row *rows, size_t count, unsigned shift, enum order order)
{
    size_t ends[DIGITS], start = 0;

    if (count <= SMALL) {
        sort_few(rows, count, order);
        return;
    }
    deal(rows, count, shift, order, ends);
    for (size_t digit = 0; shift > 0 && digit < DIGITS; digit++) {
        sort(rows + start, ends[digit] - start, shift - DIGIT_BITS, order);
        start = ends[digit];
    }
}

void
law_rows_sort_by_pupil(struct law_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        rows->rows[i].rest &= ~(uint64_t)ROW_MARKS_FOUND;
    sort(rows->rows, rows->count, 56, BY_PUPIL);
}

void
law_rows_sort_by_record(struct law_rows *rows)
{
    sort(rows->rows, rows->count, 24, BY_RECORD);
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
