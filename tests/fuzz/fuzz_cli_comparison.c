/*
 * Any bytes as the findings.csv of an earlier and of a later result: refused with a reason, or the
 * counts add up, and a result compared with itself has nothing new and nothing fixed. The two
 * stand with a NUL between.
 */
#include "tests/support/transcript.h"

#include "tests/support/fuzz_input.h"

#include "cli/compare/comparison.h"

static void
check_counts(struct comparison_counts counts)
{
    demand(counts.before == counts.fixed + counts.persisting);
    demand(counts.now == counts.added + counts.persisting);
}

static void
check_comparison(const struct comparison *comparison, bool is_same)
{
    struct comparison_counts total = comparison_total(comparison);
    uint64_t before = 0, now = 0;

    check_counts(total);
    demand(!is_same || (total.fixed == 0 && total.added == 0));
    for (size_t i = 0; i < comparison_rule_count(comparison); i++) {
        check_counts(comparison_rule(comparison, i)->counts);
        before += comparison_rule(comparison, i)->counts.before;
        now += comparison_rule(comparison, i)->counts.now;
    }
    demand(before == total.before && now == total.now);
    for (size_t i = 0; i < comparison_cause_count(comparison); i++) {
        const struct comparison_cause *cause = comparison_cause(comparison, i);

        check_counts(cause->counts);
        demand(cause->rule < comparison_rule_count(comparison));
    }
    for (size_t i = 0; i < comparison_sample_count(comparison); i++)
        demand(comparison_sample(comparison, i)->cause < comparison_cause_count(comparison));
}

static void
compare(struct text old, struct text new, bool is_same)
{
    struct memory_file old_file, new_file;
    struct comparison *comparison = NULL;
    struct err err = {0};

    memory_file_open(&old_file, old);
    memory_file_open(&new_file, new);
    if (comparison_read(&comparison, old_file.path, new_file.path, &err) == 0) {
        check_comparison(comparison, is_same);
    } else {
        demand(err.code == ERR_USAGE && err.text[0] != '\0');
    }
    comparison_free(comparison);
    memory_file_close(&old_file);
    memory_file_close(&new_file);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = {data, size};
    struct text old = fuzz_until(&input, '\0');
    struct text new = {(const char *)input.at, input.len};

    compare(old, old, true);
    compare(old, new, false);
    return 0;
}
