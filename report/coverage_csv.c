#include "base/submission.h"
#include "report/render/csv_out.h"
#include "report/render/out.h"
#include "sql/report/enrollment.h"

#include "report/alarm.h"
#include "report/year/coverage.h"
#include "report/year_report.h"

#include "report/coverage_csv.h"

enum { NAME_SIZE = 32 };

static void
write_header(struct csv_out *csv)
{
    static const char *const first[] = {"academic_year", "lea_code", "lea_name", "listed",
        "standing", "enrolled", "fifty_percent_pupils", "unusual"};
    char name[NAME_SIZE];

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        csv_out_string(csv, first[i]);
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        const char *extract = layout_of((enum extract)i)->name;

        snprintf(name, sizeof name, "%s_rows", extract);
        csv_out_string(csv, name);
        snprintf(name, sizeof name, "%s_rows_last_year", extract);
        csv_out_string(csv, name);
    }
    csv_out_end_row(csv);
}

static void
write_rows(struct csv_out *csv, const int64_t *rows, const int64_t *rows_last_year)
{
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        const int64_t pair[] = {rows[i], rows_last_year[i]};

        for (int j = 0; j < 2; j++) {
            if (pair[j] == COVERAGE_ABSENT)
                csv_out_blank(csv);
            else
                csv_out_unsigned(csv, (uint64_t)pair[j]);
        }
    }
    csv_out_end_row(csv);
}

/* Names with blanks between, of the alarms of an LEA; "" is the state. */
static void
write_alarms(struct csv_out *csv, const struct alarm_list *alarms, const char *lea)
{
    char text[ALARM_KIND_COUNT * NAME_SIZE] = "";
    enum alarm_kind last = ALARM_KIND_COUNT;
    size_t len = 0;

    for (size_t i = 0; i < alarms->count; i++) {
        const struct alarm *alarm = &alarms->alarms[i];

        if (strcmp(alarm->lea, lea) != 0 || alarm->kind == last)
            continue;
        len += (size_t)snprintf(
            text + len, sizeof text - len, "%s%s", len > 0 ? " " : "", alarm_name(alarm->kind));
        last = alarm->kind;
    }
    csv_out_string(csv, text);
}

/* Of the state, or of the schools of an LEA that are no charters; -1 when nobody is. */
static int64_t
find_enrolled(const struct year_report *report, const char *lea)
{
    for (size_t i = 0; i < report->enrollment_count; i++) {
        if (strcmp(report->enrollment[i].district, lea) == 0 && !report->enrollment[i].is_charter)
            return (int64_t)report->enrollment[i].pupils;
    }
    return -1;
}

/* Pupils with half or more, likewise. The rows of the profile are in the order of the codes. */
static int64_t
find_fifty(const struct year_report *report, const char *lea, size_t *row)
{
    const struct profile *profile = report->profile;

    for (; *row < profile->row_count; ++*row) {
        const struct profile_row *at = &profile->rows[*row];

        if (at->place->level > LEVEL_DISTRICT)
            break;
        if (at->place->level < LEVEL_DISTRICT || at->filter != FILTER_NOT_CHARTER ||
            strcmp(at->category->breakdown, "total") != 0 || strcmp(at->place->cds_code, lea) < 0)
            continue;
        if (strcmp(at->place->cds_code, lea) == 0)
            return at->measures[MEASURE_FIFTY_PERCENT];
        break;
    }
    return -1;
}

static void
write_number(struct csv_out *csv, int64_t number)
{
    if (number < 0)
        csv_out_blank(csv);
    else
        csv_out_unsigned(csv, (uint64_t)number);
}

/* Rows of all LEAs; absent where no LEA has any. */
static void
add_up(const struct coverage *coverage, int64_t *rows, int64_t *rows_last_year)
{
    size_t count;
    const struct coverage_lea *leas = coverage_leas(coverage, &count);

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        rows[i] = rows_last_year[i] = COVERAGE_ABSENT;
        for (size_t j = 0; j < count; j++) {
            if (leas[j].rows[i] != COVERAGE_ABSENT)
                rows[i] = (rows[i] == COVERAGE_ABSENT ? 0 : rows[i]) + leas[j].rows[i];
            if (leas[j].rows_last_year[i] != COVERAGE_ABSENT)
                rows_last_year[i] = (rows_last_year[i] == COVERAGE_ABSENT ? 0 : rows_last_year[i]) +
                                    leas[j].rows_last_year[i];
        }
    }
}

static void
write_state(struct csv_out *csv, const struct year_report *report, const struct alarm_list *alarms,
    const char *year)
{
    int64_t rows[EXTRACT_COUNT], rows_last_year[EXTRACT_COUNT];

    add_up(report->coverage, rows, rows_last_year);
    csv_out_string(csv, year);
    csv_out_blank(csv);
    csv_out_string(csv, "California");
    csv_out_blank(csv);
    csv_out_blank(csv);
    write_number(csv, find_enrolled(report, ""));
    csv_out_unsigned(csv, report->profile->rows[0].measures[MEASURE_FIFTY_PERCENT]);
    write_alarms(csv, alarms, "");
    write_rows(csv, rows, rows_last_year);
}

void
coverage_csv_write(
    struct out *out, const struct year_report *report, const struct alarm_list *alarms)
{
    struct csv_out csv = {.out = out};
    char year[10];
    size_t count, row = 0;
    const struct coverage_lea *leas = coverage_leas(report->coverage, &count);

    school_year_format(report->profile->year, year);
    write_header(&csv);
    write_state(&csv, report, alarms, year);
    for (size_t i = 0; i < count; i++) {
        csv_out_string(&csv, year);
        csv_out_string(&csv, leas[i].code);
        csv_out_free_string(&csv, leas[i].name);
        csv_out_string(&csv, leas[i].is_listed ? "Y" : "N");
        csv_out_string(&csv, coverage_standing_name(leas[i].standing));
        write_number(&csv, find_enrolled(report, leas[i].code));
        write_number(&csv, find_fifty(report, leas[i].code, &row));
        write_alarms(&csv, alarms, leas[i].code);
        write_rows(&csv, leas[i].rows, leas[i].rows_last_year);
    }
}
