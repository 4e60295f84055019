#include "transform/spelling.h"

/* One more is kept than is told, to know whether there are too many to be of help. */
enum { MAX_SUGGESTIONS = 3, MAX_KEPT };

/* How many bytes of blank the text has at a place: space, tab, U+00A0, perhaps "_". */
static size_t
blank_at(struct text text, size_t at, bool blank_underscores)
{
    char c = text.at[at];

    if (c == ' ' || c == '\t' || (c == '_' && blank_underscores))
        return 1;
    return c == '\xc2' && at + 1 < text.len && text.at[at + 1] == '\xa0' ? 2 : 0;
}

bool
spelling_fold(struct text text, bool blank_underscores, char folded[SPELLING_MAX], size_t *len)
{
    size_t at = 0;

    *len = 0;
    while (at < text.len) {
        size_t blank = blank_at(text, at, blank_underscores);

        if (*len == SPELLING_MAX)
            return false;
        if (blank == 0) {
            folded[(*len)++] = text_upper(text.at[at++]);
            continue;
        }
        folded[(*len)++] = ' ';
        while (at < text.len && (blank = blank_at(text, at, blank_underscores)) > 0)
            at += blank;
    }
    return true;
}

static size_t
smallest(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

size_t
spelling_distance(struct text a, struct text b)
{
    size_t rows[3][SPELLING_MAX + 1];
    size_t *before = rows[0], *previous = rows[1], *current = rows[2];

    for (size_t j = 0; j <= b.len; j++)
        previous[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *free_row = before;

        current[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            char x = text_upper(a.at[i - 1]), y = text_upper(b.at[j - 1]);

            current[j] = smallest(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == text_upper(b.at[j - 2]) && text_upper(a.at[i - 2]) == y &&
                before[j - 2] + 1 < current[j])
                current[j] = before[j - 2] + 1;
        }
        before = previous;
        previous = current;
        current = free_row;
    }
    return previous[b.len];
}

struct candidate {
    const struct code *code;
    size_t distance;
};

/* Keeps the nearest codes in order; on a tie the one that came first stays first. */
static void
offer(struct candidate *best, size_t *count, struct candidate candidate)
{
    size_t at = *count;

    for (size_t i = 0; i < *count; i++) {
        if (best[i].code != candidate.code)
            continue;
        if (best[i].distance <= candidate.distance)
            return;
        memmove(&best[i], &best[i + 1], (*count - i - 1) * sizeof *best);
        at = --*count;
        break;
    }
    while (at > 0 && best[at - 1].distance > candidate.distance)
        at--;
    if (at >= MAX_KEPT)
        return;
    if (*count == MAX_KEPT)
        --*count;
    memmove(&best[at + 1], &best[at], (*count - at) * sizeof *best);
    best[at] = candidate;
    ++*count;
}

static void
offer_spelling(struct candidate *best, size_t *count, struct text text, struct text spelling,
    const struct code *code, bool only_near)
{
    size_t longer = text.len > spelling.len ? text.len : spelling.len;
    size_t shorter = text.len > spelling.len ? spelling.len : text.len;
    /* One slip in a short spelling, one in three letters of a long one; never all of it. */
    size_t limit = longer <= 1 ? 0 : (longer + 2) / 3;
    struct candidate candidate = {code, 0};

    /* So many letters at least must come or go. */
    if (only_near && longer - shorter > limit)
        return;
    candidate.distance = spelling_distance(text, spelling);
    if (only_near && (candidate.distance > limit || candidate.distance >= longer))
        return;
    offer(best, count, candidate);
}

void
spelling_suggest(const struct code_set *set, const struct alias_set *aliases, struct text text,
    bool only_near, char suggestion[SUGGESTION_SIZE])
{
    struct candidate best[MAX_KEPT];
    size_t count = 0, used = 0;

    suggestion[0] = '\0';
    if (text.len > SPELLING_MAX)
        return;
    for (size_t i = 0; i < code_set_size(set); i++) {
        const struct code *code = code_set_at(set, i);

        offer_spelling(best, &count, text, code->code, code, only_near);
    }
    for (size_t i = 0; aliases != NULL && i < alias_set_size(aliases); i++)
        offer_spelling(best, &count, text, alias_set_spelling(aliases, i),
            alias_set_code(aliases, i), only_near);
    while (only_near && count > 1 && best[count - 1].distance > best[0].distance)
        count--;
    if (count > MAX_SUGGESTIONS)
        count = only_near ? 0 : MAX_SUGGESTIONS;
    for (size_t i = 0; i < count; i++) {
        const char *joint = i == 0 ? "" : i + 1 < count ? ", " : " or ";
        int len = snprintf(suggestion + used, SUGGESTION_SIZE - used, "%s%.*s", joint,
            (int)best[i].code->code.len, best[i].code->code.at);

        if (len < 0 || (size_t)len >= SUGGESTION_SIZE - used)
            return;
        used += (size_t)len;
    }
}
