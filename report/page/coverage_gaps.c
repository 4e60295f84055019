#include "base/buf.h"
#include "base/memory.h"

#include "report/page/profile_html.h"
#include "report/year/coverage.h"

#include "report/page/coverage_gaps.h"

static const enum extract needed[] = {
    EXTRACT_SENR, EXTRACT_STAS, EXTRACT_SINF, EXTRACT_SPRG, EXTRACT_ISAG, EXTRACT_ISPU};

enum { NEEDED_COUNT = sizeof needed / sizeof *needed };

/* "SENR, ISAG"; NULL when nothing lacks. */
static char *
list_lacking(const struct coverage_lea *lea)
{
    struct buf list = {0};

    for (int i = 0; i < NEEDED_COUNT; i++) {
        if (lea->rows[needed[i]] != COVERAGE_ABSENT)
            continue;
        buf_printf(&list, "%s%s", list.len > 0 ? ", " : "", layout_of(needed[i])->name);
    }
    return list.data;
}

struct profile_page_gap *
coverage_gaps_list(const struct coverage *coverage, size_t *count)
{
    size_t lea_count;
    const struct coverage_lea *leas = coverage_leas(coverage, &lea_count);
    struct profile_page_gap *gaps = memory_new_array(lea_count + 1, sizeof *gaps);

    *count = 0;
    for (size_t i = 0; i < lea_count; i++) {
        const char *lacking = list_lacking(&leas[i]);

        if (lacking != NULL)
            gaps[(*count)++] = (struct profile_page_gap){leas[i].code, leas[i].name, lacking};
    }
    return gaps;
}

void
coverage_gaps_free(struct profile_page_gap *gaps, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free((char *)gaps[i].extracts);
    free(gaps);
}
