#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/record.h"

#include "ingest/split.h"

enum { STEP = 16 };

/* A bit for each of STEP bytes that is the delimiter. Fields are short, so that this beats a call
 * of memchr() for each. */
#ifdef __SSE2__
static uint32_t
find_delimiters(const char *at, char delimiter)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);

    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter)));
}
#else
static uint32_t
find_delimiters(const char *at, char delimiter)
{
    uint32_t found = 0;

    for (int i = 0; i < STEP; i++)
        found |= (uint32_t)(at[i] == delimiter) << i;
    return found;
}
#endif

struct splitting {
    const char *begin; /* of the field in hand */
    struct text *fields;
    int count;
};

static inline void
end_field(struct splitting *splitting, const char *end)
{
    if (splitting->count < RECORD_MAX_FIELDS)
        splitting->fields[splitting->count] =
            (struct text){splitting->begin, (size_t)(end - splitting->begin)};
    splitting->count++;
    splitting->begin = end + 1;
}

int
split_record(struct text record, char delimiter, struct text *fields)
{
    struct splitting splitting = {record.at, fields, 0};
    size_t i = 0;

    for (; i + STEP <= record.len; i += STEP) {
        uint32_t found = find_delimiters(record.at + i, delimiter);

        for (; found != 0; found &= found - 1)
            end_field(&splitting, record.at + i + __builtin_ctz(found));
    }
    for (; i < record.len; i++)
        if (record.at[i] == delimiter)
            end_field(&splitting, record.at + i);
    end_field(&splitting, record.at + record.len);
    return splitting.count;
}
