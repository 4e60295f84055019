#include "base/buf.h"
#include "base/intern.h"
#include "base/memory.h"
#include "sql/array_text.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/place_store.h"

/* Rows of one school mostly follow each other. */
struct place_set {
    struct intern schools;
    uint32_t last; /* the one that was added or found last */
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
    intern_reset(&set->schools);
    free(set);
}

static struct text
school_at(const struct place_set *set, size_t number)
{
    const struct intern_entry *entry = &set->schools.entries[number];

    return (struct text){entry->at, entry->len};
}

void
place_set_add(struct place_set *set, struct text school)
{
    if (set->schools.count == 0 || !text_equals(school, school_at(set, set->last)))
        set->last = intern_number(&set->schools, school);
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

int
place_store_add(struct db *db, const char *lea, const struct place_set *set, struct err *err)
{
    struct buf array = {0};
    const char *params[] = {lea, NULL};
    int rc;

    if (set->schools.count == 0)
        return 0;
    for (size_t i = 0; i < set->schools.count; i++)
        array_add_text(&array, school_at(set, i));
    params[1] = array_end(&array);
    rc = query_later(db, sql_load_places_add, 2, params, "note where the schools lie", err);
    buf_free(&array);
    return rc;
}

int
place_store_renew(struct db *db, struct err *err)
{
    return query_exec(db, sql_places_renew, "look the schools up anew", err);
}
