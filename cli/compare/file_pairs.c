#include "base/memory.h"

#include "cli/compare/file_pairs.h"

struct file_pairs {
    struct file_pair *pairs;
    size_t count;
};

struct file_pairs *
file_pairs_new(void)
{
    return memory_new(sizeof(struct file_pairs));
}

void
file_pairs_free(struct file_pairs *pairs)
{
    if (pairs == NULL)
        return;
    for (size_t i = 0; i < pairs->count; i++) {
        free((char *)pairs->pairs[i].names[FILE_OLD]);
        free((char *)pairs->pairs[i].names[FILE_NEW]);
    }
    free(pairs->pairs);
    free(pairs);
}

size_t
file_pairs_count(const struct file_pairs *pairs)
{
    return pairs->count;
}

const struct file_pair *
file_pairs_at(const struct file_pairs *pairs, size_t place)
{
    return &pairs->pairs[place];
}

size_t
file_pairs_find(const struct file_pairs *pairs, enum file_side side, struct text name)
{
    size_t place = 0;

    for (; place < pairs->count; place++) {
        const char *each = pairs->pairs[place].names[side];

        if (each != NULL && text_equals(text_of(each), name))
            break;
    }
    return place;
}

void
file_pairs_add(struct file_pairs *pairs, enum file_side side, struct text name)
{
    if (file_pairs_find(pairs, side, name) < pairs->count)
        return;
    pairs->pairs = memory_grow(pairs->pairs, pairs->count + 1, sizeof *pairs->pairs);
    pairs->pairs[pairs->count] = (struct file_pair){0};
    pairs->pairs[pairs->count++].names[side] = memory_copy_text(name.at, name.len);
}

/* Equal but for digits, of which there may be more or fewer. */
static bool
is_alike(const char *a, const char *b)
{
    for (;;) {
        while (text_is_digit(*a))
            a++;
        while (text_is_digit(*b))
            b++;
        if (*a != *b)
            return false;
        if (*a == '\0')
            return true;
        a++;
        b++;
    }
}

static bool
is_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

static bool
is_any(const char *a, const char *b)
{
    (void)a;
    (void)b;
    return true;
}

/* The only file without a partner of that side that matches name; count if there are others. */
static size_t
find_only(const struct file_pairs *pairs, enum file_side side, const char *name,
    bool (*matches)(const char *a, const char *b))
{
    size_t found = pairs->count;

    for (size_t i = 0; i < pairs->count; i++) {
        const struct file_pair *pair = &pairs->pairs[i];

        if (pair->names[side] == NULL || pair->names[1 - side] != NULL ||
            !matches(pair->names[side], name))
            continue;
        if (found < pairs->count)
            return pairs->count;
        found = i;
    }
    return found;
}

static void
join(struct file_pairs *pairs, size_t old, size_t new)
{
    pairs->pairs[old].names[FILE_NEW] = pairs->pairs[new].names[FILE_NEW];
    pairs->count--;
    memmove(
        &pairs->pairs[new], &pairs->pairs[new + 1], (pairs->count - new) * sizeof *pairs->pairs);
}

static void
match_by(struct file_pairs *pairs, bool (*matches)(const char *a, const char *b))
{
    for (size_t i = 0; i < pairs->count; i++) {
        const struct file_pair *pair = &pairs->pairs[i];
        size_t partner;

        if (pair->names[FILE_OLD] == NULL || pair->names[FILE_NEW] != NULL ||
            find_only(pairs, FILE_OLD, pair->names[FILE_OLD], matches) != i)
            continue;
        partner = find_only(pairs, FILE_NEW, pair->names[FILE_OLD], matches);
        if (partner == pairs->count)
            continue;
        join(pairs, i, partner);
        if (partner < i)
            i--;
    }
}

void
file_pairs_match(struct file_pairs *pairs)
{
    match_by(pairs, is_same);
    match_by(pairs, is_alike);
    match_by(pairs, is_any);
}
