#include "support/profile_case.h"

#include "base/buf.h"

#include "report/profile/data_dictionary.h"
#include "report/profile/profile_csv.h"
#include "report/profile/profile_json.h"
#include "report/render/out.h"

static char *
write_profile(struct profile_case *c, void (*write)(struct out *, const struct profile *))
{
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    c->profile = profile_builder_finish(c->builder);
    write(&out, c->profile);
    assert_int_equal(out_status(&out), 0);
    buf_terminate(&buf);
    return buf.data;
}

static void
the_table_has_blanks_above_its_level(void **state)
{
    static const char beginning[] =
        "academic_year,aggregate_level,county_code,district_code,school_code,county_name,"
        "district_name,school_name,charter,breakdown,category,pupils,fifty_percent_pupils,"
        "long_term_pupils,grade12_pupils,diploma_count,diploma_percent,other_completer_count\n"
        "2023-2024,T,,,,,,,All,total,TA,3,1,1,2,1,50.0,0\n";
    struct profile_case c;
    char *text;

    (void)state;
    case_open(&c);
    case_stas(&c, CHARTER, 1600, 1600);
    case_graduate(case_senr(&c, CHARTER, "12"), "2024-06-01");
    case_next_pupil(&c);
    case_stas(&c, CHARTER, 100, 1600);
    case_senr(&c, CHARTER, "12");
    case_next_pupil(&c);
    case_stas(&c, CHARTER, 100, 1600);
    case_senr(&c, CHARTER, "01");
    case_next_pupil(&c);
    text = write_profile(&c, profile_csv_write);
    assert_int_equal(strncmp(text, beginning, sizeof beginning - 1), 0);
    assert_non_null(strstr(text, "\n2023-2024,T,,,,,,,All,grade,G01,1,0,0,0,0,,0\n"));
    assert_non_null(strstr(text, "\n2023-2024,C,01,,,Alpha,,,Y,total,TA,3,1,1,2,1,50.0,0\n"));
    assert_non_null(
        strstr(text, "\n2023-2024,D,01,61119,,Alpha,Beta Unified,,Y,total,TA,3,1,1,2,1,50.0,0\n"));
    assert_non_null(strstr(text,
        "\n2023-2024,S,01,61119,0106401,Alpha,Beta Unified,Own Way,Y,total,TA,3,1,1,2,1,50.0,0\n"));
    free(text);
    case_close(&c);
}

static void
the_table_is_safe_to_open(void **state)
{
    struct profile_case c;
    char *text;

    (void)state;
    case_open(&c);
    case_add_school(&c, "19753091111111", "", "=HYPERLINK(\"x\"), Inc");
    case_stas(&c, "19753091111111", 100, 0);
    case_next_pupil(&c);
    text = write_profile(&c, profile_csv_write);
    assert_non_null(strstr(text, ",Gamma Joint,\"'=HYPERLINK(\"\"x\"\"), Inc\",All,"));
    free(text);
    case_close(&c);
}

static void
json_holds_a_place_and_filter_each(void **state)
{
    struct profile_case c;
    char *text;

    (void)state;
    case_open(&c);
    case_stas(&c, HIGH, 1600, 3200);
    case_senr(&c, HIGH, "12");
    case_next_pupil(&c);
    text = write_profile(&c, profile_json_write);
    assert_non_null(strstr(text, "\"schema\": \"isprofile/profile\",\n  \"schema_version\": 1,\n"));
    assert_non_null(
        strstr(text, "\"academic_year\": \"2023-2024\",\n  \"is_suppressed\": false,\n"));
    assert_non_null(
        strstr(text, "{\"category\": \"TA\", \"breakdown\": \"total\", \"name\": \"Total\"},\n"));
    assert_non_null(strstr(text, "    {\n"
                                 "      \"aggregate_level\": \"S\",\n"
                                 "      \"county_code\": \"01\",\n"
                                 "      \"district_code\": \"61119\",\n"
                                 "      \"school_code\": \"0130229\",\n"
                                 "      \"county_name\": \"Alpha\",\n"
                                 "      \"district_name\": \"Beta Unified\",\n"
                                 "      \"school_name\": \"Beta High\",\n"
                                 "      \"charter\": \"N\",\n"
                                 "      \"rows\": [\n"
                                 "        [\"TA\", 1, 1, 1, 1, 0, 0.0, 0],\n"));
    assert_non_null(strstr(text, "      \"aggregate_level\": \"T\",\n"
                                 "      \"county_code\": null,\n"));
    free(text);
    case_close(&c);

    case_open(&c);
    text = write_profile(&c, profile_json_write);
    assert_non_null(strstr(text, "[\"TA\", 0, 0, 0, 0, 0, null, 0]\n"));
    free(text);
    case_close(&c);
}

/* What stands in the place of a hidden count is never looked at. */
static void
hidden_counts_are_asterisks(void **state)
{
    static const struct profile_place california = {
        .level = LEVEL_STATE, .county_name = "", .district_name = "", .school_name = ""};
    static const struct profile_category categories[] = {
        {"TA", "Total", "total"}, {"G12", "Grade 12", "grade"}, {"GUN", "None", "grade"}};
    const struct profile_row rows[] = {
        {.place = &california,
            .category = &categories[0],
            .measures = {60, 30, 40, 20, 987, 0},
            .hidden = 1U << MEASURE_DIPLOMA},
        {.place = &california,
            .category = &categories[1],
            .measures = {50, 987, 40, 987, 987, 987},
            .hidden = 1U << MEASURE_FIFTY_PERCENT | 1U << MEASURE_GRADE12 | 1U << MEASURE_DIPLOMA |
                      1U << MEASURE_OTHER_COMPLETER},
        {.place = &california,
            .category = &categories[2],
            .measures = {987, 987, 987, 987, 987, 987},
            .hidden = (1U << MEASURE_COUNT) - 1},
    };
    const struct profile profile = {2023, rows, 3, categories, 3, true};
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);

    (void)state;
    profile_csv_write(&out, &profile);
    profile_json_write(&out, &profile);
    buf_terminate(&buf);
    assert_non_null(strstr(buf.data, ",All,total,TA,60,30,40,20,*,*,0\n"));
    assert_non_null(strstr(buf.data, ",All,grade,G12,50,*,40,*,*,*,*\n"));
    assert_non_null(strstr(buf.data, ",All,grade,GUN,*,*,*,*,*,*,*\n"));
    assert_non_null(strstr(buf.data, "[\"TA\", 60, 30, 40, 20, \"*\", \"*\", 0],\n"));
    assert_non_null(
        strstr(buf.data, "[\"GUN\", \"*\", \"*\", \"*\", \"*\", \"*\", \"*\", \"*\"]\n"));
    assert_non_null(strstr(buf.data, "\"is_suppressed\": true,\n  \"notice\": \"An asterisk"));
    assert_null(strstr(buf.data, "987"));
    buf_free(&buf);
}

/* Where rows are hidden, rows of nobody stand among them: a "*" is no sign of a pupil. */
static void
the_dictionary_tells_which_rows_are_left_out(void **state)
{
    static const char left_out[] = "A row without pupils is left out, the state's total apart.";
    static const char hidden[] = "its categories without pupils are rows of * as well.";
    struct profile_case c;
    struct profile masked;
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);
    char *text;

    (void)state;
    case_open(&c);
    text = write_profile(&c, data_dictionary_write);
    assert_non_null(strstr(text, left_out));
    assert_null(strstr(text, hidden));
    masked = *c.profile;
    masked.is_suppressed = true;
    data_dictionary_write(&out, &masked);
    buf_terminate(&buf);
    assert_null(strstr(buf.data, left_out));
    assert_non_null(strstr(buf.data, hidden));
    buf_free(&buf);
    free(text);
    case_close(&c);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_blanks_above_its_level),
        cmocka_unit_test(the_table_is_safe_to_open),
        cmocka_unit_test(json_holds_a_place_and_filter_each),
        cmocka_unit_test(hidden_counts_are_asterisks),
        cmocka_unit_test(the_dictionary_tells_which_rows_are_left_out),
    };

    return cmocka_run_group_tests_name("profile_files", tests, NULL, NULL);
}
