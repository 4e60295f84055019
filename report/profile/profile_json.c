#include "base/submission.h"

#include "report/profile/profile_text.h"
#include "report/render/json_member.h"
#include "report/render/json_out.h"

#include "report/profile/profile_json.h"

static void
write_strings(struct json_out *json, const char *key, const char *const *strings, size_t count)
{
    json_out_key(json, key);
    json_out_compact(json);
    json_out_begin_array(json);
    for (size_t i = 0; i < count; i++)
        json_out_string(json, strings[i]);
    json_out_end_array(json);
}

static void
write_definitions(struct json_out *json)
{
    json_out_key(json, "definitions");
    json_out_begin_object(json);
    for (size_t i = 0; i < PROFILE_FIGURE_COUNT; i++) {
        json_out_key(json, profile_figures[i].column);
        json_out_string(json, profile_figures[i].definition);
    }
    json_out_end_object(json);
}

static void
write_categories(struct json_out *json, const struct profile *profile)
{
    json_out_key(json, "categories");
    json_out_begin_array(json);
    for (size_t i = 0; i < profile->category_count; i++) {
        json_out_compact(json);
        json_out_begin_object(json);
        json_member_string(json, "category", profile->categories[i].code);
        json_member_string(json, "breakdown", profile->categories[i].breakdown);
        json_member_string(json, "name", profile->categories[i].name);
        json_out_end_object(json);
    }
    json_out_end_array(json);
}

static void
write_header(struct json_out *json, const struct profile *profile)
{
    static const char *const row_columns[] = {"category", "pupils", "fifty_percent_pupils",
        "long_term_pupils", "grade12_pupils", "diploma_count", "diploma_percent",
        "other_completer_count"};
    char year[10];

    school_year_format(profile->year, year);
    json_member_string(json, "schema", "isprofile/profile");
    json_member_unsigned(json, "schema_version", 1);
    json_member_string(json, "academic_year", year);
    json_member_boolean(json, "is_suppressed", profile->is_suppressed);
    json_out_key(json, "notice");
    json_out_string(
        json, profile->is_suppressed ? profile_suppressed_notice : profile_unsuppressed_notice);
    write_definitions(json);
    write_categories(json, profile);
    write_strings(json, "row_columns", row_columns, sizeof row_columns / sizeof *row_columns);
}

/* A part that does not apply at this level is null, as it is blank in the table. */
static void
write_part(struct json_out *json, const char *key, struct text part, bool applies)
{
    json_out_key(json, key);
    if (applies)
        json_out_text(json, part);
    else
        json_out_null(json);
}

static void
begin_place(struct json_out *json, const struct profile_row *row)
{
    const struct profile_place *place = row->place;
    struct cds_parts parts = profile_cds_parts(place);
    bool has_county = place->level >= LEVEL_COUNTY;
    bool has_district = place->level >= LEVEL_DISTRICT;
    bool has_school = place->level >= LEVEL_SCHOOL;

    json_out_begin_object(json);
    json_member_string(json, "aggregate_level", profile_level_code(place->level));
    write_part(json, "county_code", parts.county, has_county);
    write_part(json, "district_code", parts.district, has_district);
    write_part(json, "school_code", parts.school, has_school);
    write_part(json, "county_name", text_of(place->county_name), has_county);
    write_part(json, "district_name", text_of(place->district_name), has_district);
    write_part(json, "school_name", text_of(place->school_name), has_school);
    json_member_string(json, "charter", profile_filter_code(row->filter));
    json_out_key(json, "rows");
    json_out_begin_array(json);
}

static void
end_place(struct json_out *json)
{
    json_out_end_array(json);
    json_out_end_object(json);
}

static void
write_percent(struct json_out *json, const struct profile_row *row)
{
    int64_t tenths;

    if (profile_hides_percent(row))
        json_out_string(json, PROFILE_HIDDEN_MARK);
    else if (profile_diploma_tenths(row, &tenths))
        json_out_decimal(json, tenths, 1);
    else
        json_out_null(json);
}

static void
write_row(struct json_out *json, const struct profile_row *row)
{
    json_out_compact(json);
    json_out_begin_array(json);
    json_out_string(json, row->category->code);
    for (enum profile_measure measure = MEASURE_PUPILS; measure < MEASURE_COUNT; measure++) {
        if (profile_hides(row, measure))
            json_out_string(json, PROFILE_HIDDEN_MARK);
        else
            json_out_unsigned(json, row->measures[measure]);
        if (measure == MEASURE_DIPLOMA)
            write_percent(json, row);
    }
    json_out_end_array(json);
}

void
profile_json_write(struct out *out, const struct profile *profile)
{
    struct json_out json = {.out = out};
    const struct profile_row *last = NULL;

    json_out_begin_object(&json);
    write_header(&json, profile);
    json_out_key(&json, "places");
    json_out_begin_array(&json);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        if (last == NULL || last->place != row->place || last->filter != row->filter) {
            if (last != NULL)
                end_place(&json);
            begin_place(&json, row);
        }
        write_row(&json, row);
        last = row;
    }
    if (last != NULL)
        end_place(&json);
    json_out_end_array(&json);
    json_out_end_object(&json);
    json_out_finish(&json);
}
