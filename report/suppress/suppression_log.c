#include "base/submission.h"

#include "report/profile/profile_text.h"
#include "report/render/csv_out.h"
#include "report/render/number_text.h"
#include "report/render/out.h"
#include "report/suppress/profile_lines.h"
#include "report/suppress/suppress.h"

#include "report/suppress/suppression_log.h"

static const char *const columns[] = {"academic_year", "aggregate_level", "county_code",
    "district_code", "school_code", "charter", "breakdown", "category", "pupils",
    "fifty_percent_pupils", "long_term_pupils", "grade12_pupils", "diploma_count",
    "other_completer_count", "pupils_step", "fifty_percent_pupils_step", "long_term_pupils_step",
    "grade12_pupils_step", "diploma_count_step", "other_completer_count_step"};

static bool
hides_anything(const struct suppression *suppression, size_t row)
{
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        if (suppression_is_hidden(suppression, row, (enum profile_measure)m))
            return true;
    }
    return false;
}

static void
write_row(struct csv_out *csv, const struct suppression *suppression, size_t index)
{
    const struct profile_row *row = &suppression_lines(suppression)->profile->rows[index];
    struct cds_parts parts = profile_cds_parts(row->place);
    struct suppression_cause causes[MEASURE_COUNT];

    csv_out_string(csv, profile_level_code(row->place->level));
    csv_out_text(csv, parts.county);
    csv_out_text(csv, parts.district);
    csv_out_text(csv, parts.school);
    csv_out_string(csv, profile_filter_code(row->filter));
    csv_out_string(csv, row->category->breakdown);
    csv_out_string(csv, row->category->code);
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        causes[m] = suppression_cause_of(suppression, index, (enum profile_measure)m);
        csv_out_string(csv, suppression_reason_name(causes[m].reason));
    }
    for (unsigned m = 0; m < MEASURE_COUNT; m++) {
        if (causes[m].reason == REASON_NONE)
            csv_out_blank(csv);
        else
            csv_out_unsigned(csv, causes[m].step);
    }
    csv_out_end_row(csv);
}

void
suppression_log_write(struct out *out, const struct suppression *suppression)
{
    const struct profile *profile = suppression_lines(suppression)->profile;
    struct csv_out csv = {.out = out};
    char year[10];

    school_year_format(profile->year, year);
    csv_out_header(&csv, columns, sizeof columns / sizeof *columns);
    for (size_t row = 0; row < profile->row_count; row++) {
        if (!hides_anything(suppression, row))
            continue;
        csv_out_string(&csv, year);
        write_row(&csv, suppression, row);
    }
}

static void
write_share(struct out *out, size_t part, size_t whole)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_decimal(number_percent_tenths(part, whole), 1, text);
    out_printf(out, "%9s %%", text);
}

static void
write_level(struct out *out, const char *name, struct suppression_share share)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_grouped(share.rows, text);
    out_printf(out, "  %-12s%11s", name, text);
    write_share(out, share.primary, share.rows);
    write_share(out, share.hidden - share.primary, share.rows);
    write_share(out, share.hidden, share.rows);
    out_text(out, "\n");
}

void
suppression_shares_write(struct out *out, const struct suppression *suppression)
{
    static const char *const names[LEVEL_COUNT] = {"state", "counties", "districts", "schools"};
    bool has_any = false;

    for (int level = 0; level < LEVEL_COUNT; level++) {
        struct suppression_share share =
            suppression_share_of(suppression, (enum profile_level)level);

        if (share.rows == 0)
            continue;
        if (!has_any)
            out_printf(out,
                "Rows of places with more than 10 pupils, all schools, that hide their pupils:\n"
                "  %-12s%11s%11s%11s%11s\n",
                "", "rows", "small", "further", "together");
        has_any = true;
        write_level(out, names[level], share);
    }
}
