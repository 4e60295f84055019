#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"
#include "sql/copy.h"
#include "sql/moment.h"
#include "sql/place_store.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/reference_store.h"

enum { LOCK_SECONDS = 600, VERSION_SIZE = 65, SCHOOL_PART = 7 };

static const char storing[] = "store the directory";

int
directory_store_version(struct db *db, char version[VERSION_SIZE], struct err *err)
{
    PGresult *result =
        query_rows(db, sql_directory_version, 0, NULL, "read the directory's version", err);

    if (result == NULL)
        return -1;
    snprintf(version, VERSION_SIZE, "%s", PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
    PQclear(result);
    return 0;
}

int
directory_store_count(struct db *db, uint64_t *count, struct err *err)
{
    PGresult *result =
        query_rows(db, sql_directory_count, 0, NULL, "read the directory's size", err);

    if (result == NULL)
        return -1;
    *count = query_number(result, 0, 0);
    PQclear(result);
    return 0;
}

static void
put_date(struct copy *copy, int32_t date)
{
    if (date == DATE_NONE)
        copy_put_null(copy);
    else
        copy_put_date(copy, date);
}

static int
copy_school(struct copy *copy, const struct school *school, struct err *err)
{
    const struct text texts[] = {text_of(school->doc), text_of(school->soc), text_of(school->edops),
        text_of(school->grades), text_of(school->county_name), text_of(school->district_name),
        text_of(school->school_name)};
    size_t count = sizeof texts / sizeof *texts, room = sizeof school->cds_code;

    for (size_t i = 0; i < count; i++)
        room += texts[i].len;
    if (copy_row(copy, room, err) != 0)
        return -1;
    copy_put_text(copy, text_of(school->cds_code));
    copy_put_bool(copy, school->is_charter);
    put_date(copy, school->open_date);
    put_date(copy, school->close_date);
    for (size_t i = 0; i < count; i++)
        copy_put_text(copy, texts[i]);
    return 0;
}

static int
copy_schools(struct db *db, const struct school *const *schools, size_t count, struct err *err)
{
    static const char *const columns[] = {"cds_code", "is_charter", "open_date", "close_date",
        "doc", "soc", "edops", "grades", "county_name", "district_name", "school_name"};
    struct copy *copy;
    uint64_t rows;

    if (copy_clear(db, "school", NULL, NULL, storing, err) != 0 ||
        copy_begin(&copy, db, "school", columns, sizeof columns / sizeof *columns, storing, err) !=
            0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (copy_school(copy, schools[i], err) != 0) {
            copy_abandon(copy);
            return -1;
        }
    return copy_end(copy, &rows, err);
}

static int
compare_codes(const void *a, const void *b)
{
    const struct school *const *left = a, *const *right = b;

    return strcmp((*left)->cds_code + SCHOOL_PART, (*right)->cds_code + SCHOOL_PART);
}

/* A school is found by its code alone, so no two may have the same. */
static int
check_codes(const struct school *const *schools, size_t count, struct err *err)
{
    const struct school **sorted = memory_new_array(count + 1, sizeof *sorted);
    int rc = 0;

    for (size_t i = 0; i < count; i++)
        sorted[i] = schools[i];
    qsort(sorted, count, sizeof *sorted, compare_codes);
    for (size_t i = 1; i < count && rc == 0; i++)
        if (compare_codes(&sorted[i - 1], &sorted[i]) == 0 &&
            strcmp(sorted[i]->cds_code + SCHOOL_PART, "0000000") != 0)
            rc = err_set(err, ERR_CONFIG, "two schools of the directory have the same code: %s, %s",
                sorted[i - 1]->cds_code, sorted[i]->cds_code);
    free(sorted);
    return rc;
}

static int
record_version(struct db *db, const char *version, size_t count, struct err *err)
{
    char schools[24];
    const char *params[] = {version, schools};

    snprintf(schools, sizeof schools, "%zu", count);
    if (query_exec(db, sql_directory_forget, storing, err) != 0)
        return -1;
    return query_run(db, sql_directory_record, 2, params, storing, err);
}

int
directory_store_replace(struct db *db, const struct school *const *schools, size_t count,
    const char *version, struct err *err)
{
    char stored[VERSION_SIZE];

    if (check_codes(schools, count, err) != 0)
        return -1;
    if (query_begin(db, err) != 0 ||
        query_lock(db, DIRECTORY_LOCK, false, LOCK_SECONDS, err) != 0 ||
        directory_store_version(db, stored, err) != 0)
        goto failed;
    if (strcmp(stored, version) != 0)
        if (copy_schools(db, schools, count, err) != 0 ||
            record_version(db, version, count, err) != 0 || place_store_renew(db, err) != 0)
            goto failed;
    if (query_commit(db, err) == 0)
        return 0;

failed:
    query_rollback(db);
    return -1;
}

static int32_t
read_date(const PGresult *result, int row, int column)
{
    struct text text = text_of(PQgetvalue(result, row, column));
    bool is_negative = text.len > 0 && *text.at == '-';
    uint64_t days;

    if (PQgetisnull(result, row, column))
        return DATE_NONE;
    text.at += is_negative;
    text.len -= is_negative;
    if (!parse_unsigned(text, INT32_MAX, &days))
        return DATE_NONE;
    return is_negative ? -(int32_t)days : (int32_t)days;
}

static void
read_school(const PGresult *result, int row, struct school *school)
{
    snprintf(school->cds_code, sizeof school->cds_code, "%s", PQgetvalue(result, row, 0));
    school->is_charter = *PQgetvalue(result, row, 1) == 't';
    school->open_date = read_date(result, row, 2);
    school->close_date = read_date(result, row, 3);
    snprintf(school->doc, sizeof school->doc, "%s", PQgetvalue(result, row, 4));
    snprintf(school->soc, sizeof school->soc, "%s", PQgetvalue(result, row, 5));
    snprintf(school->edops, sizeof school->edops, "%s", PQgetvalue(result, row, 6));
    snprintf(school->grades, sizeof school->grades, "%s", PQgetvalue(result, row, 7));
    school->county_name = PQgetvalue(result, row, 8);
    school->district_name = PQgetvalue(result, row, 9);
    school->school_name = PQgetvalue(result, row, 10);
}

/* Version and rows have to be of one moment. */
static PGresult *
read_directory(struct db *db, char version[VERSION_SIZE], struct err *err)
{
    bool has_begun = !moment_is_open(db);
    PGresult *result = NULL;

    if (has_begun && moment_begin(db, false, err) != 0)
        return NULL;
    if (directory_store_version(db, version, err) == 0)
        result = query_rows(db, sql_directory_read, 0, NULL, "read the directory", err);
    if (has_begun)
        moment_end(db);
    return result;
}

int
directory_store_read(
    struct db *db, const struct school_sink *sink, char version[65], struct err *err)
{
    PGresult *result = read_directory(db, version, err);
    int rc = result == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(result); row++) {
        struct school school = {0};

        read_school(result, row, &school);
        rc = sink->accept(sink->ctx, &school, err);
    }
    PQclear(result);
    return rc;
}
