#include "base/memory.h"

#include "report/count/category_table.h"

enum { CODE_SIZE = sizeof((struct profile_category *)0)->code };

struct entry {
    char code[CODE_SIZE];
    int16_t index;
};

/* One short list a breakdown, sorted by code. */
struct category_table {
    struct entry *entries[BREAKDOWN_COUNT];
    size_t counts[BREAKDOWN_COUNT];
};

static const char *const names[BREAKDOWN_COUNT] = {
    [BREAKDOWN_TOTAL] = "total",
    [BREAKDOWN_RACE] = "race",
    [BREAKDOWN_GENDER] = "gender",
    [BREAKDOWN_PUPIL_GROUP] = "pupil_group",
    [BREAKDOWN_GRADE] = "grade",
    [BREAKDOWN_GRADE_SPAN] = "grade_span",
    [BREAKDOWN_PLACEMENT] = "program_placement",
    [BREAKDOWN_MODALITY] = "modality",
    [BREAKDOWN_DURATION] = "duration",
    [BREAKDOWN_EXTENT] = "extent",
    [BREAKDOWN_SCHOOL_TYPE] = "school_type",
};

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->code, ((const struct entry *)b)->code);
}

struct category_table *
category_table_new(const struct profile_category *categories, size_t count)
{
    struct category_table *table = memory_new(sizeof *table);

    for (int b = 0; b < BREAKDOWN_COUNT; b++) {
        table->entries[b] = memory_new_array(count, sizeof *table->entries[b]);
        for (size_t i = 0; i < count; i++) {
            struct entry *entry = &table->entries[b][table->counts[b]];

            if (strcmp(categories[i].breakdown, names[b]) != 0)
                continue;
            memcpy(entry->code, categories[i].code, sizeof entry->code);
            entry->index = (int16_t)i;
            table->counts[b]++;
        }
        qsort(table->entries[b], table->counts[b], sizeof *table->entries[b], compare_codes);
    }
    return table;
}

void
category_table_free(struct category_table *table)
{
    if (table == NULL)
        return;
    for (int b = 0; b < BREAKDOWN_COUNT; b++)
        free(table->entries[b]);
    free(table);
}

int16_t
category_table_find(const struct category_table *table, enum breakdown breakdown, const char *code)
{
    struct entry wanted = {.index = CATEGORY_NONE};
    const struct entry *found;
    size_t len = strlen(code);

    if (len >= sizeof wanted.code)
        return CATEGORY_NONE;
    memcpy(wanted.code, code, len);
    found = bsearch(
        &wanted, table->entries[breakdown], table->counts[breakdown], sizeof wanted, compare_codes);
    return found != NULL ? found->index : (int16_t)CATEGORY_NONE;
}

int16_t
category_table_find_or(const struct category_table *table, enum breakdown breakdown, char prefix,
    const char *code, const char *fallback)
{
    char whole[CODE_SIZE + 1] = {prefix};
    size_t len = strlen(code);
    int16_t index = CATEGORY_NONE;

    if (len > 0 && len + 1 < sizeof whole) {
        memcpy(whole + 1, code, len + 1);
        index = category_table_find(table, breakdown, whole);
    }
    return index != CATEGORY_NONE ? index : category_table_find(table, breakdown, fallback);
}

const char *
breakdown_name(enum breakdown breakdown)
{
    return names[breakdown];
}
