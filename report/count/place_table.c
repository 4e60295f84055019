#include "base/memory.h"
#include "base/pupil.h"
#include "base/school.h"

#include "report/count/place_table.h"

enum { CDS_LEN = 14, SCHOOL_CODE_AT = 7 };

static const size_t code_len[LEVEL_COUNT] = {0, 2, 7, CDS_LEN};

struct special_school {
    char *code;
    char *name;
};

/* Open addressing, never more than half full; places do not move. */
struct place_table {
    struct place **slots;
    size_t slot_count; /* a power of 2 */
    size_t count;
    struct special_school *specials;
    size_t special_count;
};

struct place_table *
place_table_new(void)
{
    struct place_table *table = memory_new(sizeof *table);

    table->slot_count = 1024;
    table->slots = memory_new_array(table->slot_count, sizeof *table->slots);
    return table;
}

void
place_table_free(struct place_table *table)
{
    if (table == NULL)
        return;
    for (size_t i = 0; i < table->slot_count; i++) {
        struct place *place = table->slots[i];

        if (place == NULL)
            continue;
        for (int filter = 0; filter < FILTER_COUNT; filter++)
            free(place->counters[filter]);
        free(place->name);
        free(place);
    }
    for (size_t i = 0; i < table->special_count; i++) {
        free(table->specials[i].code);
        free(table->specials[i].name);
    }
    free(table->specials);
    free(table->slots);
    free(table);
}

/* FNV-1a. The order of the slots never shows. */
static size_t
hash_code(const char *code, size_t len)
{
    uint64_t hash = UINT64_C(14695981039346656037);

    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)code[i]) * UINT64_C(1099511628211);
    return (size_t)(hash ^ (hash >> 32));
}

static struct place **
find_slot(const struct place_table *table, const char *code, size_t len)
{
    size_t mask = table->slot_count - 1;

    for (size_t i = hash_code(code, len) & mask;; i = (i + 1) & mask) {
        const struct place *place = table->slots[i];

        if (place == NULL ||
            (memcmp(place->shown.cds_code, code, len) == 0 && place->shown.cds_code[len] == '\0'))
            return &table->slots[i];
    }
}

static void
grow(struct place_table *table)
{
    struct place **old = table->slots;
    size_t old_count = table->slot_count;

    table->slot_count *= 2;
    table->slots = memory_new_array(table->slot_count, sizeof *table->slots);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i] != NULL)
            *find_slot(table, old[i]->shown.cds_code, strlen(old[i]->shown.cds_code)) = old[i];
    }
    free(old);
}

/* A place never stands without the ones above it. */
static struct place *
get_place(struct place_table *table, enum profile_level level, const char *cds_code)
{
    size_t len = code_len[level];
    struct place *place = *find_slot(table, cds_code, len);

    if (place != NULL)
        return place;
    place = memory_new(sizeof *place);
    place->shown.level = level;
    memcpy(place->shown.cds_code, cds_code, len);
    if (level > LEVEL_STATE)
        place->parent = get_place(table, level - 1, cds_code);
    if ((table->count + 1) * 2 > table->slot_count)
        grow(table);
    *find_slot(table, cds_code, len) = place;
    table->count++;
    return place;
}

/* A county or district is called what its lowest CDS code calls it, in whatever order they come. */
static void
name_place(struct place *place, const char *cds_code, const char *name)
{
    if (place->named_by[0] != '\0' && strcmp(place->named_by, cds_code) <= 0)
        return;
    memcpy(place->named_by, cds_code, sizeof place->named_by);
    free(place->name);
    place->name = name != NULL ? memory_copy_text(name, strlen(name)) : NULL;
}

void
place_table_add_school(struct place_table *table, const struct school *school)
{
    struct place *place;

    if (strlen(school->cds_code) != CDS_LEN)
        return;
    place = get_place(table, LEVEL_SCHOOL, school->cds_code);
    place->is_charter = school->is_charter;
    memcpy(place->edops, school->edops, sizeof place->edops);
    name_place(place, school->cds_code, school->school_name);
    name_place(place->parent, school->cds_code, school->district_name);
    name_place(place->parent->parent, school->cds_code, school->county_name);
}

void
place_table_add_special_school(struct place_table *table, const char *code, const char *name)
{
    table->specials =
        memory_grow(table->specials, table->special_count + 1, sizeof *table->specials);
    table->specials[table->special_count++] = (struct special_school){
        memory_copy_text(code, strlen(code)), memory_copy_text(name, strlen(name))};
}

struct location
place_table_locate(struct place_table *table, const struct pupil_place *place)
{
    struct location location = {0};
    enum profile_level level = place->is_identified ? LEVEL_SCHOOL : LEVEL_DISTRICT;

    while (strlen(place->cds_code) < code_len[level])
        level--;
    location.at[level] = get_place(table, level, place->cds_code);
    for (; level > LEVEL_STATE; level--)
        location.at[level - 1] = location.at[level]->parent;
    if (location.at[LEVEL_SCHOOL] != NULL)
        location.is_charter = location.at[LEVEL_SCHOOL]->is_charter;
    return location;
}

bool
location_is_inside(
    const struct location *location, const struct place *place, enum profile_filter filter)
{
    if (location->at[place->shown.level] != place)
        return false;
    return filter == FILTER_ALL || (filter == FILTER_CHARTER) == location->is_charter;
}

static const char *
name_of(const struct place_table *table, const struct place *place)
{
    const char *name = place->name;

    for (size_t i = 0; place->shown.level == LEVEL_SCHOOL && i < table->special_count; i++) {
        if (strcmp(table->specials[i].code, place->shown.cds_code + SCHOOL_CODE_AT) == 0)
            name = table->specials[i].name;
    }
    return name != NULL ? name : "";
}

static void
show_names(const struct place_table *table, struct place *place)
{
    place->shown.county_name = "";
    place->shown.district_name = "";
    place->shown.school_name = "";
    for (const struct place *at = place; at != NULL; at = at->parent) {
        if (at->shown.level == LEVEL_COUNTY)
            place->shown.county_name = name_of(table, at);
        else if (at->shown.level == LEVEL_DISTRICT)
            place->shown.district_name = name_of(table, at);
        else if (at->shown.level == LEVEL_SCHOOL)
            place->shown.school_name = name_of(table, at);
    }
}

static int
compare_places(const void *a, const void *b)
{
    const struct profile_place *x = &(*(struct place *const *)a)->shown;
    const struct profile_place *y = &(*(struct place *const *)b)->shown;

    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    return strcmp(x->cds_code, y->cds_code);
}

struct place **
place_table_sort(struct place_table *table, size_t *count)
{
    struct place **places;
    size_t n = 0;

    get_place(table, LEVEL_STATE, "");
    places = memory_new_array(table->count, sizeof *places);
    for (size_t i = 0; i < table->slot_count; i++) {
        if (table->slots[i] != NULL)
            places[n++] = table->slots[i];
    }
    for (size_t i = 0; i < n; i++)
        show_names(table, places[i]);
    qsort(places, n, sizeof *places, compare_places);
    *count = n;
    return places;
}
