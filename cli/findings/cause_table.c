#include "base/buf.h"
#include "base/finding.h"
#include "base/memory.h"
#include "transform/catalogue.h"

#include "cli/findings/mask.h"
#include "cli/findings/tally.h"

#include "cli/findings/cause_table.h"

/* A power of two, twice the causes, so that probing stays short. */
enum { SLOTS = 2 * CAUSE_TABLE_SIZE, SHOWN_BYTES = 200 };

struct counted {
    uint64_t hash;
    struct cause cause;
};

/* Most files have few causes, and there are thousands of files: the table takes what it needs. */
struct cause_table {
    struct counted *causes; /* in the order in which they came */
    size_t count, capacity;
    uint16_t *slots; /* place + 1; 0: free; NULL before the first cause */
    bool show_values;
    bool is_full;
};

struct cause_table *
cause_table_new(bool show_values)
{
    struct cause_table *table = memory_new(sizeof *table);

    table->show_values = show_values;
    return table;
}

void
cause_table_free(struct cause_table *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->count; i++) {
        free((char *)table->causes[i].cause.column);
        free((char *)table->causes[i].cause.value);
        free((char *)table->causes[i].cause.detail);
    }
    free(table->causes);
    free(table->slots);
    free(table);
}

/* FNV-1a. */
static uint64_t
add_hash(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *at = bytes;

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ at[i]) * 0x100000001b3U;
    return hash;
}

static uint64_t
hash_finding(const struct finding *finding)
{
    uint64_t hash = 0xcbf29ce484222325U;

    hash = add_hash(hash, &finding->rule->number, sizeof finding->rule->number);
    hash = add_hash(hash, finding->column, strlen(finding->column) + 1);
    if (finding->has_value)
        hash = add_hash(hash, finding->value.at, finding->value.len);
    return hash != 0 ? hash : 1;
}

/* The slot of the cause with that hash, or the free one where it belongs. */
static uint16_t *
find_slot(struct cause_table *table, uint64_t hash)
{
    size_t at = hash & (SLOTS - 1);

    if (table->slots == NULL)
        table->slots = memory_new_array(SLOTS, sizeof *table->slots);
    while (table->slots[at] != 0 && table->causes[table->slots[at] - 1].hash != hash)
        at = (at + 1) & (SLOTS - 1);
    return &table->slots[at];
}

/* A new cause, zeroed but for its hash, in the free slot. */
static struct cause *
take_slot(struct cause_table *table, uint16_t *slot, uint64_t hash)
{
    if (table->count == table->capacity) {
        table->capacity = table->capacity > 0 ? 2 * table->capacity : 64;
        table->causes = memory_grow(table->causes, table->capacity, sizeof *table->causes);
    }
    table->causes[table->count++] = (struct counted){.hash = hash};
    *slot = (uint16_t)table->count;
    return &table->causes[table->count - 1].cause;
}

static void
fill(const struct cause_table *table, struct cause *cause, const struct finding *finding)
{
    struct buf buf = {0};
    struct text value = finding->value;

    *cause = (struct cause){.rule = finding->rule,
        .column = memory_copy_text(finding->column, strlen(finding->column)),
        .line = finding->line};
    if (finding->detail != NULL)
        cause->detail = memory_copy_text(finding->detail, strlen(finding->detail));
    if (!finding->has_value || value.len == 0)
        return;
    if (table->show_values && value.len > SHOWN_BYTES)
        value.len = SHOWN_BYTES;
    mask_add(&buf, value, table->show_values);
    cause->value = memory_copy_text(buf.data, buf.len);
    buf_free(&buf);
}

void
cause_table_add(struct cause_table *table, const struct finding *finding)
{
    uint64_t hash;
    uint16_t *slot;

    /* What needs no mending has no cause to be found, and the law sees no spellings. */
    if (finding->column == NULL || finding->record == 0 ||
        finding->rule->severity == SEVERITY_INFO ||
        catalogue_rule_is_of_law((enum rule_id)finding->rule->number))
        return;
    hash = hash_finding(finding);
    slot = find_slot(table, hash);
    if (*slot == 0) {
        if (table->count == CAUSE_TABLE_SIZE) {
            table->is_full = true;
            return;
        }
        fill(table, take_slot(table, slot, hash), finding);
    }
    table->causes[*slot - 1].cause.rows++;
}

static char *
copy_string(const char *string)
{
    return string != NULL ? memory_copy_text(string, strlen(string)) : NULL;
}

/* What is shown of two values can be the same, so the hash is of the place in the table. */
void
cause_table_put(struct cause_table *table, const struct cause *cause)
{
    uint64_t hash = add_hash(0xcbf29ce484222325U, &table->count, sizeof table->count);
    uint16_t *slot = find_slot(table, hash);
    struct cause *copy;

    if (table->count == CAUSE_TABLE_SIZE || *slot != 0)
        return;
    copy = take_slot(table, slot, hash);
    *copy = *cause;
    copy->column = copy_string(cause->column);
    copy->value = copy_string(cause->value);
    copy->detail = copy_string(cause->detail);
}

void
cause_table_put_incomplete(struct cause_table *table)
{
    table->is_full = true;
}

/* True when a stands before b in the list. */
static bool
is_before(const struct cause *a, const struct cause *b)
{
    int order;

    if (a->rows != b->rows)
        return a->rows > b->rows;
    if (a->rule->number != b->rule->number)
        return a->rule->number < b->rule->number;
    if (a->line != b->line)
        return a->line < b->line;
    order = strcmp(a->column, b->column);
    return order < 0;
}

/* Puts a cause into the sorted list if it belongs there; the last one falls out. */
static size_t
insert(struct cause *causes, size_t count, size_t limit, const struct cause *cause)
{
    size_t at = count;

    while (at > 0 && is_before(cause, &causes[at - 1]))
        at--;
    if (at == limit)
        return count;
    if (count < limit)
        count++;
    memmove(&causes[at + 1], &causes[at], (count - 1 - at) * sizeof *causes);
    causes[at] = *cause;
    return count;
}

size_t
cause_table_top(
    const struct cause_table *table, struct cause *causes, size_t limit, bool *is_complete)
{
    size_t count = 0;

    *is_complete = !table->is_full;
    for (size_t i = 0; i < table->count; i++) {
        if (table->causes[i].cause.rows > 1)
            count = insert(causes, count, limit, &table->causes[i].cause);
    }
    return count;
}
