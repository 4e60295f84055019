#ifndef JSON_MEMBER_H
#define JSON_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

struct json_out;

/* Members of the object that is open: a key and its value. */
void json_member_string(
    struct json_out *json, const char *key, const char *text); /* NULL is null */
void json_member_integer(struct json_out *json, const char *key, int64_t number);
void json_member_unsigned(struct json_out *json, const char *key, uint64_t number);
void json_member_boolean(struct json_out *json, const char *key, bool is_true);
void json_member_hundredths(struct json_out *json, const char *key, int64_t number);

/* What is not known is null, not the empty text. */
void json_member_known(struct json_out *json, const char *key, const char *text);

#endif
