#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"

static const struct {
    enum err_code code;
    int status;
} statuses[] = {
    {ERR_NONE, 0},
    {ERR_USAGE, 64},
    {ERR_DATA, 65},
    {ERR_NO_INPUT, 66},
    {ERR_UNAVAILABLE, 69},
    {ERR_BUG, 70},
    {ERR_NO_MEMORY, 71},
    {ERR_CANNOT_CREATE, 73},
    {ERR_IO, 74},
    {ERR_TRY_AGAIN, 75},
    {ERR_PERMISSION, 77},
    {ERR_CONFIG, 78},
};

static void
each_class_has_its_exit_status(void **state)
{
    (void)state;
    assert_int_equal(sizeof statuses / sizeof *statuses, ERR_CONFIG + 1);
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
        assert_int_equal(err_exit_status(statuses[i].code), statuses[i].status);
}

static void
context_goes_in_front(void **state)
{
    struct err err = {0};

    (void)state;
    assert_int_equal(err_set(&err, ERR_IO, "line %d: %s", 7, "short read"), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "line 7: short read");
    assert_int_equal(err_wrap(&err, "load \"%s\"", "x.csv"), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_string_equal(err.text, "load \"x.csv\": line 7: short read");
    assert_int_equal(err_set(&err, ERR_USAGE, "again"), -1);
    assert_string_equal(err.text, "again");
}

static const struct {
    int errnum;
    enum err_code code;
} classes[] = {
    {ENOENT, ERR_NO_INPUT},
    {EACCES, ERR_PERMISSION},
    {EPERM, ERR_PERMISSION},
    {ENOMEM, ERR_NO_MEMORY},
    {EISDIR, ERR_IO},
    {ENOSPC, ERR_IO},
};

static void
errno_picks_the_class(void **state)
{
    struct err err = {0};

    (void)state;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        assert_int_equal(err_set_errno(&err, ERR_IO, classes[i].errnum, "could not %s", "do"), -1);
        assert_int_equal(err.code, classes[i].code);
        assert_int_equal(strncmp(err.text, "could not do: ", 14), 0);
    }
    err_set_errno(&err, ERR_CANNOT_CREATE, ENOSPC, "could not write");
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    assert_string_equal(err.text, "could not write: No space left on device");
    /* A number that no description exists for still gives a sentence. */
    err_set_errno(&err, ERR_IO, 99999, "could not write");
    assert_null(strstr(err.text, "(null)"));
    assert_non_null(strstr(err.text, "99999"));
}

/* A text that is too long is cut, never overrun. */
static void
long_texts_are_cut(void **state)
{
    char longer[4000];
    struct {
        struct err err;
        char guard[16];
    } held = {0};

    (void)state;
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    memset(held.guard, 'g', sizeof held.guard);
    err_set(&held.err, ERR_IO, "%s", longer);
    assert_int_equal(strlen(held.err.text), sizeof held.err.text - 1);
    err_wrap(&held.err, "in front");
    assert_int_equal(strncmp(held.err.text, "in front: xxx", 13), 0);
    err_wrap(&held.err, "%s", longer);
    assert_int_equal(strlen(held.err.text), sizeof held.err.text - 1);
    err_set_errno(&held.err, ERR_IO, ENOSPC, "%s", longer);
    assert_int_equal(strlen(held.err.text), sizeof held.err.text - 1);
    for (size_t i = 0; i < sizeof held.guard; i++)
        assert_int_equal(held.guard[i], 'g');
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_class_has_its_exit_status),
        cmocka_unit_test(context_goes_in_front),
        cmocka_unit_test(errno_picks_the_class),
        cmocka_unit_test(long_texts_are_cut),
    };

    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
