#include "base/buf.h"

#include "cli/result_folder.h"

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

/* Bytes of a name that is cut, at most, before and not within a character. */
static size_t
cut_length(const char *name)
{
    size_t len = strlen(name);

    if (len <= MAX_NAME_BYTES)
        return len;
    len = MAX_NAME_BYTES;
    while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
        len--;
    return len;
}

bool
result_folder_name(struct buf *path, const char *dir, const char *name, unsigned number)
{
    if (strcmp(name, "-") == 0)
        name = "stdin";
    if (*name == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        name = "unnamed";
    buf_reset(path);
    buf_printf(path, "%s/%.*s", dir, (int)cut_length(name), name);
    if (number > 1)
        buf_printf(path, ".%u", number);
    return number > 1 || !is_result_file(name);
}
