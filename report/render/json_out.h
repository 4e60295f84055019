#ifndef JSON_OUT_H
#define JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct out;

/*
 * Writes JSON (RFC 8259), pretty with two blanks a level, always valid UTF-8:
 * bytes that belong to no character become U+FFFD. Set out and zero the rest.
 * Inside an object a key comes before each value. json_out_finish() comes last.
 */
struct json_out {
    struct out *out;
    int depth;
    int compact_depth; /* 0: none; else the depth that the compact value began at, plus 1 */
    bool has_items;    /* in what is open */
    bool is_after_key;
};

void json_out_begin_object(struct json_out *json);
void json_out_end_object(struct json_out *json);
void json_out_begin_array(struct json_out *json);
void json_out_end_array(struct json_out *json);

/* The object or array that begins next is written on one line, with all in it. */
void json_out_compact(struct json_out *json);

void json_out_key(struct json_out *json, const char *key);
void json_out_text(struct json_out *json, struct text text);
void json_out_string(struct json_out *json, const char *text); /* NULL is null */
void json_out_integer(struct json_out *json, int64_t number);
void json_out_unsigned(struct json_out *json, uint64_t number);

/* number in units of 10^-scale, exact: 1250 at 2 is 12.50. */
void json_out_decimal(struct json_out *json, int64_t number, int scale);
void json_out_boolean(struct json_out *json, bool is_true);
void json_out_null(struct json_out *json);

/* Ends the last line. */
void json_out_finish(struct json_out *json);

#endif
