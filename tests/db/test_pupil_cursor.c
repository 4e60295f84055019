#include "base/buf.h"
#include "base/date.h"
#include "base/pupil.h"
#include "sql/load/ledger.h"
#include "sql/reference_store.h"
#include "sql/report/pupil_cursor.h"

#include "db/support.h"

/* Adds the place of a row: LEA, school, and what was given where no school is identified. */
static void
add_place(struct buf *text, const struct pupil_place *place)
{
    buf_printf(text, "%s>%s", place->lea, place->cds_code);
    assert_int_equal(place->is_identified, place->raw_code == NULL);
    if (!place->is_identified)
        buf_printf(text, "(%s)", place->raw_code);
}

static void
add_date(struct buf *text, int32_t date)
{
    char spelled[DATE_TEXT_SIZE] = "open";

    if (date != INT32_MAX)
        date_format(date, spelled);
    buf_printf(text, " %s", spelled);
}

static void
add_pupil(struct buf *text, const struct pupil *pupil)
{
    buf_printf(text, "%lld race %s gender %s groups %u sinf %d\n", (long long)pupil->ssid,
        pupil->race, pupil->gender, pupil->groups, pupil->has_sinf);
    for (size_t i = 0; i < pupil->attendance_count; i++) {
        const struct pupil_attendance *row = &pupil->attendance[i];

        buf_add_text(text, "  attendance ");
        add_place(text, &row->place);
        buf_printf(text, " %d of %d\n", row->is_days, row->expected_days);
    }
    for (size_t i = 0; i < pupil->agreement_count; i++) {
        const struct pupil_agreement *row = &pupil->agreements[i];

        buf_add_text(text, "  agreement ");
        add_place(text, &row->place);
        buf_printf(text, " %s %s", row->school, row->agreement_id);
        add_date(text, row->start_date);
        add_date(text, row->end_date);
        buf_printf(text, " %d %d%% grade %s placement %s %s #%d\n", row->is_schooldays,
            row->is_percent, row->grade, row->placement, row->is_course_based ? "CBIS" : "TRAD",
            row->record);
    }
    for (size_t i = 0; i < pupil->enrollment_count; i++) {
        const struct pupil_enrollment *row = &pupil->enrollments[i];

        buf_add_text(text, "  enrollment ");
        add_place(text, &row->place);
        buf_printf(text, " %s %d", row->school, row->status);
        add_date(text, row->start_date);
        add_date(text, row->exit_date);
        buf_printf(text, " %s completion %d grade %s gender %s #%d\n", row->exit_reason,
            (int)row->completion, row->grade, row->gender, row->record);
    }
}

/* All pupils of a year as text. */
static const char *
read_pupils(struct db *db, int year)
{
    static struct buf text;
    struct pupil_cursor *cursor;
    const struct pupil *pupil;
    struct err err;
    int rc;

    buf_reset(&text);
    must(pupil_cursor_open(&cursor, db, year, 0, &err), &err);
    while ((rc = pupil_cursor_next(cursor, &pupil, &err)) == 1)
        add_pupil(&text, pupil);
    must(rc, &err);
    pupil_cursor_close(cursor);
    return text.len == 0 ? "" : buf_terminate(&text);
}

#define STAS_OF(ssid, school, is, more)                                                            \
    "ssid=" ssid " school_of_attendance=" school                                                   \
    " birth_date=20080102 gender=F is_days_credited=" is " " more
#define ISAG_OF(ssid, school, id, days, more)                                                      \
    "ssid=" ssid " school_of_attendance=" school " agreement_id=" id                               \
    " birth_date=20080102 agreement_start_date=20230901 agreement_end_date=20240601 "              \
    "days_taught=0 days_time_value=0 days_credited=0 is_schooldays=" days " " more
#define SENR_OF(ssid, school, start, more)                                                         \
    "ssid=" ssid " school_of_attendance=" school                                                   \
    " birth_date=20080102 gender=F enrollment_start_date=" start " " more
#define SINF_OF(ssid, school, start, more)                                                         \
    "ssid=" ssid " school_of_attendance=" school                                                   \
    " birth_date=20080102 effective_start_date=" start " " more
#define SPRG_OF(ssid, program)                                                                     \
    "ssid=" ssid " school_of_attendance=7000001 birth_date=20080102 gender=F "                     \
    "membership_start_date=20230815 education_program=" program

static void
load_two_leas(struct db *db)
{
    static const char *const stas_1[] = {/* 1: at two schools, and at one that is not there. */
        STAS_OF("1", "7000001", "10.5", "is_days_not_credited=0.25 expected_days=90"),
        STAS_OF("1", "7000002", "3", "expected_days=80"), STAS_OF("1", "?XYZ_9", "1", ""),
        /* 2: without independent study here. */
        STAS_OF("2", "7000001", "0", "expected_days=180"),
        /* 3: exempt, so no independent study; 4: none at all. */
        STAS_OF("3", "7000001", "9", "exempt=Y"), STAS_OF("4", "7000001", "0", "expected_days=180"),
        /* 5: at the district itself and a nonpublic school. */
        STAS_OF("5", "9111111", "5", ""), STAS_OF("5", "0000001", "6", "expected_days=6"), NULL};
    /* The charter reports for itself; pupil 2 meets the row of the other LEA at Birch High. */
    static const char *const stas_2[] = {STAS_OF("2", "7000001", "4", "expected_days=20"),
        STAS_OF("2", "7000002", "1", "expected_days=2"),
        /* The charter's district is another LEA to it. */
        STAS_OF("5", "9111111", "1", ""), STAS_OF("5", "0000002", "2", ""), NULL};
    static const char *const isag_1[] = {
        ISAG_OF("6", "7000001", "A-9", "0", "is_percent=100 modality=TRAD"),
        ISAG_OF("7", "7000001", "A-1", "16",
            "is_percent=50.01 modality=CBIS grade_level=12 "
            "program_placement=ALTSOC"),
        ISAG_OF("7", "?", "B-1", "0", "is_percent=0 modality=TRAD program_placement=?weird"), NULL};

    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), stas_1);
    support_load(db, support_key("7000002", EXTRACT_STAS, 2023), stas_2);
    support_load(db, support_key("9111111", EXTRACT_ISAG, 2023), isag_1);
}

static void
load_the_rest(struct db *db)
{
    static const char *const senr_1[] = {SENR_OF("1", "7000001", "20230815",
                                             "enrollment_status=10 grade_level=12 "
                                             "enrollment_exit_date=20240610 exit_reason=E230 "
                                             "completion_status=100"),
        SENR_OF("4", "7000001", "20230815", "enrollment_status=10 grade_level=12"), NULL};
    static const char *const senr_2[] = {SENR_OF("1", "7000004", "20230701",
                                             "enrollment_status=20 grade_level=?KG "
                                             "enrollment_exit_date=20230801 exit_reason=T160"),
        SENR_OF("7", "0000001", "20230815",
            "enrollment_status=30 grade_level=11 exit_reason=E230 "
            "enrollment_exit_date=20240615 completion_status=320"),
        SENR_OF("7", "9111111", "20230816",
            "enrollment_status=10 grade_level=11 "
            "enrollment_exit_date=20240615 completion_status=480"),
        NULL};
    static const char *const sinf_1[] = {SINF_OF("1", "7000001", "20230801", "gender=F race_1=201"),
        SINF_OF("1", "7000001", "20230901", "gender=X race_1=201 race_2=202 race_5=201"),
        SINF_OF("2", "7000001", "20230801", "gender=M race_1=201 race_3=700"),
        SINF_OF("5", "7000001", "20230801", "gender=F race_1=100 hispanic=Y"),
        SINF_OF("7", "7000001", "20230801", "gender=M race_1=100 race_missing=Y"), NULL};
    static const char *const sinf_2[] = {/* The same date in two LEAs: the higher LEA decides. */
        SINF_OF("2", "7000004", "20230801", "gender=F hispanic=N"),
        SINF_OF("1", "7000004", "20230831", "gender=M race_1=700"),
        /* The same date in one LEA: the higher school, then the later record. */
        SINF_OF("5", "7000005", "20230802", "gender=F race_1=700"),
        SINF_OF("5", "7000004", "20230802", "gender=M race_1=100"),
        SINF_OF("5", "7000005", "20230802", "gender=X race_1=700"), NULL};
    static const char *const sprg[] = {
        SPRG_OF("1", "144"), SPRG_OF("1", "181"), SPRG_OF("2", "101"), SPRG_OF("4", "144"), NULL};
    static const char *const ispu[] = {
        "ssid=1 iep_active=N pregnant_parenting=N homeless=Y english_learner=Y",
        "ssid=2 iep_active=N pregnant_parenting=N",
        "ssid=7 iep_active=Y pregnant_parenting=N "
        "foster=Y migrant=Y "
        "socioeconomically_disadvantaged=Y",
        NULL};

    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), senr_1);
    support_load(db, support_key("9233333", EXTRACT_SENR, 2023), senr_2);
    support_load(db, support_key("9111111", EXTRACT_SINF, 2023), sinf_1);
    support_load(db, support_key("9233333", EXTRACT_SINF, 2023), sinf_2);
    support_load(db, support_key("9111111", EXTRACT_SPRG, 2023), sprg);
    support_load(db, support_key("9233333", EXTRACT_ISPU, 2023), ispu);
}

static void
rows_of_several_leas_meet_in_a_pupil(void **state)
{
    struct db *db = support_fresh();

    (void)state;
    load_two_leas(db);
    load_the_rest(db);
    assert_string_equal(read_pupils(db, 2023),
        "1 race RA gender X groups 39 sinf 1\n"
        "  attendance 9111111>91111117000001 1075 of 9000\n"
        "  attendance 9111111>91111117000002 300 of 8000\n"
        "  attendance 9111111>9111111(XYZ 9) 100 of 0\n"
        "  enrollment 9111111>91111117000001 7000001 10 2023-08-15 2024-06-10 E230 completion 1 "
        "grade 12 gender F #1\n"
        "  enrollment 9233333>92333337000004 7000004 20 2023-07-01 2023-08-01 T160 completion 0 "
        "grade  gender F #1\n"
        "2 race RD gender F groups 0 sinf 1\n"
        "  attendance 7000002>91111117000001 400 of 2000\n"
        "  attendance 7000002>91111117000002 100 of 200\n"
        "  attendance 9111111>91111117000001 0 of 18000\n"
        "5 race RW gender X groups 0 sinf 1\n"
        "  attendance 7000002>9111111(9111111) 100 of 0\n"
        "  attendance 7000002>91111110000002 200 of 0\n"
        "  attendance 9111111>91111110000000 500 of 0\n"
        "  attendance 9111111>91111110000001 600 of 600\n"
        "7 race RD gender M groups 30 sinf 1\n"
        "  agreement 9111111>91111117000001 7000001 A-1 2023-09-01 2024-06-01 1600 5001% grade 12 "
        "placement ALTSOC CBIS #2\n"
        "  agreement 9111111>9111111()  B-1 2023-09-01 2024-06-01 0 0% grade  placement  TRAD #3\n"
        "  enrollment 9233333>92333330000001 0000001 30 2023-08-15 2024-06-15 E230 completion 2 "
        "grade 11 gender F #2\n"
        "  enrollment 9233333>9233333(9111111) 9111111 10 2023-08-16 2024-06-15  completion 0 "
        "grade 11 gender F #3\n");
    assert_string_equal(read_pupils(db, 2022), "");
    assert_string_equal(read_pupils(db, 1999), "");
    db_close(db);
}

static void
a_withdrawn_submission_takes_its_rows_along(void **state)
{
    struct db *db = support_fresh();
    struct submission_key key = support_key("9111111", EXTRACT_ISAG, 2023);
    struct err err;
    bool was_there;

    (void)state;
    load_two_leas(db);
    assert_non_null(strstr(read_pupils(db, 2023), "\n7 race"));
    must(ledger_withdraw(db, &key, 5, &was_there, &err), &err);
    assert_null(strstr(read_pupils(db, 2023), "\n7 race"));
    key.extract = EXTRACT_STAS;
    must(ledger_withdraw(db, &key, 5, &was_there, &err), &err);
    assert_string_equal(read_pupils(db, 2023), "2 race  gender  groups 0 sinf 0\n"
                                               "  attendance 7000002>91111117000001 400 of 2000\n"
                                               "  attendance 7000002>91111117000002 100 of 200\n"
                                               "5 race  gender  groups 0 sinf 0\n"
                                               "  attendance 7000002>9111111(9111111) 100 of 0\n"
                                               "  attendance 7000002>91111110000002 200 of 0\n");
    db_close(db);
}

/* STAS tells completed days of independent study only from 2021-22. */
static void
attendance_counts_from_2021(void **state)
{
    static const char *const rows[] = {STAS_OF("1", "7000001", "10", "expected_days=90"), NULL};
    struct db *db = support_fresh();

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_STAS, 2020), rows);
    support_load(db, support_key("9111111", EXTRACT_STAS, 2021), rows);
    assert_string_equal(read_pupils(db, 2020), "");
    assert_string_equal(read_pupils(db, 2021),
        "1 race  gender  groups 0 sinf 0\n"
        "  attendance 9111111>91111117000001 1000 of 9000\n");
    db_close(db);
}

/* A new directory moves what was loaded under the old one. */
static void
a_new_directory_places_anew(void **state)
{
    static const char *const rows[] = {STAS_OF("1", "7000001", "10", ""),
        STAS_OF("1", "7000003", "1", ""), STAS_OF("1", "9111111", "2", ""), NULL};
    static const char *const agreements[] = {
        ISAG_OF("2", "7000001", "A", "5", "is_percent=1 modality=TRAD"), NULL};
    static const char *const enrollments[] = {
        SENR_OF("1", "7000001", "20230815", "enrollment_status=10"), NULL};
    static const char *const elsewhere[] = {
        SENR_OF("3", "7000004", "20230815", "enrollment_status=10"),
        SENR_OF("4", "?7999999", "20230815", "enrollment_status=10"), NULL};
    static const char versions[] = "SELECT string_agg(xmin::text, ' ' ORDER BY school) FROM "
                                   "isprofile.school_place WHERE lea_code = '9233333'";
    struct school moved[4] = {
        support_schools[1], support_schools[6], support_schools[7], support_schools[5]};
    struct db *db = support_fresh();
    const char *written;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), rows);
    support_load(db, support_key("9111111", EXTRACT_ISAG, 2023), agreements);
    support_load(db, support_key("9111111", EXTRACT_SENR, 2023), enrollments);
    snprintf(moved[3].cds_code, sizeof moved[3].cds_code, "92333337000003");
    /* Another LEA and an older year, whose places stay what they are, are left alone. */
    support_load(db, support_key("9233333", EXTRACT_SENR, 2022), elsewhere);
    written = support_value(db, versions);
    support_store_directory(db, moved, 4, "dd44");
    assert_string_equal(support_value(db, versions), written);
    assert_string_equal(read_pupils(db, 2023),
        "1 race  gender  groups 0 sinf 0\n"
        "  attendance 9111111>9111111(7000001) 1000 of 0\n"
        "  attendance 9111111>92333337000003 100 of 0\n"
        "  attendance 9111111>91111110000000 200 of 0\n"
        "  enrollment 9111111>9111111(7000001) 7000001 10 2023-08-15 open  completion 0 grade  "
        "gender F #1\n"
        "2 race  gender  groups 0 sinf 0\n"
        "  agreement 9111111>9111111(7000001) 7000001 A 2023-09-01 2024-06-01 500 100% grade  "
        "placement  TRAD #1\n");
    support_store_directory(db, support_schools, support_school_count, "ee55");
    assert_non_null(strstr(read_pupils(db, 2023), "91111117000001 1000 of 0"));
    db_close(db);
}

/* Nor does what an older code set said of a program stay. */
static void
new_programs_group_anew(void **state)
{
    static const char *const rows[] = {STAS_OF("1", "7000001", "10", ""), NULL};
    static const char *const programs[] = {SPRG_OF("1", "101"), SPRG_OF("1", "144"), NULL};
    const struct text header[] = {TEXT("code"), TEXT("name"), TEXT("pupil_group"), TEXT("since"),
        TEXT("until")},
                      foster[] = {TEXT("101"), TEXT("Plan"), TEXT("foster"), TEXT(""), TEXT("")};
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    support_load(db, support_key("9111111", EXTRACT_STAS, 2023), rows);
    support_load(db, support_key("9111111", EXTRACT_SPRG, 2023), programs);
    assert_non_null(strstr(read_pupils(db, 2023), "groups 2 "));
    must(reference_store_begin(db, &err), &err);
    must(reference_store_row(db, "education_program", header, 5, true, &err), &err);
    must(reference_store_row(db, "education_program", foster, 5, false, &err), &err);
    must(reference_store_commit(db, support_basis.rule_set, "newer", &err), &err);
    assert_non_null(strstr(read_pupils(db, 2023), "groups 16 "));
    db_close(db);
}

/* More rows than one fetch, and pupils whose rows lie on both sides of its end. */
static void
many_rows_are_fetched_in_pieces(void **state)
{
    enum { PUPILS = 9000 };
    struct submission_key key = support_key("9111111", EXTRACT_STAS, 2023);
    struct submission submission = support_submission(&key, PUPILS * 2);
    struct db *db = support_fresh();
    struct pupil_cursor *cursor;
    const struct pupil *pupil;
    struct load *load;
    struct err err;
    char cells[256];
    int64_t last = 0;
    int count = 0, rc;

    (void)state;
    must(load_begin(&load, db, &key, 5, &err), &err);
    for (int i = 0; i < PUPILS * 2; i++) {
        snprintf(cells, sizeof cells,
            "ssid=%d school_of_attendance=%s birth_date=20080102 gender=F is_days_credited=1",
            1 + i % PUPILS, i < PUPILS ? "?a_school_that_is_not_there" : "7000001");
        must(support_add_row(load, key.extract, (unsigned long)i + 1, cells, &err), &err);
    }
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
    must(pupil_cursor_open(&cursor, db, 2023, 0, &err), &err);
    while ((rc = pupil_cursor_next(cursor, &pupil, &err)) == 1) {
        assert_true(pupil->ssid == ++last);
        assert_int_equal(pupil->attendance_count, 2);
        assert_string_equal(pupil->attendance[0].place.raw_code, "a school that is not there");
        assert_null(pupil->attendance[1].place.raw_code);
        count++;
    }
    must(rc, &err);
    assert_int_equal(count, PUPILS);
    pupil_cursor_close(cursor);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_several_leas_meet_in_a_pupil),
        cmocka_unit_test(a_withdrawn_submission_takes_its_rows_along),
        cmocka_unit_test(attendance_counts_from_2021),
        cmocka_unit_test(a_new_directory_places_anew),
        cmocka_unit_test(new_programs_group_anew),
        cmocka_unit_test(many_rows_are_fetched_in_pieces),
    };

    return cmocka_run_group_tests_name("pupil_cursor", tests, NULL, NULL);
}
