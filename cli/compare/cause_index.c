#include "base/buf.h"
#include "base/memory.h"
#include "transform/catalogue.h"

#include "cli/compare/hash_set.h"

#include "cli/compare/cause_index.h"

static const char other_values[] = "other values";

struct cause_index {
    struct comparison_cause *causes;
    uint64_t *hashes; /* beside the causes */
    size_t count, capacity;
    uint32_t *slots; /* place + 1; 0: free */
    size_t size;     /* a power of two */
    struct comparison_rule *rules;
    size_t rule_count;
    struct buf words;
};

struct cause_index *
cause_index_new(void)
{
    return memory_new(sizeof(struct cause_index));
}

void
cause_index_free(struct cause_index *index)
{
    if (index == NULL)
        return;
    for (size_t i = 0; i < index->count; i++) {
        free((char *)index->causes[i].column);
        free((char *)index->causes[i].value);
    }
    for (size_t i = 0; i < index->rule_count; i++) {
        free((char *)index->rules[i].id);
        free((char *)index->rules[i].severity);
    }
    free(index->causes);
    free(index->hashes);
    free(index->slots);
    free(index->rules);
    buf_free(&index->words);
    free(index);
}

/*
 * Numbers change from result to result where a finding stays what it is: "412 of
 * 6000 rows" and "38 of 6000 rows" are the same trouble.
 */
static struct text
fold_numbers(struct buf *buf, struct text message)
{
    buf_reset(buf);
    for (size_t i = 0; i < message.len; i++) {
        if (!text_is_digit(message.at[i]))
            buf_add_byte(buf, message.at[i]);
        else if (buf->len == 0 || buf->data[buf->len - 1] != '#')
            buf_add_byte(buf, '#');
    }
    return (struct text){buf->data, buf->len};
}

/* Each text with its length, so that two neighbours cannot trade letters. */
static uint64_t
hash_text(uint64_t hash, struct text text)
{
    hash = hash_add(hash, &text.len, sizeof text.len);
    return hash_add(hash, text.at, text.len);
}

static size_t
find_slot(const struct cause_index *index, uint64_t hash)
{
    size_t at = (size_t)hash & (index->size - 1);

    while (index->slots[at] != 0 && index->hashes[index->slots[at] - 1] != hash)
        at = (at + 1) & (index->size - 1);
    return at;
}

static void
grow(struct cause_index *index)
{
    index->capacity = index->capacity > 0 ? 2 * index->capacity : 256;
    index->causes = memory_grow(index->causes, index->capacity, sizeof *index->causes);
    index->hashes = memory_grow(index->hashes, index->capacity, sizeof *index->hashes);
    free(index->slots);
    index->size = 2 * index->capacity;
    index->slots = memory_new_array(index->size, sizeof *index->slots);
    for (size_t i = 0; i < index->count; i++)
        index->slots[find_slot(index, index->hashes[i])] = (uint32_t)i + 1;
}

static size_t
find_rule(struct cause_index *index, const struct finding_line *line)
{
    for (size_t i = 0; i < index->rule_count; i++) {
        if (text_equals(text_of(index->rules[i].id), line->rule))
            return i;
    }
    index->rules = memory_grow(index->rules, index->rule_count + 1, sizeof *index->rules);
    index->rules[index->rule_count] = (struct comparison_rule){
        .id = memory_copy_text(line->rule.at, line->rule.len),
        .severity = memory_copy_text(line->severity.at, line->severity.len),
    };
    return index->rule_count++;
}

static size_t
add(struct cause_index *index, size_t file, const struct finding_line *line, struct text value,
    uint64_t hash)
{
    if (index->count == index->capacity)
        grow(index);
    index->causes[index->count] = (struct comparison_cause){
        .file = file,
        .rule = find_rule(index, line),
        .column = memory_copy_text(line->column.at, line->column.len),
        .value = memory_copy_text(value.at, value.len),
    };
    index->hashes[index->count] = hash;
    index->slots[find_slot(index, hash)] = (uint32_t)index->count + 1;
    return index->count++;
}

static bool
find(const struct cause_index *index, uint64_t hash, size_t *place)
{
    uint32_t found = index->size > 0 ? index->slots[find_slot(index, hash)] : 0;

    *place = found - 1;
    return found != 0;
}

size_t
cause_index_find(
    struct cause_index *index, size_t file, const struct finding_line *line, uint64_t *hash)
{
    struct text value =
        line->column.len > 0 ? line->value : fold_numbers(&index->words, line->message);
    uint64_t rough = hash_add(HASH_BEGIN, &file, sizeof file);
    size_t place;

    rough = hash_text(rough, line->rule);
    rough = hash_text(rough, line->column);
    *hash = hash_text(rough, value);
    if (find(index, *hash, &place))
        return place;
    if (index->count < COMPARISON_CAUSES)
        return add(index, file, line, line->column.len > 0 ? value : line->message, *hash);
    *hash = hash_text(rough, TEXT("\n"));
    if (find(index, *hash, &place))
        return place;
    return add(index, file, line, text_of(other_values), *hash);
}

size_t
cause_index_count(const struct cause_index *index)
{
    return index->count;
}

struct comparison_cause *
cause_index_at(struct cause_index *index, size_t place)
{
    return &index->causes[place];
}

size_t
cause_index_rule_count(const struct cause_index *index)
{
    return index->rule_count;
}

struct comparison_rule *
cause_index_rule(struct cause_index *index, size_t place)
{
    return &index->rules[place];
}

static bool
is_rule_before(const char *a, const char *b)
{
    const struct rule_info *rule_a = catalogue_find(a), *rule_b = catalogue_find(b);

    if (rule_a != NULL && rule_b != NULL)
        return rule_a->number < rule_b->number;
    if (rule_a != NULL || rule_b != NULL)
        return rule_a != NULL;
    return strcmp(a, b) < 0;
}

void
cause_index_order_rules(const struct cause_index *index, size_t *places)
{
    for (size_t i = 0; i < index->rule_count; i++) {
        size_t at = i;

        for (; at > 0 && is_rule_before(index->rules[i].id, index->rules[places[at - 1]].id); at--)
            places[at] = places[at - 1];
        places[at] = i;
    }
}
