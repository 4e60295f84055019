#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"

#include "report/manifest.h"
#include "report/render/file_set.h"
#include "report/year/year_basis.h"

/* SHA-256 of "one" and of nothing. */
static const char sha256_one[] = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
static const char sha256_none[] =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void
write_two(struct file_set *files)
{
    struct out *out;
    struct err err;

    assert_int_equal(file_set_begin(files, "a", 0600, &out, &err), 0);
    out_text(out, "o");
    out_text(out, "ne");
    assert_int_equal(file_set_end(files, &err), 0);
    assert_int_equal(file_set_begin(files, "b", 0644, &out, &err), 0);
    assert_int_equal(file_set_end(files, &err), 0);
}

static void
files_are_counted_on_their_way(void **state)
{
    struct file_set *files;
    const struct file_digest *list;
    struct err err;
    size_t count;

    (void)state;
    assert_int_equal(file_set_open(&files, NULL, &err), 0);
    write_two(files);
    list = file_set_files(files, &count);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].name, "a");
    assert_int_equal(list[0].bytes, 3);
    assert_string_equal(list[0].sha256, sha256_one);
    assert_int_equal(list[1].bytes, 0);
    assert_string_equal(list[1].sha256, sha256_none);
    assert_int_equal(file_set_commit(files, &err), 0);
    file_set_close(files);
    file_set_close(NULL);
}

static void
files_appear_together_or_not_at_all(void **state)
{
    char folder[] = "/tmp/isprofile-files.XXXXXX", path[64];
    struct file_set *files;
    struct stat about;
    struct err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_set_open(&files, folder, &err), 0);
    write_two(files);
    snprintf(path, sizeof path, "%s/a", folder);
    assert_int_equal(access(path, F_OK), -1);
    file_set_close(files);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(file_set_open(&files, folder, &err), 0);
    write_two(files);
    assert_int_equal(file_set_commit(files, &err), 0);
    file_set_close(files);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 07777, 0600);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s/b", folder);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

enum { MANY = 300, FEW_DESCRIPTORS = 40 };

static bool
is_page(const char *name)
{
    return strlen(name) == 8 && strcmp(name + 3, ".html") == 0;
}

static void
write_many(struct file_set *files, int first)
{
    char name[32];
    struct out *out;
    struct err err;

    assert_int_equal(file_set_make_folder(files, "pages", is_page, &err), 0);
    for (int i = first; i < MANY; i++) {
        snprintf(name, sizeof name, "pages/%03d.html", i);
        assert_int_equal(file_set_begin(files, name, 0644, &out, &err), 0);
        out_printf(out, "page %d", i);
        assert_int_equal(file_set_end(files, &err), 0);
    }
}

static bool
is_there(const char *folder, const char *name)
{
    char path[96];

    snprintf(path, sizeof path, "%s/pages/%s", folder, name);
    return access(path, F_OK) == 0;
}

static void
write_foreign(const char *folder)
{
    char path[96];
    FILE *file;

    snprintf(path, sizeof path, "%s/pages/notes.txt", folder);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static void
remove_pages(const char *folder)
{
    char path[96];

    for (int i = 0; i < MANY; i++) {
        snprintf(path, sizeof path, "%s/pages/%03d.html", folder, i);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/pages/notes.txt", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/pages", folder);
    assert_int_equal(rmdir(path), 0); /* nothing else is left in it */
    assert_int_equal(rmdir(folder), 0);
}

/* More files than descriptors; an earlier run's go, what is not the set's stays. */
static void
thousands_wait_without_a_descriptor(void **state)
{
    char folder[] = "/tmp/isprofile-files.XXXXXX";
    struct rlimit kept, limit;
    struct file_set *files;
    struct err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &kept), 0);
    limit = (struct rlimit){FEW_DESCRIPTORS, kept.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    for (int first = 0; first < 2; first++) {
        assert_int_equal(file_set_open(&files, folder, &err), 0);
        write_many(files, first);
        assert_int_equal(is_there(folder, "001.html"), first == 1);
        assert_int_equal(file_set_commit(files, &err), 0);
        file_set_close(files);
        assert_true(is_there(folder, "299.html"));
        assert_int_equal(is_there(folder, "000.html"), first == 0);
        write_foreign(folder);
    }
    assert_true(is_there(folder, "notes.txt"));
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &kept), 0);
    remove_pages(folder);
}

static void
a_set_that_was_not_finished_leaves_no_folder(void **state)
{
    char folder[] = "/tmp/isprofile-files.XXXXXX";
    struct file_set *files;
    struct err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    assert_int_equal(file_set_open(&files, folder, &err), 0);
    write_many(files, MANY - 2);
    file_set_close(files);
    assert_int_equal(rmdir(folder), 0);
}

static const char *
manifest_text(struct buf *buf, bool is_public)
{
    char name[] = "a";
    struct file_digest file = {.name = name, .bytes = 3, .sha256 = "cc"};
    struct year_basis basis = {
        .year = 2023, .snapshot = 5, .checksum = "dd", .program_version = "0.0.9"};
    const struct submission submission = {
        .key = {"0161119", EXTRACT_ISAG, 2023}, .sha256 = "ee", .rows.loaded = 7};
    const struct manifest manifest = {&basis, &file, 1, is_public};
    struct out out = out_to_buf(buf);

    year_basis_add(&basis, &submission);
    buf_reset(buf);
    manifest_write(&out, &manifest);
    year_basis_reset(&basis);
    return buf_terminate(buf);
}

/* The rows of a small LEA's agreements are as good as a count of its pupils. */
static void
a_public_manifest_tells_no_rows(void **state)
{
    struct buf buf = {0};

    (void)state;
    assert_non_null(strstr(manifest_text(&buf, false), "\"rows\": 7"));
    assert_null(strstr(manifest_text(&buf, true), "rows"));
    assert_non_null(
        strstr(buf.data, "{\"lea\": \"0161119\", \"extract\": \"ISAG\", \"sha256\": \"ee\"}"));
    assert_non_null(strstr(buf.data, "{\"name\": \"a\", \"bytes\": 3, \"sha256\": \"cc\"}"));
    assert_non_null(strstr(buf.data, "\"program_version\": \"0.0.9\""));
    buf_free(&buf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_counted_on_their_way),
        cmocka_unit_test(files_appear_together_or_not_at_all),
        cmocka_unit_test(thousands_wait_without_a_descriptor),
        cmocka_unit_test(a_set_that_was_not_finished_leaves_no_folder),
        cmocka_unit_test(a_public_manifest_tells_no_rows),
    };

    return cmocka_run_group_tests_name("file_set", tests, NULL, NULL);
}
