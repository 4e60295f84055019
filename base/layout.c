#include "base/layout.h"

#define EXTRACT(id, about) static const struct column columns_##id[] = {
#define COLUMN(extract, column, field, calpads, type, max_len, scale, required, set, since, until) \
    {#column, field, calpads, COLUMN_##type, max_len, scale, required, set, since, until},
#define END(id)                                                                                    \
    }                                                                                              \
    ;
#include "base/layout.def"
#undef EXTRACT
#undef COLUMN
#undef END

static const struct layout layouts[EXTRACT_COUNT] = {
#define EXTRACT(id, about)                                                                         \
    [EXTRACT_##id] = {#id, about, sizeof columns_##id / sizeof *columns_##id, columns_##id},
#define COLUMN(...)
#define END(id)
#include "base/layout.def"
#undef EXTRACT
#undef COLUMN
#undef END
};

const struct layout *
layout_of(enum extract extract)
{
    return &layouts[extract];
}

enum extract
layout_find_extract(struct text record_type, bool *is_ods)
{
    *is_ods = false;
    if (record_type.len == 6 && record_type.at[4] == '-' && text_upper(record_type.at[5]) == 'R') {
        *is_ods = true;
        record_type.len = 4;
    }
    for (int i = 0; i < EXTRACT_COUNT; i++)
        if (text_equals_fold(record_type, text_of(layouts[i].name)))
            return (enum extract)i;
    *is_ods = false;
    return EXTRACT_NONE;
}

static bool
is_ignored(char c)
{
    return c == ' ' || c == '\t' || c == '_' || c == '-';
}

/* Compares names without blanks, "_", "-" and ASCII case. Nothing matches an empty name. */
static bool
names_match(struct text a, struct text b)
{
    size_t i = 0, j = 0;

    if (b.len == 0)
        return false;
    for (;;) {
        while (i < a.len && is_ignored(a.at[i]))
            i++;
        while (j < b.len && is_ignored(b.at[j]))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (text_upper(a.at[i++]) != text_upper(b.at[j++]))
            return false;
    }
}

/* Of a name without what names_match() passes over. */
static unsigned
hash_name(struct text name)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < name.len; i++)
        if (!is_ignored(name.at[i]))
            hash = (hash ^ (unsigned char)text_upper(name.at[i])) * 16777619u;
    return hash ^ hash >> 16;
}

enum { INDEX_SIZE = 256 };

/*
 * Where the columns of an extract stand by their names: every header of every file is looked up
 * for every extract. A slot holds the position from 1; 0 ends a search.
 */
static uint8_t name_index[EXTRACT_COUNT][INDEX_SIZE];

static void
add_name(enum extract extract, int position, const char *name)
{
    unsigned slot = hash_name(text_of(name)) % INDEX_SIZE;

    while (name_index[extract][slot] != 0)
        slot = (slot + 1) % INDEX_SIZE;
    name_index[extract][slot] = (uint8_t)(position + 1);
}

static void
make_index(enum extract extract)
{
    const struct layout *layout = &layouts[extract];

    for (int i = 0; i < layout->column_count; i++) {
        add_name(extract, i, layout->columns[i].name);
        if (layout->columns[i].calpads_name[0] != '\0')
            add_name(extract, i, layout->columns[i].calpads_name);
    }
}

bool
column_is_named(const struct column *column, struct text name)
{
    return names_match(name, text_of(column->name)) ||
           names_match(name, text_of(column->calpads_name));
}

int
layout_find_column(enum extract extract, struct text name)
{
    static bool is_made;
    unsigned slot;

    for (int i = 0; !is_made && i < EXTRACT_COUNT; i++)
        make_index((enum extract)i);
    is_made = true;
    name = text_trim(name);
    for (slot = hash_name(name) % INDEX_SIZE; name_index[extract][slot] != 0;
         slot = (slot + 1) % INDEX_SIZE) {
        int position = name_index[extract][slot] - 1;

        if (column_is_named(&layouts[extract].columns[position], name))
            return position;
    }
    return -1;
}

int
layout_column(enum extract extract, const char *name)
{
    const struct layout *layout = &layouts[extract];

    for (int i = 0; i < layout->column_count; i++)
        if (strcmp(layout->columns[i].name, name) == 0)
            return i;
    return -1;
}

bool
column_is_in_force(const struct column *column, int first_year)
{
    return (column->since == 0 || first_year >= column->since) &&
           (column->until == 0 || first_year <= column->until);
}

int64_t
column_max_number(const struct column *column)
{
    int64_t max = 1;

    switch (column->type) {
    case COLUMN_DAYS:
        return 99999;
    case COLUMN_PERCENT:
        return 10000;
    case COLUMN_INT:
        return 999;
    default:
        /* Digits and a point fill the width: 12 characters at scale 2 are 999999999.99. */
        for (int i = 1; i < column->max_len; i++)
            max *= 10;
        return max - 1;
    }
}
