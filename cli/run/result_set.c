#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "base/submission.h"

#include "cli/check/check_html.h"
#include "cli/pipeline/summary_json.h"

#include "cli/run/result_set.h"

/* A summary's first lines name the grounds; sha256 stands near, with the samples of rules after. */
enum { HEAD_BYTES = 64 * 1024 };

/* What a file with some findings comes to. */
enum { REPORT_ROOM = 64 * 1024, SUMMARY_ROOM = 32 * 1024 };

/* <lea>/<extract>_<year> */
enum { OWN_FOLDERS = 2 };

int
result_set_open_again(struct result_set *set, const char *dir, bool show_values, struct err *err)
{
    if (outfile_make_folder_inside(dir, OWN_FOLDERS, err) != 0 ||
        result_file_open(&set->findings_file, dir, "findings.csv", err) != 0)
        return -1;
    set->is_open = true;
    findings_csv_begin(&set->findings, &set->findings_file.out, show_values);
    return 0;
}

int
result_set_open(struct result_set *set, const char *dir, bool show_values, struct err *err)
{
    if (result_set_open_again(set, dir, show_values, err) != 0)
        return -1;
    return rejects_open(&set->rejects, dir, err);
}

static int
open_report(struct result_set *set, const char *dir, struct err *err)
{
    if (set->report_file.file != NULL)
        return 0;
    if (result_file_open(&set->report_file, dir, "report.html", err) != 0)
        return -1;
    return result_file_open(&set->summary_file, dir, "summary.json", err);
}

int
result_set_make_room(struct result_set *set, const char *dir, struct err *err)
{
    if (!set->is_open)
        return 0;
    if (rejects_finish(&set->rejects, err) != 0 || open_report(set, dir, err) != 0 ||
        result_file_make_room(&set->report_file, REPORT_ROOM, err) != 0)
        return -1;
    return result_file_make_room(&set->summary_file, SUMMARY_ROOM, err);
}

int
result_set_finish(
    struct result_set *set, const char *dir, const struct summary *summary, struct err *err)
{
    if (!set->is_open)
        return 0;
    if (open_report(set, dir, err) != 0)
        return -1;
    check_html_write(&set->report_file.out, summary, CHECK_LISTS_BESIDE);
    summary_json_write(&set->summary_file.out, summary);
    if (result_file_finish(&set->findings_file, err) != 0 ||
        rejects_finish(&set->rejects, err) != 0 || result_file_finish(&set->report_file, err) != 0)
        return -1;
    return result_file_finish(&set->summary_file, err);
}

int
result_set_commit(struct result_set *set, struct err *err)
{
    int rc = 0;

    if (!set->is_open)
        return 0;
    if (rejects_commit(&set->rejects, err) != 0 ||
        result_file_commit(&set->findings_file, err) != 0 ||
        result_file_commit(&set->report_file, err) != 0 ||
        result_file_commit(&set->summary_file, err) != 0)
        rc = -1;
    result_set_discard(set);
    return rc;
}

void
result_set_discard(struct result_set *set)
{
    rejects_discard(&set->rejects);
    result_file_discard(&set->findings_file);
    result_file_discard(&set->report_file);
    result_file_discard(&set->summary_file);
    findings_csv_end(&set->findings);
    *set = (struct result_set){0};
}

void
result_set_sweep(const char *dir)
{
    static const char *const names[] = {
        "findings.csv", "rejected.csv", "rejected_rules.csv", "report.html", "summary.json"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        outfile_sweep(dir, names[i]);
}

/* Reads the beginning of a summary; false when there is none. */
static bool
read_head(const char *dir, struct buf *head)
{
    struct buf path = {0};
    ssize_t got;
    int fd;

    buf_printf(&path, "%s/summary.json", dir);
    fd = open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    buf_free(&path);
    if (fd < 0)
        return false;
    buf_reserve(head, HEAD_BYTES + 1);
    got = read(fd, head->data, HEAD_BYTES);
    close(fd);
    head->len = got > 0 ? (size_t)got : 0;
    buf_terminate(head);
    return got > 0;
}

bool
result_set_is_of(const char *dir, const char *sha256, const struct basis *basis)
{
    struct buf head = {0};
    bool is_of = read_head(dir, &head);

    is_of = is_of && strstr(head.data, "\"verdict\": \"accepted\"") != NULL &&
            strstr(head.data, sha256) != NULL && strstr(head.data, basis->rule_set) != NULL &&
            strstr(head.data, basis->reference) != NULL &&
            strstr(head.data, basis->directory) != NULL;
    buf_free(&head);
    return is_of;
}

bool
result_set_is_in(const char *dir, const char *set)
{
    struct buf head = {0}, words = {0};
    bool is_in = read_head(dir, &head);

    buf_printf(&words, "\"set\": \"%s\"", set);
    is_in = is_in && strstr(head.data, words.data) != NULL;
    buf_free(&head);
    buf_free(&words);
    return is_in;
}
