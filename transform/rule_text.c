#include "base/buf.h"
#include "base/text.h"
#include "reference_text.h"

#include "transform/rule_text.h"

/* Line feeds around them: each stands alone at the beginning of a line. */
static const char *const marks[] = {"\nwhy:", "\nexample:"};

/* The lines of a rule with the line feed before the first; empty when there are none. */
static struct text
find_rule(const char *id)
{
    const char *at = transform_rules;
    size_t len = strlen(id);
    const char *stop;

    while ((at = strstr(at, "\n[")) != NULL) {
        at += 2;
        if (strncmp(at, id, len) != 0 || at[len] != ']')
            continue;
        at += len + 1;
        stop = strstr(at, "\n[");
        return (struct text){at, stop != NULL ? (size_t)(stop - at) : strlen(at)};
    }
    return (struct text){0};
}

static struct text
find_part(struct text rule, enum rule_text_part part)
{
    const char *start =
        rule.len > 0 ? memmem(rule.at, rule.len, marks[part], strlen(marks[part])) : NULL;
    size_t rest;
    const char *stop;

    if (start == NULL)
        return (struct text){0};
    start += strlen(marks[part]);
    rest = (size_t)(rule.at + rule.len - start);
    stop = memmem(start, rest, marks[RULE_TEXT_EXAMPLE], strlen(marks[RULE_TEXT_EXAMPLE]));
    return (struct text){start, stop != NULL ? (size_t)(stop - start) : rest};
}

bool
rule_text_add(struct buf *buf, const char *id, enum rule_text_part part)
{
    struct text text = find_part(find_rule(id), part);
    size_t begin = buf->len;
    bool is_blank = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == ' ' || c == '\n') {
            is_blank = buf->len > begin;
            continue;
        }
        if (is_blank)
            buf_add_byte(buf, ' ');
        is_blank = false;
        buf_add_byte(buf, c);
    }
    buf_terminate(buf);
    return buf->len > begin;
}
