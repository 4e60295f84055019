#include <assert.h>

#include "base/parse.h"

#include "transform/embedded_table.h"

static void
step(struct text *text, size_t len)
{
    text->at += len;
    text->len -= len;
}

/* Takes one value, up to the comma or line end behind it. */
static struct text
take_value(struct text *rest)
{
    struct text value = {rest->at, 0};

    if (rest->len > 0 && rest->at[0] == '"') {
        step(rest, 1);
        value.at = rest->at;
        while (value.len < rest->len && rest->at[value.len] != '"')
            value.len++;
        assert(value.len < rest->len);
        step(rest, value.len + 1);
        return value;
    }
    while (value.len < rest->len && rest->at[value.len] != ',' && rest->at[value.len] != '\n')
        value.len++;
    step(rest, value.len);
    return value;
}

int
embedded_table_next(struct text *rest, struct text fields[EMBEDDED_MAX_FIELDS])
{
    int count = 0;

    if (rest->len == 0)
        return 0;
    for (;;) {
        char end;

        assert(count < EMBEDDED_MAX_FIELDS);
        fields[count++] = take_value(rest);
        end = rest->len > 0 ? rest->at[0] : '\n';
        assert(end == ',' || end == '\n');
        if (rest->len > 0)
            step(rest, 1);
        if (end == '\n')
            return count;
    }
}

int
embedded_table_column(const struct text *header, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (text_equals(header[i], text_of(name)))
            return i;
    return -1;
}

int
embedded_table_year(struct text text)
{
    int year = 0;
    bool is_year = text.len == 0 || parse_school_year(text, &year);

    assert(is_year);
    (void)is_year;
    return year;
}
