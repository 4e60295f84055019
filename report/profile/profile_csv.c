#include "base/submission.h"

#include "report/profile/profile_text.h"
#include "report/render/csv_out.h"
#include "report/render/out.h"

#include "report/profile/profile_csv.h"

static void
write_place(struct csv_out *csv, const struct profile_place *place)
{
    struct cds_parts parts = profile_cds_parts(place);

    csv_out_string(csv, profile_level_code(place->level));
    csv_out_text(csv, parts.county);
    csv_out_text(csv, parts.district);
    csv_out_text(csv, parts.school);
    csv_out_free_string(csv, place->county_name);
    csv_out_free_string(csv, place->district_name);
    csv_out_free_string(csv, place->school_name);
}

static void
write_percent(struct csv_out *csv, const struct profile_row *row)
{
    int64_t tenths;

    if (profile_hides_percent(row))
        csv_out_string(csv, PROFILE_HIDDEN_MARK);
    else if (profile_diploma_tenths(row, &tenths))
        csv_out_decimal(csv, tenths, 1);
    else
        csv_out_blank(csv);
}

static void
write_measures(struct csv_out *csv, const struct profile_row *row)
{
    for (enum profile_measure measure = MEASURE_PUPILS; measure < MEASURE_COUNT; measure++) {
        if (profile_hides(row, measure))
            csv_out_string(csv, PROFILE_HIDDEN_MARK);
        else
            csv_out_unsigned(csv, row->measures[measure]);
        if (measure == MEASURE_DIPLOMA)
            write_percent(csv, row);
    }
}

void
profile_csv_write(struct out *out, const struct profile *profile)
{
    struct csv_out csv = {.out = out};
    char year[10];

    school_year_format(profile->year, year);
    csv_out_header(&csv, profile_columns, PROFILE_COLUMN_COUNT);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        csv_out_string(&csv, year);
        write_place(&csv, row->place);
        csv_out_string(&csv, profile_filter_code(row->filter));
        csv_out_string(&csv, row->category->breakdown);
        csv_out_string(&csv, row->category->code);
        write_measures(&csv, row);
        csv_out_end_row(&csv);
    }
}
