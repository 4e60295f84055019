#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/layout.h"
#include "transform/reference.h"
#include "transform/spelling.h"

static struct reference *reference;

static int
open_reference(void **state)
{
    (void)state;
    reference = reference_new();
    return 0;
}

static int
close_reference(void **state)
{
    (void)state;
    reference_free(reference);
    return 0;
}

/* Whether a code is known, and in which of two years it is in force. */
static const struct {
    const char *set, *code;
    bool is_known;
    int year, other_year;
    bool in_year, in_other;
} codes[] = {
    {"grade_level", "TK", true, 2022, 2023, false, true},
    {"grade_level", "tk", true, 2022, 2023, false, true},
    {"grade_level", "UE", true, 2017, 2018, true, false},
    {"grade_level", "UU", true, 2015, 2016, true, false},
    {"grade_level", "13", false, 0, 0, false, false},
    {"enrollment_status", "40", true, 2018, 2019, true, false},
    {"enrollment_status", "50", true, 2018, 2019, false, true},
    {"exit_reason", "E450", true, 2019, 2020, true, false},
    {"completion_status", "485", true, 2019, 2020, false, true},
    {"education_program", "185", true, 2022, 2023, true, false},
    {"county", "58", true, 1990, 2050, true, true},
    {"county", "59", false, 0, 0, false, false},
    {"gender", "x", true, 1990, 2050, true, true},
    {"transaction_type", "", false, 0, 0, false, false},
};

static void
codes_have_their_school_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct code_set *set = reference_code_set(reference, codes[i].set);
        const struct code *code;

        assert_non_null(set);
        code = code_set_find(set, text_of(codes[i].code));
        if ((code != NULL) != codes[i].is_known)
            fail_msg("%s %s", codes[i].set, codes[i].code);
        if (code == NULL)
            continue;
        if (code_in_force(code, codes[i].year) != codes[i].in_year ||
            code_in_force(code, codes[i].other_year) != codes[i].in_other)
            fail_msg("%s %s: years", codes[i].set, codes[i].code);
    }
    assert_null(reference_code_set(reference, "no_such_set"));
}

/* Every byte at every place of a code: a letter in either case, and nothing else, fits. */
static void
only_the_case_of_letters_is_folded(void **state)
{
    const struct code_set *set = reference_code_set(reference, "exit_reason");

    (void)state;
    assert_ptr_equal(code_set_find(set, TEXT("e230")), code_set_find(set, TEXT("E230")));
    for (size_t place = 0; place < 4; place++)
        for (int byte = 0; byte < 256; byte++) {
            char code[] = "E230";
            bool is_same = code[place] == (char)byte || (place == 0 && byte == 'e');
            const struct code *found;

            code[place] = (char)byte;
            found = code_set_find(set, (struct text){code, 4});
            if (is_same ? found != code_set_find(set, TEXT("E230"))
                        : found != NULL && !text_equals(found->code, (struct text){code, 4}) &&
                              byte != 't' && byte != 'n')
                fail_msg("byte %d at place %zu", byte, place);
        }
    assert_null(code_set_find(set, TEXT("E230\0\0\0\0")));
    assert_null(code_set_find(set, TEXT("E23")));
}

static void
every_column_finds_its_code_set(void **state)
{
    (void)state;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        const struct layout *layout = layout_of((enum extract)i);

        for (int j = 0; j < layout->column_count; j++) {
            const char *set = layout->columns[j].code_set;

            if (set[0] != '\0' && reference_code_set(reference, set) == NULL)
                fail_msg("%s of %s: no code set %s", layout->columns[j].name, layout->name, set);
        }
    }
}

static const struct {
    enum pair_kind kind;
    const char *left_set, *left, *right_set, *right;
    int year;
    bool is_valid;
} pairs[] = {
    {PAIR_EXIT_GRADE, "exit_reason", "E230", "grade_level", "12", 2023, true},
    {PAIR_EXIT_GRADE, "exit_reason", "E125", "grade_level", "06", 2023, false},
    {PAIR_EXIT_GRADE, "exit_reason", "E125", "grade_level", "US", 2017, true},
    {PAIR_EXIT_GRADE, "exit_reason", "E125", "grade_level", "US", 2018, false},
    {PAIR_COMPLETION_GRADE, "completion_status", "360", "grade_level", "12", 2023, true},
    {PAIR_COMPLETION_GRADE, "completion_status", "360", "grade_level", "11", 2023, false},
    {PAIR_COMPLETION_GRADE, "completion_status", "480", "grade_level", "12", 2013, true},
    {PAIR_COMPLETION_GRADE, "completion_status", "480", "grade_level", "12", 2014, false},
    {PAIR_EXIT_COMPLETION, "exit_reason", "E230", "completion_status", "485", 2020, true},
    {PAIR_EXIT_COMPLETION, "exit_reason", "E230", "completion_status", "485", 2019, false},
    {PAIR_EXIT_COMPLETION, "exit_reason", "T160", "completion_status", "100", 2023, false},
};

static void
pairs_are_valid_in_their_years(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct code *left =
            code_set_find(reference_code_set(reference, pairs[i].left_set), text_of(pairs[i].left));
        const struct code *right = code_set_find(
            reference_code_set(reference, pairs[i].right_set), text_of(pairs[i].right));

        if (reference_pair_is_valid(reference, pairs[i].kind, left, right, pairs[i].year) !=
            pairs[i].is_valid)
            fail_msg("%s %s in %d", pairs[i].left, pairs[i].right, pairs[i].year);
    }
}

static void
graduates_are_those_of_the_table(void **state)
{
    const struct code_set *set = reference_code_set(reference, "completion_status");

    (void)state;
    for (size_t i = 0; i < code_set_size(set); i++) {
        struct text code = code_set_at(set, i)->code;
        bool graduates = text_equals(code, TEXT("100")) || text_equals(code, TEXT("106")) ||
                         text_equals(code, TEXT("108"));

        assert_int_equal(reference_is_graduate(reference, code_set_at(set, i)), graduates);
    }
}

/* An alias in the form that spellings are folded to is found; in another it never would be. */
static void
aliases_are_folded_and_no_other_code(void **state)
{
    static const char *const sets[] = {"grade_level", "program_placement"};

    (void)state;
    for (int kind = 0; kind < ALIAS_KIND_COUNT; kind++) {
        const struct alias_set *aliases = reference_aliases(reference, (enum alias_kind)kind);
        const struct code_set *set = reference_code_set(reference, sets[kind]);

        for (size_t i = 0; i < alias_set_size(aliases); i++) {
            struct text spelling = alias_set_spelling(aliases, i);
            char folded[SPELLING_MAX];
            size_t len;

            assert_true(spelling_fold(spelling, false, folded, &len));
            assert_true(text_equals(spelling, (struct text){folded, len}));
            assert_ptr_equal(alias_set_find(aliases, spelling), alias_set_code(aliases, i));
            if (code_set_find(set, spelling) != NULL)
                assert_ptr_equal(code_set_find(set, spelling), alias_set_code(aliases, i));
        }
        assert_null(alias_set_find(aliases, TEXT("NO SUCH SPELLING")));
    }
}

struct walk {
    int tables, rows;
    char last[40];
};

static int
count_row(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
    struct err *err)
{
    struct walk *walk = ctx;

    (void)err;
    assert_true(count > 0 && fields[0].at != NULL);
    assert_int_equal(is_header, strcmp(table, walk->last) != 0);
    if (is_header) {
        assert_true(strcmp(table, walk->last) > 0);
        snprintf(walk->last, sizeof walk->last, "%s", table);
        walk->tables++;
    }
    walk->rows++;
    return 0;
}

static int
stop_at_once(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
    struct err *err)
{
    (void)table;
    (void)fields;
    (void)count;
    (void)is_header;
    (void)err;
    ++*(int *)ctx;
    return -1;
}

static void
a_walk_passes_every_table_header_first(void **state)
{
    struct walk walk = {0};
    int stopped = 0;

    (void)state;
    assert_int_equal(reference_walk(reference, count_row, &walk, NULL), 0);
    assert_true(walk.tables >= 31);
    assert_true(walk.rows > 1000);
    assert_int_equal(reference_walk(reference, stop_at_once, &stopped, NULL), -1);
    assert_int_equal(stopped, 1);
    assert_int_equal(strlen(reference_version(reference)), 64);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_have_their_school_years),
        cmocka_unit_test(only_the_case_of_letters_is_folded),
        cmocka_unit_test(every_column_finds_its_code_set),
        cmocka_unit_test(pairs_are_valid_in_their_years),
        cmocka_unit_test(graduates_are_those_of_the_table),
        cmocka_unit_test(aliases_are_folded_and_no_other_code),
        cmocka_unit_test(a_walk_passes_every_table_header_first),
    };

    return cmocka_run_group_tests_name("reference", tests, open_reference, close_reference);
}
