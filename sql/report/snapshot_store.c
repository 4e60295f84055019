#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "sql/db_state.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/report/snapshot_store.h"

enum { NUMBER_SIZE = 24 };

static const char writing[] = "write the snapshot";
static const char reading[] = "read the snapshot";
static const char listing[] = "read the list of snapshots";

static void
spell_number(uint64_t number, char text[NUMBER_SIZE])
{
    snprintf(text, NUMBER_SIZE, "%llu", (unsigned long long)number);
}

int
snapshot_store_next_id(struct db *db, int64_t *id, struct err *err)
{
    PGresult *result = query_rows(db, sql_report_snapshot_next, 0, NULL, writing, err);

    if (result == NULL)
        return -1;
    *id = (int64_t)query_number(result, 0, 0);
    PQclear(result);
    return 0;
}

int
snapshot_store_add_chunk(struct db *db, int64_t id, const struct snapshot_chunk *chunk,
    const void *bytes, struct err *err)
{
    char number[NUMBER_SIZE], position[NUMBER_SIZE];
    const char *values[] = {number, chunk->section, position, chunk->sha256, bytes};
    const int lengths[] = {0, 0, 0, 0, (int)chunk->len};
    const int formats[] = {0, 0, 0, 0, 1};
    PGresult *result;
    int rc = 0;

    spell_number((uint64_t)id, number);
    spell_number(chunk->position, position);
    result =
        PQexecParams(db->conn, sql_report_snapshot_add_chunk, 5, NULL, values, lengths, formats, 0);
    if (PQresultStatus(result) != PGRES_COMMAND_OK)
        rc = query_fail(db, result, writing, err);
    PQclear(result);
    return rc;
}

int
snapshot_store_add(struct db *db, const struct snapshot_info *info, struct err *err)
{
    char numbers[5][NUMBER_SIZE], year[10];
    const char *params[] = {numbers[0], year, info->note, info->checksum, numbers[1], numbers[2],
        numbers[3], numbers[4], info->program_version};

    school_year_format(info->year, year);
    spell_number((uint64_t)info->id, numbers[0]);
    spell_number(info->chunks, numbers[1]);
    spell_number(info->bytes, numbers[2]);
    spell_number(info->pupils, numbers[3]);
    spell_number(info->submissions, numbers[4]);
    return query_run(
        db, sql_report_snapshot_add, sizeof params / sizeof *params, params, writing, err);
}

static void
read_info(const PGresult *result, int row, struct snapshot_info *info)
{
    *info = (struct snapshot_info){.id = (int64_t)query_number(result, row, 0)};
    (void)parse_school_year(text_of(PQgetvalue(result, row, 1)), &info->year);
    snprintf(info->note, sizeof info->note, "%s", PQgetvalue(result, row, 2));
    snprintf(info->checksum, sizeof info->checksum, "%s", PQgetvalue(result, row, 3));
    info->chunks = query_number(result, row, 4);
    info->bytes = query_number(result, row, 5);
    info->pupils = query_number(result, row, 6);
    info->submissions = query_number(result, row, 7);
    snprintf(info->program_version, sizeof info->program_version, "%s", PQgetvalue(result, row, 8));
    snprintf(info->created, sizeof info->created, "%s", PQgetvalue(result, row, 9));
}

/* year 0 and id 0 are all. NULL with err filled on failure. */
static PGresult *
list(struct db *db, int year, int64_t id, struct err *err)
{
    char year_text[10] = "", number[NUMBER_SIZE];
    const char *params[] = {year_text, number};

    if (year != 0)
        school_year_format(year, year_text);
    spell_number((uint64_t)id, number);
    return query_rows(db, sql_report_snapshot_list, 2, params, listing, err);
}

int
snapshot_store_find(struct db *db, int64_t id, struct snapshot_info *info, struct err *err)
{
    PGresult *result = list(db, 0, id, err);
    int rc = result == NULL ? -1 : 0;

    if (rc == 0 && (id <= 0 || PQntuples(result) == 0))
        rc = err_set(err, ERR_NO_INPUT, "there is no snapshot %lld; see isprofile snapshot list",
            (long long)id);
    if (rc == 0)
        read_info(result, 0, info);
    PQclear(result);
    return rc;
}

int
snapshot_store_list(struct db *db, int year,
    int (*snapshot)(void *ctx, const struct snapshot_info *info, struct err *err), void *ctx,
    struct err *err)
{
    PGresult *result = list(db, year, 0, err);
    int rc = result == NULL ? -1 : 0;

    for (int row = 0; rc == 0 && row < PQntuples(result); row++) {
        struct snapshot_info info;

        read_info(result, row, &info);
        rc = snapshot(ctx, &info, err);
    }
    PQclear(result);
    return rc;
}

int
snapshot_store_list_chunks(struct db *db, int64_t id,
    int (*chunk)(void *ctx, const struct snapshot_chunk *chunk, struct err *err), void *ctx,
    struct err *err)
{
    char number[NUMBER_SIZE];
    const char *params[] = {number};
    PGresult *result;
    int rc;

    spell_number((uint64_t)id, number);
    result = query_rows(db, sql_report_snapshot_chunks, 1, params, reading, err);
    rc = result == NULL ? -1 : 0;
    for (int row = 0; rc == 0 && row < PQntuples(result); row++) {
        struct snapshot_chunk found = {.section = PQgetvalue(result, row, 0),
            .position = (uint32_t)query_number(result, row, 1),
            .len = query_number(result, row, 2)};

        snprintf(found.sha256, sizeof found.sha256, "%s", PQgetvalue(result, row, 3));
        rc = chunk(ctx, &found, err);
    }
    PQclear(result);
    return rc;
}

int
snapshot_store_read_chunk(struct db *db, int64_t id, const char *section, uint32_t position,
    struct buf *bytes, struct err *err)
{
    char number[NUMBER_SIZE], place[NUMBER_SIZE];
    const char *params[] = {number, section, place};
    PGresult *result;
    int rc = 0;

    spell_number((uint64_t)id, number);
    spell_number(position, place);
    buf_reset(bytes);
    result = PQexecParams(db->conn, sql_report_snapshot_chunk, 3, NULL, params, NULL, NULL, 1);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        rc = query_fail(db, result, reading, err);
    else if (PQntuples(result) > 0)
        buf_add(bytes, PQgetvalue(result, 0, 0), (size_t)PQgetlength(result, 0, 0));
    PQclear(result);
    return rc;
}
