#include "base/buf.h"
#include "base/date.h"
#include "base/parse.h"
#include "report/render/number_text.h"

#include "report/frozen/tab_line.h"

static void
add_escaped(struct buf *buf, char c)
{
    static const char letters[] = "\\\\\tt\nn\rr";

    for (const char *at = letters; *at != '\0'; at += 2) {
        if (*at != c)
            continue;
        buf_add_byte(buf, '\\');
        buf_add_byte(buf, at[1]);
        return;
    }
    buf_add_byte(buf, c);
}

static bool
needs_escape(struct text text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c == '\\' || c == '\t' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

void
tab_line_text(struct buf *buf, struct text text)
{
    if (!needs_escape(text))
        buf_add(buf, text.at, text.len);
    else
        for (size_t i = 0; i < text.len; i++)
            add_escaped(buf, text.at[i]);
    buf_add_byte(buf, '\t');
}

void
tab_line_string(struct buf *buf, const char *text)
{
    if (text != NULL)
        tab_line_text(buf, text_of(text));
    else
        buf_add(buf, "\\N\t", 3);
}

void
tab_line_number(struct buf *buf, int64_t number)
{
    char text[NUMBER_TEXT_SIZE];
    uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;

    if (number < 0)
        buf_add_byte(buf, '-');
    buf_add(buf, text, number_text_unsigned(size, text));
    buf_add_byte(buf, '\t');
}

void
tab_line_date(struct buf *buf, int32_t date)
{
    char text[DATE_TEXT_SIZE];

    date_format(date, text);
    buf_add(buf, text, DATE_TEXT_SIZE - 1);
    buf_add_byte(buf, '\t');
}

void
tab_line_end(struct buf *buf)
{
    buf->data[buf->len - 1] = '\n';
}

/* What stands behind a backslash stands for; NUL for nothing. */
static char
unescape(char letter)
{
    switch (letter) {
    case '\\':
        return '\\';
    case 't':
        return '\t';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    default:
        return '\0';
    }
}

/* Reads one field in place, up to the byte that ends it, which is returned; NUL for a broken one.
 */
static char
read_field(struct tab_reader *reader, const char **field)
{
    char *to = reader->at;

    *field = to;
    if (reader->end - reader->at > 2 && to[0] == '\\' && to[1] == 'N') {
        *field = NULL;
        reader->at += 2;
    }
    while (reader->at < reader->end && *reader->at != '\t' && *reader->at != '\n') {
        char c = *reader->at++;

        if (c == '\\')
            c = reader->at < reader->end ? unescape(*reader->at++) : '\0';
        if (c == '\0' || *field == NULL)
            return '\0';
        *to++ = c;
    }
    if (reader->at == reader->end)
        return '\0';

    char ended_by = *reader->at++;

    if (*field != NULL)
        *to = '\0';
    return ended_by;
}

bool
tab_reader_next(struct tab_reader *reader)
{
    char ended_by = '\t';

    reader->count = 0;
    if (reader->at == reader->end || reader->is_broken)
        return false;
    while (ended_by == '\t' && reader->count < TAB_LINE_MAX_FIELDS)
        ended_by = read_field(reader, &reader->fields[reader->count++]);
    reader->is_broken = ended_by != '\n';
    return !reader->is_broken;
}

const char *
tab_reader_string(struct tab_reader *reader, int field)
{
    if (field < reader->count && reader->fields[field] != NULL)
        return reader->fields[field];
    reader->is_broken = true;
    return "";
}

int64_t
tab_reader_number(struct tab_reader *reader, int field, int64_t low, int64_t high)
{
    struct text text = text_of(tab_reader_string(reader, field));
    bool is_negative = text.len > 0 && *text.at == '-';
    uint64_t size = 0;
    int64_t number;

    text.at += is_negative;
    text.len -= is_negative;
    if (!parse_unsigned(text, INT64_MAX, &size))
        reader->is_broken = true;
    number = is_negative ? -(int64_t)size : (int64_t)size;
    if (number >= low && number <= high)
        return number;
    reader->is_broken = true;
    return low;
}

int32_t
tab_reader_date(struct tab_reader *reader, int field)
{
    int32_t date = 0;

    if (!date_parse(text_of(tab_reader_string(reader, field)), &date))
        reader->is_broken = true;
    return date;
}

void
tab_reader_copy(struct tab_reader *reader, int field, char *text, size_t size)
{
    const char *from = tab_reader_string(reader, field);
    size_t len = strlen(from);

    if (len >= size) {
        reader->is_broken = true;
        len = 0;
    }
    memcpy(text, from, len);
    text[len] = '\0';
}
