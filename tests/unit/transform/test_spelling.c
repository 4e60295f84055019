#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "transform/spelling.h"
#include "transform/suggestion.h"

static const struct {
    const char *text;
    bool blank_underscores;
    const char *folded; /* NULL: too long */
} folds[] = {
    {"", false, ""},
    {"9th grade", false, "9TH GRADE"},
    {"9th \t  grade", false, "9TH GRADE"},
    {"9th\xc2\xa0\xc2\xa0grade", false, "9TH GRADE"},
    {"district_is", false, "DISTRICT_IS"},
    {"district__ is", true, "DISTRICT IS"},
    {"\xc3\xa9t\xc3\xa9", false, "\xc3\xa9T\xc3\xa9"},
    {"0123456789012345678901234567890123456789012345678901234567890123", false,
        "0123456789012345678901234567890123456789012345678901234567890123"},
    {"01234567890123456789012345678901234567890123456789012345678901234", false, NULL},
    {"K                                                                 G", false, "K G"},
};

static void
runs_of_blanks_become_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        char folded[SPELLING_MAX];
        size_t len;
        bool fits = spelling_fold(text_of(folds[i].text), folds[i].blank_underscores, folded, &len);

        if (fits != (folds[i].folded != NULL))
            fail_msg("\"%s\": length", folds[i].text);
        if (fits && !text_equals((struct text){folded, len}, text_of(folds[i].folded)))
            fail_msg("\"%s\" gives \"%.*s\"", folds[i].text, (int)len, folded);
    }
}

static const struct {
    const char *set;
    int aliases; /* enum alias_kind; -1 for none */
    const char *text;
    bool only_near;
    const char *suggestion;
} suggestions[] = {
    {"grade_level", ALIAS_GRADE, "9HT", true, "09"},
    {"grade_level", ALIAS_GRADE, "KINDRGARTEN", true, "KN"},
    {"grade_level", ALIAS_GRADE, "SOMETHING ELSE", true, ""},
    {"grade_level", ALIAS_GRADE, "?", true, ""},
    {"program_placement", ALIAS_PLACEMENT, "CONTINUTION", true, "CONT"},
    {"program_placement", ALIAS_PLACEMENT, "DITSIS", true, "DISTIS"},
    {"gender", -1, "W", false, "F, M or X"},
    {"exit_reason", -1, "e23O", false, "E230, E130 or E125"},
    {"day_unit", -1, "D", false, "S or C"},
};

static void
near_codes_are_suggested_nearest_first(void **state)
{
    struct reference *reference = reference_new();

    (void)state;
    for (size_t i = 0; i < sizeof suggestions / sizeof *suggestions; i++) {
        const struct alias_set *aliases =
            suggestions[i].aliases < 0
                ? NULL
                : reference_aliases(reference, (enum alias_kind)suggestions[i].aliases);
        char suggestion[SUGGESTION_SIZE];

        spelling_suggest(reference_code_set(reference, suggestions[i].set), aliases,
            text_of(suggestions[i].text), suggestions[i].only_near, suggestion);
        if (strcmp(suggestion, suggestions[i].suggestion) != 0)
            fail_msg("%s: \"%s\" and not \"%s\"", suggestions[i].text, suggestion,
                suggestions[i].suggestion);
    }
    reference_free(reference);
}

/* More texts than are kept, in turns, of two code sets: the same as asked each time anew. */
static void
what_was_suggested_before_is_suggested_again(void **state)
{
    struct reference *reference = reference_new();
    struct suggestions *kept = memory_new(sizeof *kept);

    (void)state;
    for (unsigned i = 0; i < 3000; i++) {
        enum alias_kind kind = (enum alias_kind)(i % 2);
        const struct alias_set *aliases = reference_aliases(reference, kind);
        const struct code_set *set = reference_code_set(
            reference, kind == ALIAS_GRADE ? "grade_level" : "program_placement");
        struct text spelling = alias_set_spelling(aliases, i * 7 % alias_set_size(aliases));
        char text[64], expected[SUGGESTION_SIZE];

        snprintf(text, sizeof text, "%.*s%c", (int)spelling.len, spelling.at, "ABC "[i / 3 % 4]);
        spelling_suggest(set, aliases, text_of(text), true, expected);
        assert_string_equal(suggestions_find(kept, set, aliases, text_of(text)), expected);
    }
    free(kept);
    reference_free(reference);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_of_blanks_become_one),
        cmocka_unit_test(near_codes_are_suggested_nearest_first),
        cmocka_unit_test(what_was_suggested_before_is_suggested_again),
    };

    return cmocka_run_group_tests_name("spelling", tests, NULL, NULL);
}
