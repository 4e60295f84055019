#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/row.h"
#include "base/state_key.h"

/* The keys as they stand in databases: migrations 0018 and 0020 make the same. */

enum { DAY = 19723, BIRTH = 13880 }; /* 2024-01-01, 2008-01-02 */

static struct value
number_of(int64_t number)
{
    return (struct value){.number = number, .is_present = true};
}

static struct value
text_value(const char *text)
{
    return (struct value){.text = text_of(text), .is_present = *text != '\0'};
}

static struct state_key
key_of(enum extract extract, const struct value *values)
{
    const struct row row = {.extract = extract, .line = 2, .number = 1, .values = values};
    unsigned char bytes[STATE_KEY_MAX_SIZE] = {0};

    state_key_write(&row, bytes);
    return state_key_read(extract, bytes);
}

static void
fill_senr(struct value *values)
{
    values[SENR_ssid] = number_of(9999999999);
    values[SENR_birth_date] = number_of(BIRTH);
    values[SENR_enrollment_start_date] = number_of(DAY);
    values[SENR_enrollment_status] = text_value("10");
}

static const struct {
    const char *status, *exit_reason;
    int64_t exit_after; /* days; -1 for none, -2 for a day before the first */
    bool is_enrolled;
    const char *why;
} enrollments[] = {
    {"10", "", -1, true, "open"},
    {"10", "T160", 0, true, "the last day counts"},
    {"10", "T160", 30, true, "ended"},
    {"20", "", -1, false, "secondary"},
    {"30", "T160", 29, false, "short-term, of 30 days"},
    {"30", "T160", 30, true, "too long for short-term"},
    {"30", "", -1, false, "short-term and open"},
    {"30", "N470", 30, false, "short-term and never came"},
    {"10", "N470", 0, false, "never came"},
    {"10", "T160", -2, false, "ended before it began"},
};

static void
primary_enrollments_have_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof enrollments / sizeof *enrollments; i++) {
        struct value values[LAYOUT_MAX_COLUMNS] = {0};
        int64_t after = enrollments[i].exit_after;
        struct state_key key;

        fill_senr(values);
        values[SENR_enrollment_status] = text_value(enrollments[i].status);
        values[SENR_exit_reason] = text_value(enrollments[i].exit_reason);
        if (after != -1)
            values[SENR_enrollment_exit_date] = number_of(DAY + after);
        key = key_of(EXTRACT_SENR, values);
        assert_int_equal(state_key_ssid(key), 9999999999);
        assert_int_equal(state_key_date(state_key_birth(key)), BIRTH);
        if (state_key_is_enrolled(key) != enrollments[i].is_enrolled)
            fail_msg("%s", enrollments[i].why);
        if (!enrollments[i].is_enrolled)
            continue;
        assert_int_equal(state_key_date(state_key_first(key)), DAY);
        if (after < 0)
            assert_int_equal(state_key_last(key), STATE_KEY_MAX_DAY);
        else
            assert_int_equal(state_key_date(state_key_last(key)), DAY + after);
    }
}

static uint32_t
digest_of(const char *last, const char *first)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};

    values[SINF_ssid] = number_of(1);
    values[SINF_birth_date] = number_of(BIRTH);
    values[SINF_last_name] = text_value(last);
    values[SINF_first_name] = text_value(first);
    assert_false(state_key_is_enrolled(key_of(EXTRACT_SINF, values)));
    return state_key_name(key_of(EXTRACT_SINF, values));
}

static void
names_have_digests(void **state)
{
    (void)state;
    assert_int_equal(digest_of("", "Ada"), 0);
    assert_int_equal(digest_of("Alder", ""), 0);
    assert_int_equal(digest_of("alder", "ADA"), digest_of("Alder", "Ada"));
    assert_int_not_equal(digest_of("Alder", "Ada"), digest_of("Ada", "Alder"));
    assert_int_not_equal(digest_of("AlderA", "da"), digest_of("Alder", "Ada"));
    /* It stands in databases: another one would not be found there. */
    assert_int_equal(digest_of("Alder", "Ada"), 0x2670afd5);
}

static void
days_add_up(void **state)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};

    (void)state;
    values[STAS_ssid] = number_of(0);
    values[STAS_days_attended] = number_of(99999);
    values[STAS_days_in_school_suspension] = number_of(99999);
    values[STAS_is_days_not_credited] = number_of(700);
    values[STAS_is_days_credited] = number_of(99999);
    assert_int_equal(state_key_days(key_of(EXTRACT_STAS, values)), 299997);
    assert_int_equal(state_key_ssid(key_of(EXTRACT_STAS, values)), 0);
    values[STAS_exempt] = text_value("N");
    assert_int_equal(state_key_days(key_of(EXTRACT_STAS, values)), 299997);
    values[STAS_exempt] = text_value("Y");
    assert_int_equal(state_key_days(key_of(EXTRACT_STAS, values)), 0);
}

static void
every_date_has_a_place(void **state)
{
    static const int64_t dates[] = {-719162, 0, 2932896}; /* 0001-01-01 to 9999-12-31 */

    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct value values[LAYOUT_MAX_COLUMNS] = {0};
        struct state_key key;

        fill_senr(values);
        values[SENR_birth_date] = number_of(dates[i]);
        values[SENR_enrollment_start_date] = number_of(dates[i]);
        key = key_of(EXTRACT_SENR, values);
        assert_int_equal(state_key_date(state_key_birth(key)), dates[i]);
        assert_true(state_key_is_enrolled(key));
    }
    assert_int_equal(state_key_size(EXTRACT_ISAG), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(primary_enrollments_have_days),
        cmocka_unit_test(names_have_digests),
        cmocka_unit_test(days_add_up),
        cmocka_unit_test(every_date_has_a_place),
    };

    return cmocka_run_group_tests_name("state_key", tests, NULL, NULL);
}
