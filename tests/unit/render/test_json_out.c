#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

#include "report/render/json_out.h"
#include "report/render/out.h"

static void
structures_are_indented(void **state)
{
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);
    struct json_out json = {.out = &out};

    (void)state;
    json_out_begin_object(&json);
    json_out_key(&json, "name");
    json_out_string(&json, "x");
    json_out_key(&json, "none");
    json_out_string(&json, NULL);
    json_out_key(&json, "empty");
    json_out_begin_array(&json);
    json_out_end_array(&json);
    json_out_key(&json, "rows");
    json_out_begin_array(&json);
    for (int i = 0; i < 2; i++) {
        json_out_compact(&json);
        json_out_begin_array(&json);
        json_out_integer(&json, -i);
        json_out_begin_object(&json);
        json_out_key(&json, "d");
        json_out_decimal(&json, 125, 1);
        json_out_key(&json, "t");
        json_out_boolean(&json, true);
        json_out_end_object(&json);
        json_out_end_array(&json);
    }
    json_out_end_array(&json);
    json_out_key(&json, "line");
    json_out_compact(&json);
    json_out_begin_object(&json);
    json_out_key(&json, "n");
    json_out_unsigned(&json, UINT64_MAX);
    json_out_end_object(&json);
    json_out_key(&json, "last");
    json_out_begin_object(&json);
    json_out_key(&json, "off");
    json_out_boolean(&json, false);
    json_out_end_object(&json);
    json_out_end_object(&json);
    json_out_finish(&json);

    assert_string_equal(buf_terminate(&buf), "{\n"
                                             "  \"name\": \"x\",\n"
                                             "  \"none\": null,\n"
                                             "  \"empty\": [],\n"
                                             "  \"rows\": [\n"
                                             "    [0, {\"d\": 12.5, \"t\": true}],\n"
                                             "    [-1, {\"d\": 12.5, \"t\": true}]\n"
                                             "  ],\n"
                                             "  \"line\": {\"n\": 18446744073709551615},\n"
                                             "  \"last\": {\n"
                                             "    \"off\": false\n"
                                             "  }\n"
                                             "}\n");
    buf_free(&buf);
}

static void
strings_are_escaped_and_valid_utf8(void **state)
{
    static const struct {
        struct text value;
        const char *json;
    } cases[] = {
        {{"a\"b\\c", 5}, "\"a\\\"b\\\\c\""},
        {{"\b\t\n\v\f\r", 6}, "\"\\b\\t\\n\\u000b\\f\\r\""},
        {{"\0\x1f\x7f", 3}, "\"\\u0000\\u001f\\u007f\""},
        {{"Pe\xc3\xb1", 4}, "\"Pe\xc3\xb1\""},
        {{"\xf0\x9f\x8e\x93", 4}, "\"\xf0\x9f\x8e\x93\""},
        {{"a\xf1"
          "b",
             3},
            "\"a\xef\xbf\xbd"
            "b\""},
        {{"\xc3", 1}, "\"\xef\xbf\xbd\""},                                 /* cut short */
        {{"\xc0\x80", 2}, "\"\xef\xbf\xbd\xef\xbf\xbd\""},                 /* overlong */
        {{"\xed\xa0\x80", 3}, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""}, /* surrogate */
        {{"\xf4\x90\x80\x80", 4}, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf buf = {0};
        struct out out = out_to_buf(&buf);
        struct json_out json = {.out = &out};

        json_out_text(&json, cases[i].value);
        assert_string_equal(buf_terminate(&buf), cases[i].json);
        buf_free(&buf);
    }
}

static int
refuse(void *ctx, const void *bytes, size_t len, struct err *err)
{
    int *calls = ctx;

    (void)bytes;
    (void)len;
    (void)err;
    (*calls)++;
    return -1;
}

static void
the_first_failure_sticks(void **state)
{
    int calls = 0;
    struct out out = {.write = refuse, .ctx = &calls};
    struct json_out json = {.out = &out};

    (void)state;
    json_out_begin_array(&json);
    json_out_integer(&json, 1);
    json_out_end_array(&json);
    json_out_finish(&json);
    assert_int_equal(out_status(&out), -1);
    assert_int_equal(calls, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structures_are_indented),
        cmocka_unit_test(strings_are_escaped_and_valid_utf8),
        cmocka_unit_test(the_first_failure_sticks),
    };

    return cmocka_run_group_tests_name("json_out", tests, NULL, NULL);
}
