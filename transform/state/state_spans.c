#include "base/memory.h"

#include "transform/state/state_judge.h"

#include "transform/state/state_spans.h"

static int
compare_first(const void *a, const void *b)
{
    const struct state_span *left = a, *right = b;

    return (left->first > right->first) - (left->first < right->first);
}

static void
make_room(struct state_spans *spans, size_t count)
{
    if (count <= spans->capacity)
        return;
    spans->capacity = 2 * count;
    spans->at = memory_grow(spans->at, spans->capacity, sizeof *spans->at);
    spans->leas = memory_grow(spans->leas, spans->capacity, sizeof *spans->leas);
}

static void
add_lea(struct state_spans *spans, struct state_spans_lea lea)
{
    struct state_span *at = spans->at;

    qsort(at + lea.from, lea.to - lea.from, sizeof *at, compare_first);
    for (size_t i = lea.from + 1; i < lea.to; i++)
        if (at[i].last < at[i - 1].last)
            at[i].last = at[i - 1].last;
    spans->leas[spans->lea_count++] = lea;
}

void
state_spans_fill(struct state_spans *spans, const struct state_row *rows, size_t count)
{
    size_t from = 0;

    make_room(spans, count);
    spans->lea_count = 0;
    for (size_t i = 0; i < count; i++) {
        spans->at[i] = (struct state_span){rows[i].first, rows[i].last};
        if (i + 1 < count && rows[i + 1].lea == rows[i].lea)
            continue;
        add_lea(spans, (struct state_spans_lea){rows[i].lea, from, i + 1});
        from = i + 1;
    }
}

/* Of those that begin in time, one ends late enough. */
static bool
covers(
    const struct state_spans *spans, const struct state_spans_lea *lea, const struct state_row *row)
{
    size_t low = lea->from, high = lea->to;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (spans->at[middle].first <= row->last)
            low = middle + 1;
        else
            high = middle;
    }
    return low > lea->from && spans->at[low - 1].last >= row->first;
}

bool
state_spans_next(
    const struct state_spans *spans, const struct state_row *row, size_t *cursor, uint32_t *lea)
{
    while (*cursor < spans->lea_count) {
        const struct state_spans_lea *next = &spans->leas[(*cursor)++];

        if (next->lea == row->lea || !covers(spans, next, row))
            continue;
        *lea = next->lea;
        return true;
    }
    return false;
}

void
state_spans_reset(struct state_spans *spans)
{
    free(spans->at);
    free(spans->leas);
    *spans = (struct state_spans){0};
}
