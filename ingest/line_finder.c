#include "ingest/line_finder.h"

static size_t
find(const struct line_finder *finder, size_t at, char c)
{
    const char *found = memchr(finder->piece.at + at, c, finder->piece.len - at);

    return found != NULL ? (size_t)(found - finder->piece.at) : LINE_END_NONE;
}

void
line_finder_start(struct line_finder *finder, struct text piece)
{
    finder->piece = piece;
    finder->next_lf = find(finder, 0, '\n');
    finder->next_cr = find(finder, 0, '\r');
    finder->next_quote = find(finder, 0, '"');
}

size_t
line_finder_end(struct line_finder *finder, size_t at)
{
    if (finder->next_lf < at)
        finder->next_lf = find(finder, at, '\n');
    if (finder->next_cr < at)
        finder->next_cr = find(finder, at, '\r');
    if (finder->next_lf < finder->next_cr)
        return finder->next_lf + 1;
    if (finder->next_cr == LINE_END_NONE || finder->next_cr + 1 == finder->piece.len)
        return LINE_END_NONE;
    return finder->next_cr + (finder->next_lf == finder->next_cr + 1 ? 2 : 1);
}

bool
line_finder_has_quote(struct line_finder *finder, size_t at, size_t end)
{
    if (finder->next_quote < at)
        finder->next_quote = find(finder, at, '"');
    return finder->next_quote < end;
}
