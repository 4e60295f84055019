#include "base/memory.h"
#include "base/parse.h"

#include "cli/run/json_in.h"

enum { BLOCK_VALUES = 512 };

struct block {
    struct block *next;
    size_t count;
    struct json_value values[BLOCK_VALUES];
};

struct json_in {
    char *bytes; /* a copy; strings lose their escapes in place */
    char *at, *end;
    struct block *blocks;
    const struct json_value *root;
    int depth;
};

static struct json_value *
new_value(struct json_in *json)
{
    if (json->blocks == NULL || json->blocks->count == BLOCK_VALUES) {
        struct block *block = memory_new(sizeof *block);

        block->next = json->blocks;
        json->blocks = block;
    }
    return &json->blocks->values[json->blocks->count++];
}

static void
skip_blanks(struct json_in *json)
{
    while (json->at < json->end && strchr(" \t\r\n", *json->at) != NULL && *json->at != '\0')
        json->at++;
}

/* Takes a character that must come next. */
static bool
take(struct json_in *json, char c)
{
    skip_blanks(json);
    if (json->at == json->end || *json->at != c)
        return false;
    json->at++;
    return true;
}

static bool
take_word(struct json_in *json, const char *word)
{
    size_t len = strlen(word);

    if ((size_t)(json->end - json->at) < len || memcmp(json->at, word, len) != 0)
        return false;
    json->at += len;
    return true;
}

/* Four hexadecimal digits; -1 when they are none. */
static long
read_hex(struct json_in *json)
{
    static const char digits[] = "0123456789abcdef";
    long code = 0;

    if (json->end - json->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = *json->at++;
        const char *digit = c == '\0' ? NULL : strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);

        if (digit == NULL)
            return -1;
        code = code * 16 + (digit - digits);
    }
    return code;
}

static char *
put_utf8(char *to, long code)
{
    if (code < 0x80) {
        *to++ = (char)code;
    } else if (code < 0x800) {
        *to++ = (char)(0xc0 | code >> 6);
        *to++ = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        *to++ = (char)(0xe0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    } else {
        *to++ = (char)(0xf0 | code >> 18);
        *to++ = (char)(0x80 | (code >> 12 & 0x3f));
        *to++ = (char)(0x80 | (code >> 6 & 0x3f));
        *to++ = (char)(0x80 | (code & 0x3f));
    }
    return to;
}

/* \u and its digits, with the second half of a pair; NULL when it is none. */
static char *
read_code_point(struct json_in *json, char *to)
{
    long code = read_hex(json), low;

    if (code < 0 || (code >= 0xdc00 && code < 0xe000))
        return NULL;
    if (code >= 0xd800 && code < 0xdc00) {
        if (!take_word(json, "\\u"))
            return NULL;
        low = read_hex(json);
        if (low < 0xdc00 || low >= 0xe000)
            return NULL;
        code = 0x10000 + (code - 0xd800) * 0x400 + (low - 0xdc00);
    }
    return put_utf8(to, code);
}

/* What stands behind a backslash; NULL when nothing may. */
static char *
read_escape(struct json_in *json, char *to)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *name;
    char c;

    if (json->at == json->end)
        return NULL;
    c = *json->at++;
    if (c == 'u')
        return read_code_point(json, to);
    name = c == '\0' ? NULL : strchr(names, c);
    if (name == NULL)
        return NULL;
    *to++ = meanings[name - names];
    return to;
}

/* The opening quote is taken. What is read is never longer than what stood there. */
static bool
read_string(struct json_in *json, struct text *text)
{
    char *start = json->at, *to = start;

    while (json->at < json->end && *json->at != '"') {
        char c = *json->at++;

        if ((unsigned char)c < 0x20)
            return false;
        if (c != '\\') {
            *to++ = c;
            continue;
        }
        to = read_escape(json, to);
        if (to == NULL)
            return false;
    }
    if (json->at == json->end)
        return false;
    json->at++;
    *to = '\0';
    *text = (struct text){start, (size_t)(to - start)};
    return true;
}

static bool
read_number(struct json_in *json, struct json_value *value)
{
    char *start = json->at;

    while (json->at < json->end && *json->at != '\0' && strchr("+-.eE0123456789", *json->at))
        json->at++;
    value->kind = JSON_NUMBER;
    value->text = (struct text){start, (size_t)(json->at - start)};
    return json->at > start;
}

static bool read_value(struct json_in *json, struct json_value *value);

/* One member of an array or object, after the last one. */
static bool
read_member(struct json_in *json, enum json_kind kind, const struct json_value ***place)
{
    struct json_value *member = new_value(json);

    if (kind == JSON_OBJECT &&
        (!take(json, '"') || !read_string(json, &member->key) || !take(json, ':')))
        return false;
    if (!read_value(json, member))
        return false;
    **place = member;
    *place = &member->next;
    return true;
}

static bool
read_members(struct json_in *json, struct json_value *value, enum json_kind kind, char close)
{
    const struct json_value **place = &value->first;

    value->kind = kind;
    if (take(json, close))
        return true;
    if (++json->depth > JSON_IN_DEPTH)
        return false;
    do {
        if (!read_member(json, kind, &place))
            return false;
    } while (take(json, ','));
    json->depth--;
    return take(json, close);
}

static bool
read_word(struct json_in *json, struct json_value *value)
{
    value->kind = JSON_BOOLEAN;
    value->is_true = take_word(json, "true");
    if (value->is_true || take_word(json, "false"))
        return true;
    value->kind = JSON_NULL;
    return take_word(json, "null");
}

static bool
read_value(struct json_in *json, struct json_value *value)
{
    if (take(json, '"')) {
        value->kind = JSON_STRING;
        return read_string(json, &value->text);
    }
    if (take(json, '{'))
        return read_members(json, value, JSON_OBJECT, '}');
    if (take(json, '['))
        return read_members(json, value, JSON_ARRAY, ']');
    return read_word(json, value) || read_number(json, value);
}

struct json_in *
json_in_read(struct text bytes)
{
    struct json_in *json = memory_new(sizeof *json);
    struct json_value *root;

    json->bytes = json->at = memory_copy_text(bytes.at, bytes.len);
    json->end = json->bytes + bytes.len;
    root = new_value(json);
    json->root = root;
    if (read_value(json, root)) {
        skip_blanks(json);
        if (json->at == json->end)
            return json;
    }
    json_in_free(json);
    return NULL;
}

void
json_in_free(struct json_in *json)
{
    if (json == NULL)
        return;
    while (json->blocks != NULL) {
        struct block *next = json->blocks->next;

        free(json->blocks);
        json->blocks = next;
    }
    free(json->bytes);
    free(json);
}

const struct json_value *
json_in_root(const struct json_in *json)
{
    return json->root;
}

const struct json_value *
json_in_get(const struct json_value *value, const char *key)
{
    const struct json_value *member;

    if (value == NULL || value->kind != JSON_OBJECT)
        return NULL;
    for (member = value->first; member != NULL; member = member->next) {
        if (text_equals(member->key, text_of(key)))
            return member;
    }
    return NULL;
}

static struct text
text_of_kind(const struct json_value *value, const char *key, enum json_kind kind)
{
    const struct json_value *member = json_in_get(value, key);

    return member != NULL && member->kind == kind ? member->text : (struct text){0};
}

struct text
json_in_text(const struct json_value *value, const char *key)
{
    return text_of_kind(value, key, JSON_STRING);
}

uint64_t
json_in_unsigned(const struct json_value *value, const char *key)
{
    uint64_t number = 0;

    return parse_unsigned(text_of_kind(value, key, JSON_NUMBER), UINT64_MAX, &number) ? number : 0;
}

int64_t
json_in_decimal(const struct json_value *value, const char *key, int scale, int64_t otherwise)
{
    int64_t number = 0;
    struct text text = text_of_kind(value, key, JSON_NUMBER);

    return parse_decimal(text, scale, INT64_MAX, &number) ? number : otherwise;
}

bool
json_in_boolean(const struct json_value *value, const char *key)
{
    const struct json_value *member = json_in_get(value, key);

    return member != NULL && member->kind == JSON_BOOLEAN && member->is_true;
}
