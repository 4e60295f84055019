#include "base/buf.h"
#include "base/err.h"
#include "base/finding.h"
#include "base/outfile.h"
#include "base/submission.h"
#include "transform/catalogue.h"
#include "transform/state/state_judge.h"

#include "cli/check/check_sentence.h"
#include "cli/findings/findings_csv.h"
#include "cli/findings/result_file.h"
#include "cli/run/state_source.h"

#include "cli/run/state_findings.h"

/* So many LEAs are named in a finding. */
enum { NAMED_LEAS = 5, LEA_AND_COMMA = 9, SSID_SIZE = 11 };

/* state/<year> */
enum { OWN_FOLDERS = 2 };

struct making {
    struct state_result *result;
    struct result_file file;
    struct findings_csv findings;
    struct buf detail;
    char ssid[SSID_SIZE]; /* of the row before */
};

static int
begin_counts(struct state_result *result, int year, struct err *err)
{
    *result = (struct state_result){.year = year};
    for (const char *const *rule = state_rules; *rule != NULL; rule++) {
        const struct rule_info *info = catalogue_find(*rule);

        if (info == NULL || result->count == STATE_RULE_MAX)
            return err_set(err, ERR_BUG, "%s is no rule that can be counted", *rule);
        result->counts[result->count++].rule = info;
    }
    return 0;
}

/* "LEA 0199999, also 0799997": in whose file the row is, and who else is concerned. */
static void
write_detail(struct buf *detail, const struct state_finding *finding)
{
    size_t others = (strlen(finding->others) + 2) / LEA_AND_COMMA;
    size_t named = others < NAMED_LEAS ? others : NAMED_LEAS;

    buf_reset(detail);
    buf_printf(
        detail, "%s%sLEA %s", finding->what, *finding->what != '\0' ? "; " : "", finding->lea);
    if (named > 0)
        buf_printf(detail, ", also %.*s", (int)(named * LEA_AND_COMMA - 2), finding->others);
    if (others > named)
        buf_printf(detail, " and %zu more", others - named);
}

static void
count_finding(struct making *making, struct state_rule_count *count, const char *ssid)
{
    count->pupils += count->found == 0 || strcmp(making->ssid, ssid) != 0;
    count->found++;
    snprintf(making->ssid, sizeof making->ssid, "%s", ssid);
}

static int
take_finding(void *ctx, const struct state_finding *row, struct err *err)
{
    struct making *making = ctx;
    struct state_rule_count *count = making->result->counts;
    struct finding finding = {
        .line = row->line,
        .record = row->record,
        .column = row->column,
        .value = text_of(row->value),
        .has_value = true,
        .ineligible_days = NO_COST,
        .ineligible_ada = NO_COST,
    };

    while (strcmp(count->rule->id, row->rule) != 0)
        count++;
    count_finding(making, count, row->ssid);
    if (making->file.file == NULL)
        return 0;
    write_detail(&making->detail, row);
    finding.rule = count->rule;
    finding.detail = making->detail.data;
    findings_csv_add(&making->findings, row->file_name, &finding);
    if (out_status(&making->file.out) == 0)
        return 0;
    *err = making->file.err;
    return -1;
}

static int
open_file(struct making *making, const struct state_wish *wish, struct err *err)
{
    struct buf folder = {0};
    int rc;

    if (wish->output == NULL)
        return 0;
    buf_printf(&folder, "%s/", wish->output);
    state_findings_folder(&folder, wish->year);
    rc = outfile_make_folder_inside(folder.data, OWN_FOLDERS, err);
    if (rc == 0)
        rc = result_file_open(&making->file, folder.data, "findings.csv", err);
    if (rc == 0)
        findings_csv_begin(&making->findings, &making->file.out, wish->show_values);
    buf_free(&folder);
    return rc;
}

int
state_findings_make(
    struct db *db, const struct state_wish *wish, struct state_result *result, struct err *err)
{
    struct making making = {.result = result};
    const struct state_sink sink = {take_finding, &making};
    int rc = -1;

    if (begin_counts(result, wish->year, err) == 0 && open_file(&making, wish, err) == 0 &&
        state_source_review(db, wish->year, wish->leas, wish->lea_count, &sink, err) == 0)
        rc = result_file_commit(&making.file, err);
    result_file_discard(&making.file);
    findings_csv_end(&making.findings);
    buf_free(&making.detail);
    return rc;
}

void
state_findings_folder(struct buf *buf, int year)
{
    char school_year[10];

    school_year_format(year, school_year);
    buf_printf(buf, "state/%s", school_year);
}

void
state_findings_write_lines(struct buf *buf, const struct state_result *result)
{
    char school_year[10];

    school_year_format(result->year, school_year);
    for (size_t i = 0; i < result->count; i++) {
        const struct state_rule_count *count = &result->counts[i];

        if (count->found == 0)
            continue;
        buf_printf(buf, "%s %s: ", school_year, count->rule->id);
        check_sentence_add_counted(buf, count->found, "row");
        buf_add_text(buf, " of ");
        check_sentence_add_counted(buf, count->pupils, "pupil");
        buf_add_byte(buf, '\n');
    }
    buf_terminate(buf);
}
