#include "sql/script.h"

/* The line at the front of text, with its line end. */
static struct text
first_line(struct text text)
{
    const char *end = text.len == 0 ? NULL : memchr(text.at, '\n', text.len);

    return end == NULL ? text : (struct text){text.at, (size_t)(end - text.at) + 1};
}

/* Without the line end and blanks. */
static struct text
bare(struct text line)
{
    while (line.len > 0 && isspace((unsigned char)line.at[line.len - 1]))
        line.len--;
    return text_trim(line);
}

static bool
is_comment(struct text line)
{
    return line.len >= 2 && line.at[0] == '-' && line.at[1] == '-';
}

/* True when the line has an odd number of $$, so that a body begins or ends in it. */
static bool
turns_body(struct text line)
{
    bool turns = false;

    for (size_t i = 0; i + 1 < line.len; i++)
        if (line.at[i] == '$' && line.at[i + 1] == '$') {
            turns = !turns;
            i++;
        }
    return turns;
}

bool
script_next(struct text *script, struct text *statement)
{
    bool in_body = false, has_words = false;

    *statement = (struct text){script->at, 0};
    while (script->len > 0) {
        struct text line = first_line(*script), words = bare(line);

        script->at += line.len;
        script->len -= line.len;
        statement->len += line.len;
        if (words.len == 0 || (!in_body && is_comment(words)))
            continue;
        has_words = true;
        if (turns_body(words))
            in_body = !in_body;
        if (!in_body && words.at[words.len - 1] == ';')
            return true;
    }
    return has_words;
}
