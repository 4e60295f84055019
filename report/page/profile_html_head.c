#include "base/buf.h"
#include "base/profile_row.h"

#include "report/page/profile_html.h"
#include "report/page/profile_html_lead.h"
#include "report/profile/profile_text.h"
#include "report/render/html_out.h"
#include "report/render/out.h"

#include "report/page/profile_html_head.h"

void
html_page_begin(struct out *out, const struct profile *profile, const char *name)
{
    struct buf title = {0};

    buf_printf(&title, "%s%s%s in California, %d-%02d",
        profile->is_suppressed ? "" : "UNSUPPRESSED: ", name,
        *name == '\0' ? profile->is_suppressed ? "Independent study" : "independent study"
                      : ": independent study",
        profile->year, (profile->year + 1) % 100);
    html_out_begin_page(out, title.data);
    html_out_raw(out, "<a class=\"skip\" href=\"#main\">Skip to the figures</a>\n"
                      "<header class=\"page\">\n");
    if (!profile->is_suppressed) {
        html_out_raw(out, "<div class=\"warning\"><div class=\"wrap\"><p>");
        html_out_string(out, profile_unsuppressed_notice);
        html_out_raw(out, "</p></div></div>\n");
    }
    html_out_raw(out, "<div class=\"wrap\">\n");
    buf_free(&title);
}

void
html_callout_write(struct out *out, const struct profile *profile, const char *link)
{
    if (!profile->is_suppressed)
        return;
    html_out_raw(out, "<p class=\"callout\">");
    html_out_string(out, profile_suppressed_notice);
    html_out_raw(out, " <a href=\"");
    html_out_string(out, link);
    html_out_raw(out, "\">Why figures are hidden</a></p>\n");
}

void
html_page_end(struct out *out, const struct profile *profile)
{
    html_out_raw(out, "</main>\n<footer class=\"page wrap\"><p>Made by isprofile from the "
                      "submissions of local educational agencies.</p></footer>\n");
    if (!profile->is_suppressed)
        html_out_raw(out, "<div class=\"print-mark\" data-mark=\"UNSUPPRESSED\"></div>\n");
    html_out_end_page(out);
}

void
html_head_write(struct out *out, const struct profile_page *page)
{
    const struct profile *profile = page->profile;

    html_page_begin(out, profile, "");
    html_out_raw(out, "<p class=\"eyebrow\">Statewide profile, Education Code 51749</p>\n"
                      "<h1>Independent study in California, <span>");
    html_year_write(out, profile->year);
    html_out_raw(out, "</span></h1>\n");
    html_lead_write(out, profile->rows, profile->year, "in California's public schools");
    if (page->last_year != NULL)
        html_since_write(out, profile->rows, page->last_year, profile->year - 1);
    html_tiles_write(out, profile->rows);
    html_callout_write(out, profile, "#hidden");
    html_out_raw(out, "</div>\n");
}
