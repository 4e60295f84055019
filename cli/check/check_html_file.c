#include "base/buf.h"
#include "base/submission.h"
#include "report/render/html_out.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_sentence.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"

#include "cli/check/check_html_file.h"

enum { SHOWN_SPELLINGS = 50 };

void
check_html_file_id(size_t number, char id[CHECK_HTML_ID_SIZE])
{
    snprintf(id, CHECK_HTML_ID_SIZE, "file-%zu", number);
}

static void
write_fact(struct out *out, const char *term, const char *text)
{
    html_out_raw(out, "<div><dt>");
    html_out_string(out, term);
    html_out_raw(out, "</dt><dd>");
    html_out_string(out, text);
    html_out_raw(out, "</dd></div>\n");
}

static void
write_row_fact(struct out *out, const struct summary *summary, const struct row_counts *rows)
{
    struct buf buf = {0};

    check_sentence_add_count(&buf, rows->read);
    buf_add_text(&buf, " read = ");
    check_sentence_add_count(&buf, rows->loaded);
    buf_add_text(&buf, summary->is_taken ? " loaded + " : " to load + ");
    check_sentence_add_count(&buf, rows->rejected);
    buf_add_text(&buf, " refused + ");
    check_sentence_add_count(&buf, rows->withheld);
    buf_add_text(&buf, " held back with the file");
    write_fact(out, "Rows", buf_terminate(&buf));
    buf_free(&buf);
}

static void
write_facts(struct out *out, const struct summary *summary, const struct outcome *outcome)
{
    struct buf buf = {0};

    html_out_raw(out, "<dl class=\"facts\">\n");
    check_sentence_add_form(&buf, outcome);
    write_fact(out, "How it was read", buf_terminate(&buf));
    buf_reset(&buf);
    if (outcome->has_form)
        write_row_fact(out, summary, &outcome->judgement.rows);
    check_sentence_add_days(&buf, outcome);
    if (buf.len > 0)
        write_fact(out, "Days of attendance", buf.data);
    buf_reset(&buf);
    if (outcome->ingest.sha256[0] != '\0') {
        check_sentence_add_counted(&buf, outcome->ingest.bytes, "byte");
        buf_printf(&buf, ", SHA-256 %s", outcome->ingest.sha256);
        write_fact(
            out, outcome->ingest.gzip_members > 0 ? "Expanded" : "Content", buf_terminate(&buf));
    }
    html_out_raw(out, "</dl>\n");
    buf_free(&buf);
}

static bool
is_passed(const struct rule_count *count)
{
    return count->applied > 0 && count->found == 0;
}

static void
write_passes(struct out *out, const struct judgement *judgement)
{
    uint64_t judged = 0, passed = 0;

    for (size_t i = 0; i < judgement->count_count; i++) {
        judged += judgement->counts[i].applied > 0;
        passed += is_passed(&judgement->counts[i]);
    }
    if (judged == 0)
        return;
    html_out_raw(
        out, "<h3 class=\"of-passed\">Passed</h3>\n<div class=\"card\">\n<details>\n<summary>");
    if (passed == judged)
        html_out_raw(out, "All ");
    html_out_grouped(out, passed);
    if (passed != judged) {
        html_out_raw(out, " of the ");
        html_out_grouped(out, judged);
    }
    html_out_raw(out, " rules that were judged found nothing</summary>\n<p class=\"names\">");
    for (size_t i = 0, shown = 0; i < judgement->count_count; i++) {
        if (!is_passed(&judgement->counts[i]))
            continue;
        if (shown++ > 0)
            html_out_raw(out, " &middot; ");
        html_out_string(out, catalogue_rule((size_t)judgement->counts[i].rule)->message);
    }
    html_out_raw(out, "</p>\n</details>\n</div>\n");
}

/* True for the first of those that were not judged for the same reason. */
static bool
is_first_of_reason(const struct judgement *judgement, size_t place)
{
    for (size_t i = 0; i < place; i++) {
        if (strcmp(judgement->not_judged[i].reason, judgement->not_judged[place].reason) == 0)
            return false;
    }
    return true;
}

static void
write_not_judged(struct out *out, const struct judgement *judgement)
{
    if (judgement->not_judged_count == 0)
        return;
    html_out_raw(out, "<h3 class=\"of-unjudged\">Not judged</h3>\n<dl class=\"facts\">\n");
    for (size_t i = 0; i < judgement->not_judged_count; i++) {
        const char *reason = judgement->not_judged[i].reason;
        struct buf buf = {0};

        if (!is_first_of_reason(judgement, i))
            continue;
        for (size_t j = i; j < judgement->not_judged_count; j++) {
            if (strcmp(judgement->not_judged[j].reason, reason) == 0)
                buf_printf(&buf, "%s%s", j > i ? ", " : "", judgement->not_judged[j].rule->id);
        }
        write_fact(out, reason, buf.data);
        buf_free(&buf);
    }
    html_out_raw(out, "</dl>\n");
}

static void
write_spelling(struct out *out, const struct normalization *each)
{
    html_out_raw(out, "<tr><th scope=\"row\">");
    html_out_string(out, each->column);
    html_out_raw(out, "</th><td class=\"words\">");
    html_out_string(out, each->spelling);
    html_out_raw(out, "</td><td class=\"words\">");
    html_out_string(out, each->code);
    html_out_raw(out, "</td><td>");
    html_out_grouped(out, each->rows);
    html_out_raw(out, "</td></tr>\n");
}

static void
write_spellings(struct out *out, const struct judgement *judgement, size_t number)
{
    size_t count = judgement->normalization_count;
    size_t shown = count < SHOWN_SPELLINGS ? count : SHOWN_SPELLINGS;

    if (count == 0)
        return;
    html_out_raw(out, "<h3 class=\"of-info\">Spellings read as codes</h3>\n<div class=\"card\">\n");
    out_printf(out,
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Spellings in "
        "file %zu\">\n<table>\n",
        number);
    if (count > shown)
        out_printf(out,
            "<caption><span>The first %zu of %zu; all stand in summary.json.</span></caption>\n",
            shown, count);
    html_out_raw(out, "<thead><tr><th scope=\"col\" class=\"words\">Column</th>"
                      "<th scope=\"col\" class=\"words\">Spelling</th>"
                      "<th scope=\"col\" class=\"words\">Read as</th>"
                      "<th scope=\"col\">Rows</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < shown; i++)
        write_spelling(out, &judgement->normalizations[i]);
    html_out_raw(out, "</tbody>\n</table>\n</div>\n</div>\n");
}

void
check_html_file_write(struct out *out, const struct summary *summary, size_t number)
{
    const struct summary_file *file = &summary->files[number - 1];
    const struct judgement *judgement = &file->outcome->judgement;
    struct buf buf = {0};
    char id[CHECK_HTML_ID_SIZE];

    check_html_file_id(number, id);
    html_out_raw(out, "<section class=\"file\" id=\"");
    html_out_string(out, id);
    html_out_raw(out, "\">\n<h2>");
    html_out_string(out, file->outcome->file);
    html_out_raw(out, " ");
    check_html_write_badge(out, judgement->verdict == VERDICT_ACCEPTED);
    html_out_raw(out, "</h2>\n");
    if (summary->file_count > 1) {
        html_out_raw(out, "<p>");
        check_sentence_add_outcome(&buf, summary, file);
        buf.data[0] = text_upper(buf.data[0]);
        html_out_text(out, (struct text){buf.data, buf.len});
        html_out_raw(out, "</p>\n");
    }
    write_facts(out, summary, file->outcome);
    check_html_rules_write(out, file, number);
    if (file->outcome->has_form)
        write_passes(out, judgement);
    write_not_judged(out, judgement);
    write_spellings(out, judgement, number);
    html_out_raw(out, "</section>\n");
    buf_free(&buf);
}
