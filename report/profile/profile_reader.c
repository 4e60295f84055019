#include <errno.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"

#include "report/profile/csv_in.h"
#include "report/profile/profile_text.h"

#include "report/profile/profile_reader.h"

/* Where the columns stand (profile_columns). */
enum { AT_YEAR, AT_LEVEL, AT_COUNTY, AT_NAMES = 5, AT_CHARTER = 8, AT_CATEGORY = 10, AT_FIGURES };

/* A place of the file. Places are many and stay where they are. */
struct known_place {
    struct profile_place place;
    struct known_place *next;
};

struct profile_reader {
    struct profile profile;
    struct profile_row *rows;
    size_t row_capacity;
    struct known_place *last_place; /* and by it all others */
    struct csv_in csv;
};

static char *
copy_text(struct text text)
{
    return memory_copy_text(text.at, text.len);
}

static bool
is_same_place(const struct profile_place *place, enum profile_level level, const char *cds_code)
{
    return place->level == level && strcmp(place->cds_code, cds_code) == 0;
}

static bool
find_code(struct text text, const char *(*code_of)(int), int count, int *index)
{
    for (*index = 0; *index < count; ++*index) {
        if (text_equals(text, text_of(code_of(*index))))
            return true;
    }
    return false;
}

static const char *
level_code(int level)
{
    return profile_level_code((enum profile_level)level);
}

static const char *
filter_code(int filter)
{
    return profile_filter_code((enum profile_filter)filter);
}

/* The codes of county, district and school, one behind the other; blank below the level. */
static bool
read_cds_code(const struct csv_in *csv, int level, char cds_code[15])
{
    static const size_t widths[LEVEL_SCHOOL] = {2, 5, 7};
    size_t len = 0;

    for (int i = 0; i < LEVEL_SCHOOL; i++) {
        struct text code = csv_in_field(csv, AT_COUNTY + i);

        if (code.len != (i < level ? widths[i] : 0) || (code.len > 0 && !text_is_digits(code)))
            return false;
        if (code.len > 0)
            memcpy(cds_code + len, code.at, code.len);
        len += code.len;
    }
    cds_code[len] = '\0';
    return true;
}

static const struct profile_place *
place_of(struct profile_reader *reader, int level, const char *cds_code)
{
    struct known_place *known = reader->last_place;

    if (known != NULL && is_same_place(&known->place, (enum profile_level)level, cds_code))
        return &known->place;
    known = memory_new(sizeof *known);
    known->next = reader->last_place;
    reader->last_place = known;
    known->place = (struct profile_place){
        .level = (enum profile_level)level,
        .county_name = copy_text(csv_in_field(&reader->csv, AT_NAMES)),
        .district_name = copy_text(csv_in_field(&reader->csv, AT_NAMES + 1)),
        .school_name = copy_text(csv_in_field(&reader->csv, AT_NAMES + 2)),
    };
    memcpy(known->place.cds_code, cds_code, sizeof known->place.cds_code);
    return &known->place;
}

/* Rows of a place come in the order of the categories: the search goes on from the last. */
static const struct profile_category *
category_of(const struct profile_reader *reader, struct text code)
{
    const struct profile *profile = &reader->profile;
    size_t start =
        profile->row_count == 0
            ? 0
            : (size_t)(reader->rows[profile->row_count - 1].category - profile->categories);

    for (size_t i = 0; i < profile->category_count; i++) {
        const struct profile_category *category =
            &profile->categories[(start + i) % profile->category_count];

        if (text_equals(code, text_of(category->code)))
            return category;
    }
    return NULL;
}

static bool
read_figures(struct profile_reader *reader, struct profile_row *row)
{
    int at = AT_FIGURES;

    for (int m = 0; m < MEASURE_COUNT; m++, at++) {
        struct text text = csv_in_field(&reader->csv, at);
        uint64_t number = 0;

        if (text_equals(text, TEXT("*")))
            row->hidden |= (uint8_t)(1U << m);
        else if (!parse_unsigned(text, UINT32_MAX, &number))
            return false;
        row->measures[m] = (uint32_t)number;
        at += m == MEASURE_DIPLOMA; /* the percentage behind it is worked out */
    }
    reader->profile.is_suppressed |= row->hidden != 0;
    return true;
}

static bool
add_row(struct profile_reader *reader)
{
    const struct csv_in *csv = &reader->csv;
    struct profile_row row = {0};
    char cds_code[15];
    int level, filter, year;

    if (csv->count != PROFILE_COLUMN_COUNT ||
        !parse_school_year(csv_in_field(csv, AT_YEAR), &year) ||
        !find_code(csv_in_field(csv, AT_LEVEL), level_code, LEVEL_COUNT, &level) ||
        !find_code(csv_in_field(csv, AT_CHARTER), filter_code, FILTER_COUNT, &filter) ||
        !read_cds_code(csv, level, cds_code) || !read_figures(reader, &row))
        return false;
    row.category = category_of(reader, csv_in_field(csv, AT_CATEGORY));
    if (row.category == NULL || (reader->profile.row_count > 0 && year != reader->profile.year))
        return false;
    row.place = place_of(reader, level, cds_code);
    row.filter = (enum profile_filter)filter;
    reader->profile.year = year;
    if (reader->profile.row_count == reader->row_capacity) {
        reader->row_capacity = reader->row_capacity * 2 + 1024;
        reader->rows = memory_grow(reader->rows, reader->row_capacity, sizeof *reader->rows);
        reader->profile.rows = reader->rows;
    }
    reader->rows[reader->profile.row_count++] = row;
    return true;
}

static bool
is_header(const struct csv_in *csv)
{
    for (int i = 0; i < PROFILE_COLUMN_COUNT; i++) {
        if (i >= csv->count || !text_equals(csv_in_field(csv, i), text_of(profile_columns[i])))
            return false;
    }
    return csv->count == PROFILE_COLUMN_COUNT;
}

static int
compare_rows(const void *a, const void *b)
{
    const struct profile_row *row = a, *other = b;
    int order = (int)row->place->level - (int)other->place->level;

    if (order == 0)
        order = strcmp(row->place->cds_code, other->place->cds_code);
    if (order == 0)
        order = (int)row->filter - (int)other->filter;
    if (order == 0)
        order = (row->category > other->category) - (row->category < other->category);
    return order;
}

/* Who has opened the file in a spreadsheet may have sorted it. */
static int
put_in_order(struct profile_reader *reader, struct err *err)
{
    size_t count = reader->profile.row_count;
    bool is_in_order = true;

    for (size_t i = 1; i < count && is_in_order; i++)
        is_in_order = compare_rows(&reader->rows[i - 1], &reader->rows[i]) < 0;
    if (is_in_order)
        return 0;
    qsort(reader->rows, count, sizeof *reader->rows, compare_rows);
    for (size_t i = 1; i < count; i++) {
        if (compare_rows(&reader->rows[i - 1], &reader->rows[i]) == 0)
            return err_set(
                err, ERR_CONFIG, "two rows are of the same place, charter value and category");
    }
    return 0;
}

static int
read_rows(struct profile_reader *reader, struct err *err)
{
    struct csv_in *csv = &reader->csv;
    int got = csv_in_next(csv);

    if (got != 1 || !is_header(csv))
        return err_set(err, ERR_CONFIG, "this is no profile: its first line is another");
    while ((got = csv_in_next(csv)) == 1) {
        if (!add_row(reader))
            return err_set(err, ERR_CONFIG, "line %lu is no row of a profile", csv->line);
    }
    if (got != 0 || reader->profile.row_count == 0)
        return err_set(err, ERR_CONFIG, "the profile breaks off at line %lu", csv->line + 1);
    if (ferror(csv->file))
        return err_set_errno(err, ERR_IO, errno, "could not read");
    return put_in_order(reader, err);
}

/* Reads and closes file; NULL with err filled when it is none, or no profile. */
static struct profile_reader *
read_file(FILE *file, const char *name, const struct profile_category *categories,
    size_t category_count, struct err *err)
{
    struct profile_reader *reader;
    int rc;

    if (file == NULL) {
        err_set_errno(err, ERR_IO, errno, "could not open \"%s\"", name);
        return NULL;
    }
    reader = memory_new(sizeof *reader);
    reader->profile.categories = categories;
    reader->profile.category_count = category_count;
    reader->csv.file = file;
    rc = read_rows(reader, err);
    fclose(file);
    csv_in_reset(&reader->csv);
    if (rc == 0)
        return reader;
    err_wrap(err, "\"%s\"", name);
    profile_reader_close(reader);
    return NULL;
}

struct profile_reader *
profile_reader_open(const char *path, const struct profile_category *categories,
    size_t category_count, struct err *err)
{
    return read_file(fopen(path, "re"), path, categories, category_count, err);
}

struct profile_reader *
profile_reader_read(struct text bytes, const char *name, const struct profile_category *categories,
    size_t category_count, struct err *err)
{
    /* It is only read: the mode says so, the type cannot. */
    return read_file(
        fmemopen((char *)bytes.at, bytes.len, "r"), name, categories, category_count, err);
}

void
profile_reader_close(struct profile_reader *reader)
{
    if (reader == NULL)
        return;
    while (reader->last_place != NULL) {
        struct known_place *known = reader->last_place;

        reader->last_place = known->next;
        free((char *)known->place.county_name);
        free((char *)known->place.district_name);
        free((char *)known->place.school_name);
        free(known);
    }
    free(reader->rows);
    free(reader);
}

const struct profile *
profile_reader_profile(const struct profile_reader *reader)
{
    return &reader->profile;
}
