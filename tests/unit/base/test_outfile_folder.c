#include "support/outfile_root.h"

#include "base/err.h"
#include "base/outfile.h"

static void
folders_are_made_to_the_last(void **state)
{
    struct err err = {0};
    mode_t old = umask(0);

    (void)state;
    assert_int_equal(outfile_make_folder(under_root("a/b//c/"), &err), 0);
    umask(old);
    assert_int_equal(mode_of("a/b/c"), 0750);
    assert_int_equal(outfile_make_folder(under_root("a/b/c"), &err), 0);
    assert_int_equal(outfile_make_folder("/", &err), 0);
    assert_int_equal(outfile_make_folder(".", &err), 0);
}

static void
empty_folders_are_taken_back(void **state)
{
    char path[128];
    struct err err = {0};
    int made;

    (void)state;
    snprintf(path, sizeof path, "%s", under_root("plain/x//"));
    assert_int_equal(outfile_make_folder_counted(path, &made, &err), 0);
    assert_int_equal(made, 2);
    outfile_remove_empty(path, made);
    assert_false(exists("plain"));
    assert_int_equal(outfile_make_folder(under_root("plain"), &err), 0);
    assert_int_equal(outfile_make_folder_counted(path, &made, &err), 0);
    assert_int_equal(made, 1);
    outfile_remove_empty(path, made);
    assert_true(exists("plain"));
    assert_int_equal(outfile_make_folder_counted(path, &made, &err), 0);
    write_plain("plain/file", "x");
    outfile_remove_empty(path, 2);
    assert_false(exists("plain/x"));
    assert_true(exists("plain/file"));
    remove(under_root("plain/file"));
    remove(under_root("plain"));
}

static void
a_file_is_not_a_folder(void **state)
{
    struct err err = {0};

    (void)state;
    write_plain("file", "x");
    assert_int_equal(outfile_make_folder(under_root("file"), &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    err.code = ERR_NONE;
    assert_int_equal(outfile_make_folder(under_root("file/below"), &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    err.code = ERR_NONE;
    assert_int_equal(outfile_make_folder("", &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    err.code = ERR_NONE;
    /* /proc takes no folders, not even from root, who hears another reason than others do. */
    assert_int_equal(outfile_make_folder("/proc/isprofile", &err), -1);
    assert_true(err.code == ERR_CANNOT_CREATE || err.code == ERR_PERMISSION);
}

/* What the program makes below a folder that it was given stays below it. */
static void
a_link_is_no_folder_of_our_own(void **state)
{
    char link_name[128], path[160];
    struct err err = {0};

    (void)state;
    assert_int_equal(mkdir(under_root("plain"), 0700), 0);
    snprintf(link_name, sizeof link_name, "%s", under_root("link"));
    assert_int_equal(symlink("plain", link_name), 0);
    snprintf(path, sizeof path, "%s/x", link_name);
    assert_int_equal(outfile_make_folder_inside(path, 2, &err), -1);
    assert_int_equal(err.code, ERR_CANNOT_CREATE);
    assert_non_null(strstr(err.text, "link\": a link"));
    assert_false(exists("plain/x"));
    assert_int_equal(outfile_make_folder_inside(link_name, 1, &err), -1);
    snprintf(path, sizeof path, "%s//", link_name);
    assert_int_equal(outfile_make_folder_inside(path, 1, &err), -1);
    /* What was given may be a link: somebody has named it. */
    snprintf(path, sizeof path, "%s/x", link_name);
    assert_int_equal(outfile_make_folder_inside(path, 1, &err), 0);
    assert_int_equal(outfile_make_folder_inside(path, 1, &err), 0);
    assert_true(exists("plain/x"));
    assert_int_equal(outfile_make_folder_inside(under_root("a/b/c"), 2, &err), 0);
    assert_int_equal(outfile_make_folder_inside("/", 2, &err), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folders_are_made_to_the_last),
        cmocka_unit_test(empty_folders_are_taken_back),
        cmocka_unit_test(a_file_is_not_a_folder),
        cmocka_unit_test(a_link_is_no_folder_of_our_own),
    };

    return cmocka_run_group_tests_name("outfile_folder", tests, make_root, remove_root);
}
