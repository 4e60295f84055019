#include "base/buf.h"
#include "base/finding.h"
#include "base/memory.h"
#include "transform/catalogue.h"

#include "cli/mask.h"
#include "cli/tally.h"

#include "cli/cause_table.h"

/* A power of two, twice the causes, so that probing stays short. */
enum { SLOTS = 2 * CAUSE_TABLE_SIZE, SHOWN_BYTES = 200 };

struct slot {
    uint64_t hash; /* 0: free */
    struct cause cause;
};

struct cause_table {
    struct slot slots[SLOTS];
    size_t count;
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
    for (size_t i = 0; i < SLOTS; i++) {
        free((char *)table->slots[i].cause.column);
        free((char *)table->slots[i].cause.value);
        free((char *)table->slots[i].cause.detail);
    }
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

static struct slot *
find_slot(struct cause_table *table, uint64_t hash)
{
    size_t at = hash & (SLOTS - 1);

    while (table->slots[at].hash != 0 && table->slots[at].hash != hash)
        at = (at + 1) & (SLOTS - 1);
    return &table->slots[at];
}

static void
fill_slot(const struct cause_table *table, struct slot *slot, const struct finding *finding)
{
    struct buf buf = {0};
    struct text value = finding->value;

    slot->cause = (struct cause){.rule = finding->rule,
        .column = memory_copy_text(finding->column, strlen(finding->column)),
        .line = finding->line};
    if (finding->detail != NULL)
        slot->cause.detail = memory_copy_text(finding->detail, strlen(finding->detail));
    if (!finding->has_value || value.len == 0)
        return;
    if (table->show_values && value.len > SHOWN_BYTES)
        value.len = SHOWN_BYTES;
    mask_add(&buf, value, table->show_values);
    slot->cause.value = memory_copy_text(buf.data, buf.len);
    buf_free(&buf);
}

void
cause_table_add(struct cause_table *table, const struct finding *finding)
{
    uint64_t hash;
    struct slot *slot;

    /* What needs no mending has no cause to be found, and the law sees no spellings. */
    if (finding->column == NULL || finding->record == 0 ||
        finding->rule->severity == SEVERITY_INFO ||
        catalogue_rule_is_of_law((enum rule_id)finding->rule->number))
        return;
    hash = hash_finding(finding);
    slot = find_slot(table, hash);
    if (slot->hash == 0) {
        if (table->count == CAUSE_TABLE_SIZE) {
            table->is_full = true;
            return;
        }
        table->count++;
        slot->hash = hash;
        fill_slot(table, slot, finding);
    }
    slot->cause.rows++;
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
    struct slot *slot = find_slot(table, hash);

    if (table->count == CAUSE_TABLE_SIZE || slot->hash != 0)
        return;
    table->count++;
    slot->hash = hash;
    slot->cause = *cause;
    slot->cause.column = copy_string(cause->column);
    slot->cause.value = copy_string(cause->value);
    slot->cause.detail = copy_string(cause->detail);
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
    for (size_t i = 0; i < SLOTS; i++) {
        if (table->slots[i].cause.rows > 1)
            count = insert(causes, count, limit, &table->slots[i].cause);
    }
    return count;
}
