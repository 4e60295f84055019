#ifndef OUTFILE_ROOT_H
#define OUTFILE_ROOT_H

/* A folder for the tests of base/outfile.h, and what they look at in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char root[64];

static inline int
make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/test_outfile.XXXXXX");
    return mkdtemp(root) == NULL ? -1 : 0;
}

/* Removes a tree of at most two levels, which is what the tests make. */
static inline int
remove_root(void **state)
{
    static const char *const names[] = {"a/b/c", "a/b", "a", "out.csv", ".out.csv.part", "file",
        "link", "target", "plain/x", "plain"};
    char path[128];

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", root, names[i]);
        remove(path);
    }
    return rmdir(root);
}

static inline const char *
under_root(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

static inline bool
exists(const char *name)
{
    struct stat about;

    return lstat(under_root(name), &about) == 0;
}

static inline mode_t
mode_of(const char *name)
{
    struct stat about;

    assert_int_equal(stat(under_root(name), &about), 0);
    return about.st_mode & 07777;
}

static inline void
write_plain(const char *name, const char *text)
{
    FILE *file = fopen(under_root(name), "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static inline void
assert_content(const char *name, const char *text)
{
    char content[256] = "";
    FILE *file = fopen(under_root(name), "rb");
    size_t len;

    assert_non_null(file);
    len = fread(content, 1, sizeof content - 1, file);
    fclose(file);
    assert_int_equal(len, strlen(text));
    assert_string_equal(content, text);
}

#endif
