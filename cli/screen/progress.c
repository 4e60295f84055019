#include "base/buf.h"
#include "report/render/number_text.h"

#include "cli/screen/terminal.h"

#include "cli/screen/progress.h"

enum { BAR_WIDTH = 30 };

static bool is_shown;

static void
show(struct buf *buf)
{
    /* Back to the line's begin, and what is left of the last words away. */
    fprintf(stderr, "\r%.*s\033[K", (int)buf->len, buf->data);
    fflush(stderr);
    is_shown = true;
    buf_free(buf);
}

void
progress_show(uint64_t done, uint64_t whole, const char *words)
{
    struct buf buf = {0};
    uint64_t filled = whole > 0 ? done * BAR_WIDTH / whole : 0;

    if (!terminal_is_watched(stderr))
        return;
    buf_add_byte(&buf, '[');
    for (uint64_t i = 0; i < BAR_WIDTH; i++)
        buf_add_byte(&buf, i < filled ? '#' : ' ');
    buf_add_text(&buf, "] ");
    terminal_add_name(&buf, words);
    show(&buf);
}

void
progress_show_records(const char *file, uint64_t records)
{
    char count[NUMBER_TEXT_SIZE];
    struct buf buf = {0};

    if (!terminal_is_watched(stderr))
        return;
    number_text_grouped(records, count);
    terminal_add_name(&buf, file);
    buf_printf(&buf, ": %s records", count);
    show(&buf);
}

void
progress_clear(void)
{
    if (!is_shown)
        return;
    fputs("\r\033[K", stderr);
    is_shown = false;
}
