#include "transform/suggestion.h"

/* The first of two neighbours that may hold the text. */
static size_t
slot_of(struct text text)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
    return (hash >> 16) % SUGGESTION_SLOTS & ~(size_t)1;
}

static bool
holds(const struct suggestion *slot, const struct code_set *set, struct text text)
{
    return slot->set == set && text_equals((struct text){slot->text, slot->len}, text);
}

const char *
suggestions_find(struct suggestions *suggestions, const struct code_set *set,
    const struct alias_set *aliases, struct text text)
{
    struct suggestion *slot;

    /* Nothing that is known is nearly as long. */
    if (text.len > SUGGESTION_TEXT_SIZE)
        return "";
    slot = &suggestions->slots[slot_of(text)];
    if (holds(slot, set, text))
        return slot->codes;
    if (holds(slot + 1, set, text))
        return slot[1].codes;
    /* The older of the two makes room. */
    slot[1] = slot[0];
    slot->set = set;
    slot->len = text.len;
    if (text.len > 0)
        memcpy(slot->text, text.at, text.len);
    spelling_suggest(set, aliases, text, true, slot->codes);
    return slot->codes;
}
