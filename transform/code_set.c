#include <assert.h>

#include "base/memory.h"

#include "transform/code_set.h"
#include "transform/embedded_table.h"

#define EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* The bytes of a text of at most 8, the first one lowest. */
static inline uint64_t
load(struct text text)
{
    const unsigned char *byte = (const unsigned char *)text.at;
    uint64_t bytes = 0;

    switch (text.len) {
    case 4:
        bytes = (uint64_t)byte[3] << 24;
        __attribute__((fallthrough));
    case 3:
        bytes |= (uint64_t)byte[2] << 16;
        __attribute__((fallthrough));
    case 2:
        bytes |= (uint64_t)byte[1] << 8;
        __attribute__((fallthrough));
    case 1:
        return bytes | byte[0];
    default:
        for (size_t i = 0; i < text.len; i++)
            bytes |= (uint64_t)byte[i] << (8 * i);
        return bytes;
    }
}

/* a to z become A to Z, in all bytes at once; bytes above 127 stay. */
static inline uint64_t
fold(uint64_t bytes)
{
    uint64_t low = bytes & EACH_BYTE(0x7f);
    uint64_t from_a = low + EACH_BYTE(0x80 - 'a'), behind_z = low + EACH_BYTE(0x7f - 'z');

    return bytes - ((from_a & ~behind_z & ~bytes & EACH_BYTE(0x80)) >> 2);
}

/* Inlined: this is the innermost step of the judgement. */
static inline struct packed_code
pack(struct text text)
{
    return (struct packed_code){fold(load(text)), text.len};
}

static inline size_t
packed_hash(struct packed_code packed)
{
    return (size_t)((packed.bytes * UINT64_C(0x9e3779b97f4a7c15)) >> 40);
}

enum { PACKED_MAX = 8 };

static size_t
fold_hash(struct text text)
{
    uint32_t hash = 2166136261u;

    if (text.len <= PACKED_MAX)
        return packed_hash(pack(text));
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text_upper(text.at[i])) * 16777619u;
    return hash ^ (hash >> 15);
}

static void
text_index_init(struct text_index *index, size_t count)
{
    index->size = 8;
    while (index->size < 2 * count)
        index->size *= 2;
    index->places = memory_new_array(index->size, sizeof *index->places);
}

static void
text_index_add(struct text_index *index, struct text text, size_t place)
{
    size_t slot = fold_hash(text) & (index->size - 1);

    while (index->places[slot] != 0)
        slot = (slot + 1) & (index->size - 1);
    index->places[slot] = (uint16_t)(place + 1);
}

/* How many rows a table has below its header. */
static size_t
count_rows(struct text table)
{
    struct text fields[EMBEDDED_MAX_FIELDS];
    size_t count = 0;

    while (embedded_table_next(&table, fields) > 0)
        count++;
    return count > 0 ? count - 1 : 0;
}

static void
add_code(struct code_set *set, struct code code)
{
    assert(code_set_find(set, code.code) == NULL);
    text_index_add(&set->index, code.code, set->count);
    if (code.code.len <= PACKED_MAX)
        set->packed[set->count] = pack(code.code);
    set->codes[set->count++] = code;
}

void
code_set_init(struct code_set *set, const char *name, struct text table)
{
    struct text fields[EMBEDDED_MAX_FIELDS];
    size_t rows = count_rows(table);
    int since, until, count;

    snprintf(set->name, sizeof set->name, "%s", name);
    set->count = 0;
    set->codes = memory_new_array(rows + 1, sizeof *set->codes);
    set->packed = memory_new_array(rows + 1, sizeof *set->packed);
    text_index_init(&set->index, rows);
    count = embedded_table_next(&table, fields);
    since = embedded_table_column(fields, count, "since");
    until = embedded_table_column(fields, count, "until");
    while (embedded_table_next(&table, fields) > 0) {
        /* transaction_type names the blank value; a blank cell never reaches a set. */
        if (fields[0].len == 0)
            continue;
        add_code(set, (struct code){
                          .code = fields[0],
                          .name = fields[1],
                          .since = since < 0 ? 0 : embedded_table_year(fields[since]),
                          .until = until < 0 ? 0 : embedded_table_year(fields[until]),
                      });
    }
}

void
code_set_reset(struct code_set *set)
{
    free(set->codes);
    free(set->packed);
    free(set->index.places);
}

static const struct code *
find_long(const struct code_set *set, struct text code)
{
    size_t slot = fold_hash(code) & (set->index.size - 1);
    size_t place;

    while ((place = set->index.places[slot]) != 0) {
        if (text_equals_fold(set->codes[place - 1].code, code))
            return &set->codes[place - 1];
        slot = (slot + 1) & (set->index.size - 1);
    }
    return NULL;
}

const struct code *
code_set_find(const struct code_set *set, struct text code)
{
    struct packed_code packed;
    size_t slot, place;

    if (code.len > PACKED_MAX)
        return find_long(set, code);
    packed = pack(code);
    slot = packed_hash(packed) & (set->index.size - 1);
    while ((place = set->index.places[slot]) != 0) {
        const struct packed_code *known = &set->packed[place - 1];

        if (known->bytes == packed.bytes && known->len == packed.len)
            return &set->codes[place - 1];
        slot = (slot + 1) & (set->index.size - 1);
    }
    return NULL;
}

bool
code_in_force(const struct code *code, int first_year)
{
    return (code->since == 0 || first_year >= code->since) &&
           (code->until == 0 || first_year <= code->until);
}

size_t
code_set_size(const struct code_set *set)
{
    return set->count;
}

const struct code *
code_set_at(const struct code_set *set, size_t place)
{
    return &set->codes[place];
}

void
alias_set_init(struct alias_set *aliases, struct text table, const struct code_set *set)
{
    struct text fields[EMBEDDED_MAX_FIELDS];
    size_t rows = count_rows(table);

    aliases->count = 0;
    aliases->spellings = memory_new_array(rows + 1, sizeof *aliases->spellings);
    aliases->codes = memory_new_array(rows + 1, sizeof *aliases->codes);
    text_index_init(&aliases->index, rows);
    embedded_table_next(&table, fields);
    while (embedded_table_next(&table, fields) > 0) {
        const struct code *code = code_set_find(set, fields[1]);

        assert(code != NULL);
        text_index_add(&aliases->index, fields[0], aliases->count);
        aliases->spellings[aliases->count] = fields[0];
        aliases->codes[aliases->count++] = code;
    }
}

void
alias_set_reset(struct alias_set *aliases)
{
    free(aliases->spellings);
    free(aliases->codes);
    free(aliases->index.places);
}

const struct code *
alias_set_find(const struct alias_set *aliases, struct text folded)
{
    size_t slot = fold_hash(folded) & (aliases->index.size - 1);
    size_t place;

    while ((place = aliases->index.places[slot]) != 0) {
        if (text_equals(aliases->spellings[place - 1], folded))
            return aliases->codes[place - 1];
        slot = (slot + 1) & (aliases->index.size - 1);
    }
    return NULL;
}

size_t
alias_set_size(const struct alias_set *aliases)
{
    return aliases->count;
}

struct text
alias_set_spelling(const struct alias_set *aliases, size_t place)
{
    return aliases->spellings[place];
}

const struct code *
alias_set_code(const struct alias_set *aliases, size_t place)
{
    return aliases->codes[place];
}
