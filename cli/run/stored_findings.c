#include "base/buf.h"
#include "base/err.h"
#include "ingest/reader.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/findings/findings_csv.h"
#include "cli/findings/mask.h"
#include "cli/findings/table_in.h"

#include "cli/run/stored_result.h"

/* The lines of a findings.csv; the columns are those of findings_csv.c. */
enum { RULE_FIELD = 5, VALUE_FIELD = 9, FIELD_COUNT = 12 };

struct copying {
    struct findings_csv *findings;
    const char *dir;
    bool is_header_read;
    struct buf rule; /* of the line before, */
    bool is_of_law;  /* and what it is */
};

/* Lines of one rule come in long runs. */
static bool
is_of_law(struct copying *copying, struct text id)
{
    const struct rule_info *rule;

    if (text_equals(id, (struct text){copying->rule.data, copying->rule.len}))
        return copying->is_of_law;
    buf_reset(&copying->rule);
    buf_add(&copying->rule, id.at, id.len);
    rule = catalogue_find(buf_terminate(&copying->rule));
    copying->is_of_law = rule != NULL && catalogue_rule_is_of_law((enum rule_id)rule->number);
    return copying->is_of_law;
}

static void
write_masked(struct copying *copying, const struct record *record)
{
    struct findings_csv *findings = copying->findings;

    buf_reset(&findings->buf);
    mask_add_again(&findings->buf, csv_out_without_apostrophe(record->fields[VALUE_FIELD]),
        findings->show_values);
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (i == VALUE_FIELD)
            csv_out_free_text(&findings->csv, (struct text){findings->buf.data, findings->buf.len});
        else
            csv_out_text(&findings->csv, record->fields[i]);
    }
    csv_out_end_row(&findings->csv);
}

static int
take_record(void *ctx, const struct record *record, struct err *err)
{
    struct copying *copying = ctx;
    const struct out *out = copying->findings->csv.out;

    if (!copying->is_header_read) {
        copying->is_header_read = true;
        return 0;
    }
    if (record->field_count == FIELD_COUNT && !is_of_law(copying, record->fields[RULE_FIELD]))
        write_masked(copying, record);
    if (out_status(out) == 0)
        return 0;
    *err = *out->err;
    return -1;
}

static int
take_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    const struct copying *copying = ctx;

    return err_set(err, ERR_IO, "could not read \"%s/findings.csv\": %s", copying->dir,
        problem->detail != NULL ? problem->detail : "it is damaged");
}

int
stored_result_copy_findings(const char *dir, struct findings_csv *findings, struct err *err)
{
    struct copying copying = {.findings = findings, .dir = dir};
    const struct reader_sink records = {
        .record = take_record, .problem = take_problem, .ctx = &copying};
    struct buf path = {0};
    int rc;

    buf_printf(&path, "%s/findings.csv", dir);
    rc = table_in_read(path.data, &records, err);
    if (rc != 0 && err->code == ERR_NO_INPUT)
        rc = 0;
    buf_free(&copying.rule);
    buf_free(&path);
    return rc;
}
