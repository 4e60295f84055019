#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

#define T(literal) TEXT(literal)

static void
text_of_null_is_empty(void **state)
{
    (void)state;
    assert_int_equal(text_of(NULL).len, 0);
    assert_int_equal(text_of("").len, 0);
    assert_int_equal(text_of("SENR").len, 4);
}

static const struct {
    struct text a, b;
    bool is_equal, is_equal_fold;
    int order;
} comparisons[] = {
    {{NULL, 0}, {NULL, 0}, true, true, 0},
    {{NULL, 0}, {"", 0}, true, true, 0},
    {{NULL, 0}, {"a", 1}, false, false, -1},
    {{"a", 1}, {NULL, 0}, false, false, 1},
    {{"a", 1}, {"a", 1}, true, true, 0},
    {{"a", 1}, {"A", 1}, false, true, 1},
    {{"kn", 2}, {"KN", 2}, false, true, 1},
    {{"ab", 2}, {"abc", 3}, false, false, -1},
    {{"abc", 3}, {"ab", 2}, false, false, 1},
    {{"b", 1}, {"abc", 3}, false, false, 1},
    /* Only ASCII folds: [ and { differ by the bit that tells cases apart. */
    {{"[", 1}, {"{", 1}, false, false, -1},
    {{"@", 1}, {"`", 1}, false, false, -1},
    {{"\xc3\xa9", 2}, {"\xc3\x89", 2}, false, false, 1},
    /* Bytes above 127 come after ASCII, whatever the sign of char. */
    {{"z", 1}, {"\xc3\xa9", 2}, false, false, -1},
    {{"a\0b", 3}, {"a\0c", 3}, false, false, -1},
};

static void
texts_compare_as_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        struct text a = comparisons[i].a;
        struct text b = comparisons[i].b;

        if (text_equals(a, b) != comparisons[i].is_equal ||
            text_equals(b, a) != comparisons[i].is_equal)
            fail_msg("text_equals, case %zu", i);
        if (text_equals_fold(a, b) != comparisons[i].is_equal_fold ||
            text_equals_fold(b, a) != comparisons[i].is_equal_fold)
            fail_msg("text_equals_fold, case %zu", i);
        if (text_compare(a, b) != comparisons[i].order ||
            text_compare(b, a) != -comparisons[i].order)
            fail_msg("text_compare, case %zu", i);
    }
}

static const struct {
    struct text text, trimmed;
} trims[] = {
    {{NULL, 0}, {NULL, 0}},
    {{"", 0}, {"", 0}},
    {{" ", 1}, {"", 0}},
    {{" \t ", 3}, {"", 0}},
    {{"a", 1}, {"a", 1}},
    {{" a", 2}, {"a", 1}},
    {{"a\t", 2}, {"a", 1}},
    {{" a b ", 5}, {"a b", 3}},
    {{"\xc2\xa0", 2}, {"", 0}},
    {{"\xc2\xa0\xc2\xa0", 4}, {"", 0}},
    {{" \xc2\xa0"
      "a\xc2\xa0\t",
         7},
        {"a", 1}},
    /* A4 to AF after C2 are other characters, and so is A0 after another byte. */
    {{"\xc2\xa1", 2}, {"\xc2\xa1", 2}},
    {{"\xc3\xa0", 2}, {"\xc3\xa0", 2}},
    {{"a\xe2\x80\xa0", 4}, {"a\xe2\x80\xa0", 4}},
    {{"\xa0", 1}, {"\xa0", 1}},
    {{"\xc2", 1}, {"\xc2", 1}},
    /* Line ends and NUL are not blanks: other rules see them. */
    {{"a\n", 2}, {"a\n", 2}},
    {{"\0a", 2}, {"\0a", 2}},
};

static void
trimming_takes_blanks_and_nbsp(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trims / sizeof *trims; i++) {
        struct text once = text_trim(trims[i].text);

        if (!text_equals(once, trims[i].trimmed))
            fail_msg("case %zu gives %zu bytes", i, once.len);
        if (!text_equals(text_trim(once), once))
            fail_msg("case %zu: trimming twice is not trimming once", i);
    }
}

static void
digits_are_ascii_digits(void **state)
{
    (void)state;
    assert_true(text_is_digits(T("0")));
    assert_true(text_is_digits(T("0123456789")));
    assert_false(text_is_digits((struct text){0}));
    assert_false(text_is_digits(T("")));
    assert_false(text_is_digits(T("12a")));
    assert_false(text_is_digits(T("-1")));
    assert_false(text_is_digits(T("1.0")));
    assert_false(text_is_digits(T(" 1")));
    assert_false(text_is_digits(T("\xd9\xa1"))); /* an Arabic-Indic digit */
}

static void
upper_changes_a_to_z_alone(void **state)
{
    (void)state;
    for (int byte = -128; byte < 128; byte++) {
        char c = (char)byte;
        char wanted = c;

        if (c >= 'a' && c <= 'z')
            wanted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[c - 'a'];
        assert_int_equal(text_upper(c), wanted);
    }
}

static void
characters_are_counted_and_stay_whole(void **state)
{
    struct text text = TEXT("a\xc3\xb1\xe2\x82\xac\xf0\x9f\x8e\x93z");
    static const size_t whole[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};

    (void)state;
    assert_int_equal(text_count_characters(text), 5);
    assert_int_equal(text_count_characters(TEXT("")), 0);
    for (size_t max = 0; max < sizeof whole / sizeof *whole; max++)
        assert_int_equal(text_cut(text, max).len, whole[max]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_of_null_is_empty),
        cmocka_unit_test(texts_compare_as_bytes),
        cmocka_unit_test(trimming_takes_blanks_and_nbsp),
        cmocka_unit_test(digits_are_ascii_digits),
        cmocka_unit_test(upper_changes_a_to_z_alone),
        cmocka_unit_test(characters_are_counted_and_stay_whole),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
