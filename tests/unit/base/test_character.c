#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/character.h"

static const struct {
    const char *text;
    size_t length;
    bool steers;
    const char *why;
} cases[] = {
    {"a", 1, false, "a letter"},
    {"\x1b", 1, true, "escape"},
    {"\n", 1, true, "a line break"},
    {"\x7f", 1, true, "DEL"},
    {"\xc2\x9b", 2, true, "U+009B, which begins a control sequence"},
    {"\xc2\xa0", 2, false, "a no-break space is seen"},
    {"\xc3\x9b", 2, false, "a letter with an accent"},
    {"\xe2\x80\xa7", 3, false, "U+2027 is the last before them"},
    {"\xe2\x80\xa8", 3, true, "U+2028 ends a line"},
    {"\xe2\x80\xa9", 3, true, "U+2029 ends a paragraph"},
    {"\xe2\x80\xaa", 3, true, "U+202A is the first that sets a direction"},
    {"\xe2\x80\xae", 3, true, "U+202E turns the rest around"},
    {"\xe2\x80\xaf", 3, false, "U+202F is a narrow space"},
    {"\xe2\x81\xa5", 3, false, "U+2065 is nothing"},
    {"\xe2\x81\xa6", 3, true, "U+2066 begins an isolate"},
    {"\xe2\x81\xa9", 3, true, "U+2069 ends one"},
    {"\xe2\x81\xaa", 3, false, "U+206A is behind them"},
    {"\xe3\x80\xa8", 3, false, "another block"},
    {"\xf0\x9f\x98\x80", 4, false, "a face"},
    {"\xc0\xaf", 0, false, "overlong"},
    {"\xed\xa0\x80", 0, false, "a surrogate"},
    {"\xf4\x90\x80\x80", 0, false, "too high"},
    {"\xe2\x80", 0, false, "cut short"},
};

static void
characters_have_a_length_and_some_steer(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length = character_length(text_of(cases[i].text));

        if (length != cases[i].length)
            fail_msg("%s: %zu bytes", cases[i].why, length);
        if (character_steers((struct text){cases[i].text, length}) != cases[i].steers)
            fail_msg("%s: %s", cases[i].why, cases[i].steers ? "passes" : "is kept out");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_have_a_length_and_some_steer),
    };

    return cmocka_run_group_tests_name("character", tests, NULL, NULL);
}
