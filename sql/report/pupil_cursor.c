#include "base/err.h"
#include "base/memory.h"
#include "base/pupil.h"
#include "base/submission.h"
#include "sql/db.h"
#include "sql/moment.h"
#include "sql/report/census.h"
#include "sql/report/code_book.h"
#include "sql/report/enrollment.h"
#include "sql/report/pack_stream.h"
#include "sql/report/place_book.h"
#include "sql/report/pupil_packs.h"
#include "sql/report/pupil_rows.h"
#include "sql/report/ssid_set.h"
#include "sql_text.h"

#include "sql/report/pupil_cursor.h"

struct pupil_cursor {
    struct pupil_packs packs;
    uint32_t pupil_count;
    uint32_t next; /* the pupil that comes next */
};

static int
open_books(struct pupil_packs *packs, struct db *db, struct err *err)
{
    if (place_book_open(&packs->places, db, err) != 0 ||
        code_book_open(&packs->codes, db, err) != 0)
        return -1;
    packs->with_is = ssid_set_new();
    packs->census = census_new(place_book_groups(packs->places));
    return 0;
}

static int
find_pupils(struct pupil_cursor *cursor, struct db *db, const char *school_year, struct err *err)
{
    struct pupil_packs *packs = &cursor->packs;
    const struct pack_query queries[] = {
        {sql_report_packs_with_is, pupil_packs_take_with_is, packs}, {0}};
    const struct pack_query *const of_one[] = {queries};

    if (pack_stream_run(&db, of_one, 1, school_year, err) != 0)
        return -1;
    cursor->pupil_count = ssid_set_finish(packs->with_is);
    packs->rows = pupil_rows_new(cursor->pupil_count, packs->places);
    return 0;
}

/* SENR takes as long as all others together. */
static int
read_rows(struct pupil_packs *packs, struct db *db, struct db *other, const char *school_year,
    struct err *err)
{
    const struct pack_query enrollments[] = {
        {sql_report_packs_of_enrollments, pupil_packs_take_enrollments, packs}, {0}};
    const struct pack_query others[] = {
        {sql_report_packs_of_demographics, pupil_packs_take_demographics, packs},
        {sql_report_packs_of_attendance, pupil_packs_take_attendance, packs},
        {sql_report_packs_of_agreements, pupil_packs_take_agreements, packs},
        {sql_report_packs_of_groups, pupil_packs_take_groups, packs},
        {sql_report_packs_of_programs, pupil_packs_take_programs, packs}, {0}};
    const struct pack_query *const queries[] = {others, enrollments};
    struct db *const dbs[] = {db, other};

    if (other != NULL)
        return pack_stream_run(dbs, queries, 2, school_year, err);
    if (pack_stream_run(dbs, queries, 1, school_year, err) != 0)
        return -1;
    return pack_stream_run(dbs, &queries[1], 1, school_year, err);
}

/* A server that has no second connection to give is read over the first. */
static int
read_year(struct pupil_cursor *cursor, struct db *db, int year, struct err *err)
{
    struct db *other = NULL;
    struct err ignored;
    char school_year[10];
    int rc;

    school_year_format(year, school_year);
    if (open_books(&cursor->packs, db, err) != 0 || find_pupils(cursor, db, school_year, err) != 0)
        return -1;
    (void)moment_join(&other, db, &ignored);
    rc = read_rows(&cursor->packs, db, other, school_year, err);
    db_close(other);
    census_finish(cursor->packs.census);
    return rc;
}

int
pupil_cursor_open(
    struct pupil_cursor **cursor, struct db *db, int year, int32_t census_day, struct err *err)
{
    struct pupil_cursor *opened = memory_new(sizeof *opened);
    bool has_moment = moment_is_open(db);
    int rc = 0;

    *cursor = NULL;
    opened->packs.census_day = census_day;
    if (!has_moment)
        rc = moment_begin(db, false, err);
    if (rc == 0)
        rc = read_year(opened, db, year, err);
    if (!has_moment)
        moment_end(db);
    if (rc != 0) {
        pupil_cursor_close(opened);
        return -1;
    }
    *cursor = opened;
    return 0;
}

static void
forget_rows(struct pupil_cursor *cursor)
{
    pupil_rows_free(cursor->packs.rows);
    ssid_set_free(cursor->packs.with_is);
    cursor->packs.rows = NULL;
    cursor->packs.with_is = NULL;
}

void
pupil_cursor_close(struct pupil_cursor *cursor)
{
    if (cursor == NULL)
        return;
    forget_rows(cursor);
    census_free(cursor->packs.census);
    code_book_close(cursor->packs.codes);
    place_book_close(cursor->packs.places);
    free(cursor);
}

int
pupil_cursor_next(struct pupil_cursor *cursor, const struct pupil **pupil, struct err *err)
{
    const struct pupil_packs *packs = &cursor->packs;
    uint32_t next = cursor->next;

    (void)err;
    if (next == cursor->pupil_count) {
        forget_rows(cursor);
        return 0;
    }
    *pupil = pupil_rows_tell(packs->rows, next, ssid_set_at(packs->with_is, next));
    cursor->next++;
    return 1;
}

int
pupil_cursor_enrollment(const struct pupil_cursor *cursor,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err)
{
    return enrollment_walk(cursor->packs.census, cursor->packs.places, count, ctx, err);
}
