#include "base/buf.h"
#include "base/err.h"
#include "ingest/reader.h"
#include "ingest/source.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/findings_csv.h"
#include "cli/mask.h"

#include "cli/stored_result.h"

/* The lines of a findings.csv; the columns are those of findings_csv.c. */
enum { RULE_FIELD = 5, VALUE_FIELD = 9, FIELD_COUNT = 12 };

struct copying {
    struct findings_csv *findings;
    const char *dir;
    bool is_header_read;
    struct buf rule; /* of the line before, */
    bool is_of_law;  /* and what it is */
};

static int
take_first_line(void *ctx, struct text line, unsigned long number, char *delimiter, struct err *err)
{
    (void)ctx;
    (void)line;
    (void)number;
    (void)err;
    *delimiter = ',';
    return 0;
}

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

static int
copy(struct copying *copying, struct source *source, struct err *err)
{
    const struct reader_sink sink = {take_first_line, take_record, take_problem, copying};
    struct reader *reader = reader_new(&sink, false);
    struct text block;
    int rc = 0;

    while (rc == 0 && source_next(source, &block))
        rc = reader_feed(reader, block, err);
    if (rc == 0 && source_problem(source) != NULL)
        rc = take_problem(copying, source_problem(source), err);
    if (rc == 0)
        rc = reader_finish(reader, err);
    reader_free(reader);
    return rc;
}

int
stored_result_copy_findings(const char *dir, struct findings_csv *findings, struct err *err)
{
    struct copying copying = {.findings = findings, .dir = dir};
    struct source *source = NULL;
    struct buf path = {0};
    int rc;

    buf_printf(&path, "%s/findings.csv", dir);
    rc = source_open(&source, path.data, 0, err);
    if (rc == 0)
        rc = copy(&copying, source, err);
    else if (err->code == ERR_NO_INPUT)
        rc = 0;
    source_close(source);
    buf_free(&copying.rule);
    buf_free(&path);
    return rc;
}
