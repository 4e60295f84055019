#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/open_below.h"

static char root[64];

static const char *
under_root(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

/* given/file, given/folder/file, given/link -> file, given/way -> folder, alias -> given */
static int
make_root(void **state)
{
    char path[256];
    int fd;

    (void)state;
    snprintf(root, sizeof root, "/tmp/test_open_below.XXXXXX");
    if (mkdtemp(root) == NULL || mkdir(under_root("given"), 0700) != 0 ||
        mkdir(under_root("given/folder"), 0700) != 0)
        return -1;
    for (int i = 0; i < 2; i++) {
        fd = open(under_root(i == 0 ? "given/file" : "given/folder/file"),
            O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || close(fd) != 0)
            return -1;
    }
    snprintf(path, sizeof path, "%s", under_root("given/link"));
    return symlink("file", path) == 0 && symlink("folder", under_root("given/way")) == 0 &&
                   symlink("given", under_root("alias")) == 0
               ? 0
               : -1;
}

static int
remove_root(void **state)
{
    static const char *const names[] = {"given/file", "given/folder/file", "given/folder",
        "given/link", "given/way", "given", "alias", ""};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (remove(under_root(names[i])) != 0)
            return -1;
    return 0;
}

/* 0 when it opens, else errno. given is how much of the path was given. */
static int
try_to_open(const char *given, const char *rest)
{
    char path[256];
    size_t len;
    int fd;

    snprintf(path, sizeof path, "%s", under_root(given));
    len = strlen(path);
    snprintf(path + len, sizeof path - len, "%s", rest);
    fd = open_below(path, len, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    close(fd);
    return 0;
}

static void
names_below_are_no_links(void **state)
{
    static const struct {
        const char *given;
        const char *rest;
        int error;
    } cases[] = {
        {"given", "/file", 0},
        {"given/", "file", 0},
        {"given", "//folder///file", 0},
        {"given", "/link", ELOOP},
        {"given", "/way/file", ENOTDIR},
        {"given", "/file/file", ENOTDIR},
        {"given", "/none", ENOENT},
        {"given", "/none/file", ENOENT},
        {"none", "/file", ENOENT},
        /* What was given may be or go through a link. */
        {"alias", "/folder/file", 0},
        {"alias", "/link", ELOOP},
        {"given/way", "/file", 0},
        {"given/link", "", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int error = try_to_open(cases[i].given, cases[i].rest);

        if (error != cases[i].error)
            fail_msg("%s%s: %d", cases[i].given, cases[i].rest, error);
    }
}

static void
all_of_a_path_may_be_given(void **state)
{
    int fd = open_below(under_root("given/way/file"), 0, O_RDONLY | O_CLOEXEC);

    (void)state;
    assert_true(fd >= 0);
    close(fd);
}

/* No descriptor stays open, whatever came of it. */
static void
nothing_stays_open(void **state)
{
    int before = dup(STDIN_FILENO), after;

    (void)state;
    assert_true(before >= 0);
    close(before);
    try_to_open("given", "/folder/file");
    try_to_open("given", "/way/file");
    try_to_open("given", "/none/file");
    after = dup(STDIN_FILENO);
    assert_int_equal(after, before);
    close(after);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_below_are_no_links),
        cmocka_unit_test(all_of_a_path_may_be_given),
        cmocka_unit_test(nothing_stays_open),
    };

    return cmocka_run_group_tests_name("open_below", tests, make_root, remove_root);
}
