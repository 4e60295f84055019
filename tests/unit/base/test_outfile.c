#include "support/outfile_root.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/outfile.h"

static void
nothing_is_there_before_commit(void **state)
{
    struct outfile *file;
    struct err err = {0};

    (void)state;
    write_plain("out.csv", "earlier");
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    assert_int_equal(outfile_write(file, "new ", 4, &err), 0);
    assert_int_equal(outfile_write(file, NULL, 0, &err), 0);
    assert_int_equal(outfile_write(file, "text", 4, &err), 0);
    assert_content("out.csv", "earlier");
    assert_int_equal(outfile_commit(file, &err), 0);
    assert_content("out.csv", "new text");
    assert_false(exists(".out.csv.part"));
}

static void
finishing_is_not_yet_putting_in_place(void **state)
{
    struct outfile *file;
    struct err err = {0};

    (void)state;
    write_plain("out.csv", "earlier");
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    assert_int_equal(outfile_write(file, "new", 3, &err), 0);
    assert_int_equal(outfile_finish(file, &err), 0);
    assert_content("out.csv", "earlier");
    assert_content(".out.csv.part", "new");
    assert_int_equal(outfile_commit(file, &err), 0);
    assert_content("out.csv", "new");
    assert_false(exists(".out.csv.part"));
}

static void
discarding_keeps_the_earlier_file(void **state)
{
    struct outfile *file;
    struct err err = {0};

    (void)state;
    write_plain("out.csv", "earlier");
    assert_int_equal(outfile_open(&file, root, "out.csv", 0600, &err), 0);
    assert_int_equal(outfile_write(file, "new", 3, &err), 0);
    outfile_discard(file);
    assert_content("out.csv", "earlier");
    assert_false(exists(".out.csv.part"));
    outfile_discard(NULL);
}

static void
modes_are_exact_whatever_the_umask(void **state)
{
    static const mode_t umasks[] = {0, 022, 077, 0777};
    static const mode_t modes[] = {0600, 0640, 0644};

    (void)state;
    for (size_t i = 0; i < sizeof umasks / sizeof *umasks; i++)
        for (size_t k = 0; k < sizeof modes / sizeof *modes; k++) {
            struct outfile *file;
            struct err err = {0};
            mode_t old = umask(umasks[i]);
            int rc = outfile_open(&file, root, "out.csv", modes[k], &err);

            umask(old);
            assert_int_equal(rc, 0);
            assert_int_equal(mode_of(".out.csv.part"), modes[k]);
            assert_int_equal(outfile_commit(file, &err), 0);
            assert_int_equal(mode_of("out.csv"), modes[k]);
        }
}

static void
leftovers_of_a_killed_run_are_replaced(void **state)
{
    struct outfile *file;
    struct err err = {0};

    (void)state;
    write_plain(".out.csv.part", "a longer text than the new one");
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    assert_int_equal(outfile_write(file, "new", 3, &err), 0);
    assert_int_equal(outfile_commit(file, &err), 0);
    assert_content("out.csv", "new");
}

static void
leftovers_beside_a_file_are_removed(void **state)
{
    (void)state;
    write_plain("out.csv", "whole");
    write_plain(".out.csv.part", "half");
    outfile_sweep(root, "out.csv");
    outfile_sweep(root, "out.csv");
    assert_content("out.csv", "whole");
    assert_false(exists(".out.csv.part"));
}

static void
lay_symlink(const char *path)
{
    assert_int_equal(symlink("target", path), 0);
}

static void
lay_hard_link(const char *path)
{
    char target[128];

    snprintf(target, sizeof target, "%s", under_root("target"));
    assert_int_equal(link(target, path), 0);
}

static void
lay_pipe(const char *path)
{
    assert_int_equal(mkfifo(path, 0666), 0);
}

/* Held open by somebody: what is written into it he could read, and change afterwards. */
static int held = -1;

static void
lay_file(const char *path)
{
    held = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    assert_true(held >= 0);
}

/*
 * Whatever lies at the name of the part or at the final name: it is replaced by a file of our own,
 * not followed, not written into, not waited for.
 */
static void
what_lies_there_is_never_written_into(void **state)
{
    static void (*const lay[])(const char *path) = {lay_symlink, lay_hard_link, lay_pipe, lay_file};
    static const char *const names[] = {".out.csv.part", "out.csv"};

    (void)state;
    for (size_t i = 0; i < sizeof lay / sizeof *lay; i++)
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            struct outfile *file = NULL;
            struct err err = {0};
            struct stat after;
            char path[128];

            unlink(under_root("out.csv"));
            write_plain("target", "mine");
            snprintf(path, sizeof path, "%s", under_root(names[k]));
            lay[i](path);
            assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
            assert_int_equal(outfile_write(file, "new", 3, &err), 0);
            assert_int_equal(outfile_commit(file, &err), 0);
            assert_content("target", "mine");
            assert_content("out.csv", "new");
            assert_int_equal(mode_of("out.csv"), 0640);
            assert_int_equal(lstat(under_root("out.csv"), &after), 0);
            assert_true(S_ISREG(after.st_mode));
            assert_int_equal(after.st_nlink, 1);
            if (held < 0)
                continue;
            assert_int_equal(fstat(held, &after), 0);
            assert_int_equal(after.st_size, 0);
            close(held);
            held = -1;
        }
}

/* Two at once: what comes into place is whole, and who was overtaken hears it. */
static void
of_two_at_once_one_comes_into_place(void **state)
{
    struct outfile *first, *second;
    struct err err = {0};

    (void)state;
    write_plain("out.csv", "earlier");
    assert_int_equal(outfile_open(&first, root, "out.csv", 0640, &err), 0);
    assert_int_equal(outfile_write(first, "first", 5, &err), 0);
    assert_int_equal(outfile_open(&second, root, "out.csv", 0640, &err), 0);
    assert_int_equal(outfile_write(second, "sec", 3, &err), 0);
    assert_int_equal(outfile_commit(first, &err), -1);
    assert_int_equal(err.code, ERR_TRY_AGAIN);
    assert_content("out.csv", "earlier");
    assert_int_equal(outfile_write(second, "ond", 3, &err), 0);
    assert_int_equal(outfile_commit(second, &err), 0);
    assert_content("out.csv", "second");
    assert_false(exists(".out.csv.part"));
}

/* A folder is not taken away: that is told. */
static void
a_folder_at_the_name_of_the_part_is_told(void **state)
{
    struct outfile *file = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(mkdir(under_root(".out.csv.part"), 0700), 0);
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    assert_null(file);
    assert_int_equal(rmdir(under_root(".out.csv.part")), 0);
}

static void
missing_folders_and_failed_renames_are_said(void **state)
{
    struct outfile *file = NULL;
    struct err err = {0};

    (void)state;
    assert_int_equal(outfile_open(&file, under_root("nowhere"), "out.csv", 0640, &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    assert_non_null(strstr(err.text, "nowhere/out.csv"));
    /* A folder that is not empty stands where the file should go. */
    assert_int_equal(outfile_make_folder(under_root("plain"), &err), 0);
    write_plain("plain/x", "x");
    assert_int_equal(outfile_open(&file, root, "plain", 0640, &err), 0);
    assert_int_equal(outfile_commit(file, &err), -1);
    assert_int_equal(err.code, ERR_IO);
    assert_false(exists(".plain.part"));
}

/* A limit on the size of files stands in for the end of the disk. */
static void
a_full_disk_is_said(void **state)
{
    static char block[1 << 17];
    struct rlimit kept, limit;
    struct outfile *file;
    struct err err = {0};
    int rc;

    (void)state;
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &kept), 0);
    limit = (struct rlimit){1000, kept.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    rc = outfile_make_room(file, sizeof block, &err);
    if (rc == -1)
        rc = outfile_write(file, block, sizeof block, &err);
    setrlimit(RLIMIT_FSIZE, &kept);
    assert_int_equal(rc, -1);
    assert_int_equal(err.code, ERR_IO);
    outfile_discard(file);
    assert_false(exists(".out.csv.part"));
}

static void
large_files_arrive_whole(void **state)
{
    struct outfile *file;
    struct err err = {0};
    struct stat about;
    char block[1000];

    (void)state;
    memset(block, 'x', sizeof block);
    unlink(under_root("out.csv"));
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(outfile_write(file, block, sizeof block, &err), 0);
    assert_int_equal(outfile_commit(file, &err), 0);
    assert_int_equal(stat(under_root("out.csv"), &about), 0);
    assert_int_equal(about.st_size, 1000000);
}

static void
a_deferred_sync_changes_nothing_else(void **state)
{
    struct outfile *file;
    struct err err;

    (void)state;
    assert_int_equal(outfile_open(&file, root, "out.csv", 0640, &err), 0);
    outfile_defer_sync(file);
    assert_int_equal(outfile_write(file, "a\n", 2, &err), 0);
    assert_int_equal(outfile_finish(file, &err), 0);
    assert_int_equal(outfile_commit(file, &err), 0);
    assert_true(exists("out.csv"));
    assert_int_equal(outfile_sync(root, &err), 0);
    assert_int_equal(outfile_sync(under_root("missing"), &err), -1);
    assert_non_null(strstr(err.text, "missing"));
}

/* Room that was not needed is given back; a file that needs more has it. */
static void
room_is_made_and_given_back(void **state)
{
    static const size_t lengths[] = {0, 10, 4096, 70000};
    struct outfile *file;
    struct stat about;
    struct err err;
    char byte = 'x';

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        assert_int_equal(outfile_open(&file, root, "room.csv", 0640, &err), 0);
        assert_int_equal(outfile_make_room(file, 65536, &err), 0);
        for (size_t at = 0; at < lengths[i]; at++)
            assert_int_equal(outfile_write(file, &byte, 1, &err), 0);
        assert_int_equal(outfile_commit(file, &err), 0);
        assert_int_equal(stat(under_root("room.csv"), &about), 0);
        assert_int_equal(about.st_size, lengths[i]);
    }
    unlink(under_root("room.csv"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_there_before_commit),
        cmocka_unit_test(finishing_is_not_yet_putting_in_place),
        cmocka_unit_test(a_deferred_sync_changes_nothing_else),
        cmocka_unit_test(discarding_keeps_the_earlier_file),
        cmocka_unit_test(modes_are_exact_whatever_the_umask),
        cmocka_unit_test(leftovers_of_a_killed_run_are_replaced),
        cmocka_unit_test(leftovers_beside_a_file_are_removed),
        cmocka_unit_test(what_lies_there_is_never_written_into),
        cmocka_unit_test(of_two_at_once_one_comes_into_place),
        cmocka_unit_test(a_folder_at_the_name_of_the_part_is_told),
        cmocka_unit_test(missing_folders_and_failed_renames_are_said),
        cmocka_unit_test(a_full_disk_is_said),
        cmocka_unit_test(room_is_made_and_given_back),
        cmocka_unit_test(large_files_arrive_whole),
    };

    return cmocka_run_group_tests_name("outfile", tests, make_root, remove_root);
}
