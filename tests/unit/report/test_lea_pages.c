#include "support/profile_case.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/submission.h"

#include "report/page/lea_pages.h"
#include "report/page/place_index.h"
#include "report/page/profile_html.h"
#include "report/page/profile_html_lea.h"
#include "report/render/file_set.h"
#include "report/render/out.h"
#include "report/year/coverage.h"
#include "report/year/lea_trend.h"

/* Two districts, one with a charter school that reports by itself. */
struct lea_case {
    struct profile_case c;
    struct coverage *coverage;
    struct profile profile;
    struct profile_row *rows;
    struct profile_page page;
};

#define CHARTER_CODE "0106401"

static void
open_case(struct lea_case *lea)
{
    const struct submission of_charter = {.key = {CHARTER_CODE, EXTRACT_SENR, 2023}};
    size_t count;

    *lea = (struct lea_case){.coverage = coverage_new(2023)};
    case_open(&lea->c);
    for (int i = 0; i < 30; i++) {
        case_stas(&lea->c, i < 20 ? HIGH : i < 25 ? CHARTER : FAR, 1600, 3200);
        case_next_pupil(&lea->c);
    }
    coverage_add_submission(lea->coverage, &of_charter);
    (void)coverage_finish(lea->coverage, &count);
    lea->profile = *profile_builder_finish(lea->c.builder);
    lea->page = (struct profile_page){
        .profile = &lea->profile, .coverage = lea->coverage, .has_lea_pages = true};
}

/* As a published one: what is hidden lies about. */
static void
hide_all(struct lea_case *lea)
{
    lea->rows = memory_new_array(lea->profile.row_count, sizeof *lea->rows);
    memcpy(lea->rows, lea->profile.rows, lea->profile.row_count * sizeof *lea->rows);
    for (size_t i = 0; i < lea->profile.row_count; i++) {
        lea->rows[i].hidden = (1U << MEASURE_COUNT) - 1;
        for (int m = 0; m < MEASURE_COUNT; m++)
            lea->rows[i].measures[m] = 7654321;
    }
    lea->profile.rows = lea->rows;
    lea->profile.is_suppressed = true;
}

static void
close_case(struct lea_case *lea)
{
    free(lea->rows);
    coverage_free(lea->coverage);
    case_close(&lea->c);
}

/* The page of the first place of a level. */
static char *
write_page(struct lea_case *lea, enum profile_level level, const char *code)
{
    struct place_index index = place_index_make(&lea->profile);
    struct lea_page one = {.page = &lea->page, .index = &index};
    struct buf buf = {0};
    struct out out = out_to_buf(&buf);
    size_t count;

    one.place = place_index_inside(&index, level, code, &count);
    assert_int_equal(count, 1);
    lea_page_write(&out, &one);
    assert_int_equal(out_status(&out), 0);
    place_index_reset(&index);
    buf_terminate(&buf);
    return buf.data;
}

#define assert_shows(page, text) assert_non_null(strstr((page), (text)))

static void
places_are_found_by_code(void **state)
{
    struct lea_case lea;
    struct place_index index;
    size_t count;

    (void)state;
    open_case(&lea);
    index = place_index_make(&lea.profile);
    (void)place_index_inside(&index, LEVEL_STATE, "", &count);
    assert_int_equal(count, 1);
    (void)place_index_inside(&index, LEVEL_DISTRICT, "", &count);
    assert_int_equal(count, 2);
    (void)place_index_inside(&index, LEVEL_SCHOOL, BETA, &count);
    assert_int_equal(count, 2);
    (void)place_index_inside(&index, LEVEL_SCHOOL, "02", &count);
    assert_int_equal(count, 0);
    assert_int_equal(place_rows_total(place_index_inside(&index, LEVEL_SCHOOL, FAR, &count))
                         ->measures[MEASURE_PUPILS],
        5);
    place_index_reset(&index);
    close_case(&lea);
}

static void
a_district_has_its_schools(void **state)
{
    struct lea_case lea;
    char *page;

    (void)state;
    open_case(&lea);
    page = write_page(&lea, LEVEL_DISTRICT, BETA);
    assert_shows(page, "<b>25</b> pupils took part in independent study at the schools of ");
    assert_shows(page, "href=\"../profile-unsuppressed.html#county-01\"");
    assert_shows(page, "<a href=\"" CHARTER_CODE "-unsuppressed.html\">");
    assert_shows(page, "<small>charter</small></th><td>5</td>");
    assert_shows(page, "<th scope=\"row\">Other schools</th><td>20</td>");
    assert_shows(page, "data-mark=\"UNSUPPRESSED\"");
    free(page);
    close_case(&lea);
}

static void
a_charter_school_leads_to_its_district(void **state)
{
    struct lea_case lea;
    char *page;

    (void)state;
    open_case(&lea);
    page = write_page(&lea, LEVEL_SCHOOL, CHARTER);
    assert_shows(page, "<a href=\"" BETA "-unsuppressed.html\">");
    assert_null(strstr(page, "id=\"schools\""));
    free(page);
    close_case(&lea);
}

static void
a_page_for_the_public_has_no_hidden_figure(void **state)
{
    const struct profile_page_gap gap = {BETA, "", "STAS, ISAG"};
    struct lea_case lea;
    char *page;

    (void)state;
    open_case(&lea);
    hide_all(&lea);
    lea.page.gaps = &gap;
    lea.page.gap_count = 1;
    page = write_page(&lea, LEVEL_DISTRICT, BETA);
    assert_shows(page, "<b>*</b> pupils took part");
    assert_shows(page, "Not submitted, or not accepted yet: STAS, ISAG.");
    assert_shows(page, "<a href=\"../profile.html#hidden\">");
    assert_null(strstr(page, "UNSUPPRESSED"));
    assert_null(strstr(page, "unsuppressed"));
    assert_null(strstr(page, "7654321"));
    assert_null(strstr(page, "7,654,321"));
    assert_null(strstr(page, "100.0%"));
    assert_null(strstr(page, "<rect"));
    free(page);
    close_case(&lea);
}

static void
add_year(struct lea_trend *trend, const char *code, int year, uint32_t pupils)
{
    struct lea_year added = {.year = {.year = year, .measures = {pupils}}};

    memcpy(added.lea, code, sizeof added.lea);
    lea_trend_add(trend, &added);
}

/* In whatever order they were read, and never those of another. */
static void
years_before_are_the_own_ones(void **state)
{
    struct lea_trend trend = {0};
    struct lea_case lea;
    char *page;
    size_t count;

    (void)state;
    open_case(&lea);
    add_year(&trend, GAMMA, 2022, 777);
    add_year(&trend, BETA, 2022, 31);
    add_year(&trend, CHARTER_CODE, 2022, 778);
    add_year(&trend, BETA, 2020, 29);
    lea_trend_finish(&trend);
    (void)lea_trend_find(&trend, "0100000", &count);
    assert_int_equal(count, 0);
    lea.page.lea_trend = &trend;
    page = write_page(&lea, LEVEL_DISTRICT, BETA);
    assert_shows(page, "23</th><td>31</td>");
    assert_shows(page, "21</th><td>29</td>");
    assert_shows(page, "From 2021-2022 attendance tells");
    assert_null(strstr(page, ">777<"));
    assert_null(strstr(page, ">778<"));
    free(page);
    lea_trend_reset(&trend);
    close_case(&lea);
}

static void
each_lea_has_a_page_in_the_folder(void **state)
{
    static const char *const names[] = {"profile-unsuppressed-lea/" BETA "-unsuppressed.html",
        "profile-unsuppressed-lea/" GAMMA "-unsuppressed.html",
        "profile-unsuppressed-lea/" CHARTER_CODE "-unsuppressed.html"};
    char folder[] = "/tmp/isprofile-leas.XXXXXX", path[128];
    const struct file_digest *list;
    struct file_set *files;
    struct lea_case lea;
    struct stat about;
    struct err err;
    size_t count;

    (void)state;
    assert_non_null(mkdtemp(folder));
    open_case(&lea);
    assert_int_equal(file_set_open(&files, folder, &err), 0);
    assert_int_equal(lea_pages_write(files, &lea.page, &err), 0);
    assert_int_equal(file_set_commit(files, &err), 0);
    list = file_set_files(files, &count);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(list[i].name, names[i]);
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(stat(path, &about), 0);
        assert_int_equal(about.st_mode & 07777, 0600);
        assert_int_equal((uint64_t)about.st_size, list[i].bytes);
        assert_int_equal(unlink(path), 0);
    }
    file_set_close(files); /* and the folder, which is empty now */
    assert_int_equal(rmdir(folder), 0);
    close_case(&lea);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_found_by_code),
        cmocka_unit_test(a_district_has_its_schools),
        cmocka_unit_test(a_charter_school_leads_to_its_district),
        cmocka_unit_test(a_page_for_the_public_has_no_hidden_figure),
        cmocka_unit_test(years_before_are_the_own_ones),
        cmocka_unit_test(each_lea_has_a_page_in_the_folder),
    };

    return cmocka_run_group_tests_name("lea_pages", tests, NULL, NULL);
}
