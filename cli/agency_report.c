#include "base/err.h"
#include "base/memory.h"
#include "report/agency_files.h"
#include "sql/report/agency_store.h"
#include "transform/ada/ada_comparators.h"
#include "transform/ada/ada_figures.h"

#include "cli/agency_report.h"

/* An LEA of the year, and where its rows begin. */
struct lea_rows {
    char lea[8];
    char county[3];
    enum ada_lea kind;
    size_t first;
};

struct gathering {
    int year;
    struct agency_files *files;
    struct agency_summary *summary;
    /* By how many years before the year they are: 0 and 1. */
    struct ada_comparators *comparators[2];
    struct ada_figures *figures; /* of the LEA in hand */
    char lea[8];                 /* whose rows come now; "" before the first */
    int lea_year;
    enum ada_lea kind;
    /* Rows and LEAs of the year. */
    struct ada_row *rows;
    size_t row_count, row_capacity;
    struct lea_rows *leas;
    size_t lea_count, lea_capacity;
};

/* The LEA in hand has no more rows: others may be compared with it. */
static void
end_lea(struct gathering *gathering)
{
    struct ada_comparator comparator;

    if (gathering->lea[0] == '\0')
        return;
    ada_figures_compare(gathering->figures, gathering->lea, &comparator);
    ada_comparators_add(gathering->comparators[gathering->year - gathering->lea_year],
        gathering->kind, &comparator);
    ada_figures_clear(gathering->figures);
    gathering->lea[0] = '\0';
}

/* A charter's own code does not begin with its county: its row of the directory does. */
static void
begin_lea(struct gathering *gathering, const struct agency_ada_row *row)
{
    const char *cds_code = row->lea_row == NULL ? row->lea : row->lea_row->cds_code;
    struct lea_rows *lea;

    gathering->lea_year = row->year;
    gathering->kind = ada_lea_of(row->lea_row);
    snprintf(gathering->lea, sizeof gathering->lea, "%s", row->lea);
    if (row->year != gathering->year)
        return;
    if (gathering->lea_count == gathering->lea_capacity) {
        gathering->lea_capacity = gathering->lea_capacity == 0 ? 256 : gathering->lea_capacity * 2;
        gathering->leas =
            memory_grow(gathering->leas, gathering->lea_capacity, sizeof *gathering->leas);
    }
    lea = &gathering->leas[gathering->lea_count++];
    *lea = (struct lea_rows){.kind = gathering->kind, .first = gathering->row_count};
    snprintf(lea->lea, sizeof lea->lea, "%s", row->lea);
    snprintf(lea->county, sizeof lea->county, "%.2s", cds_code);
}

static void
keep_row(struct gathering *gathering, const struct ada_row *row)
{
    if (gathering->row_count == gathering->row_capacity) {
        gathering->row_capacity = gathering->row_capacity == 0 ? 1024 : gathering->row_capacity * 2;
        gathering->rows =
            memory_grow(gathering->rows, gathering->row_capacity, sizeof *gathering->rows);
    }
    gathering->rows[gathering->row_count++] = *row;
}

static int
take_row(void *ctx, const struct agency_ada_row *row, struct err *err)
{
    struct gathering *gathering = ctx;

    (void)err;
    if (row->year != gathering->lea_year || strcmp(row->lea, gathering->lea) != 0) {
        end_lea(gathering);
        begin_lea(gathering, row);
    }
    ada_figures_add(gathering->figures, &row->row);
    if (row->year == gathering->year)
        keep_row(gathering, &row->row);
    return 0;
}

static int
take_cost(void *ctx, const struct agency_cost *cost, struct err *err)
{
    struct gathering *gathering = ctx;

    (void)err;
    agency_files_add_cost(gathering->files, cost);
    return 0;
}

static void
write_lea(struct gathering *gathering, const struct lea_rows *lea, size_t end)
{
    int compared_year = ada_comparators_year(lea->kind, gathering->year);
    const struct ada_case whose = {
        .year = gathering->year,
        .lea = lea->kind,
        .comparator = ada_comparators_find(
            gathering->comparators[gathering->year - compared_year], lea->kind, lea->county),
    };
    const struct ada_figure *figures;
    size_t count;

    ada_figures_clear(gathering->figures);
    for (size_t i = lea->first; i < end; i++)
        ada_figures_add(gathering->figures, &gathering->rows[i]);
    figures = ada_figures_judge(gathering->figures, &whose, &count);
    for (size_t i = 0; i < count; i++) {
        agency_files_add_line(gathering->files, lea->lea, &figures[i].line);
        gathering->summary->unjudged_count += figures[i].missing != ADA_MISSING_NOTHING;
    }
    gathering->summary->line_count += count;
}

static void
write_leas(struct gathering *gathering)
{
    for (size_t i = 0; i < gathering->lea_count; i++) {
        bool is_last = i + 1 == gathering->lea_count;

        write_lea(gathering, &gathering->leas[i],
            is_last ? gathering->row_count : gathering->leas[i + 1].first);
    }
    gathering->summary->lea_count = gathering->lea_count;
}

int
agency_report_write(struct db *db, const struct agency_request *request,
    struct agency_summary *summary, struct err *err)
{
    struct gathering gathering = {.year = request->year, .summary = summary};
    const struct agency_sinks sinks = {take_row, take_cost, &gathering};
    int rc;

    *summary = (struct agency_summary){0};
    if (agency_files_open(&gathering.files, request->folder, request->year, err) != 0)
        return -1;
    gathering.figures = ada_figures_new();
    gathering.comparators[0] = ada_comparators_new();
    gathering.comparators[1] = ada_comparators_new();
    rc = agency_store_read(db, request->year, &sinks, err);
    if (rc == 0) {
        end_lea(&gathering);
        write_leas(&gathering);
        rc = agency_files_commit(gathering.files, err);
    } else {
        agency_files_discard(gathering.files);
    }
    ada_figures_free(gathering.figures);
    ada_comparators_free(gathering.comparators[0]);
    ada_comparators_free(gathering.comparators[1]);
    free(gathering.rows);
    free(gathering.leas);
    return rc;
}
