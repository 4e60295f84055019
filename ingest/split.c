#include <stdint.h>
#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "ingest/split.h"

enum { STEP = 32 };

/* A bit for each of STEP bytes. */
struct masks {
    uint32_t delimiters;
    uint32_t quotes;
    uint32_t blanks;  /* of ASCII */
    uint32_t unusual; /* neither printable ASCII nor a blank */
};

/* The one step that differs between the splitters. */
typedef struct masks find_function(const char *at, char delimiter);

struct splitting {
    const char *begin; /* of the field in hand */
    struct text *fields;
    int count;
    uint32_t blanks, unusual;
    /* How the bytes before this step end: 0 or 1 each. */
    uint32_t is_inside, after_separator, after_closing;
};

#define INLINED static inline __attribute__((always_inline))

/* The parity of the set bits up to each bit. */
INLINED uint32_t
parity_of(uint32_t bits)
{
    for (int shift = 1; shift < STEP; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/*
 * Leaves the delimiters that end a field. False when a quote opens elsewhere than at
 * the beginning of a field or closes elsewhere than at its end: a doubled quote closes
 * before a quote.
 */
INLINED bool
take_quotes(struct splitting *splitting, struct masks *masks, uint32_t valid, int last)
{
    uint32_t inside = parity_of(masks->quotes) ^ (0 - splitting->is_inside);
    uint32_t opening = masks->quotes & inside, closing = masks->quotes & ~inside;
    uint32_t separators = masks->delimiters & ~inside;

    if ((opening & ~(separators << 1 | splitting->after_separator)) != 0 ||
        ((closing << 1 | splitting->after_closing) & valid & ~separators) != 0)
        return false;
    splitting->is_inside = inside >> last & 1;
    splitting->after_separator = separators >> last & 1;
    splitting->after_closing = closing >> last & 1;
    masks->delimiters = separators;
    return true;
}

INLINED void
end_field(struct splitting *splitting, const char *end, bool has_quotes)
{
    struct text field = {splitting->begin, (size_t)(end - splitting->begin)};

    if (has_quotes && field.len > 0 && field.at[0] == '"')
        field = (struct text){field.at + 1, field.len - 2};
    if (splitting->count < RECORD_MAX_FIELDS)
        splitting->fields[splitting->count] = field;
    splitting->count++;
    splitting->begin = end + 1;
}

/* The first valid bits of masks are of the bytes at at, the bits behind are to be ignored. */
INLINED bool
take_step(struct splitting *splitting, const char *at, struct masks masks, int valid_count,
    bool has_quotes)
{
    uint32_t valid = UINT32_MAX >> (STEP - valid_count);

    masks.delimiters &= valid;
    masks.quotes &= valid;
    splitting->blanks |= masks.blanks & valid;
    splitting->unusual |= masks.unusual & valid;
    if (has_quotes && !take_quotes(splitting, &masks, valid, valid_count - 1))
        return false;
    for (uint32_t left = masks.delimiters; left != 0; left &= left - 1)
        end_field(splitting, at + __builtin_ctz(left), has_quotes);
    return true;
}

/* Fewer than STEP bytes at the end of the record: nothing behind it is looked at. */
INLINED struct masks
find_in_rest(struct text record, size_t rest, char delimiter, find_function *find)
{
    char copy[STEP] = {0};
    struct masks masks;

    if (record.len < STEP) {
        memcpy(copy, record.at, rest);
        return find(copy, delimiter);
    }
    masks = find(record.at + record.len - STEP, delimiter);
    masks.delimiters >>= STEP - rest;
    masks.quotes >>= STEP - rest;
    masks.blanks >>= STEP - rest;
    masks.unusual >>= STEP - rest;
    return masks;
}

INLINED enum record_bytes
kind_of_bytes(const struct splitting *splitting)
{
    if (splitting->unusual != 0)
        return RECORD_BYTES_ANY;
    return splitting->blanks != 0 ? RECORD_BYTES_PRINTABLE : RECORD_BYTES_GRAPHIC;
}

INLINED int
split_with(find_function *find, bool has_quotes, struct text record, char delimiter,
    struct text *fields, enum record_bytes *bytes)
{
    struct splitting splitting = {.begin = record.at, .fields = fields, .after_separator = 1};
    size_t at = 0;

    for (; at + STEP <= record.len; at += STEP)
        if (!take_step(
                &splitting, record.at + at, find(record.at + at, delimiter), STEP, has_quotes))
            return -1;
    if (at < record.len && !take_step(&splitting, record.at + at,
                               find_in_rest(record, record.len - at, delimiter, find),
                               (int)(record.len - at), has_quotes))
        return -1;
    if (splitting.is_inside != 0)
        return -1;
    end_field(&splitting, record.at + record.len, has_quotes);
    *bytes = kind_of_bytes(&splitting);
    return splitting.count;
}

static inline struct masks
find_plainly(const char *at, char delimiter)
{
    struct masks masks = {0};

    for (int i = 0; i < STEP; i++) {
        unsigned char c = (unsigned char)at[i];

        masks.delimiters |= (uint32_t)(at[i] == delimiter) << i;
        masks.quotes |= (uint32_t)(c == '"') << i;
        masks.blanks |= (uint32_t)(c == ' ') << i;
        masks.unusual |= (uint32_t)(c < ' ' || c > '~') << i;
    }
    return masks;
}

static int
split_plainly(struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_plainly, false, record, delimiter, fields, bytes);
}

static int
split_quoted_plainly(
    struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_plainly, true, record, delimiter, fields, bytes);
}

static const struct splitter plain = {"plain C", split_plainly, split_quoted_plainly};

#ifdef __x86_64__

/* Every x86-64 has SSE2. Bytes above 127 are negative to it, and so below a blank. */
static inline uint32_t
mask_half(__m128i found)
{
    return (uint32_t)_mm_movemask_epi8(found);
}

static inline struct masks
find_by_sse2(const char *at, char delimiter)
{
    struct masks masks = {0};

    for (int half = 0; half < 2; half++) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + (ptrdiff_t)16 * half));
        __m128i unusual = _mm_or_si128(
            _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(0x7f)));

        masks.delimiters |= mask_half(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter))) << 16 * half;
        masks.quotes |= mask_half(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))) << 16 * half;
        masks.blanks |= mask_half(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))) << 16 * half;
        masks.unusual |= mask_half(unusual) << 16 * half;
    }
    return masks;
}

static int
split_by_sse2(struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_by_sse2, false, record, delimiter, fields, bytes);
}

static int
split_quoted_by_sse2(
    struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_by_sse2, true, record, delimiter, fields, bytes);
}

static const struct splitter sse2 = {"SSE2", split_by_sse2, split_quoted_by_sse2};

#define WITH_AVX2 __attribute__((target("avx2,bmi")))

static inline WITH_AVX2 uint32_t
mask_whole(__m256i found)
{
    return (uint32_t)_mm256_movemask_epi8(found);
}

static inline WITH_AVX2 struct masks
find_by_avx2(const char *at, char delimiter)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
    __m256i unusual = _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), bytes),
        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(0x7f)));

    return (struct masks){
        .delimiters = mask_whole(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(delimiter))),
        .quotes = mask_whole(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'))),
        .blanks = mask_whole(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(' '))),
        .unusual = mask_whole(unusual),
    };
}

static WITH_AVX2 int
split_by_avx2(struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_by_avx2, false, record, delimiter, fields, bytes);
}

static WITH_AVX2 int
split_quoted_by_avx2(
    struct text record, char delimiter, struct text *fields, enum record_bytes *bytes)
{
    return split_with(find_by_avx2, true, record, delimiter, fields, bytes);
}

static const struct splitter avx2 = {"AVX2", split_by_avx2, split_quoted_by_avx2};

#endif

const struct splitter *
splitter_at(size_t place)
{
#ifdef __x86_64__
    bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");

    if (place == 0 && has_avx2)
        return &avx2;
    place -= has_avx2;
    if (place == 0)
        return &sse2;
    place--;
#endif
    return place == 0 ? &plain : NULL;
}

const struct splitter *
splitter_best(void)
{
    return splitter_at(0);
}
