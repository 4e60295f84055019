#ifndef JSON_IN_H
#define JSON_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/*
 * Reads JSON (RFC 8259) back into a tree, for the files that the program wrote
 * itself. Whatever cannot be read, is nested deeper than JSON_IN_DEPTH, or is no
 * JSON gives no tree.
 */
struct json_in;

enum { JSON_IN_DEPTH = 32 };

enum json_kind { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_kind kind;
    struct text key; /* in an object */
    struct text
        text; /* of a string, without escapes and with a NUL behind it; of a number, as spelled */
    bool is_true;                   /* of a boolean */
    const struct json_value *first; /* of an array or object */
    const struct json_value *next;  /* beside it */
};

/* NULL when bytes are no JSON. bytes are not needed any longer. */
struct json_in *json_in_read(struct text bytes);
void json_in_free(struct json_in *json); /* NULL does nothing */

const struct json_value *json_in_root(const struct json_in *json);

/* The value of a key; NULL when there is none, or value is no object or NULL. */
const struct json_value *json_in_get(const struct json_value *value, const char *key);

/* The text of a string under a key; the empty text for anything else. */
struct text json_in_text(const struct json_value *value, const char *key);

/* A whole number of 0 or more under a key; 0 for anything else. */
uint64_t json_in_unsigned(const struct json_value *value, const char *key);

/* A decimal under a key, in units of 10^-scale; otherwise for anything else. */
int64_t json_in_decimal(
    const struct json_value *value, const char *key, int scale, int64_t otherwise);

/* True when the value under a key is true. */
bool json_in_boolean(const struct json_value *value, const char *key);

#endif
