#include "base/buf.h"
#include "base/digest.h"
#include "base/memory.h"

#include "transform/directory.h"

/* Places of schools by their number of 7 digits; open addressing, at most half full. */
struct number_index {
    uint32_t *places; /* from 1; 0 is free */
    size_t size;      /* a power of two */
};

struct directory {
    struct school **schools; /* in the order of their CDS codes once sealed */
    size_t count;
    size_t capacity;
    struct number_index by_school;
    struct number_index by_district;
    char version[SHA256_TEXT_SIZE];
};

struct directory *
directory_new(void)
{
    return memory_new(sizeof(struct directory));
}

static void
free_school(struct school *school)
{
    free((char *)school->county_name);
    free((char *)school->district_name);
    free((char *)school->school_name);
    free(school);
}

void
directory_free(struct directory *directory)
{
    if (directory == NULL)
        return;
    for (size_t i = 0; i < directory->count; i++)
        free_school(directory->schools[i]);
    free(directory->schools);
    free(directory->by_school.places);
    free(directory->by_district.places);
    free(directory);
}

static const char *
copy_name(const char *name)
{
    return name == NULL ? memory_copy_text("", 0) : memory_copy_text(name, strlen(name));
}

void
directory_add(struct directory *directory, const struct school *school)
{
    struct school *copy = memory_new(sizeof *copy);

    *copy = *school;
    copy->county_name = copy_name(school->county_name);
    copy->district_name = copy_name(school->district_name);
    copy->school_name = copy_name(school->school_name);
    if (directory->count == directory->capacity) {
        directory->capacity = directory->capacity == 0 ? 1024 : directory->capacity * 2;
        directory->schools =
            memory_grow(directory->schools, directory->capacity, sizeof *directory->schools);
    }
    directory->schools[directory->count++] = copy;
}

/* Open comes before closed, a late closing before an early one, then whatever tells them apart. */
static int
compare_standing(const struct school *a, const struct school *b)
{
    if (a->close_date != b->close_date) {
        if (a->close_date == DATE_NONE || b->close_date == DATE_NONE)
            return a->close_date == DATE_NONE ? -1 : 1;
        return a->close_date > b->close_date ? -1 : 1;
    }
    if (a->open_date != b->open_date)
        return a->open_date > b->open_date ? -1 : 1;
    if (strcmp(a->edops, b->edops) != 0)
        return strcmp(a->edops, b->edops);
    return strcmp(a->school_name, b->school_name);
}

static int
compare_cds_codes(const void *a, const void *b)
{
    const struct school *const *x = a, *const *y = b;
    int order = strcmp((*x)->cds_code, (*y)->cds_code);

    return order != 0 ? order : compare_standing(*x, *y);
}

/* Offices, whose school part is 0000000, are told apart by their county and district. */
static int
compare_school_codes(const void *a, const void *b)
{
    const struct school *const *x = a, *const *y = b;
    int order = strcmp((*x)->cds_code + 7, (*y)->cds_code + 7);

    if (order == 0 && strcmp((*x)->cds_code + 7, "0000000") == 0)
        return compare_cds_codes(a, b);
    if (order == 0)
        order = compare_standing(*x, *y);
    return order != 0 ? order : compare_cds_codes(a, b);
}

static bool
is_office(const struct school *school)
{
    return strcmp(school->cds_code + 7, "0000000") == 0;
}

/* Of neighbours that are one school the first stays. */
static void
drop_repeated(struct directory *directory)
{
    size_t kept = 0;

    for (size_t i = 0; i < directory->count; i++) {
        struct school *school = directory->schools[i];
        const struct school *last = kept == 0 ? NULL : directory->schools[kept - 1];
        size_t offset = is_office(school) ? 0 : 7;

        if (last != NULL && strcmp(last->cds_code + offset, school->cds_code + offset) == 0)
            free_school(school);
        else
            directory->schools[kept++] = school;
    }
    directory->count = kept;
}

/* The number of seven digits at text; -1 if they are none. */
static int32_t
number_of(const char *text)
{
    int32_t number = 0;

    for (int i = 0; i < 7; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static size_t
slot_of(const struct number_index *index, int32_t number)
{
    uint32_t hash = (uint32_t)number * 2654435769u;

    return (hash ^ (hash >> 16)) & (index->size - 1);
}

static void
number_index_init(struct number_index *index, size_t count)
{
    index->size = 16;
    while (index->size < 2 * count)
        index->size *= 2;
    index->places = memory_new_array(index->size, sizeof *index->places);
}

/* The row of a number, whose digits stand at offset of the CDS code. */
static const struct school *
find(const struct directory *directory, const struct number_index *index, size_t offset,
    int32_t number)
{
    size_t slot;
    uint32_t place;

    if (index->places == NULL || number < 0)
        return NULL;
    slot = slot_of(index, number);
    while ((place = index->places[slot]) != 0) {
        const struct school *school = directory->schools[place - 1];

        if (number_of(school->cds_code + offset) == number)
            return school;
        slot = (slot + 1) & (index->size - 1);
    }
    return NULL;
}

static void
index_schools(struct directory *directory)
{
    number_index_init(&directory->by_school, directory->count);
    number_index_init(&directory->by_district, directory->count);
    for (size_t i = 0; i < directory->count; i++) {
        const struct school *school = directory->schools[i];
        struct number_index *index =
            is_office(school) ? &directory->by_district : &directory->by_school;
        int32_t number = number_of(is_office(school) ? school->cds_code : school->cds_code + 7);
        size_t slot;

        if (number < 0)
            continue;
        slot = slot_of(index, number);
        while (index->places[slot] != 0)
            slot = (slot + 1) & (index->size - 1);
        index->places[slot] = (uint32_t)(i + 1);
    }
}

/* All that a row says, in one text whose fields end with a NUL. */
static void
digest_school(struct digest *digest, struct buf *buf, const struct school *school)
{
    buf_reset(buf);
    buf_printf(buf, "%s%c%d%c%d%c%d%c", school->cds_code, 0, school->is_charter, 0,
        (int)school->open_date, 0, (int)school->close_date, 0);
    buf_printf(buf, "%s%c%s%c%s%c%s%c", school->doc, 0, school->soc, 0, school->edops, 0,
        school->grades, 0);
    buf_printf(buf, "%s%c%s%c%s%c", school->county_name, 0, school->district_name, 0,
        school->school_name, 0);
    digest_add(digest, buf->data, buf->len);
}

void
directory_seal(struct directory *directory)
{
    struct digest *digest = digest_new();
    struct buf buf = {0};

    if (directory->count > 0) {
        size_t size = sizeof *directory->schools;

        qsort(directory->schools, directory->count, size, compare_school_codes);
        drop_repeated(directory);
        qsort(directory->schools, directory->count, size, compare_cds_codes);
    }
    index_schools(directory);
    for (size_t i = 0; i < directory->count; i++)
        digest_school(digest, &buf, directory->schools[i]);
    digest_finish(digest, directory->version);
    digest_free(digest);
    buf_free(&buf);
}

const char *
directory_version(const struct directory *directory)
{
    return directory->version;
}

const struct school *
directory_find_school(const struct directory *directory, struct text code)
{
    if (directory == NULL || code.len != 7)
        return NULL;
    return find(directory, &directory->by_school, 7, number_of(code.at));
}

const struct school *
directory_find_district(const struct directory *directory, struct text code)
{
    if (directory == NULL || code.len != 7)
        return NULL;
    return find(directory, &directory->by_district, 0, number_of(code.at));
}

const struct school *
directory_find_lea(const struct directory *directory, struct text code)
{
    const struct school *school = directory_find_district(directory, code);

    if (school != NULL)
        return school;
    school = directory_find_school(directory, code);
    return school != NULL && school->is_charter ? school : NULL;
}

const struct school *const *
directory_list(const struct directory *directory, size_t *count)
{
    *count = directory->count;
    return (const struct school *const *)directory->schools;
}
