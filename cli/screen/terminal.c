#include <unistd.h>

#include "base/buf.h"
#include "base/character.h"
#include "base/memory.h"
#include "report/render/out.h"

#include "cli/screen/terminal.h"

/* Asked for every line of output, so the system is asked once. */
bool
terminal_is_watched(FILE *stream)
{
    static enum { UNKNOWN, WATCHED, NOT_WATCHED } known[STDERR_FILENO + 1];
    int fd = fileno(stream);

    if (fd < 0 || fd > STDERR_FILENO)
        return isatty(fd) == 1;
    if (known[fd] == UNKNOWN)
        known[fd] = isatty(fd) == 1 ? WATCHED : NOT_WATCHED;
    return known[fd] == WATCHED;
}

bool
terminal_takes_colour(FILE *stream)
{
    const char *refusal = getenv("NO_COLOR");
    const char *kind = getenv("TERM");

    if (refusal != NULL && *refusal != '\0')
        return false;
    return terminal_is_watched(stream) && kind != NULL && strcmp(kind, "dumb") != 0;
}

void
terminal_paint(struct out *out, bool in_colour, enum paint paint, const char *text)
{
    static const char *const codes[] = {"\033[1m", "\033[31m", "\033[33m", "\033[32m", "\033[2m"};

    if (in_colour)
        out_text(out, codes[paint]);
    out_text(out, text);
    if (in_colour)
        out_text(out, "\033[0m");
}

void
terminal_indent(struct out *out, int indent)
{
    out_printf(out, "%*s", indent, "");
}

int
terminal_columns(struct text text)
{
    return (int)text_count_characters(text);
}

/* Writes the words of one paragraph; returns where it ends. */
static const char *
wrap_paragraph(struct out *out, const char *text, int at, int indent)
{
    bool is_first = true;

    while (*text != '\0' && *text != '\n') {
        size_t len = strcspn(text, " \n");
        int columns = terminal_columns((struct text){text, len});

        if (!is_first && at + 1 + columns > TERMINAL_WIDTH) {
            out_text(out, "\n");
            terminal_indent(out, indent);
            at = indent;
            is_first = true;
        }
        if (!is_first)
            out_text(out, " ");
        out_bytes(out, text, len);
        at += columns + (is_first ? 0 : 1);
        is_first = false;
        text += len;
        text += strspn(text, " ");
    }
    return text;
}

void
terminal_wrap(struct out *out, const char *text, int at, int indent)
{
    for (;;) {
        text = wrap_paragraph(out, text, at, indent);
        out_text(out, "\n");
        if (*text == '\0')
            return;
        text += strspn(text, "\n");
        out_text(out, "\n");
        terminal_indent(out, indent);
        at = indent;
    }
}

void
terminal_add_name(struct buf *buf, const char *name)
{
    struct text rest = text_of(name);

    while (rest.len > 0) {
        size_t length = character_length(rest);

        if (length == 0 || character_steers((struct text){rest.at, length}))
            buf_add_byte(buf, '?');
        else
            buf_add(buf, rest.at, length);
        rest.at += length > 0 ? length : 1;
        rest.len -= length > 0 ? length : 1;
    }
    buf_terminate(buf);
}

char *
terminal_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buf name = {0};
    char *copy;

    terminal_add_name(&name, slash != NULL ? slash + 1 : path);
    copy = memory_copy_text(name.data, name.len);
    buf_free(&name);
    return copy;
}
