#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/layout.h"
#include "transform/catalogue.h"

#include "rules/fixture_world.h"
#include "rules/rule_folder.h"

/* One content in every accepted form gives the same rows, however the bytes arrive. */

static const char *const clean_path = "fixtures/clean";
static const char *const forms_path = "fixtures/forms";

static struct judging_options
usual_options(void)
{
    struct judging_options options = {.max_rejected = 0};

    date_from_civil(2024, 9, 1, &options.as_of);
    memcpy(options.lea, "0199999", 8);
    return options;
}

static void
judge_clean(int extract, struct judged *judged)
{
    struct judging_options options = usual_options();
    char path[512];

    snprintf(path, sizeof path, "%s/%s.csv", clean_path, layout_of((enum extract)extract)->name);
    judging_file(world, &options, path, judged);
}

static void
assert_accepted(const char *path, const struct judged *judged)
{
    for (size_t i = 0; i < judged->finding_count; i++)
        if (judged->findings[i].rule->severity > SEVERITY_INFO &&
            strcmp(judged->findings[i].rule->id, "value_leading_zeros_lost") != 0)
            fail_msg("%s: line %lu: %s %s", path, judged->findings[i].line,
                judged->findings[i].rule->id, judged->findings[i].column);
    assert_int_equal(judged->verdict, VERDICT_ACCEPTED);
    assert_true(judged->counts.read > 0);
    assert_int_equal(judged->counts.loaded, judged->counts.read);
    assert_int_equal(judged->rows_given, judged->counts.read);
}

static void
the_clean_set_has_no_finding_above_info(void **state)
{
    (void)state;
    for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
        struct judged judged;

        judge_clean(extract, &judged);
        assert_accepted(layout_of((enum extract)extract)->name, &judged);
        for (size_t i = 0; i < judged.finding_count; i++)
            assert_int_equal(judged.findings[i].rule->severity, SEVERITY_INFO);
        assert_int_equal(judged.key.extract, extract);
        assert_int_equal(judged.key.year, 2023);
        assert_string_equal(judged.key.lea, "0199999");
        judged_reset(&judged);
    }
}

/* Beside each other, the files have nothing to say against each other either. */
static void
the_clean_files_agree_with_each_other(void **state)
{
    struct judging_options options = usual_options();
    char names[EXTRACT_COUNT][512];
    const char *paths[EXTRACT_COUNT];
    struct judged judged[EXTRACT_COUNT];
    uint64_t asked = 0;

    (void)state;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        snprintf(
            names[i], sizeof names[i], "%s/%s.csv", clean_path, layout_of((enum extract)i)->name);
        paths[i] = names[i];
    }
    judging_files(world, &options, paths, EXTRACT_COUNT, judged);
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        assert_accepted(paths[i], &judged[i]);
        for (size_t k = 0; k < catalogue_size(); k++)
            asked += catalogue_rule(k)->scope == SCOPE_CROSS ? judged[i].applied[k] : 0;
        judged_reset(&judged[i]);
    }
    assert_true(asked > 0);
}

/* The file of an extract in a folder, whatever its ending. */
static bool
find_file(const char *folder, const char *extract, char *path, size_t size)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    bool is_found = false;

    assert_non_null(dir);
    while (!is_found && (entry = readdir(dir)) != NULL)
        if (strncmp(entry->d_name, extract, 4) == 0 && entry->d_name[4] == '.') {
            snprintf(path, size, "%s/%s", folder, entry->d_name);
            is_found = true;
        }
    closedir(dir);
    return is_found;
}

static void
compare_form(const char *form, int extract, bool always_libcsv)
{
    struct judging_options options = usual_options();
    const char *name = layout_of((enum extract)extract)->name;
    struct judged clean, judged;
    char folder[512], path[1024];

    snprintf(folder, sizeof folder, "%s/%s", forms_path, form);
    if (!find_file(folder, name, path, sizeof path))
        fail_msg("%s has no %s", folder, name);
    options.always_libcsv = always_libcsv;
    options.is_windows_1252 = strcmp(form, "windows_1252") == 0;
    judge_clean(extract, &clean);
    judging_file(world, &options, path, &judged);
    assert_accepted(path, &judged);
    if (strcmp(judged.rows.data, clean.rows.data) != 0)
        fail_msg("%s gives other rows than the clean set", path);
    judged_reset(&judged);
    judged_reset(&clean);
}

static void
every_form_gives_the_same_rows(void **state)
{
    char(*forms)[RULE_FOLDER_NAME_SIZE];
    size_t count = rule_folder_list(forms_path, &forms);

    (void)state;
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++)
        for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
            compare_form(forms[i], extract, false);
            compare_form(forms[i], extract, true);
        }
    free(forms);
}

/* A file of our own, read again. */
static void
judge_text(const char *text, size_t len, struct judged *judged)
{
    struct judging_options options = usual_options();
    char path[] = "/tmp/test_forms.XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), len);
    close(fd);
    judging_file(world, &options, path, judged);
    unlink(path);
}

/* What normalisation made of a file is left alone when it is normalised once more. */
static void
normalising_twice_is_normalising_once(void **state)
{
    (void)state;
    for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
        struct judging_options options = usual_options();
        struct judged once, twice;
        char path[512];

        snprintf(path, sizeof path, "%s/spellings/%s.csv", forms_path,
            layout_of((enum extract)extract)->name);
        judging_file(world, &options, path, &once);
        judge_text(once.csv.data, once.csv.len, &twice);
        assert_string_equal(twice.rows.data, once.rows.data);
        assert_string_equal(twice.csv.data, once.csv.data);
        assert_string_equal(twice.normalizations.data, "");
        for (size_t i = 0; i < twice.finding_count; i++) {
            const char *rule = twice.findings[i].rule->id;

            assert_string_not_equal(rule, "grade_normalized");
            assert_string_not_equal(rule, "placement_normalized");
            assert_string_not_equal(rule, "value_leading_zeros_lost");
            assert_string_not_equal(rule, "value_space_trimmed");
        }
        judged_reset(&twice);
        judged_reset(&once);
    }
}

/* The child: the file in pieces of size bytes into the pipe. */
static void
write_in_pieces(const char *path, int fd, size_t size)
{
    char piece[8192];
    FILE *file = fopen(path, "rb");
    size_t got;

    while (file != NULL && (got = fread(piece, 1, size, file)) > 0)
        if (write(fd, piece, got) != (ssize_t)got)
            _exit(1);
    _exit(file == NULL);
}

static void
judge_from_pipe(const char *path, size_t size, struct judged *judged)
{
    struct judging_options options = usual_options();
    int kept = dup(STDIN_FILENO);
    int ends[2], status;
    pid_t child;

    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        write_in_pieces(path, ends[1], size);
    }
    close(ends[1]);
    assert_true(dup2(ends[0], STDIN_FILENO) >= 0);
    close(ends[0]);
    judging_file(world, &options, "-", judged);
    assert_true(dup2(kept, STDIN_FILENO) >= 0);
    close(kept);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void
pieces_of_any_size_give_the_same_rows(void **state)
{
    static const char *const paths[] = {"fixtures/clean/SENR.csv", "fixtures/forms/quoted/SENR.csv",
        "fixtures/forms/gzip/SENR.csv.gz", "fixtures/forms/utf16_big/SENR.csv",
        "fixtures/forms/crlf_bom/SENR.csv", "fixtures/forms/caret/SENR.txt"};
    static const size_t sizes[] = {1, 3, 997};
    struct judged clean;

    (void)state;
    judge_clean(EXTRACT_SENR, &clean);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
            struct judged judged;

            judge_from_pipe(paths[i], sizes[k], &judged);
            assert_accepted(paths[i], &judged);
            assert_string_equal(judged.rows.data, clean.rows.data);
            judged_reset(&judged);
        }
    judged_reset(&clean);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clean_set_has_no_finding_above_info),
        cmocka_unit_test(the_clean_files_agree_with_each_other),
        cmocka_unit_test(every_form_gives_the_same_rows),
        cmocka_unit_test(normalising_twice_is_normalising_once),
        cmocka_unit_test(pieces_of_any_size_give_the_same_rows),
    };

    return cmocka_run_group_tests_name("forms", tests, open_world, close_world);
}
