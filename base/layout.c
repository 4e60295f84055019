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

/* Names begin with a letter, and most differ in it. */
static bool
may_match(struct text name, const char *known)
{
    return text_upper(name.at[0]) == text_upper(known[0]) && names_match(name, text_of(known));
}

static bool
is_named(const struct column *column, struct text name)
{
    return may_match(name, column->name) || may_match(name, column->calpads_name);
}

int
layout_find_column(enum extract extract, struct text name)
{
    const struct layout *layout = &layouts[extract];

    name = text_trim(name);
    while (name.len > 0 && is_ignored(name.at[0]))
        name = (struct text){name.at + 1, name.len - 1};
    if (name.len == 0)
        return -1;
    for (int i = 0; i < layout->column_count; i++)
        if (is_named(&layout->columns[i], name))
            return i;
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
