#include <assert.h>

#include "base/character.h"

#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/render/json_out.h"

static void
break_line(struct json_out *json)
{
    static const char blanks[] = "                                ";
    int width = json->depth * 2;

    if (json->compact_depth != 0)
        return;
    out_bytes(json->out, "\n", 1);
    for (; width > 0; width -= (int)sizeof blanks - 1)
        out_bytes(
            json->out, blanks, width < (int)sizeof blanks ? (size_t)width : sizeof blanks - 1);
}

/* Before each value and key: the comma and the new line that it needs. */
static void
separate(struct json_out *json)
{
    if (json->is_after_key) {
        json->is_after_key = false;
        return;
    }
    if (json->has_items)
        out_text(json->out, json->compact_depth != 0 ? ", " : ",");
    if (json->depth > 0)
        break_line(json);
    json->has_items = true;
}

static void
begin(struct json_out *json, const char *bracket)
{
    separate(json);
    out_text(json->out, bracket);
    json->depth++;
    json->has_items = false;
}

static void
end(struct json_out *json, const char *bracket)
{
    assert(json->depth > 0 && !json->is_after_key);
    json->depth--;
    if (json->has_items)
        break_line(json);
    out_text(json->out, bracket);
    if (json->compact_depth == json->depth + 1)
        json->compact_depth = 0;
    json->has_items = true;
}

void
json_out_begin_object(struct json_out *json)
{
    begin(json, "{");
}

void
json_out_end_object(struct json_out *json)
{
    end(json, "}");
}

void
json_out_begin_array(struct json_out *json)
{
    begin(json, "[");
}

void
json_out_end_array(struct json_out *json)
{
    end(json, "]");
}

void
json_out_compact(struct json_out *json)
{
    /* The separator before it still belongs to what surrounds it. */
    separate(json);
    json->is_after_key = true;
    if (json->compact_depth == 0)
        json->compact_depth = json->depth + 1;
}

static void
write_escape(struct out *out, unsigned char byte)
{
    static const char letters[] = "btnvfr"; /* 8 to 13; JSON has no \v */

    if (byte == '"' || byte == '\\')
        out_printf(out, "\\%c", byte);
    else if (byte >= 8 && byte <= 13 && byte != 11)
        out_printf(out, "\\%c", letters[byte - 8]);
    else
        out_printf(out, "\\u%04x", byte);
}

static void
write_string(struct out *out, struct text text)
{
    size_t start = 0, i = 0;

    out_bytes(out, "\"", 1);
    while (i < text.len) {
        unsigned char byte = (unsigned char)text.at[i];
        bool is_plain = byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F;
        size_t length = character_length((struct text){text.at + i, text.len - i});

        if (is_plain && length > 0) {
            i += length;
            continue;
        }
        out_bytes(out, text.at + start, i - start);
        if (length == 0)
            out_text(out, CHARACTER_REPLACEMENT);
        else
            write_escape(out, byte);
        start = ++i;
    }
    out_bytes(out, text.at + start, text.len - start);
    out_bytes(out, "\"", 1);
}

void
json_out_key(struct json_out *json, const char *key)
{
    assert(!json->is_after_key);
    separate(json);
    write_string(json->out, text_of(key));
    out_text(json->out, ": ");
    json->is_after_key = true;
}

void
json_out_text(struct json_out *json, struct text text)
{
    separate(json);
    write_string(json->out, text);
}

void
json_out_string(struct json_out *json, const char *text)
{
    if (text == NULL)
        json_out_null(json);
    else
        json_out_text(json, text_of(text));
}

void
json_out_integer(struct json_out *json, int64_t number)
{
    json_out_decimal(json, number, 0);
}

void
json_out_unsigned(struct json_out *json, uint64_t number)
{
    separate(json);
    out_unsigned(json->out, number);
}

void
json_out_decimal(struct json_out *json, int64_t number, int scale)
{
    char text[NUMBER_TEXT_SIZE];

    separate(json);
    out_bytes(json->out, text, number_text_decimal(number, scale, text));
}

void
json_out_boolean(struct json_out *json, bool is_true)
{
    separate(json);
    out_text(json->out, is_true ? "true" : "false");
}

void
json_out_null(struct json_out *json)
{
    separate(json);
    out_text(json->out, "null");
}

void
json_out_finish(struct json_out *json)
{
    assert(json->depth == 0);
    out_bytes(json->out, "\n", 1);
}
