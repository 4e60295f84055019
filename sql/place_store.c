#include "base/buf.h"
#include "base/memory.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/place_store.h"

/* In order, so that a school is found by halves; rows of one school mostly follow each other. */
struct place_set {
    struct text *schools; /* owned, each ended by NUL */
    size_t count, room;
    size_t last; /* the one that was added or found last */
};

struct place_set *
place_set_new(void)
{
    return memory_new(sizeof(struct place_set));
}

void
place_set_free(struct place_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < set->count; i++)
        free((char *)set->schools[i].at);
    free(set->schools);
    free(set);
}

/* Where the school is, or would have to be. */
static size_t
find(const struct place_set *set, struct text school, bool *found)
{
    size_t low = 0, high = set->count;

    *found = false;
    while (low < high && !*found) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(school, set->schools[middle]);

        *found = order == 0;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return high;
}

void
place_set_add(struct place_set *set, struct text school)
{
    struct text given = school.len > 0 ? school : text_of("");
    bool found;

    if (set->count > 0 && text_equals(given, set->schools[set->last]))
        return;
    set->last = find(set, given, &found);
    if (found)
        return;
    if (set->count == set->room) {
        set->room = 2 * set->room + 16;
        set->schools = memory_grow(set->schools, set->room, sizeof *set->schools);
    }
    memmove(&set->schools[set->last + 1], &set->schools[set->last],
        (set->count - set->last) * sizeof *set->schools);
    set->schools[set->last] = (struct text){memory_copy_text(given.at, given.len), given.len};
    set->count++;
}

int
place_store_column(enum extract extract)
{
    if (extract == EXTRACT_SENR)
        return SENR_school_of_attendance;
    if (extract == EXTRACT_STAS)
        return STAS_school_of_attendance;
    return extract == EXTRACT_ISAG ? ISAG_school_of_attendance : -1;
}

/* An array as text: each item in quotes, with a backslash before quotes and backslashes. */
static const char *
write_array(struct buf *array, const struct place_set *set)
{
    buf_add_byte(array, '{');
    for (size_t i = 0; i < set->count; i++) {
        buf_add_text(array, i == 0 ? "\"" : ",\"");
        for (const char *at = set->schools[i].at; *at != '\0'; at++) {
            if (*at == '"' || *at == '\\')
                buf_add_byte(array, '\\');
            buf_add_byte(array, *at);
        }
        buf_add_byte(array, '"');
    }
    buf_add_byte(array, '}');
    return buf_terminate(array);
}

int
place_store_add(struct db *db, const char *lea, const struct place_set *set, struct err *err)
{
    struct buf array = {0};
    const char *params[] = {lea, write_array(&array, set)};
    int rc = set->count == 0 ? 0
                             : query_later(db, sql_load_places_add, 2, params,
                                   "note where the schools lie", err);

    buf_free(&array);
    return rc;
}

int
place_store_renew(struct db *db, struct err *err)
{
    return query_exec(db, sql_places_renew, "look the schools up anew", err);
}
