#include "base/finding.h"
#include "ingest/encode.h"

#include "cli/findings/findings_csv.h"

#include "cli/findings/rejects.h"

int
rejects_open(struct rejects *rejects, const char *dir, struct err *err)
{
    static const char *const columns[] = {"record", "line", "rule", "message"};

    *rejects = (struct rejects){0};
    if (result_file_open(&rejects->records, dir, "rejected.csv", err) != 0)
        return -1;
    if (result_file_open(&rejects->rules, dir, "rejected_rules.csv", err) != 0) {
        result_file_discard(&rejects->records);
        return -1;
    }
    rejects->is_open = true;
    rejects->csv.out = &rejects->rules.out;
    csv_out_header(&rejects->csv, columns, sizeof columns / sizeof *columns);
    return 0;
}

/* A disk that is full ends the work at once, not after the whole file was read. */
static int
status(const struct result_file *result, struct err *err)
{
    if (out_status(&result->out) == 0)
        return 0;
    *err = result->err;
    return -1;
}

static int
add_rule(struct rejects *rejects, const struct finding *finding, struct err *err)
{
    struct csv_out *csv = &rejects->csv;

    csv_out_unsigned(csv, finding->record);
    csv_out_unsigned(csv, finding->line);
    csv_out_string(csv, finding->rule->id);
    findings_csv_message(&rejects->buf, finding);
    csv_out_free_string(csv, rejects->buf.data);
    csv_out_end_row(csv);
    return status(&rejects->rules, err);
}

int
rejects_add_finding(struct rejects *rejects, const struct finding *finding, struct err *err)
{
    if (!rejects->is_open || finding->rule->severity != SEVERITY_ERROR || finding->record == 0)
        return 0;
    return add_rule(rejects, finding, err);
}

int
rejects_add_mixed(struct rejects *rejects, const struct record *record,
    const struct rule_info *rule, struct err *err)
{
    const struct finding finding = {.rule = rule, .line = record->line, .record = record->number};

    return rejects->is_open ? add_rule(rejects, &finding, err) : 0;
}

/* The last line of a file may have no end; what is written after it must not join it. */
static int
add_line(struct rejects *rejects, struct text line, struct err *err)
{
    struct buf *bytes = &rejects->buf;

    if (!rejects->is_open)
        return 0;
    buf_reset(bytes);
    encode_add(bytes, rejects->encoding, line);
    if (line.len > 0 && line.at[line.len - 1] != '\n' && line.at[line.len - 1] != '\r')
        encode_add(bytes, rejects->encoding, TEXT("\n"));
    out_bytes(&rejects->records.out, bytes->data, bytes->len);
    return status(&rejects->records, err);
}

int
rejects_begin(struct rejects *rejects, const struct file_form *form, struct err *err)
{
    struct text mark = encode_mark(form->encoding);

    if (!rejects->is_open)
        return 0;
    rejects->encoding = form->encoding;
    if (form->has_bom)
        out_bytes(&rejects->records.out, mark.at, mark.len);
    return add_line(rejects, form->header, err);
}

int
rejects_add_record(struct rejects *rejects, const struct record *record, struct err *err)
{
    return add_line(rejects, record->raw, err);
}

int
rejects_finish(struct rejects *rejects, struct err *err)
{
    if (result_file_finish(&rejects->records, err) != 0)
        return -1;
    return result_file_finish(&rejects->rules, err);
}

int
rejects_commit(struct rejects *rejects, struct err *err)
{
    int rc = result_file_commit(&rejects->records, err);

    if (rc == 0)
        rc = result_file_commit(&rejects->rules, err);
    else
        result_file_discard(&rejects->rules);
    buf_free(&rejects->buf);
    rejects->is_open = false;
    return rc;
}

void
rejects_discard(struct rejects *rejects)
{
    result_file_discard(&rejects->records);
    result_file_discard(&rejects->rules);
    buf_free(&rejects->buf);
    rejects->is_open = false;
}
