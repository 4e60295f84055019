#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "transform/catalogue.h"

#include "rules/fixture_world.h"
#include "rules/rule_folder.h"

/*
 * Every rule of the catalogue fires in its folder of fixtures/rules, on the lines
 * that expected.csv names, and no other rule does. fixtures/rules/README.md says
 * how a folder is laid out.
 */

static const char *const rules_path = "fixtures/rules";

/*
 * Rules that one file alone cannot tell: what they need is known to the caller,
 * who adds the finding with judge_add_file_finding().
 */
static const struct {
    const char *rule;
    const char *tested_in;
} found_by_the_caller[] = {
    {"file_same_submission_twice", "tests/cli"},
    {"file_shrinks", "tests/db"},
    {"file_already_loaded", "tests/db"},
};

static unsigned failures;

static bool
is_found_by_the_caller(const char *rule)
{
    for (size_t i = 0; i < sizeof found_by_the_caller / sizeof *found_by_the_caller; i++)
        if (strcmp(found_by_the_caller[i].rule, rule) == 0)
            return true;
    return false;
}

static void __attribute__((format(printf, 3, 4)))
complain(const struct rule_folder *folder, const char *file, const char *format, ...)
{
    va_list args;

    fprintf(stderr, "%s/%s: ", folder->path, file);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    failures++;
}

static bool
costs_agree(const struct judged_finding *finding, const struct rule_expectation *wanted)
{
    return !wanted->has_costs || (finding->ineligible_days == wanted->ineligible_days &&
                                     finding->ineligible_ada == wanted->ineligible_ada);
}

static bool
answers(const struct judged_finding *finding, const struct rule_expectation *wanted)
{
    return strcmp(finding->rule->id, wanted->rule) == 0 &&
           (wanted->line < 0 || finding->line == (unsigned long)wanted->line) &&
           (strcmp(wanted->column, "*") == 0 || strcmp(finding->column, wanted->column) == 0);
}

/* Marks the finding that answers the expectation. Two equal expectations need two findings. */
static bool
take_finding(struct judged *judged, const struct rule_expectation *wanted)
{
    for (size_t i = 0; i < judged->finding_count; i++)
        if (!judged->findings[i].is_seen && answers(&judged->findings[i], wanted) &&
            costs_agree(&judged->findings[i], wanted)) {
            judged->findings[i].is_seen = true;
            return true;
        }
    return false;
}

/* Infos of other rules are as they come: a blank that is trimmed here, a spelling there. */
static void
compare_findings(
    const struct rule_folder *folder, const char *rule, const char *file, struct judged *judged)
{
    for (size_t i = 0; i < folder->expectation_count; i++) {
        const struct rule_expectation *wanted = &folder->expectations[i];

        if (strcmp(wanted->file, file) == 0 && !take_finding(judged, wanted))
            complain(folder, file, "line %ld: %s is not found in column %s", wanted->line,
                wanted->rule, wanted->column);
    }
    for (size_t i = 0; i < judged->finding_count; i++) {
        const struct judged_finding *finding = &judged->findings[i];

        if (finding->is_seen ||
            (finding->rule->severity == SEVERITY_INFO && strcmp(finding->rule->id, rule) != 0))
            continue;
        complain(folder, file, "line %lu: %s is found in column %s, which is not expected",
            finding->line, finding->rule->id, finding->column);
    }
}

/* What holds for every file, whatever is wrong with it. */
static void
check_ledger(const struct rule_folder *folder, const char *file, const struct judged *judged)
{
    uint64_t found[8] = {0};
    bool is_fatal;

    if (!row_counts_hold(&judged->counts))
        complain(folder, file, "rows read are not rows loaded, rejected and withheld");
    if (judged->rows_given != judged->counts.loaded + judged->counts.withheld)
        complain(folder, file, "rows accepted are not rows loaded and withheld");
    if (judged->rejects_given != judged->counts.rejected)
        complain(folder, file, "records given back are not rows rejected");
    for (size_t i = 0; i < judged->finding_count; i++)
        found[judged->findings[i].rule->severity]++;
    for (size_t i = 0; i < catalogue_size(); i++) {
        size_t seen = 0;

        for (size_t k = 0; k < judged->finding_count; k++)
            seen += judged->findings[k].rule == catalogue_rule(i);
        if (judged->found[i] != seen)
            complain(folder, file, "%s is counted %llu times and told %zu times",
                catalogue_rule(i)->id, (unsigned long long)judged->found[i], seen);
    }
    is_fatal = found[SEVERITY_FATAL] > 0;
    if (is_fatal != (judged->verdict == VERDICT_REFUSED))
        complain(folder, file, "the verdict does not follow from the findings");
    if (is_fatal ? judged->counts.loaded != 0 : judged->counts.withheld != 0)
        complain(folder, file, "rows are loaded or withheld against the verdict");
}

/* True for the input itself and for what lies in it. */
static bool
is_of_input(const char *file, const char *input)
{
    size_t len = strlen(input);

    return strncmp(file, input, len) == 0 && (file[len] == '\0' || file[len] == '/');
}

static bool
fires(const struct rule_folder *folder, const char *rule, const char *input)
{
    for (size_t i = 0; i < folder->expectation_count; i++)
        if (is_of_input(folder->expectations[i].file, input) &&
            strcmp(folder->expectations[i].rule, rule) == 0)
            return true;
    return false;
}

enum { MAX_FILES = 16 };

static void
run_input(const struct rule_folder *folder, const char *rule, const char *input, bool always_libcsv)
{
    char(*names)[RULE_FOLDER_NAME_SIZE];
    char paths[MAX_FILES][2 * RULE_FOLDER_NAME_SIZE + 2];
    const char *arguments[MAX_FILES];
    struct judging_options options;
    struct judged judged[MAX_FILES];
    size_t count = rule_folder_files(folder, input, &names);

    assert_in_range(count, 1, MAX_FILES);
    rule_folder_options(folder, input, &options);
    options.always_libcsv = always_libcsv;
    for (size_t i = 0; i < count; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%s", folder->path, names[i]);
        arguments[i] = paths[i];
    }
    judging_files(world, &options, arguments, count, judged);
    for (size_t i = 0; i < count; i++) {
        compare_findings(folder, rule, names[i], &judged[i]);
        check_ledger(folder, names[i], &judged[i]);
        judged_reset(&judged[i]);
    }
    free(names);
}

/* True when the input has the file that expected.csv names. */
static bool
has_file(const struct rule_folder *folder, const char *input, const char *file)
{
    char(*names)[RULE_FOLDER_NAME_SIZE];
    size_t count = rule_folder_files(folder, input, &names);
    bool has = false;

    for (size_t i = 0; i < count; i++)
        has = has || strcmp(names[i], file) == 0;
    free(names);
    return has;
}

/* A name in expected.csv that no file bears would be an expectation that cannot fail. */
static void
check_names(const struct rule_folder *folder)
{
    for (size_t i = 0; i < folder->expectation_count; i++) {
        bool has = false;

        for (size_t k = 0; k < folder->input_count; k++)
            has = has || has_file(folder, folder->inputs[k], folder->expectations[i].file);
        if (!has)
            complain(folder, "expected.csv", "there is no %s", folder->expectations[i].file);
        if (catalogue_find(folder->expectations[i].rule) == NULL)
            complain(folder, "expected.csv", "there is no rule %s", folder->expectations[i].rule);
    }
}

static void
run_rule(const char *rule)
{
    struct rule_folder folder;
    size_t passes = 0, fails = 0;

    if (!rule_folder_read(rules_path, rule, &folder)) {
        complain(&folder, "", "the rule %s has no fixture", rule);
        return;
    }
    check_names(&folder);
    for (size_t i = 0; i < folder.input_count; i++) {
        const char *input = folder.inputs[i];
        bool must_fire = strncmp(input, "fails", 5) == 0;

        if (must_fire != fires(&folder, rule, input))
            complain(&folder, input, "expected.csv and the name of the input do not agree");
        run_input(&folder, rule, input, false);
        run_input(&folder, rule, input, true);
        passes += !must_fire;
        fails += must_fire;
    }
    if (passes == 0 || fails == 0)
        complain(&folder, "", "an input that passes and one that fails are needed");
    rule_folder_reset(&folder);
}

static void
every_rule_fires_where_it_should(void **state)
{
    (void)state;
    failures = 0;
    assert_true(catalogue_size() > 0);
    for (size_t i = 0; i < catalogue_size(); i++)
        /* Rules on all LEAs together need a database: tests/cli/state_rules. */
        if (catalogue_rule(i)->scope != SCOPE_STATE &&
            !is_found_by_the_caller(catalogue_rule(i)->id))
            run_rule(catalogue_rule(i)->id);
    assert_int_equal(failures, 0);
}

/* The list of exceptions names rules that are there and have no fixture of their own. */
static void
exceptions_are_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof found_by_the_caller / sizeof *found_by_the_caller; i++) {
        struct rule_folder folder;

        assert_non_null(catalogue_find(found_by_the_caller[i].rule));
        assert_false(rule_folder_read(rules_path, found_by_the_caller[i].rule, &folder));
    }
}

/* Folders of rules that the catalogue does not have yet wait; they are named, not hidden. */
static void
folders_without_a_rule_are_named(void **state)
{
    char(*names)[RULE_FOLDER_NAME_SIZE];
    size_t count = rule_folder_list(rules_path, &names);

    (void)state;
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++)
        if (catalogue_find(names[i]) == NULL)
            print_message("note: %s/%s waits for its rule\n", rules_path, names[i]);
    free(names);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_fires_where_it_should),
        cmocka_unit_test(exceptions_are_rules),
        cmocka_unit_test(folders_without_a_rule_are_named),
    };

    return cmocka_run_group_tests_name("rules", tests, open_world, close_world);
}
