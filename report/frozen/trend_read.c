#include "sql/report/snapshot_store.h"

#include "report/frozen/snapshot_lines.h"
#include "report/frozen/snapshot_reader.h"
#include "report/year/lea_trend.h"
#include "report/year/trend.h"

#include "report/frozen/trend_read.h"

static int
keep_newest(void *newest, const struct snapshot_info *info, struct err *err)
{
    (void)err;
    *(int64_t *)newest = info->id;
    return 0;
}

static int
take_figure(void *ctx, struct tab_reader *lines, struct err *err)
{
    struct trend_year *year = ctx;
    struct figure_line figure;

    (void)err;
    snapshot_lines_read_figure(lines, &figure);
    if (figure.filter != FILTER_ALL || strcmp(figure.category, "TA") != 0)
        return 0;
    year->hidden = figure.hidden;
    memcpy(year->measures, figure.measures, sizeof year->measures);
    return 0;
}

/* What a line of an LEA does not tell: whose year it is. */
struct lea_reading {
    struct lea_trend *leas;
    const struct trend_year *year;
};

static int
take_lea_figure(void *ctx, struct tab_reader *lines, struct err *err)
{
    const struct lea_reading *reading = ctx;
    struct lea_year year;

    (void)err;
    snapshot_lines_read_lea_figure(lines, &year);
    year.year.year = reading->year->year;
    year.year.snapshot = reading->year->snapshot;
    if (!lines->is_broken)
        lea_trend_add(reading->leas, &year);
    return 0;
}

static int
add_year(struct db *db, struct trend *trend, struct lea_trend *leas, struct trend_year *year,
    struct err *err)
{
    struct lea_reading reading = {leas, year};
    struct snapshot_reader *reader;
    int rc;

    if (snapshot_reader_open(&reader, db, year->snapshot, err) != 0)
        return -1;
    rc = snapshot_lines_each(reader, SECTION_FIGURES, take_figure, year, err);
    if (rc == 0)
        rc = snapshot_lines_each(reader, SECTION_LEA_FIGURES, take_lea_figure, &reading, err);
    snapshot_reader_close(reader);
    if (rc == 0)
        trend_add(trend, year);
    return rc;
}

int
trend_read(struct db *db, int year, struct trend *trend, struct lea_trend *leas, struct err *err)
{
    for (int each = year - TREND_YEARS + 1; each < year; each++) {
        struct trend_year found = {.year = each};

        if (snapshot_store_list(db, each, keep_newest, &found.snapshot, err) != 0 ||
            (found.snapshot != 0 && add_year(db, trend, leas, &found, err) != 0))
            return -1;
    }
    lea_trend_finish(leas);
    return 0;
}
