#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>

#include "support/read_outcome.h"

#include "ingest/magic.h"

static const char plain[] = "SENR,A,L1,0161259,0130229,,2023-2024\r\nsecond line\r\n";

static void
plain_bytes_come_as_they_are(void **state)
{
    struct outcome outcome;

    (void)state;
    for (size_t len = 0; len < sizeof plain; len++) {
        read_bytes((struct text){plain, len}, 0, &outcome);
        assert_false(outcome.has_problem);
        assert_true(is_content(&outcome, plain, len));
        assert_int_equal(outcome.members, 0);
        buf_free(&outcome.bytes);
    }
}

/* A folder of its own for what needs a name. */
static char folder[] = "/tmp/isprofile-source-XXXXXX";

static const char *
path_in_folder(const char *name)
{
    static char path[200];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void
write_file(const char *path, const char *bytes, int flags)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
    close(fd);
}

static void
expect_unreadable(const char *path, const char *detail)
{
    struct outcome outcome;

    read_path(path, 0, &outcome);
    assert_true(outcome.has_problem);
    assert_int_equal(outcome.kind, READ_UNREADABLE);
    assert_string_equal(outcome.detail, detail);
    buf_free(&outcome.bytes);
}

static void
only_regular_files_are_read(void **state)
{
    (void)state;
    expect_unreadable(folder, "it is a folder, not a file; name a file in it");
    expect_unreadable("/dev/null", "it is not a regular file");
    assert_int_equal(mkfifo(path_in_folder("pipe"), 0600), 0);
    expect_unreadable(
        path_in_folder("pipe"), "it is a named pipe; give - to read from a pipe on stdin");
    unlink(path_in_folder("pipe"));
    assert_int_equal(symlink("loop", path_in_folder("loop")), 0);
    expect_unreadable(
        path_in_folder("loop"), "it cannot be opened: Too many levels of symbolic links");
    unlink(path_in_folder("loop"));
}

static void
a_missing_file_is_a_failure(void **state)
{
    struct source *source;
    struct err err;

    (void)state;
    assert_int_equal(source_open(&source, path_in_folder("none.csv"), 0, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
    assert_non_null(strstr(err.text, "none.csv"));
    write_file(path_in_folder("file"), "x", O_EXCL);
    assert_int_equal(source_open(&source, path_in_folder("file/below"), 0, &err), -1);
    assert_int_equal(err.code, ERR_NO_INPUT);
    unlink(path_in_folder("file"));
}

/* Reads the first block, lets change happen, reads the rest. */
static void
read_while_changing(void (*change)(const char *path), bool is_problem)
{
    struct source *source;
    struct text block;
    struct err err;
    char path[200];

    snprintf(path, sizeof path, "%s", path_in_folder("changing.csv"));
    write_file(path, plain, O_TRUNC);
    assert_int_equal(source_open(&source, path, 0, &err), 0);
    assert_true(source_next(source, &block));
    change(path);
    while (source_next(source, &block))
        ;
    assert_int_equal(source_problem(source) != NULL, is_problem);
    if (is_problem)
        assert_string_equal(source_problem(source)->detail, "it changed while it was read");
    source_close(source);
    unlink(path);
}

static void
leave_alone(const char *path)
{
    (void)path;
}

static void
append(const char *path)
{
    write_file(path, "more", O_APPEND);
}

static void
shorten(const char *path)
{
    assert_int_equal(truncate(path, 3), 0);
}

static void
replace(const char *path)
{
    write_file(path_in_folder("new"), plain, O_TRUNC);
    assert_int_equal(rename(path_in_folder("new"), path), 0);
}

static void
overwrite(const char *path)
{
    const struct timespec times[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};

    write_file(path, "X", 0);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void
remove_it(const char *path)
{
    unlink(path);
}

static void
a_change_while_reading_is_noticed(void **state)
{
    (void)state;
    read_while_changing(leave_alone, false);
    read_while_changing(append, true);
    read_while_changing(shorten, true);
    read_while_changing(replace, true);
    read_while_changing(overwrite, true);
    read_while_changing(remove_it, true);
}

/* A pipe gives a few bytes at a time; the first block is filled all the same. */
static void
stdin_may_be_a_pipe(void **state)
{
    int ends[2], saved = dup(STDIN_FILENO);
    struct outcome outcome;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        for (size_t i = 0; i < sizeof plain - 1; i++) {
            if (write(ends[1], plain + i, 1) != 1)
                _exit(1);
            usleep(200);
        }
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    assert_int_equal(fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK), 0);
    read_path("-", 0, &outcome);
    assert_false(outcome.has_problem);
    assert_true(is_content(&outcome, plain, sizeof plain - 1));
    buf_free(&outcome.bytes);
    assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
    close(saved);
}

static const struct {
    struct text head;
    const char *what; /* how the text begins; NULL for what may be text */
} heads[] = {
    {BYTES("SENR,A"), NULL},
    {BYTES(""), NULL},
    {BYTES("PK"), NULL},
    {BYTES("PK\3\4..........................[Content_Types].xml"), "an Excel workbook"},
    {BYTES("PK\3\4..........................xl/workbook.xml"), "an Excel workbook"},
    {BYTES("PK\3\4..........................data.csv"), "a zip archive"},
    {BYTES("PK\3\4"), "a zip archive"},
    {BYTES("123456789012345678901234567890xl/"), NULL},
    {BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "an old Excel"},
    {BYTES("%PDF-1.7"), "a PDF file"},
    {BYTES("BZh91AY&SY"), "a bzip2 file"},
    {BYTES("BZh,x"), NULL},
    {BYTES("\xfd\x37zXZ\0"), "an xz file"},
    {BYTES("7z\xbc\xaf\x27\x1c"), "a 7z archive"},
    {BYTES("\x28\xb5\x2f\xfd"), "a zstd file"},
    {BYTES("\x89PNG\r\n\x1a\n"), "a PNG image"},
    {BYTES("\x1f\x8b\x08"), "a gzip file inside a gzip file"},
    {BYTES("Rar!\x1a\x07\x01"), "a RAR archive"},
};

static void
magic_names_what_is_no_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const char *what = magic_find(heads[i].head);

        if ((what == NULL) != (heads[i].what == NULL))
            fail_msg("head %zu: %s", i, what != NULL ? what : "text");
        if (what != NULL)
            assert_int_equal(strncmp(what, heads[i].what, strlen(heads[i].what)), 0);
    }
}

static int
make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int
remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_bytes_come_as_they_are),
        cmocka_unit_test(only_regular_files_are_read),
        cmocka_unit_test(a_missing_file_is_a_failure),
        cmocka_unit_test(a_change_while_reading_is_noticed),
        cmocka_unit_test(stdin_may_be_a_pipe),
        cmocka_unit_test(magic_names_what_is_no_text),
    };

    return cmocka_run_group_tests_name("source", tests, make_folder, remove_folder);
}
