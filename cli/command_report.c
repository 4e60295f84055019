#include "base/buf.h"
#include "base/err.h"
#include "base/outfile.h"
#include "base/submission.h"
#include "report/alarm.h"
#include "report/coverage_csv.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "report/report.h"
#include "report/report_files.h"
#include "report/year_report.h"
#include "sql/db.h"

#include "cli/agency_report.h"
#include "cli/command.h"
#include "cli/database.h"
#include "cli/folder.h"
#include "cli/report_materials.h"
#include "cli/report_told.h"
#include "cli/settings.h"
#include "cli/terminal.h"

static int
check_settings(const struct settings *settings, struct err *err)
{
    bool is_public = !settings_flag(settings, OPTION_UNSUPPRESSED);
    bool has_output = settings_flag(settings, OPTION_OUTPUT);
    bool has_agency = settings_flag(settings, OPTION_AGENCY);

    if (has_output && has_agency && is_public &&
        folder_is_inside(
            settings_text(settings, OPTION_AGENCY), settings_text(settings, OPTION_OUTPUT)))
        return err_set(err, ERR_USAGE,
            "report: --agency must not be in the folder of the public files, --output");
    if (is_public && (has_output || !has_agency))
        return err_set(err, ERR_CONFIG,
            "report: the public files need small counts to be suppressed, and this version does "
            "not have that step; --unsuppressed writes the agency's own files");
    if (has_agency && settings_flag(settings, OPTION_SNAPSHOT))
        return err_set(err, ERR_USAGE,
            "report: the agency's files are made of the current data: --agency cannot go with "
            "--snapshot");
    if ((!settings_flag(settings, OPTION_YEAR) && !settings_flag(settings, OPTION_SNAPSHOT)) ||
        (!has_output && !is_public))
        return err_set(err, ERR_USAGE, "report: --year and --output are needed%s",
            is_public ? "; with --agency alone --year is" : "");
    return 0;
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
print_figure(const char *label, uint32_t figure)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_grouped(figure, text);
    printf("  %-46s%12s\n", label, text);
}

/* Counts of the whole state, small ones hidden by nobody: to the one who asked for them. */
static void
print_summary(const struct report_request *request, const struct report_summary *summary)
{
    const uint32_t *measures = summary->measures;
    struct buf folder = {0};
    char text[NUMBER_TEXT_SIZE];
    char year[10];

    school_year_format(summary->year, year);
    terminal_add_name(&folder, request->output);
    printf("Independent study in California, %s (unsuppressed, not for the public)\n", year);
    print_figure("pupils with independent study", measures[MEASURE_PUPILS]);
    print_figure("half of their time or more", measures[MEASURE_FIFTY_PERCENT]);
    print_figure("16 schooldays or more", measures[MEASURE_LONG_TERM]);
    print_figure("grade 12 and graduates", measures[MEASURE_GRADE12]);
    print_figure("of these with a diploma", measures[MEASURE_DIPLOMA]);
    if (measures[MEASURE_GRADE12] > 0) {
        number_text_decimal(
            number_percent_tenths(measures[MEASURE_DIPLOMA], measures[MEASURE_GRADE12]), 1, text);
        printf("  %-46s%11s%%\n", "diploma completion", text);
    }
    print_figure("of these with another completion", measures[MEASURE_OTHER_COMPLETER]);
    number_text_grouped(summary->row_count, text);
    printf("%s rows about the state, its counties, districts and ", text);
    number_text_grouped(summary->school_count, text);
    printf("%s schools are in %s\n", text, folder.len > 0 ? folder.data : ".");
    buf_free(&folder);
}

/* What is to be said when all has gone well. */
struct telling {
    const char *agency; /* folder for coverage.csv; NULL for none */
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
    if (telling->agency != NULL)
        rc = write_coverage(telling->agency, report, &alarms, err);
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
        .tell = tell,
        .ctx = &telling,
    };
    int rc = report_materials_make(&materials, err);

    request.reference = materials.tables;
    request.versions = &materials.versions;
    if (rc == 0)
        rc = report_write_unsuppressed(db, &request, &summary, err);
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

int
command_report(const struct settings *settings, struct err *err)
{
    struct db *db = NULL;
    int rc = 0;

    if (check_settings(settings, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = write_profile(settings, db, err);
    if (rc == 0 && settings_flag(settings, OPTION_AGENCY))
        rc = write_agency_files(settings, db, err);
    db_close(db);
    return rc;
}
