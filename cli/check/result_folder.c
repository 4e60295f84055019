#include "base/buf.h"
#include "base/text.h"

#include "cli/check/result_folder.h"

/* Of the 255 bytes that a name may have; the rest is for the number. */
enum { MAX_NAME_BYTES = 200 };

static bool
is_result_file(const char *name)
{
    static const char *const names[] = {
        "findings.csv", "rejected.csv", "rejected_rules.csv", "summary.json", "report.html"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
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
    return number > 1 || !is_result_file(name);
}
