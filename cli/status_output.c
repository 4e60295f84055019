#include "base/buf.h"
#include "base/submission.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "report/year/coverage.h"

#include "cli/report_told.h"
#include "cli/screen/terminal.h"

#include "cli/status_output.h"

enum { SHOWN_LEAS = 50, HOUR = 3600, DAY = 86400 };

static const char *const file_words[RUN_FILES_COUNT] = {
    "accepted", "unchanged", "refused", "refused before", "failed"};
static const char *const file_keys[RUN_FILES_COUNT] = {
    "accepted", "unchanged", "refused", "refused_before", "failed"};

/* "3 hours ago" */
static void
write_age(struct out *out, int64_t seconds)
{
    int64_t unit = seconds >= (int64_t)2 * DAY ? DAY : HOUR;
    int64_t count = seconds / unit;

    if (seconds < HOUR)
        out_text(out, "less than an hour ago");
    else
        out_printf(out, "%lld %s%s ago", (long long)count, unit == DAY ? "day" : "hour",
            count == 1 ? "" : "s");
}

static void
write_moment(struct out *out, const char *what, const struct status_moment *moment)
{
    out_printf(out, "%-17s", what);
    if (!moment->is_there) {
        out_text(out, "none yet");
        return;
    }
    out_printf(out, "%s UTC, ", moment->time);
    write_age(out, moment->age);
}

static void
write_run(struct out *out, const struct status_run *run)
{
    bool is_first = true;

    write_moment(out, "Last run", &run->ended);
    for (int i = 0; i < RUN_FILES_COUNT; i++) {
        if (run->files[i] == 0)
            continue;
        out_text(out, is_first ? ": " : ", ");
        out_printf(out, "%llu %s", (unsigned long long)run->files[i], file_words[i]);
        is_first = false;
    }
    out_text(out, "\n");
}

/* LEAs with the extract, and their rows. */
static void
add_up(
    const struct coverage *coverage, int extract, bool is_last_year, uint64_t *leas, uint64_t *rows)
{
    size_t count;
    const struct coverage_lea *list = coverage_leas(coverage, &count);

    *leas = *rows = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t found = is_last_year ? list[i].rows_last_year[extract] : list[i].rows[extract];

        *leas += found != COVERAGE_ABSENT;
        *rows += found != COVERAGE_ABSENT ? (uint64_t)found : 0;
    }
}

static void
write_extracts(struct out *out, const struct status_told *told)
{
    char year[10], before[10], text[NUMBER_TEXT_SIZE];

    school_year_format(told->year, year);
    school_year_format(told->year - 1, before);
    out_printf(out, "\n%-8s%23s%23s\n%-8s%8s%15s%8s%15s\n", "", year, before, "", "LEAs", "rows",
        "LEAs", "rows");
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        out_printf(out, "%-8s", layout_of((enum extract)i)->name);
        for (int last_year = 0; last_year < 2; last_year++) {
            uint64_t leas, rows;

            add_up(told->coverage, i, last_year == 1, &leas, &rows);
            number_text_grouped(leas, text);
            out_printf(out, "%8s", text);
            number_text_grouped(rows, text);
            out_printf(out, "%15s", text);
        }
        out_text(out, "\n");
    }
    out_text(out, "\n");
}

static void
add_extracts(struct buf *buf, const int64_t *rows, bool is_present)
{
    bool is_first = true;

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if ((rows[i] != COVERAGE_ABSENT) != is_present)
            continue;
        buf_printf(buf, "%s%s", is_first ? "" : ", ", layout_of((enum extract)i)->name);
        is_first = false;
    }
}

static void
write_lea(struct out *out, const struct coverage_lea *lea)
{
    struct buf buf = {0};

    buf_printf(&buf, "%s ", lea->code);
    terminal_add_name(&buf, lea->name);
    if (lea->standing == COVERAGE_PARTIAL) {
        buf_add_text(&buf, *lea->name != '\0' ? " lacks " : "lacks ");
        add_extracts(&buf, lea->rows, false);
    } else {
        buf_add_text(&buf, *lea->name != '\0' ? " sent last year " : "sent last year ");
        add_extracts(&buf, lea->rows_last_year, true);
    }
    terminal_indent(out, 2);
    terminal_wrap(out, buf_terminate(&buf), 2, 4);
    buf_free(&buf);
}

/* Those of one standing; the first are shown, all are counted. */
static void
write_leas(struct out *out, const struct coverage *coverage, enum coverage_standing standing)
{
    size_t count, shown = 0, all = coverage_count(coverage, standing);
    const struct coverage_lea *leas = coverage_leas(coverage, &count);

    for (size_t i = 0; i < count && shown < SHOWN_LEAS; i++) {
        if (leas[i].standing != standing)
            continue;
        write_lea(out, &leas[i]);
        shown++;
    }
    if (all > shown)
        out_printf(out, "  and %zu more; --format json lists all\n", all - shown);
}

static int
write_text(struct out *out, const struct status_told *told)
{
    write_run(out, &told->run);
    write_moment(out, "Last submission", &told->submission);
    out_text(out, "\n");
    if (told->coverage != NULL) {
        write_extracts(out, told);
        report_told_coverage(out, told->coverage);
        write_leas(out, told->coverage, COVERAGE_PARTIAL);
        write_leas(out, told->coverage, COVERAGE_STOPPED);
    }
    return out_status(out);
}

static void
write_json_run(struct json_out *json, const struct status_run *run)
{
    json_out_key(json, "last_run");
    if (!run->ended.is_there) {
        json_out_null(json);
        return;
    }
    json_out_begin_object(json);
    json_member_string(json, "ended", run->ended.time);
    json_member_integer(json, "age_seconds", run->ended.age);
    json_member_integer(json, "exit_status", run->exit_status);
    for (int i = 0; i < RUN_FILES_COUNT; i++) {
        json_member_unsigned(json, file_keys[i], run->files[i]);
    }
    json_out_end_object(json);
}

static void
write_json_moment(struct json_out *json, const struct status_moment *moment)
{
    json_out_key(json, "last_submission");
    if (!moment->is_there) {
        json_out_null(json);
        return;
    }
    json_out_begin_object(json);
    json_member_string(json, "finished", moment->time);
    json_member_integer(json, "age_seconds", moment->age);
    json_out_end_object(json);
}

static void
write_json_rows(struct json_out *json, const char *key, const int64_t *rows)
{
    json_out_key(json, key);
    json_out_begin_object(json);
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if (rows[i] == COVERAGE_ABSENT)
            continue;
        json_member_integer(json, layout_of((enum extract)i)->name, rows[i]);
    }
    json_out_end_object(json);
}

static void
write_json_leas(struct json_out *json, const struct coverage *coverage)
{
    size_t count;
    const struct coverage_lea *leas = coverage_leas(coverage, &count);

    json_out_key(json, "leas");
    json_out_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "lea", leas[i].code);
        json_member_string(json, "name", leas[i].name);
        json_member_boolean(json, "is_listed", leas[i].is_listed);
        json_member_string(json, "standing", coverage_standing_name(leas[i].standing));
        write_json_rows(json, "rows", leas[i].rows);
        write_json_rows(json, "rows_last_year", leas[i].rows_last_year);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static int
write_json(struct out *out, const struct status_told *told)
{
    struct json_out json = {.out = out};
    char year[10];

    json_out_begin_object(&json);
    json_member_string(&json, "schema", "isprofile/status");
    json_member_unsigned(&json, "schema_version", 1);
    write_json_run(&json, &told->run);
    write_json_moment(&json, &told->submission);
    school_year_format(told->year, year);
    json_member_string(&json, "academic_year", told->year == 0 ? NULL : year);
    if (told->coverage != NULL)
        write_json_leas(&json, told->coverage);
    json_out_end_object(&json);
    json_out_finish(&json);
    return out_status(out);
}

int
status_output_write(const struct status_told *told, bool as_json, struct err *err)
{
    struct out out = out_to_stream(stdout, err);

    return as_json ? write_json(&out, told) : write_text(&out, told);
}
