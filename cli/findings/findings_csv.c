#include "base/finding.h"

#include "cli/findings/mask.h"

#include "cli/findings/findings_csv.h"

void
findings_csv_begin(struct findings_csv *findings, struct out *out, bool show_values)
{
    static const char *const columns[] = {"file", "line", "record", "column_no", "column", "rule",
        "severity", "message", "fix", "value", "ineligible_days", "ineligible_ada"};

    *findings = (struct findings_csv){.csv = {.out = out}, .show_values = show_values};
    csv_out_header(&findings->csv, columns, sizeof columns / sizeof *columns);
}

void
findings_csv_message(struct buf *buf, const struct finding *finding)
{
    buf_reset(buf);
    buf_add_text(buf, finding->rule->message);
    if (finding->detail != NULL)
        buf_printf(buf, ": %s", finding->detail);
}

/* Positions count from 1, so 0 is none. */
static void
add_position(struct csv_out *csv, uint64_t position)
{
    if (position == 0)
        csv_out_blank(csv);
    else
        csv_out_unsigned(csv, position);
}

static void
add_cost(struct csv_out *csv, int64_t cost)
{
    if (cost == NO_COST)
        csv_out_blank(csv);
    else
        csv_out_decimal(csv, cost, 2);
}

void
findings_csv_add(struct findings_csv *findings, const char *file, const struct finding *finding)
{
    struct csv_out *csv = &findings->csv;

    csv_out_free_string(csv, file);
    add_position(csv, finding->line);
    add_position(csv, finding->record);
    add_position(csv, (uint64_t)finding->field);
    csv_out_string(csv, finding->column);
    csv_out_string(csv, finding->rule->id);
    csv_out_string(csv, severity_name(finding->rule->severity));
    findings_csv_message(&findings->buf, finding);
    csv_out_free_string(csv, findings->buf.data);
    csv_out_free_string(csv, finding->rule->fix);
    buf_reset(&findings->buf);
    if (finding->has_value)
        mask_add(&findings->buf, finding->value, findings->show_values);
    csv_out_free_text(csv, (struct text){findings->buf.data, findings->buf.len});
    add_cost(csv, finding->ineligible_days);
    add_cost(csv, finding->ineligible_ada);
    csv_out_end_row(csv);
}

void
findings_csv_end(struct findings_csv *findings)
{
    buf_free(&findings->buf);
}
