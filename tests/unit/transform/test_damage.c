#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "transform/damage.h"

/* What each text is taken for in a text, in a code and in a date column. */
static const struct {
    const char *text;
    enum damage in_text, in_code, in_date;
} cases[] = {
    {"", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"1.23E+09", DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"1.23e+09", DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"1E9", DAMAGE_NONE, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"1E+09", DAMAGE_NONE, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"1.5E9", DAMAGE_NONE, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"1.5E+123", DAMAGE_NONE, DAMAGE_SCIENTIFIC, DAMAGE_SCIENTIFIC},
    {"12.5E+09", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"1.E+09", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"1.5E+", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"1.5E-09", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"E230", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"45123", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_DATE_SERIAL},
    {"45123.5", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_DATE_SERIAL},
    {"45123.", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_DATE_SERIAL},
    {"20000", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_DATE_SERIAL},
    {"19999", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"60000", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_DATE_SERIAL},
    {"60001", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"451234", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"45123x", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"##", DAMAGE_TOO_NARROW, DAMAGE_TOO_NARROW, DAMAGE_TOO_NARROW},
    {"########", DAMAGE_TOO_NARROW, DAMAGE_TOO_NARROW, DAMAGE_TOO_NARROW},
    {"#", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"##1", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
    {"#N/A", DAMAGE_FORMULA, DAMAGE_FORMULA, DAMAGE_FORMULA},
    {"#ref!", DAMAGE_FORMULA, DAMAGE_FORMULA, DAMAGE_FORMULA},
    {"#NAME", DAMAGE_NONE, DAMAGE_NONE, DAMAGE_NONE},
};

static void
damage_is_told_from_honest_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = text_of(cases[i].text);

        if (damage_find(text, DAMAGE_OF_TEXT) != cases[i].in_text ||
            damage_find(text, DAMAGE_OF_CODE) != cases[i].in_code ||
            damage_find(text, DAMAGE_OF_DATE) != cases[i].in_date)
            fail_msg("\"%s\"", cases[i].text);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damage_is_told_from_honest_values),
    };

    return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
