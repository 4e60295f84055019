/*
 * Any bytes as JSON: a tree or none, of bounded depth, whose texts lie in the copy; and what the
 * program would look for in it is found or not, without harm.
 */
#include "tests/support/fuzz_input.h"

#include "cli/run/json_in.h"

static void
check_value(const struct json_value *value, int depth)
{
    demand(depth <= JSON_IN_DEPTH + 1);
    demand(value->kind <= JSON_OBJECT);
    demand(value->kind >= JSON_ARRAY || value->first == NULL);
    if (value->kind == JSON_STRING)
        demand(value->text.at[value->text.len] == '\0');
    if (value->kind == JSON_NUMBER)
        demand(value->text.len > 0 && strspn(value->text.at, "+-.eE0123456789") >= value->text.len);
    for (const struct json_value *member = value->first; member != NULL; member = member->next) {
        demand(value->kind == JSON_OBJECT || member->key.len == 0);
        check_value(member, depth + 1);
    }
}

static void
look_up(const struct json_value *value)
{
    const struct json_value *member = json_in_get(value, "key");
    struct text text = json_in_text(value, "key");

    demand(text.len == 0 || member != NULL);
    demand(json_in_unsigned(value, "key") == 0 || member->kind == JSON_NUMBER);
    demand(json_in_decimal(value, "key", 2, -1) == -1 || member->kind == JSON_NUMBER);
    demand(!json_in_boolean(value, "key") || member->is_true);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = fuzz_copy((struct text){(const char *)data, size});
    struct json_in *json = json_in_read((struct text){copy, size});

    free(copy);
    if (json != NULL) {
        check_value(json_in_root(json), 1);
        look_up(json_in_root(json));
    }
    json_in_free(json);
    return 0;
}
