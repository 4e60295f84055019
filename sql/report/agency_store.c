#include "base/err.h"
#include "base/parse.h"
#include "base/submission.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/report/agency_store.h"

static const char reading[] = "read the figures of the LEAs";

/* A row of a result, column by column. */
struct cells {
    const PGresult *result;
    int row;
    int column;
};

/* The next column as text; NULL for none. */
static const char *
next(struct cells *cells)
{
    int column = cells->column++;

    return PQgetisnull(cells->result, cells->row, column)
               ? NULL
               : PQgetvalue(cells->result, cells->row, column);
}

/* The next column in units of 10^-scale; ADA_NONE for none. */
static int64_t
next_number(struct cells *cells, int scale)
{
    const char *text = next(cells);
    int64_t number = ADA_NONE;

    if (text != NULL)
        (void)parse_decimal(text_of(text), scale, INT64_MAX, &number);
    return number;
}

static void
read_directory(struct cells *cells, struct agency_ada_row *row, struct school *lea)
{
    const char *cds_code = next(cells), *is_charter = next(cells), *doc = next(cells);

    *lea = (struct school){.is_charter = is_charter != NULL && *is_charter == 't'};
    row->lea_row = cds_code == NULL ? NULL : lea;
    if (cds_code == NULL)
        return;
    snprintf(lea->cds_code, sizeof lea->cds_code, "%s", cds_code);
    snprintf(lea->doc, sizeof lea->doc, "%s", doc);
}

static void
read_statements(struct cells *cells, struct ada_row *row)
{
    const char *split = next(cells), *election = next(cells);

    row->elects_split = split != NULL && *split == 't';
    row->declines_split = split != NULL && *split == 'f';
    row->has_election = election != NULL && ada_election_find(text_of(election), &row->election);
}

static int
read_ada_row(struct cells *cells, struct agency_ada_row *row, struct school *lea, struct err *err)
{
    struct ada_row *ada = &row->row;
    const char *school;

    *row = (struct agency_ada_row){.year = (int)next_number(cells, 0)};
    row->lea = next(cells);
    read_directory(cells, row, lea);
    ada->record = (unsigned long)next_number(cells, 0);
    ada->line = (unsigned long)next_number(cells, 0);
    school = next(cells);
    snprintf(ada->school, sizeof ada->school, "%s", school == NULL ? "" : school);
    if (!ada_program_find(text_of(next(cells)), &ada->program) ||
        !ada_span_find(text_of(next(cells)), &ada->span))
        return err_set(err, ERR_CONFIG, "the database holds an ISAD line that is none");
    ada->p2_ada = next_number(cells, 2);
    ada->age_18_or_less = next_number(cells, 2);
    ada->pregnant_parenting = next_number(cells, 2);
    ada->emergency = next_number(cells, 2);
    ada->negotiated_ratio = next_number(cells, 4);
    ada->teacher_fte = next_number(cells, 2);
    read_statements(cells, ada);
    return 0;
}

static int
pass_ada_rows(struct db *db, int year, const struct agency_sinks *sinks, struct err *err)
{
    char before[10], school_year[10];
    const char *params[] = {before, school_year};
    struct agency_ada_row row;
    struct school lea;
    PGresult *result;
    int rc;

    school_year_format(year - 1, before);
    school_year_format(year, school_year);
    result = query_rows(db, sql_report_agency_ada, 2, params, reading, err);
    rc = result == NULL ? -1 : 0;
    for (int i = 0; rc == 0 && i < PQntuples(result); i++) {
        rc = read_ada_row(&(struct cells){result, i, 0}, &row, &lea, err);
        if (rc == 0)
            rc = sinks->ada_row(sinks->ctx, &row, err);
    }
    PQclear(result);
    return rc;
}

static int
pass_costs(struct db *db, int year, const struct agency_sinks *sinks, struct err *err)
{
    char school_year[10];
    const char *params[] = {school_year};
    PGresult *result;
    int rc;

    school_year_format(year, school_year);
    result = query_rows(db, sql_report_agency_costs, 1, params, reading, err);
    rc = result == NULL ? -1 : 0;
    for (int i = 0; rc == 0 && i < PQntuples(result); i++) {
        struct cells cells = {result, i, 0};
        struct agency_cost cost = {.lea = next(&cells)};

        cost.extract = next(&cells);
        cost.rule = next(&cells);
        cost.found = (uint64_t)next_number(&cells, 0);
        cost.ineligible_days = next_number(&cells, 0);
        cost.claimed_days = next_number(&cells, 0);
        cost.eligible_days = next_number(&cells, 0);
        rc = sinks->cost(sinks->ctx, &cost, err);
    }
    PQclear(result);
    return rc;
}

int
agency_store_read(struct db *db, int year, const struct agency_sinks *sinks, struct err *err)
{
    if (query_exec(db, sql_report_begin, "begin a transaction", err) == 0 &&
        pass_ada_rows(db, year, sinks, err) == 0 && pass_costs(db, year, sinks, err) == 0 &&
        query_commit(db, err) == 0)
        return 0;
    query_rollback(db);
    return -1;
}
