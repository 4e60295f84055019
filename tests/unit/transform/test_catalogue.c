#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/digest.h"
#include "transform/catalogue.h"
#include "transform/check.h"
#include "transform/embedded_table.h"

/* The catalogue against itself, and against the specification where that is at hand. */

static void
ids_are_found_and_numbered(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        assert_int_equal(rule->number, i);
        assert_ptr_equal(catalogue_find(rule->id), rule);
    }
    assert_null(catalogue_find("no_such_rule"));
    assert_null(catalogue_find(""));
}

/* What people read is there, is a sentence, and does not look like another rule's. */
static void
texts_are_written_for_people(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        assert_true(strlen(rule->text) > 0 && strlen(rule->message) > 0);
        assert_true(strlen(rule->message) <= 80);
        assert_true(rule->fix[0] >= 'A' && rule->fix[0] <= 'Z');
        assert_int_equal(rule->fix[strlen(rule->fix) - 1], '.');
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(rule->message, catalogue_rule(j)->message);
    }
}

static void
inputs_are_columns_of_the_extracts(void **state)
{
    (void)state;
    for (int i = 0; i < RULE_COUNT; i++) {
        const char *inputs = check_inputs((enum rule_id)i);

        while (inputs != NULL && *inputs != '\0') {
            size_t len = strcspn(inputs, " ");
            bool is_column = false;
            char name[64];

            snprintf(name, sizeof name, "%.*s", (int)len, inputs);
            for (int extract = 0; extract < EXTRACT_COUNT; extract++)
                is_column =
                    is_column || (catalogue_rule_covers((enum rule_id)i, (enum extract)extract) &&
                                     layout_column((enum extract)extract, name) >= 0);
            if (!is_column)
                fail_msg("%s: no column %s", catalogue_rule((size_t)i)->id, name);
            inputs += len + (inputs[len] == ' ');
        }
    }
}

static void
extracts_are_covered_by_name(void **state)
{
    (void)state;
    assert_true(catalogue_rule_covers(RULE_value_missing, EXTRACT_ISPO));
    assert_true(catalogue_rule_covers(RULE_age_implausible, EXTRACT_ISAG));
    assert_false(catalogue_rule_covers(RULE_age_implausible, EXTRACT_STAS));
}

/* The digest of a revision, and of what every rule says of itself; each text with its NUL. */
static void
tell_version(int revision, char hex[SHA256_TEXT_SIZE])
{
    struct digest *digest = digest_new();
    struct buf words = {0};

    buf_printf(&words, "%d%c", revision, 0);
    for (size_t i = 0; i < catalogue_size(); i++) {
        const struct rule_info *rule = catalogue_rule(i);

        buf_printf(&words, "%s%c%s%c%s%c%s%c%s%c%s%c", rule->id, 0, severity_name(rule->severity),
            0, rule_scope_name(rule->scope), 0, rule->extracts, 0, rule->authority, 0,
            rule->calpads, 0);
        buf_printf(&words, "%d %d%c%s%c%s%c%s%c", rule->since, rule->until, 0, rule->text, 0,
            rule->message, 0, rule->fix, 0);
    }
    digest_add(digest, words.data, words.len);
    digest_finish(digest, hex);
    digest_free(digest);
    buf_free(&words);
}

static void
the_version_is_of_the_whole_catalogue_and_its_revision(void **state)
{
    char version[SHA256_TEXT_SIZE], told[SHA256_TEXT_SIZE];

    (void)state;
    catalogue_version(version);
    tell_version(CATALOGUE_REVISION, told);
    assert_string_equal(version, told);
    tell_version(CATALOGUE_REVISION - 1, told);
    assert_string_not_equal(version, told);
}

static bool
read_whole(const char *path, struct buf *buf)
{
    FILE *file = fopen(path, "rb");
    char chunk[4096];
    size_t len;

    if (file == NULL)
        return false;
    while ((len = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(buf, chunk, len);
    fclose(file);
    return true;
}

static void
compare_with_specification(const struct text *fields, int *last)
{
    char id[64];
    const struct rule_info *rule;

    snprintf(id, sizeof id, "%.*s", (int)fields[0].len, fields[0].at);
    rule = catalogue_find(id);
    if (rule == NULL)
        return;
    assert_true(rule->number > *last);
    *last = rule->number;
    assert_true(text_equals(fields[1], text_of(severity_name(rule->severity))));
    assert_true(text_equals(fields[2], text_of(rule_scope_name(rule->scope))));
    assert_true(text_equals(fields[3], text_of(rule->extracts)));
    assert_true(text_equals(fields[4], text_of(rule->authority)));
    assert_true(text_equals(fields[5], text_of(rule->calpads)));
    assert_int_equal(embedded_table_year(fields[6]), rule->since);
    assert_int_equal(embedded_table_year(fields[7]), rule->until);
    assert_true(text_equals(fields[8], text_of(rule->text)));
}

/* Every rule of ours stands in the specification, with the same words and in the same order. */
static void
the_specification_says_the_same(void **state)
{
    struct text fields[EMBEDDED_MAX_FIELDS], rest;
    struct buf buf = {0};
    int last = -1, found = 0;

    (void)state;
    if (!read_whole("../shared/spec/rules.csv", &buf))
        skip();
    rest = (struct text){buf.data, buf.len};
    embedded_table_next(&rest, fields);
    while (embedded_table_next(&rest, fields) > 0) {
        int before = last;

        compare_with_specification(fields, &last);
        found += last != before;
    }
    buf_free(&buf);
    assert_int_equal(found, RULE_COUNT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_found_and_numbered),
        cmocka_unit_test(texts_are_written_for_people),
        cmocka_unit_test(inputs_are_columns_of_the_extracts),
        cmocka_unit_test(extracts_are_covered_by_name),
        cmocka_unit_test(the_version_is_of_the_whole_catalogue_and_its_revision),
        cmocka_unit_test(the_specification_says_the_same),
    };

    return cmocka_run_group_tests_name("catalogue", tests, NULL, NULL);
}
