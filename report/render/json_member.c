#include "report/render/json_out.h"

#include "report/render/json_member.h"

void
json_member_string(struct json_out *json, const char *key, const char *text)
{
    json_out_key(json, key);
    json_out_string(json, text);
}

void
json_member_integer(struct json_out *json, const char *key, int64_t number)
{
    json_out_key(json, key);
    json_out_integer(json, number);
}

void
json_member_unsigned(struct json_out *json, const char *key, uint64_t number)
{
    json_out_key(json, key);
    json_out_unsigned(json, number);
}

void
json_member_boolean(struct json_out *json, const char *key, bool is_true)
{
    json_out_key(json, key);
    json_out_boolean(json, is_true);
}

void
json_member_hundredths(struct json_out *json, const char *key, int64_t number)
{
    json_out_key(json, key);
    json_out_decimal(json, number, 2);
}

void
json_member_known(struct json_out *json, const char *key, const char *text)
{
    json_member_string(json, key, *text != '\0' ? text : NULL);
}
