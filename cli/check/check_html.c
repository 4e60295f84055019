#include "base/buf.h"
#include "base/submission.h"
#include "report/render/html_out.h"
#include "report/render/out.h"
#include "transform/catalogue.h"

#include "cli/check/check_causes.h"
#include "cli/check/check_html_file.h"
#include "cli/check/check_sentence.h"
#include "cli/pipeline/materials.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"

#include "cli/check/check_html.h"

/* Escapes what is in buf, and empties it. */
static void
write_buf(struct out *out, struct buf *buf)
{
    html_out_text(out, (struct text){buf->data, buf->len});
    buf_reset(buf);
}

void
check_html_write_badge(struct out *out, bool is_accepted)
{
    if (is_accepted)
        html_out_raw(out, "<span class=\"badge good\"><span aria-hidden=\"true\">&#10003;</span> "
                          "Accepted</span>");
    else
        html_out_raw(out, "<span class=\"badge bad\"><span aria-hidden=\"true\">&#10005;</span> "
                          "Refused</span>");
}

/* " of LEA 0199999, 2023-2024": the first that a file tells; all files are of one. */
static void
write_whose(struct out *out, const struct summary *summary)
{
    const char *lea = "";
    int first_year = 0;
    char year[10];

    for (size_t i = 0; i < summary->file_count; i++) {
        const struct submission_key *key = &summary->files[i].outcome->judgement.key;

        lea = *lea == '\0' ? key->lea : lea;
        first_year = first_year == 0 ? key->year : first_year;
    }
    if (*lea != '\0') {
        html_out_raw(out, " of LEA ");
        html_out_string(out, lea);
    }
    if (first_year != 0) {
        school_year_format(first_year, year);
        html_out_raw(out, ", ");
        html_out_string(out, year);
    }
}

/* A line for each file, with a link to its section. */
static void
write_file_verdicts(struct out *out, const struct summary *summary, struct buf *buf)
{
    html_out_raw(out, "<ul class=\"verdicts\">\n");
    for (size_t i = 0; i < summary->file_count; i++) {
        const struct summary_file *file = &summary->files[i];
        char id[CHECK_HTML_ID_SIZE];

        check_html_file_id(i + 1, id);
        html_out_raw(out, "<li>");
        check_html_write_badge(out, file->outcome->judgement.verdict == VERDICT_ACCEPTED);
        html_out_raw(out, " <span><a href=\"#");
        html_out_string(out, id);
        html_out_raw(out, "\">");
        html_out_string(out, file->outcome->file);
        html_out_raw(out, "</a> ");
        check_sentence_add_outcome(buf, summary, file);
        write_buf(out, buf);
        html_out_raw(out, "</span></li>\n");
    }
    html_out_raw(out, "</ul>\n");
}

static void
write_verdicts(struct out *out, const struct summary *summary)
{
    struct buf buf = {0};

    html_out_raw(out, "<p class=\"verdict\">");
    check_html_write_badge(out, summary_is_accepted(summary));
    html_out_raw(out, "</p>\n<h1 class=\"sentence\">");
    if (summary->file_count == 1)
        check_sentence_add_verdict(&buf, summary, &summary->files[0]);
    else
        check_sentence_add_set_verdict(&buf, summary);
    write_buf(out, &buf);
    html_out_raw(out, "</h1>\n");
    if (summary->file_count > 1)
        write_file_verdicts(out, summary, &buf);
    check_sentence_add_damage(&buf, summary);
    if (buf.len > 0) {
        html_out_raw(out, "<p class=\"callout\">");
        write_buf(out, &buf);
        html_out_raw(out, "</p>\n");
    }
    buf_free(&buf);
}

static void
write_tile(struct out *out, uint64_t count, const char *label)
{
    html_out_raw(out, "<div class=\"tile\"><dt>");
    html_out_string(out, label);
    html_out_raw(out, "</dt><dd>");
    html_out_grouped(out, count);
    html_out_raw(out, "</dd></div>\n");
}

/* Whole days of agreements that earn nothing; false when the law has judged none. */
static bool
count_days(const struct summary *summary, uint64_t *days)
{
    bool has_days = false;

    *days = 0;
    for (size_t i = 0; i < summary->file_count; i++) {
        const struct outcome *outcome = summary->files[i].outcome;

        has_days = has_days || outcome->has_days;
        *days += outcome->has_days ? (uint64_t)(outcome->ineligible_days + 50) / 100 : 0;
    }
    return has_days;
}

static uint64_t
count_found(const struct summary *summary, enum severity severity)
{
    uint64_t found = 0;

    for (size_t i = 0; i < summary->file_count; i++) {
        const struct judgement *judgement = &summary->files[i].outcome->judgement;

        for (size_t j = 0; j < judgement->count_count; j++) {
            if (catalogue_rule((size_t)judgement->counts[j].rule)->severity == severity)
                found += judgement->counts[j].found;
        }
    }
    return found;
}

static void
write_tiles(struct out *out, const struct summary *summary)
{
    struct row_counts sum = {0};
    uint64_t days;

    for (size_t i = 0; i < summary->file_count; i++) {
        const struct row_counts *rows = &summary->files[i].outcome->judgement.rows;

        sum.read += rows->read;
        sum.loaded += rows->loaded;
        sum.rejected += rows->rejected;
        sum.withheld += rows->withheld;
    }
    if (sum.read == 0)
        return;
    html_out_raw(out, "<dl class=\"tiles six\">\n");
    write_tile(out, sum.read, "rows read");
    write_tile(out, sum.loaded, summary->is_taken ? "rows loaded" : "rows to load");
    write_tile(out, sum.rejected, "rows refused");
    if (sum.withheld > 0)
        write_tile(out, sum.withheld, "good rows held back with their file");
    if (count_days(summary, &days))
        write_tile(out, days, "days of attendance that earn nothing");
    else
        write_tile(
            out, count_found(summary, SEVERITY_INELIGIBLE), "findings that cost apportionment");
    write_tile(out, count_found(summary, SEVERITY_WARNING), "warnings");
    html_out_raw(out, "</dl>\n");
}

static void
write_contents(struct out *out, const struct summary *summary, bool has_causes)
{
    html_out_raw(out, "<nav class=\"contents\" aria-label=\"On this page\"><ul>\n"
                      "<li><a href=\"#next\">What to do next</a></li>\n");
    if (has_causes)
        html_out_raw(out, "<li><a href=\"#causes\">Mend one, clear many</a></li>\n");
    html_out_raw(out, "<li><a href=\"#file-1\">Rule by rule");
    out_text(out, summary->file_count > 1 ? ", file by file" : "");
    html_out_raw(out, "</a></li>\n</ul></nav>\n");
}

static void
write_step(void *ctx, const char *text)
{
    struct out *out = ctx;

    html_out_raw(out, "<li>");
    html_out_string(out, text);
    html_out_raw(out, "</li>\n");
}

static void
write_steps(struct out *out, const struct summary *summary, enum check_lists lists)
{
    struct check_steps steps = {.summary = summary, .lists = lists, .step = write_step, .ctx = out};

    html_out_raw(out, "<section id=\"next\">\n<h2>What to do next</h2>\n<ol class=\"steps\">\n");
    check_steps_list(&steps);
    html_out_raw(out, "</ol>\n</section>\n");
}

static void
write_cause(struct out *out, const struct summary *summary, const struct check_cause *each,
    uint64_t most, struct buf *buf)
{
    const struct cause *cause = &each->cause;

    html_out_raw(out, "<li><p class=\"count\"><b>");
    html_out_grouped(out, cause->rows);
    html_out_raw(out, "</b> rows");
    html_out_bar(out, cause->rows, most);
    html_out_raw(out, "</p><div><p><code>");
    check_causes_add_value(buf, cause);
    write_buf(out, buf);
    html_out_raw(out, "</code>");
    if (summary->file_count > 1) {
        html_out_raw(out, " in ");
        html_out_string(out, each->file->outcome->file);
    }
    html_out_raw(out, "</p><p>");
    buf_printf(buf, "%c%s", text_upper(cause->rule->message[0]), cause->rule->message + 1);
    if (cause->detail != NULL)
        buf_printf(buf, "; %s", cause->detail);
    buf_printf(buf, ". %s", cause->rule->fix);
    write_buf(out, buf);
    html_out_raw(out, "</p><p class=\"source\">");
    buf_printf(buf, "%s, %s, first in line %lu", cause->rule->id,
        severity_name(cause->rule->severity), cause->line);
    write_buf(out, buf);
    html_out_raw(out, "</p></div></li>\n");
}

static void
write_causes(struct out *out, const struct summary *summary, const struct check_cause *causes,
    size_t count, bool is_complete)
{
    struct buf buf = {0};

    if (count == 0)
        return;
    html_out_raw(out, "<section id=\"causes\">\n<h2>Mend one, clear many</h2>\n<p>The same wrong "
                      "value in many rows is often one mistake at one place. Those that stand in "
                      "most rows come first.");
    if (count == CHECK_CAUSES || !is_complete)
        html_out_raw(out, " There are more, in fewer rows each.");
    html_out_raw(out, "</p>\n<ol class=\"causes card\">\n");
    for (size_t i = 0; i < count; i++)
        write_cause(out, summary, &causes[i], causes[0].cause.rows, &buf);
    html_out_raw(out, "</ol>\n</section>\n");
    buf_free(&buf);
}

static void
write_footer(struct out *out, const struct summary *summary)
{
    const struct basis *basis = &summary->materials->basis;

    html_out_raw(out, "<footer class=\"page wrap\"><p>");
    if (!summary->shows_values)
        html_out_raw(out, "Values are masked: the first character and the number of characters. ");
    html_out_raw(out,
        "A line is the line of the file, a header counts; beside a column's number "
        "stands its letter in a spreadsheet.</p>\n<p>Judged by isprofile " ISPROFILE_VERSION
        ", rule set <code>");
    out_printf(out, "%.16s</code>, reference data <code>%.16s</code>, ", basis->rule_set,
        basis->reference);
    if (basis->directory[0] != '\0')
        out_printf(out, "school directory <code>%.16s</code>", basis->directory);
    else
        html_out_raw(out, "no school directory");
    html_out_raw(out, ". The same file judged on the same grounds has the same result "
                      "everywhere.</p></footer>\n");
}

static void
write_header(struct out *out, const struct summary *summary, bool has_causes)
{
    html_out_raw(out, "<a class=\"skip\" href=\"#main\">Skip to what to do next</a>\n"
                      "<header class=\"page\">\n");
    if (summary->shows_values)
        html_out_raw(out, "<div class=\"warning\"><div class=\"wrap\"><p>This page shows values of "
                          "pupils. Keep it as you keep their records.</p></div></div>\n");
    html_out_raw(out, "<div class=\"wrap\">\n<p class=\"eyebrow\">Independent study extracts");
    write_whose(out, summary);
    html_out_raw(out, "</p>\n");
    write_verdicts(out, summary);
    write_tiles(out, summary);
    write_contents(out, summary, has_causes);
    html_out_raw(out, "</div>\n</header>\n");
}

static void
write_title(struct buf *buf, const struct summary *summary)
{
    buf_add_text(buf, summary_is_accepted(summary) ? "Accepted: " : "Refused: ");
    if (summary->file_count == 1)
        buf_add_text(buf, summary->files[0].outcome->file);
    else
        buf_printf(buf, "%zu files", summary->file_count);
    buf_add_text(buf, " - isprofile");
}

void
check_html_write(struct out *out, const struct summary *summary, enum check_lists lists)
{
    struct check_cause causes[CHECK_CAUSES];
    struct buf title = {0};
    bool is_complete;
    size_t count = check_causes_list(summary, causes, &is_complete);

    write_title(&title, summary);
    html_out_begin_page(out, title.data);
    write_header(out, summary, count > 0);
    html_out_raw(out, "<main id=\"main\" class=\"wrap\">\n");
    write_steps(out, summary, lists);
    write_causes(out, summary, causes, count, is_complete);
    for (size_t i = 0; i < summary->file_count; i++)
        check_html_file_write(out, summary, i + 1);
    html_out_raw(out, "</main>\n");
    write_footer(out, summary);
    html_out_end_page(out);
    buf_free(&title);
}
