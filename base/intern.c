#include "base/memory.h"

#include "base/intern.h"

enum { BLOCK_SIZE = 64 * 1024 };

struct intern_block {
    struct intern_block *before;
    char bytes[];
};

static size_t
hash_of(struct text text)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(1099511628211);
    return (size_t)(hash ^ (hash >> 32));
}

/* The slot of a text, or the free one where it belongs. */
static size_t
slot_of(const struct intern *intern, struct text text)
{
    size_t slot = hash_of(text) & (intern->size - 1);
    uint32_t place;

    while ((place = intern->places[slot]) != 0) {
        const struct intern_entry *entry = &intern->entries[place - 1];

        if (text_equals((struct text){entry->at, entry->len}, text))
            break;
        slot = (slot + 1) & (intern->size - 1);
    }
    return slot;
}

int64_t
intern_find(const struct intern *intern, struct text text)
{
    if (intern->size == 0)
        return INTERN_NONE;
    return (int64_t)intern->places[slot_of(intern, text)] - 1;
}

/* At most three quarters full. */
static void
make_room(struct intern *intern)
{
    if (intern->count == intern->capacity) {
        intern->capacity = intern->capacity == 0 ? 64 : intern->capacity + intern->capacity / 2;
        intern->entries = memory_grow(intern->entries, intern->capacity, sizeof *intern->entries);
    }
    if (4 * (intern->count + 1) <= 3 * intern->size)
        return;
    free(intern->places);
    intern->size = intern->size == 0 ? 128 : intern->size * 2;
    intern->places = memory_new_array(intern->size, sizeof *intern->places);
    for (size_t i = 0; i < intern->count; i++) {
        const struct intern_entry *entry = &intern->entries[i];

        intern->places[slot_of(intern, (struct text){entry->at, entry->len})] = (uint32_t)(i + 1);
    }
}

static const char *
copy_text(struct intern *intern, struct text text)
{
    char *copy;

    if (text.len == 0)
        return "";
    if (text.len > intern->room_left) {
        size_t size = text.len > BLOCK_SIZE ? text.len : BLOCK_SIZE;
        struct intern_block *block = memory_new(sizeof *block + size);

        block->before = intern->blocks;
        intern->blocks = block;
        intern->room = block->bytes;
        intern->room_left = size;
    }
    copy = intern->room;
    memcpy(copy, text.at, text.len);
    intern->room += text.len;
    intern->room_left -= text.len;
    return copy;
}

uint32_t
intern_add(struct intern *intern, struct text text, uint32_t note)
{
    make_room(intern);
    intern->places[slot_of(intern, text)] = (uint32_t)(intern->count + 1);
    intern->entries[intern->count] =
        (struct intern_entry){copy_text(intern, text), (uint32_t)text.len, note};
    return (uint32_t)intern->count++;
}

uint32_t
intern_number(struct intern *intern, struct text text)
{
    int64_t number = intern_find(intern, text);

    return number == INTERN_NONE ? intern_add(intern, text, 0) : (uint32_t)number;
}

void
intern_reset(struct intern *intern)
{
    while (intern->blocks != NULL) {
        struct intern_block *before = intern->blocks->before;

        free(intern->blocks);
        intern->blocks = before;
    }
    free(intern->entries);
    free(intern->places);
    *intern = (struct intern){0};
}
