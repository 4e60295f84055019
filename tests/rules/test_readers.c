#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "support/transcript.h"

#include "rules/fixture_world.h"
#include "rules/rule_folder.h"

/*
 * Every fixture gives the same rows, findings and refused records whether its records
 * are split where they lie or by libcsv, and so does what was accepted of it when each
 * value stands in quotes.
 */

static const char *const rules_path = "fixtures/rules";

enum { MAX_FILES = 16 };

static unsigned compared;

static bool
same(const struct buf *a, const struct buf *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->data, b->data, a->len) == 0);
}

static void
compare(const char *name, const struct judged *fast, const struct judged *libcsv)
{
    if (!same(&fast->told, &libcsv->told))
        fail_msg("%s: findings:\n%s\nby libcsv:\n%s", name, fast->told.data, libcsv->told.data);
    if (!same(&fast->rows, &libcsv->rows) || !same(&fast->csv, &libcsv->csv))
        fail_msg("%s: rows:\n%s\nby libcsv:\n%s", name, fast->rows.data, libcsv->rows.data);
    if (!same(&fast->rejects, &libcsv->rejects))
        fail_msg("%s: refused records:\n%s\nby libcsv:\n%s", name, fast->rejects.data,
            libcsv->rejects.data);
    if (!same(&fast->normalizations, &libcsv->normalizations))
        fail_msg("%s: spellings:\n%s\nby libcsv:\n%s", name, fast->normalizations.data,
            libcsv->normalizations.data);
    assert_memory_equal(&fast->counts, &libcsv->counts, sizeof fast->counts);
    assert_int_equal(fast->verdict, libcsv->verdict);
    compared++;
}

/* The accepted rows as a file in which every value stands in quotes. */
static void
compare_quoted(const char *name, const struct judging_options *options, const struct judged *judged)
{
    struct judging_options reading = *options;
    struct memory_file file;
    struct judged fast, libcsv;

    if (judged->rows_given == 0)
        return;
    reading.is_windows_1252 = false;
    memory_file_open(&file, (struct text){judged->csv.data, judged->csv.len});
    reading.always_libcsv = false;
    judging_file(world, &reading, file.path, &fast);
    reading.always_libcsv = true;
    judging_file(world, &reading, file.path, &libcsv);
    compare(name, &fast, &libcsv);
    judged_reset(&fast);
    judged_reset(&libcsv);
    memory_file_close(&file);
}

static void
compare_input(const struct rule_folder *folder, const char *input)
{
    char(*names)[RULE_FOLDER_NAME_SIZE];
    char paths[MAX_FILES][2 * RULE_FOLDER_NAME_SIZE + 2];
    const char *arguments[MAX_FILES];
    struct judging_options options;
    struct judged fast[MAX_FILES], libcsv[MAX_FILES];
    size_t count = rule_folder_files(folder, input, &names);

    assert_in_range(count, 1, MAX_FILES);
    rule_folder_options(folder, input, &options);
    for (size_t i = 0; i < count; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%s", folder->path, names[i]);
        arguments[i] = paths[i];
    }
    judging_files(world, &options, arguments, count, fast);
    options.always_libcsv = true;
    judging_files(world, &options, arguments, count, libcsv);
    for (size_t i = 0; i < count; i++) {
        compare(paths[i], &fast[i], &libcsv[i]);
        compare_quoted(paths[i], &options, &fast[i]);
        judged_reset(&fast[i]);
        judged_reset(&libcsv[i]);
    }
    free(names);
}

static void
every_fixture_is_judged_the_same_by_both_readers(void **state)
{
    char(*rules)[RULE_FOLDER_NAME_SIZE];
    size_t count = rule_folder_list(rules_path, &rules);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        struct rule_folder folder;

        assert_true(rule_folder_read(rules_path, rules[i], &folder));
        for (size_t k = 0; k < folder.input_count; k++)
            compare_input(&folder, folder.inputs[k]);
        rule_folder_reset(&folder);
    }
    assert_true(compared > count);
    free(rules);
}

/* Values with blanks, controls and other alphabets at every place, in quotes and without. */
static void
bytes_of_all_kinds_are_judged_the_same_by_both_readers(void **state)
{
    static const char *const values[] = {"a", " a", "a ", "\ta", "a\t",
        "\xc2\xa0"
        "a",
        "N\xc3\xba\xc3\xb1"
        "ez",
        "a\x01", "\x7f", "a b", "#N/A", "1.5E+09", " ", "\xc2\x85", "'", "a=b"};
    struct judging_options options = {.max_rejected = 10000};
    struct buf bytes = {0};

    (void)state;
    date_from_civil(2024, 9, 1, &options.as_of);
    buf_add_text(&bytes, "record_type,reporting_lea,school_of_attendance,academic_year,ssid,"
                         "first_name,local_student_id,last_name,birth_date,gender,"
                         "enrollment_start_date,enrollment_status,grade_level\n");
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        for (int k = 0; k < 12; k++)
            buf_printf(&bytes,
                "SENR,0199999,0199999,2023-2024,99%08zu,%s%s%s,%s,Last%s,20120304,%s,20230815,10,"
                "%s\n",
                12 * i + (size_t)k, k % 2 == 0 ? "" : "\"", values[i], k % 2 == 0 ? "" : "\"",
                k % 3 == 0 ? values[i] : "7", k % 4 == 0 ? values[i] : "", k % 5 == 0 ? "f" : " F",
                k % 6 == 0 ? "7" : "07");
    }
    compare_quoted("values of all kinds", &options,
        &(struct judged){.rows_given = 1, .csv = {.data = bytes.data, .len = bytes.len}});
    buf_free(&bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fixture_is_judged_the_same_by_both_readers),
        cmocka_unit_test(bytes_of_all_kinds_are_judged_the_same_by_both_readers),
    };

    return cmocka_run_group_tests_name("readers", tests, open_world, close_world);
}
