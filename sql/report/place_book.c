#include <libpq-fe.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/pupil.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/report/place_book.h"

enum { DISTRICT_LENGTH = 7 };

struct place_book {
    PGresult *rows; /* holds the texts */
    struct book_place *places;
    uint32_t count;
    uint32_t *groups; /* a place of each */
    uint32_t group_count;
    uint32_t first, end; /* the places of the last LEA */
    uint32_t last;       /* the last place found, or any other */
};

static void
read_places(struct place_book *book)
{
    PGresult *rows = book->rows;

    book->count = (uint32_t)PQntuples(rows);
    book->places = memory_new_array(book->count + 1, sizeof *book->places);
    for (int i = 0; i < (int)book->count; i++) {
        struct book_place *place = &book->places[i];

        snprintf(place->lea, sizeof place->lea, "%s", PQgetvalue(rows, i, 0));
        place->school = PQgetvalue(rows, i, 1);
        snprintf(place->cds_code, sizeof place->cds_code, "%s", PQgetvalue(rows, i, 2));
        place->raw_school = PQgetisnull(rows, i, 3) ? NULL : PQgetvalue(rows, i, 3);
        place->is_charter = *PQgetvalue(rows, i, 4) == 't';
    }
}

static int
compare_groups(const struct book_place *one, const struct book_place *other)
{
    int order = strncmp(one->cds_code, other->cds_code, DISTRICT_LENGTH);

    return order != 0 ? order : one->is_charter - other->is_charter;
}

static int
compare_places(const void *a, const void *b)
{
    const struct book_place *const *one = a, *const *other = b;

    return compare_groups(*one, *other);
}

/* In the order of district and charter flag. */
static void
number_groups(struct place_book *book)
{
    struct book_place **sorted = memory_new_array(book->count + 1, sizeof(struct book_place *));

    book->groups = memory_new_array(book->count + 1, sizeof *book->groups);
    for (uint32_t i = 0; i < book->count; i++)
        sorted[i] = &book->places[i];
    qsort(sorted, book->count, sizeof(struct book_place *), compare_places);
    for (uint32_t i = 0; i < book->count; i++) {
        if (i == 0 || compare_groups(sorted[i - 1], sorted[i]) != 0)
            book->groups[book->group_count++] = (uint32_t)(sorted[i] - book->places);
        sorted[i]->group = book->group_count - 1;
    }
    free(sorted);
}

int
place_book_open(struct place_book **book, struct db *db, struct err *err)
{
    PGresult *rows = query_rows(db, sql_report_places, 0, NULL, "read the places of schools", err);
    struct place_book *opened;

    *book = NULL;
    if (rows == NULL)
        return -1;
    opened = memory_new(sizeof *opened);
    opened->rows = rows;
    read_places(opened);
    number_groups(opened);
    *book = opened;
    return 0;
}

void
place_book_close(struct place_book *book)
{
    if (book == NULL)
        return;
    PQclear(book->rows);
    free(book->places);
    free(book->groups);
    free(book);
}

/* The first place that is not before an LEA; with is_behind, not of it either. */
static uint32_t
bound(const struct place_book *book, struct text lea, bool is_behind)
{
    uint32_t low = 0, high = book->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = text_compare(text_of(book->places[middle].lea), lea);

        if (order < 0 || (is_behind && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
find_school(struct place_book *book, struct text school)
{
    uint32_t low = book->first, high = book->end;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = text_compare(text_of(book->places[middle].school), school);

        book->last = middle;
        if (order == 0)
            return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

int
place_book_find(
    struct place_book *book, struct text lea, struct text school, uint32_t *place, struct err *err)
{
    bool is_of_lea =
        book->first < book->end && text_equals(text_of(book->places[book->first].lea), lea);

    if (!is_of_lea) {
        book->first = bound(book, lea, false);
        book->end = bound(book, lea, true);
        book->last = book->first;
    }
    if (!(book->first < book->end &&
            text_equals(text_of(book->places[book->last].school), school)) &&
        !find_school(book, school))
        return err_set(err, ERR_BUG, "a school of an LEA's rows has no place");
    *place = book->last;
    return 0;
}

const struct book_place *
place_book_at(const struct place_book *book, uint32_t place)
{
    return &book->places[place];
}

uint32_t
place_book_groups(const struct place_book *book)
{
    return book->group_count;
}

const struct book_place *
place_book_of_group(const struct place_book *book, uint32_t group)
{
    return &book->places[book->groups[group]];
}

void
place_book_tell(const struct place_book *book, uint32_t place, struct pupil_place *told)
{
    const struct book_place *known = &book->places[place];

    told->is_identified = known->raw_school == NULL;
    told->raw_code = known->raw_school;
    memcpy(told->lea, known->lea, sizeof told->lea);
    memcpy(told->cds_code, known->cds_code, sizeof told->cds_code);
}
