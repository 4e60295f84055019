#include "base/buf.h"
#include "base/submission.h"
#include "report/alarm.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "report/year/coverage.h"
#include "report/year/trend.h"

#include "cli/screen/terminal.h"

#include "cli/report_told.h"

enum { SHOWN_ALARMS = 20 };

static void
add_grouped(struct buf *buf, uint64_t number)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_grouped(number, text);
    buf_add_text(buf, text);
}

static void
add_leas(struct buf *buf, size_t count, const char *what)
{
    add_grouped(buf, count);
    buf_printf(buf, " LEA%s %s", count == 1 ? "" : "s", what);
}

void
report_told_coverage(struct out *out, const struct coverage *coverage)
{
    struct buf buf = {0};

    add_leas(&buf, coverage_count(coverage, COVERAGE_COMPLETE), "sent every extract, ");
    add_leas(&buf, coverage_count(coverage, COVERAGE_PARTIAL), "some of them, ");
    add_leas(&buf, coverage_count(coverage, COVERAGE_STOPPED), "none, but some last year, ");
    add_leas(&buf, coverage_count(coverage, COVERAGE_SILENT), "none in either year.");
    terminal_wrap(out, buf.data, 0, 0);
    buf_free(&buf);
}

/* "71.4%" */
static void
add_percent(struct buf *buf, uint64_t part, uint64_t whole)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_decimal(number_percent_tenths(part, whole), 1, text);
    buf_printf(buf, "%s%%", text);
}

static void
add_alarm(struct buf *buf, const struct alarm *alarm)
{
    if (alarm->kind == ALARM_STATE_CHANGE) {
        buf_printf(buf, "%s: ", alarm->measure);
        add_grouped(buf, alarm->part);
        buf_add_text(buf, " after ");
        add_grouped(buf, alarm->whole);
        buf_add_text(buf, " the year before");
    } else {
        buf_printf(buf, "%s: ", alarm->measure);
        add_grouped(buf, alarm->part);
        buf_add_text(buf, " of ");
        add_grouped(buf, alarm->whole);
        buf_add_text(buf, ", ");
        add_percent(buf, alarm->part, alarm->whole);
    }
    buf_printf(buf, "; usual is %s [%s]", alarm_usual(alarm->kind), alarm_name(alarm->kind));
}

void
report_told_alarms(struct out *out, const struct alarm_list *alarms)
{
    struct buf buf = {0};

    if (alarms->count > 0)
        out_text(out, "Unusual, worth a look before it is published:\n");
    for (size_t i = 0; i < alarms->count && i < SHOWN_ALARMS; i++) {
        const struct alarm *alarm = &alarms->alarms[i];

        buf_reset(&buf);
        if (*alarm->lea != '\0') {
            buf_printf(&buf, "%s ", alarm->lea);
            terminal_add_name(&buf, alarm->lea_name);
            buf_add_text(&buf, ": ");
        }
        add_alarm(&buf, alarm);
        terminal_indent(out, 2);
        terminal_wrap(out, buf_terminate(&buf), 2, 4);
    }
    if (alarms->count > SHOWN_ALARMS)
        out_printf(out, "  and %zu more; coverage.csv (--agency) lists all\n",
            alarms->count - SHOWN_ALARMS);
    buf_free(&buf);
}

static void
write_count(struct out *out, const struct trend_year *year, enum profile_measure measure)
{
    char text[NUMBER_TEXT_SIZE] = "*";

    if ((year->hidden >> measure & 1) == 0)
        number_text_grouped(year->measures[measure], text);
    out_printf(out, "%14s", text);
}

void
report_told_trend(struct out *out, const struct trend *trend)
{
    char text[10];

    if (trend->count < 2)
        return;
    out_printf(
        out, "%-11s%14s%14s%14s%14s\n", "", "pupils", "half or more", "grade 12", "diplomas");
    for (size_t i = 0; i < trend->count; i++) {
        const struct trend_year *year = &trend->years[i];

        for (int each = i == 0 ? year->year : trend->years[i - 1].year + 1;
             i > 0 && each <= year->year; each++) {
            if (trend_break(each) != NULL)
                terminal_wrap(out, trend_break(each), 0, 0);
        }
        school_year_format(year->year, text);
        out_printf(out, "%-11s", text);
        write_count(out, year, MEASURE_PUPILS);
        write_count(out, year, MEASURE_FIFTY_PERCENT);
        write_count(out, year, MEASURE_GRADE12);
        write_count(out, year, MEASURE_DIPLOMA);
        out_text(out, "\n");
    }
}
