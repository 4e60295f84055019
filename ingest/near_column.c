#include "ingest/near_column.h"

/* As many letters as a name must have to be found in another, and as are looked at. */
enum { LEAST_LETTERS = 3, MOST_LETTERS = 64 };

struct letters {
    char at[MOST_LETTERS];
    size_t len;
};

/* Of ASCII, without blanks and what else may stand between words. */
static struct letters
letters_of(struct text name)
{
    struct letters letters = {.len = 0};

    for (size_t i = 0; i < name.len && letters.len < MOST_LETTERS; i++) {
        char c = text_upper(name.at[i]);

        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            letters.at[letters.len++] = c;
    }
    return letters;
}

static bool
holds(const struct letters *whole, const struct letters *part)
{
    if (part->len < LEAST_LETTERS)
        return false;
    for (size_t i = 0; i + part->len <= whole->len; i++) {
        if (memcmp(whole->at + i, part->at, part->len) == 0)
            return true;
    }
    return false;
}

static bool
is_near(const struct letters *letters, const char *column_name)
{
    struct letters other = letters_of(text_of(column_name));

    return holds(letters, &other) || holds(&other, letters);
}

static bool
is_taken(const struct column *column, const struct text *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (column_is_named(column, text_trim(names[i])))
            return true;
    }
    return false;
}

int
near_column_find(enum extract extract, struct text name, const struct text *names, int count)
{
    const struct layout *layout = layout_of(extract);
    struct letters letters = letters_of(name);
    int found[2] = {0, 0}, last[2] = {-1, -1}; /* of all, and of those that are required */

    for (int i = 0; i < layout->column_count; i++) {
        const struct column *column = &layout->columns[i];

        if (!(is_near(&letters, column->name) || is_near(&letters, column->calpads_name)) ||
            is_taken(column, names, count))
            continue;
        found[0]++;
        last[0] = i;
        found[1] += column->is_required;
        last[1] = column->is_required ? i : last[1];
    }
    if (found[0] == 1)
        return last[0];
    return found[1] == 1 ? last[1] : -1;
}
