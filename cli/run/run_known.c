#include "base/err.h"
#include "base/memory.h"
#include "sql/load/standing.h"

#include "cli/pipeline/set_digest.h"

#include "cli/run/run_known.h"

struct stamped {
    char *stamp;
    struct known_file file;
};

struct run_known {
    struct stamped *files; /* by stamp */
    size_t file_count;
    struct known_year *years; /* by LEA and year */
    size_t year_count;
    struct known_year *due; /* by LEA and year */
    size_t due_count;
};

/* What stands of one LEA's year, while it is read. */
struct reading {
    struct run_known *known;
    const struct basis *basis;
    struct known_year year;
    char sha256[EXTRACT_COUNT][SHA256_TEXT_SIZE];
    char made_of[SHA256_TEXT_SIZE];
};

static int
compare_stamps(const void *a, const void *b)
{
    const struct stamped *left = a, *right = b;

    return strcmp(left->stamp, right->stamp);
}

static int
compare_years(const void *a, const void *b)
{
    const struct known_year *left = a, *right = b;
    int order = strcmp(left->lea, right->lea);

    return order != 0 ? order : (left->year > right->year) - (left->year < right->year);
}

static void
add_year(struct known_year **years, size_t *count, const struct known_year *year)
{
    *years = memory_grow(*years, *count + 1, sizeof **years);
    (*years)[(*count)++] = *year;
}

static void
end_year(struct reading *reading)
{
    const char *files[EXTRACT_COUNT] = {NULL};
    struct run_known *known = reading->known;

    if (reading->year.year == 0)
        return;
    for (int i = 0; i < EXTRACT_COUNT; i++)
        files[i] = reading->year.stands[i] ? reading->sha256[i] : NULL;
    set_digest_make(files, reading->basis, reading->year.set);
    if (strcmp(reading->year.set, reading->made_of) == 0)
        add_year(&known->years, &known->year_count, &reading->year);
    else if (reading->made_of[0] == '\0')
        add_year(&known->due, &known->due_count, &reading->year);
}

static void
begin_year(struct reading *reading, const struct standing_item *item)
{
    reading->year = (struct known_year){.year = item->key.year};
    memcpy(reading->year.lea, item->key.lea, sizeof reading->year.lea);
    snprintf(reading->made_of, sizeof reading->made_of, "%s", item->made_of);
}

static void
add_file(struct run_known *known, const struct standing_item *item)
{
    struct stamped *stamped;

    known->files = memory_grow(known->files, known->file_count + 1, sizeof *known->files);
    stamped = &known->files[known->file_count++];
    *stamped = (struct stamped){.stamp = memory_copy_text(item->stamp, strlen(item->stamp)),
        .file = {.key = item->key, .rows = item->rows}};
    memcpy(stamped->file.sha256, item->sha256, sizeof item->sha256);
}

static int
take_item(void *ctx, const struct standing_item *item, struct err *err)
{
    struct reading *reading = ctx;

    (void)err;
    if (item->key.year != reading->year.year || strcmp(item->key.lea, reading->year.lea) != 0) {
        end_year(reading);
        begin_year(reading, item);
    }
    reading->year.stands[item->key.extract] = true;
    memcpy(reading->sha256[item->key.extract], item->sha256, sizeof item->sha256);
    if (item->is_of_basis && *item->stamp != '\0')
        add_file(reading->known, item);
    return 0;
}

int
run_known_read(struct run_known **known, struct db *db, const struct basis *basis, struct err *err)
{
    struct run_known *read = memory_new(sizeof *read);
    struct reading reading = {.known = read, .basis = basis};

    *known = NULL;
    if (standing_read(db, basis, take_item, &reading, err) != 0) {
        run_known_free(read);
        return -1;
    }
    end_year(&reading);
    if (read->file_count > 1)
        qsort(read->files, read->file_count, sizeof *read->files, compare_stamps);
    if (read->year_count > 1)
        qsort(read->years, read->year_count, sizeof *read->years, compare_years);
    *known = read;
    return 0;
}

void
run_known_free(struct run_known *known)
{
    if (known == NULL)
        return;
    for (size_t i = 0; i < known->file_count; i++)
        free(known->files[i].stamp);
    free(known->files);
    free(known->years);
    free(known->due);
    free(known);
}

const struct known_file *
run_known_find(const struct run_known *known, const char *stamp)
{
    struct stamped wanted = {.stamp = (char *)(uintptr_t)stamp};
    const struct stamped *found;

    if (*stamp == '\0' || known->file_count == 0)
        return NULL;
    found = bsearch(&wanted, known->files, known->file_count, sizeof *known->files, compare_stamps);
    return found == NULL ? NULL : &found->file;
}

const struct known_year *
run_known_find_year(const struct run_known *known, const char *lea, int year)
{
    struct known_year wanted = {.year = year};

    if (known->year_count == 0)
        return NULL;
    snprintf(wanted.lea, sizeof wanted.lea, "%s", lea);
    return bsearch(&wanted, known->years, known->year_count, sizeof *known->years, compare_years);
}

size_t
run_known_count_due(const struct run_known *known)
{
    return known == NULL ? 0 : known->due_count;
}

const struct known_year *
run_known_get_due(const struct run_known *known, size_t index)
{
    return &known->due[index];
}
