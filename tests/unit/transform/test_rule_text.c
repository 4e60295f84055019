#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "transform/catalogue.h"
#include "transform/rule_text.h"

static void
every_rule_has_its_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue_size(); i++) {
        const char *id = catalogue_rule(i)->id;

        for (int part = RULE_TEXT_WHY; part <= RULE_TEXT_EXAMPLE; part++) {
            struct buf buf = {0};

            if (!rule_text_add(&buf, id, (enum rule_text_part)part))
                fail_msg("%s has no %s in transform/rules.txt", id,
                    part == RULE_TEXT_WHY ? "why" : "example");
            /* A sentence: too short a text says nothing, too long a one is two rules'. */
            assert_in_range(buf.len, 10, 600);
            if (strchr(".?", buf.data[buf.len - 1]) == NULL)
                fail_msg("%s ends without a full stop: %s", id, buf.data);
            assert_null(strstr(buf.data, "  "));
            assert_null(strchr(buf.data, '\n'));
            assert_null(strstr(buf.data, "why:"));
            assert_null(strstr(buf.data, "example:"));
            buf_free(&buf);
        }
    }
}

static void
texts_stand_on_one_line(void **state)
{
    struct buf buf = {0};

    (void)state;
    buf_add_text(&buf, "Why: ");
    assert_true(rule_text_add(&buf, "file_empty", RULE_TEXT_WHY));
    assert_string_equal(buf.data,
        "Why: A file replaces what the LEA sent before for that extract and year. One without rows "
        "would empty it, and is almost always an export that failed.");
    buf_free(&buf);
}

/* An id that another one begins with must not be taken for it. */
static void
ids_are_whole(void **state)
{
    struct buf buf = {0};

    (void)state;
    assert_false(rule_text_add(&buf, "file", RULE_TEXT_WHY));
    assert_false(rule_text_add(&buf, "", RULE_TEXT_WHY));
    assert_false(rule_text_add(&buf, "no_such_rule", RULE_TEXT_EXAMPLE));
    assert_int_equal(buf.len, 0);
    buf_free(&buf);
}

/* A text of a rule that is gone would be read by nobody; another order would be searched in vain.
 */
static void
texts_are_in_the_order_of_the_catalogue(void **state)
{
    FILE *file = fopen("transform/rules.txt", "rb");
    size_t next = 0;
    char line[256];

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] != '[')
            continue;
        line[strcspn(line, "]")] = '\0';
        if (next == catalogue_size())
            fail_msg("no rule is named %s", line + 1);
        assert_string_equal(line + 1, catalogue_rule(next++)->id);
    }
    fclose(file);
    assert_int_equal(next, catalogue_size());
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_has_its_texts),
        cmocka_unit_test(texts_stand_on_one_line),
        cmocka_unit_test(ids_are_whole),
        cmocka_unit_test(texts_are_in_the_order_of_the_catalogue),
    };

    return cmocka_run_group_tests_name("rule_text", tests, NULL, NULL);
}
