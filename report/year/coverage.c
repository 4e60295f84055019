#include "base/date.h"
#include "base/memory.h"
#include "base/school.h"
#include "base/submission.h"

#include "report/year/coverage.h"

enum { CODE_LEN = 7, JULY = 7, JUNE = 6, LAST_OF_JUNE = 30 };

/* A name of the directory: of an LEA, or of a charter that may be one. */
struct name {
    char code[CODE_LEN + 1];
    char *text;
};

struct coverage {
    int year;
    int32_t first_day, last_day;
    struct coverage_lea *leas; /* in the order of their codes once finished */
    size_t count, room;
    struct name *names;
    size_t name_count, name_room;
};

struct coverage *
coverage_new(int year)
{
    struct coverage *coverage = memory_new(sizeof *coverage);

    coverage->year = year;
    (void)date_from_civil(year, JULY, 1, &coverage->first_day);
    (void)date_from_civil(year + 1, JUNE, LAST_OF_JUNE, &coverage->last_day);
    return coverage;
}

void
coverage_free(struct coverage *coverage)
{
    if (coverage == NULL)
        return;
    for (size_t i = 0; i < coverage->name_count; i++)
        free(coverage->names[i].text);
    free(coverage->names);
    free(coverage->leas);
    free(coverage);
}

static struct coverage_lea *
add_lea(struct coverage *coverage, const char *code)
{
    struct coverage_lea *lea;

    if (coverage->count == coverage->room) {
        coverage->room = coverage->room * 2 + 256;
        coverage->leas = memory_grow(coverage->leas, coverage->room, sizeof *coverage->leas);
    }
    lea = &coverage->leas[coverage->count++];
    *lea = (struct coverage_lea){.name = ""};
    snprintf(lea->code, sizeof lea->code, "%s", code);
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        lea->rows[i] = COVERAGE_ABSENT;
        lea->rows_last_year[i] = COVERAGE_ABSENT;
    }
    return lea;
}

static void
add_name(struct coverage *coverage, const char *code, const char *text)
{
    struct name *name;

    if (coverage->name_count == coverage->name_room) {
        coverage->name_room = coverage->name_room * 2 + 256;
        coverage->names =
            memory_grow(coverage->names, coverage->name_room, sizeof *coverage->names);
    }
    name = &coverage->names[coverage->name_count++];
    snprintf(name->code, sizeof name->code, "%.7s", code);
    name->text = memory_copy_text(text, strlen(text));
}

static bool
is_open(const struct coverage *coverage, const struct school *school)
{
    return (school->open_date == DATE_NONE || school->open_date <= coverage->last_day) &&
           (school->close_date == DATE_NONE || school->close_date >= coverage->first_day);
}

void
coverage_add_school(struct coverage *coverage, const struct school *school)
{
    static const char county_office[] = "00";
    bool is_office = strcmp(school->cds_code + CODE_LEN, "0000000") == 0;
    char code[CODE_LEN + 1];
    struct coverage_lea *lea;

    snprintf(code, sizeof code, "%.7s", is_office ? school->cds_code : school->cds_code + CODE_LEN);
    if (is_office)
        add_name(coverage, code, school->district_name);
    else if (school->is_charter)
        add_name(coverage, code, school->school_name);
    if (!is_office || !is_open(coverage, school))
        return;
    lea = add_lea(coverage, code);
    lea->is_listed = true;
    lea->is_county_office = strcmp(school->doc, county_office) == 0;
}

void
coverage_add_submission(struct coverage *coverage, const struct submission *submission)
{
    const struct submission_key *key = &submission->key;
    struct coverage_lea *lea;

    if (key->extract >= EXTRACT_COUNT ||
        (key->year != coverage->year && key->year != coverage->year - 1))
        return;
    lea = add_lea(coverage, key->lea);
    if (key->year == coverage->year)
        lea->rows[key->extract] = (int64_t)submission->rows.loaded;
    else
        lea->rows_last_year[key->extract] = (int64_t)submission->rows.loaded;
}

static int
compare_leas(const void *a, const void *b)
{
    const struct coverage_lea *one = a, *other = b;

    return strcmp(one->code, other->code);
}

static int
compare_names(const void *a, const void *b)
{
    const struct name *one = a, *other = b;

    return strcmp(one->code, other->code);
}

/* Adds what one more entry of the same LEA tells. */
static void
merge(struct coverage_lea *lea, const struct coverage_lea *more)
{
    lea->is_listed = lea->is_listed || more->is_listed;
    lea->is_county_office = lea->is_county_office || more->is_county_office;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if (more->rows[i] != COVERAGE_ABSENT)
            lea->rows[i] = more->rows[i];
        if (more->rows_last_year[i] != COVERAGE_ABSENT)
            lea->rows_last_year[i] = more->rows_last_year[i];
    }
}

static void
merge_all(struct coverage *coverage)
{
    size_t kept = 0;

    for (size_t i = 0; i < coverage->count; i++) {
        if (kept > 0 && strcmp(coverage->leas[kept - 1].code, coverage->leas[i].code) == 0)
            merge(&coverage->leas[kept - 1], &coverage->leas[i]);
        else
            coverage->leas[kept++] = coverage->leas[i];
    }
    coverage->count = kept;
}

static int
count_present(const int64_t rows[EXTRACT_COUNT])
{
    int count = 0;

    for (int i = 0; i < EXTRACT_COUNT; i++)
        count += rows[i] != COVERAGE_ABSENT;
    return count;
}

static enum coverage_standing
standing_of(const struct coverage_lea *lea)
{
    int present = count_present(lea->rows);

    if (present == EXTRACT_COUNT)
        return COVERAGE_COMPLETE;
    if (present > 0)
        return COVERAGE_PARTIAL;
    return count_present(lea->rows_last_year) > 0 ? COVERAGE_STOPPED : COVERAGE_SILENT;
}

const struct coverage_lea *
coverage_finish(struct coverage *coverage, size_t *count)
{
    if (coverage->count > 0)
        qsort(coverage->leas, coverage->count, sizeof *coverage->leas, compare_leas);
    if (coverage->name_count > 0)
        qsort(coverage->names, coverage->name_count, sizeof *coverage->names, compare_names);
    merge_all(coverage);
    for (size_t i = 0; i < coverage->count; i++) {
        struct coverage_lea *lea = &coverage->leas[i];
        const struct name *name = NULL;
        struct name key = {.text = NULL};

        memcpy(key.code, lea->code, sizeof key.code);
        if (coverage->name_count > 0)
            name = bsearch(&key, coverage->names, coverage->name_count, sizeof *coverage->names,
                compare_names);
        lea->name = name == NULL ? "" : name->text;
        lea->standing = standing_of(lea);
    }
    return coverage_leas(coverage, count);
}

const struct coverage_lea *
coverage_leas(const struct coverage *coverage, size_t *count)
{
    *count = coverage->count;
    return coverage->leas;
}

static int
compare_code(const void *key, const void *item)
{
    const struct coverage_lea *lea = item;

    return strcmp(key, lea->code);
}

const struct coverage_lea *
coverage_find(const struct coverage *coverage, const char *code)
{
    if (coverage->count == 0)
        return NULL;
    return bsearch(code, coverage->leas, coverage->count, sizeof *coverage->leas, compare_code);
}

size_t
coverage_count(const struct coverage *coverage, enum coverage_standing standing)
{
    size_t count = 0;

    for (size_t i = 0; i < coverage->count; i++)
        count += coverage->leas[i].standing == standing;
    return count;
}

const char *
coverage_standing_name(enum coverage_standing standing)
{
    static const char *const names[COVERAGE_STANDING_COUNT] = {
        [COVERAGE_COMPLETE] = "complete",
        [COVERAGE_PARTIAL] = "partial",
        [COVERAGE_STOPPED] = "stopped",
        [COVERAGE_SILENT] = "silent",
    };

    return names[standing];
}
