#include "base/date.h"
#include "base/parse.h"
#include "base/submission.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/enrollment.h"

int
enrollment_walk(struct db *db, int year, int32_t day,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err)
{
    char year_text[10], date[DATE_TEXT_SIZE];
    const char *params[] = {year_text, date};
    PGresult *result;
    int rc;

    school_year_format(year, year_text);
    date_format(day, date);
    result = query_rows(db, sql_report_enrollment, 2, params, "count the enrolled pupils", err);
    rc = result == NULL ? -1 : 0;
    for (int row = 0; rc == 0 && row < PQntuples(result); row++) {
        struct enrollment_count found = {.is_charter = *PQgetvalue(result, row, 1) == 't'};

        snprintf(found.district, sizeof found.district, "%s", PQgetvalue(result, row, 0));
        (void)parse_unsigned(text_of(PQgetvalue(result, row, 2)), INT64_MAX, &found.pupils);
        rc = count(ctx, &found, err);
    }
    PQclear(result);
    return rc;
}
