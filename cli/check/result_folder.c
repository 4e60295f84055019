#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"

#include "cli/screen/terminal.h"

#include "cli/check/result_folder.h"

/* Of the 255 bytes that a name may have; the rest is for the number. */
enum { MAX_NAME_BYTES = 200 };

static const struct result_name {
    unsigned result;
    bool is_of_one_file; /* in a folder below when several are checked */
    const char *name;
} result_names[] = {
    {RESULT_CSV, false, "findings.csv"},
    {RESULT_CSV, true, "rejected.csv"},
    {RESULT_CSV, true, "rejected_rules.csv"},
    {RESULT_JSON, false, "summary.json"},
    {RESULT_HTML, false, "report.html"},
};

enum { RESULT_NAMES = sizeof result_names / sizeof *result_names };

static const struct result_name *
find_result(const char *name)
{
    for (int i = 0; i < RESULT_NAMES; i++) {
        if (strcmp(result_names[i].name, name) == 0)
            return &result_names[i];
    }
    return NULL;
}

/* Results next to what was checked: the file itself has the name that its folder would have. */
static bool
is_other_than_folder(const char *path)
{
    struct stat about;

    return lstat(path, &about) == 0 && (stat(path, &about) != 0 || !S_ISDIR(about.st_mode));
}

bool
result_folder_name(struct buf *path, const char *dir, const char *name, unsigned number)
{
    struct text kept;

    if (strcmp(name, "-") == 0)
        name = "stdin";
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        name = "unnamed";
    kept = text_cut(text_of(name), MAX_NAME_BYTES);
    buf_reset(path);
    buf_printf(path, "%s/%.*s", dir, (int)kept.len, kept.at);
    if (number > 1)
        buf_printf(path, ".%u", number);
    return (number > 1 || find_result(name) == NULL) && !is_other_than_folder(path->data);
}

/* inside is the path of a file behind that of the folder. */
static bool
is_replaced(const char *inside, unsigned results, bool of_several)
{
    const char *slash = strchr(inside, '/');
    const struct result_name *result = find_result(slash == NULL ? inside : slash + 1);

    if (result == NULL || (result->result & results) == 0)
        return false;
    return (slash != NULL) == (of_several && result->is_of_one_file);
}

int
result_folder_spare_input(
    const char *dir, unsigned results, bool of_several, const char *input, struct err *err)
{
    char *real_dir = realpath(dir, NULL);
    char *real = realpath(strcmp(input, "-") == 0 ? "/dev/stdin" : input, NULL);
    size_t len = real_dir == NULL ? 0 : strlen(real_dir);
    int rc = 0;

    if (real_dir != NULL && real != NULL && strncmp(real, real_dir, len) == 0 && real[len] == '/' &&
        is_replaced(real + len + 1, results, of_several))
        rc = err_set(err, ERR_USAGE,
            "check: \"%s\" is to be checked, and --output would replace it; name another folder",
            input);
    free(real_dir);
    free(real);
    return rc;
}

static bool
is_there(const char *dir, const char *name, const char *file)
{
    struct buf path = {0};
    bool is_so;

    buf_printf(&path, "%s/%s%s%s", dir, name, *file == '\0' ? "" : "/", file);
    is_so = access(path.data, F_OK) == 0;
    buf_free(&path);
    return is_so;
}

static bool
is_given(const char *dir, const char *name, const char *const *given, size_t given_count)
{
    size_t len = strlen(dir);

    for (size_t i = 0; i < given_count; i++) {
        if (strncmp(given[i], dir, len) == 0 && strcmp(given[i] + len + 1, name) == 0)
            return true;
    }
    return false;
}

static void
add_left(struct buf *left, const char *name, const char *file)
{
    buf_printf(left, "%s%s%s%s", left->len == 0 ? "" : ", ", name, *file == '\0' ? "" : "/", file);
}

static int
compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Folders with the refused records of files that were checked together at an earlier time. */
static void
add_left_folders(struct buf *left, const char *dir, const char *const *given, size_t given_count)
{
    struct dirent **names;
    int count = scandir(dir, &names, NULL, compare_names);

    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;

        if (*name != '.' && is_there(dir, name, "rejected_rules.csv") &&
            !is_given(dir, name, given, given_count))
            add_left(left, name, "rejected.csv");
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

void
result_folder_warn(const char *dir, unsigned results, const char *const *given, size_t given_count)
{
    struct buf left = {0}, shown = {0};

    for (int i = 0; i < RESULT_NAMES; i++) {
        const struct result_name *result = &result_names[i];
        bool is_new =
            (result->result & results) != 0 && !(given_count > 0 && result->is_of_one_file);

        if (!is_new && is_there(dir, result->name, ""))
            add_left(&left, result->name, "");
    }
    add_left_folders(&left, dir, given, given_count);
    if (left.len > 0) {
        terminal_add_name(&shown, dir);
        buf_add_text(&shown, " also holds results of an earlier check: ");
        terminal_add_name(&shown, buf_terminate(&left));
        fprintf(
            stderr, "isprofile: warning: %s; they are not of this one\n", buf_terminate(&shown));
    }
    buf_free(&left);
    buf_free(&shown);
}
