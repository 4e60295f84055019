#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/child.h"
#include "base/err.h"
#include "base/memory.h"

static int
write_a_byte(void *ctx, struct err *err)
{
    return write(*(int *)ctx, "x", 1) == 1 ? 0 : err_set(err, ERR_IO, "no byte");
}

static int
come_to_nothing(void *ctx, struct err *err)
{
    return err_set(err, ERR_CANNOT_CREATE, "could not do %s", (const char *)ctx);
}

static int
run_out_of_memory(void *ctx, struct err *err)
{
    (void)err;
    close(*(int *)ctx);
    close(STDERR_FILENO);
    memory_end();
}

static int
fall(void *ctx, struct err *err)
{
    (void)ctx;
    (void)err;
    return raise(SIGKILL);
}

static int
wait_for_ever(void *ctx, struct err *err)
{
    (void)ctx;
    (void)err;
    for (;;)
        pause();
    return 0;
}

static int
outcome(int (*work)(void *ctx, struct err *err), void *ctx, struct err *err)
{
    struct child *child;

    assert_int_equal(child_begin(&child, work, ctx, err), 0);
    return child_end(child, err);
}

static void
work_is_done_beside_this_process(void **state)
{
    struct err err = {0};
    int ends[2];
    char byte = 0;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(outcome(write_a_byte, &ends[1], &err), 0);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_int_equal(byte, 'x');
    close(ends[0]);
    close(ends[1]);
}

static void
a_failure_comes_back(void **state)
{
    struct err err = {0};
    char what[] = "this";
    int none = -1;

    (void)state;
    assert_int_equal(outcome(come_to_nothing, what, &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    assert_string_equal(err.text, "could not do this");
    assert_int_equal(outcome(run_out_of_memory, &none, &err), -1);
    assert_int_equal(err.code, ERR_NO_MEMORY);
    assert_int_equal(outcome(fall, NULL, &err), -1);
    assert_int_equal(err.code, ERR_BUG);
    assert_non_null(strstr(err.text, "signal 9"));
}

static void
who_is_not_needed_is_ended(void **state)
{
    struct child *child;
    struct err err;

    (void)state;
    assert_int_equal(child_begin(&child, wait_for_ever, NULL, &err), 0);
    child_kill(child);
    child_kill(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(work_is_done_beside_this_process),
        cmocka_unit_test(a_failure_comes_back),
        cmocka_unit_test(who_is_not_needed_is_ended),
    };

    return cmocka_run_group_tests_name("child", tests, NULL, NULL);
}
