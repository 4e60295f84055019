#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "sql/script.h"

/* A script, and its statements without comments and line ends around them. */
static const struct {
    const char *script;
    const char *statements[4];
} cases[] = {
    {"", {NULL}},
    {"\n  \n", {NULL}},
    {"-- only a comment;\n", {NULL}},
    {"SELECT 1;\n", {"SELECT 1;"}},
    {"SELECT 1;", {"SELECT 1;"}},
    {"SELECT 1", {"SELECT 1"}},
    {"SELECT 1;\nSELECT 2;\n", {"SELECT 1;", "SELECT 2;"}},
    {"SELECT 1;  \t\r\nSELECT 2;\r\n", {"SELECT 1;", "SELECT 2;"}},
    {"-- a;\nSELECT 1,\n  2;\n-- b;\n", {"-- a;\nSELECT 1,\n  2;"}},
    {"SELECT 1; SELECT 2;\n", {"SELECT 1; SELECT 2;"}},
    {"DO $$\nBEGIN;\nEND;\n$$;\nSELECT 1;\n", {"DO $$\nBEGIN;\nEND;\n$$;", "SELECT 1;"}},
    {"SELECT $$x;$$;\nSELECT 2;\n", {"SELECT $$x;$$;", "SELECT 2;"}},
    {"DO $$\n-- it's; a comment\nx;\n$$;\n", {"DO $$\n-- it's; a comment\nx;\n$$;"}},
    {"DO $$\nnever closed;\n", {"DO $$\nnever closed;"}},
};

static struct text
trim(struct text text)
{
    while (text.len > 0 && isspace((unsigned char)*text.at)) {
        text.at++;
        text.len--;
    }
    while (text.len > 0 && isspace((unsigned char)text.at[text.len - 1]))
        text.len--;
    return text;
}

static void
statements_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text script = text_of(cases[i].script), statement;
        size_t count = 0;

        for (; script_next(&script, &statement); count++) {
            assert_true(count < 4);
            if (cases[i].statements[count] == NULL ||
                !text_equals(trim(statement), text_of(cases[i].statements[count])))
                fail_msg("%s: statement %zu is %.*s", cases[i].script, count, (int)statement.len,
                    statement.at);
        }
        if (cases[i].statements[count] != NULL)
            fail_msg("%s: only %zu statements", cases[i].script, count);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(statements_are_told_apart)};

    return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
