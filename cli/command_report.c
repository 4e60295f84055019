#include "base/buf.h"
#include "base/err.h"
#include "base/outfile.h"
#include "base/submission.h"
#include "report/alarm.h"
#include "report/coverage_csv.h"
#include "report/profile/profile_text.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "report/report.h"
#include "report/report_files.h"
#include "report/suppress/suppression_log.h"
#include "report/year_report.h"
#include "sql/audit_chain.h"
#include "sql/db.h"

#include "cli/agency_report.h"
#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/options/settings.h"
#include "cli/report_folders.h"
#include "cli/report_materials.h"
#include "cli/report_told.h"
#include "cli/screen/terminal.h"

static int
check_settings(const struct settings *settings, struct err *err)
{
    bool is_public = !settings_flag(settings, OPTION_UNSUPPRESSED);
    bool has_output = settings_flag(settings, OPTION_OUTPUT);
    bool has_agency = settings_flag(settings, OPTION_AGENCY);

    if ((!settings_flag(settings, OPTION_YEAR) && !settings_flag(settings, OPTION_SNAPSHOT)) ||
        (!has_output && (!is_public || !has_agency)))
        return err_set(err, ERR_USAGE, "report: --year and --output are needed%s",
            is_public ? "; with --agency alone --year is" : "");
    if (settings_flag(settings, OPTION_EARLIER) && !is_public && !has_agency)
        return err_set(err, ERR_USAGE, "report: --earlier is of no use with --unsuppressed alone");
    return report_folders_check(settings, err);
}

static unsigned
report_formats(const struct settings *settings)
{
    unsigned formats = (unsigned)settings_number(settings, OPTION_FORMAT);

    if (!settings_flag(settings, OPTION_FORMAT))
        return REPORT_ALL;
    return ((formats & FORMAT_CSV) != 0 ? REPORT_CSV : 0U) |
           ((formats & FORMAT_JSON) != 0 ? REPORT_JSON : 0U) |
           ((formats & FORMAT_HTML) != 0 ? REPORT_HTML : 0U) |
           ((formats & FORMAT_XLSX) != 0 ? REPORT_XLSX : 0U);
}

static void
print_figure(const char *label, const struct report_summary *summary, enum profile_measure measure)
{
    char text[NUMBER_TEXT_SIZE] = PROFILE_HIDDEN_MARK;

    if ((summary->hidden >> measure & 1) == 0)
        number_text_grouped(summary->measures[measure], text);
    printf("  %-46s%12s\n", label, text);
}

static void
print_completion(const struct report_summary *summary)
{
    const struct profile_row row = {.hidden = summary->hidden,
        .measures = {[MEASURE_GRADE12] = summary->measures[MEASURE_GRADE12],
            [MEASURE_DIPLOMA] = summary->measures[MEASURE_DIPLOMA]}};
    char text[NUMBER_TEXT_SIZE];
    int64_t tenths;

    if (profile_hides_percent(&row) || !profile_diploma_tenths(&row, &tenths))
        return;
    number_text_decimal(tenths, 1, text);
    printf("  %-46s%11s%%\n", "diploma completion", text);
}

/* Counts of the whole state, as the files show them. */
static void
print_summary(const struct report_request *request, const struct report_summary *summary)
{
    struct buf folder = {0};
    char text[NUMBER_TEXT_SIZE];
    char year[10];

    school_year_format(summary->year, year);
    terminal_add_name(&folder, request->output);
    printf("Independent study in California, %s%s\n", year,
        request->is_unsuppressed ? " (unsuppressed, not for the public)" : "");
    print_figure("pupils with independent study", summary, MEASURE_PUPILS);
    print_figure("half of their time or more", summary, MEASURE_FIFTY_PERCENT);
    print_figure("16 schooldays or more", summary, MEASURE_LONG_TERM);
    print_figure("grade 12 and graduates", summary, MEASURE_GRADE12);
    print_figure("of these with a diploma", summary, MEASURE_DIPLOMA);
    print_completion(summary);
    print_figure("of these with another completion", summary, MEASURE_OTHER_COMPLETER);
    number_text_grouped(summary->row_count, text);
    printf("%s row%s about the state, its counties, districts and ", text,
        summary->row_count == 1 ? "" : "s");
    number_text_grouped(summary->school_count, text);
    printf("%s school%s %s in %s\n", text, summary->school_count == 1 ? "" : "s",
        summary->row_count == 1 ? "is" : "are", folder.len > 0 ? folder.data : ".");
    buf_free(&folder);
}

/* What is to be said when all has gone well. */
struct telling {
    const char *agency; /* folder for coverage.csv and suppression.csv; NULL for none */
    struct buf text;
};

enum { AGENCY_MODE = 0640 };

static int
write_coverage(const char *folder, const struct year_report *report,
    const struct alarm_list *alarms, struct err *err)
{
    struct outfile *file;
    struct out out;

    if (outfile_make_folder(folder, err) != 0 ||
        outfile_open(&file, folder, "coverage.csv", AGENCY_MODE, err) != 0)
        return -1;
    out = out_to_file(file, err);
    coverage_csv_write(&out, report, alarms);
    if (out_status(&out) == 0)
        return outfile_commit(file, err);
    outfile_discard(file);
    return -1;
}

static int
write_suppression(const char *folder, const struct suppression *suppression, struct err *err)
{
    struct outfile *file;
    struct out out;

    if (outfile_open(&file, folder, "suppression.csv", AGENCY_MODE, err) != 0)
        return -1;
    out = out_to_file(file, err);
    suppression_log_write(&out, suppression);
    if (out_status(&out) == 0)
        return outfile_commit(file, err);
    outfile_discard(file);
    return -1;
}

static int
tell(void *ctx, const struct year_report *report, struct err *err)
{
    struct telling *telling = ctx;
    struct out out = out_to_buf(&telling->text);
    const struct alarm_request request = {report->profile, report->coverage, &report->trend,
        report->enrollment, report->enrollment_count};
    struct alarm_list alarms = {0};
    int rc = 0;

    alarm_list_fill(&alarms, &request);
    report_told_coverage(&out, report->coverage);
    report_told_alarms(&out, &alarms);
    report_told_trend(&out, &report->trend);
    if (report->suppression != NULL)
        suppression_shares_write(&out, report->suppression);
    if (telling->agency != NULL)
        rc = write_coverage(telling->agency, report, &alarms, err);
    if (rc == 0 && telling->agency != NULL)
        rc = write_suppression(telling->agency, report->suppression, err);
    alarm_list_reset(&alarms);
    return rc;
}

/* Without --output it makes the profile for what there is to tell of it. */
static int
write_profile(const struct settings *settings, struct db *db, struct err *err)
{
    struct telling telling = {.agency = settings_text(settings, OPTION_AGENCY)};
    struct report_summary summary = {0};
    struct report_materials materials = {0};
    struct report_request request = {
        .year = (int)settings_number(settings, OPTION_YEAR),
        .snapshot = settings_number(settings, OPTION_SNAPSHOT),
        .output = settings_text(settings, OPTION_OUTPUT),
        .formats = report_formats(settings),
        .is_unsuppressed = settings_flag(settings, OPTION_UNSUPPRESSED),
        .wants_mask = settings_flag(settings, OPTION_AGENCY),
        .earlier = settings_text(settings, OPTION_EARLIER),
        .tell = tell,
        .ctx = &telling,
    };
    int rc = report_materials_make(&materials, err);

    request.reference = materials.tables;
    request.versions = &materials.versions;
    if (rc == 0)
        rc = report_write(db, &request, &summary, err);
    if (rc == 0 && request.output != NULL)
        print_summary(&request, &summary);
    if (rc == 0)
        fwrite(telling.text.data, 1, telling.text.len, stdout);
    buf_free(&telling.text);
    report_materials_free(&materials);
    return rc;
}

static int
write_agency_files(const struct settings *settings, struct db *db, struct err *err)
{
    const struct agency_request request = {
        .year = (int)settings_number(settings, OPTION_YEAR),
        .folder = settings_text(settings, OPTION_AGENCY),
    };
    struct agency_summary summary;
    struct buf folder = {0};

    if (agency_report_write(db, &request, &summary, err) != 0)
        return -1;
    terminal_add_name(&folder, request.folder);
    printf("apportionment.csv (%zu line%s of %zu LEA%s) and ineligible.csv are in %s\n",
        summary.line_count, summary.line_count == 1 ? "" : "s", summary.lea_count,
        summary.lea_count == 1 ? "" : "s", folder.len > 0 ? folder.data : ".");
    if (summary.unjudged_count > 0)
        printf("%zu line%s could not be judged: the directory does not know the LEA, or the LEA "
               "that it is compared with has no figures\n",
            summary.unjudged_count, summary.unjudged_count == 1 ? "" : "s");
    buf_free(&folder);
    return 0;
}

/* Before anything is seen: who looks and fails has looked. */
static int
enter(const struct settings *settings, struct db *db, struct err *err)
{
    bool has_output = settings_flag(settings, OPTION_OUTPUT);
    bool is_unsuppressed = settings_flag(settings, OPTION_UNSUPPRESSED);
    bool has_agency = settings_flag(settings, OPTION_AGENCY);
    char subject[64], year[10];

    school_year_format((int)settings_number(settings, OPTION_YEAR), year);
    if (settings_flag(settings, OPTION_SNAPSHOT))
        snprintf(subject, sizeof subject, "snapshot %lld",
            (long long)settings_number(settings, OPTION_SNAPSHOT));
    else
        snprintf(subject, sizeof subject, "%s", year);
    if (!has_output)
        return audit_chain_add(db, "report", subject, "agency files", err);
    if (is_unsuppressed)
        return audit_chain_add(db, "report", subject,
            has_agency ? "unsuppressed, with agency files" : "unsuppressed", err);
    return audit_chain_add(
        db, "report", subject, has_agency ? "public, with agency files" : "public", err);
}

int
command_report(const struct settings *settings, struct err *err)
{
    struct db *db = NULL;
    int rc = 0;

    if (check_settings(settings, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = enter(settings, db, err);
    if (rc == 0)
        rc = write_profile(settings, db, err);
    if (rc == 0 && settings_flag(settings, OPTION_AGENCY)) {
        if (settings_flag(settings, OPTION_SNAPSHOT))
            printf("apportionment.csv and ineligible.csv are made of the current data alone, not "
                   "of a snapshot\n");
        else
            rc = write_agency_files(settings, db, err);
    }
    if (rc == 0)
        report_folders_warn(settings, report_formats(settings));
    db_close(db);
    return rc;
}
