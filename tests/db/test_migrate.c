#include "base/layout.h"
#include "sql/load/load_rows.h"
#include "sql/migrate.h"
#include "sql/query.h"
#include "sql/reference_store.h"
#include "sql_text.h"

#include "db/support.h"

static void
init_twice_is_harmless(void **state)
{
    struct db *db = support_open(NULL);
    const char *left_out;
    struct err err;
    int applied;

    (void)state;
    support_run(db, "DROP SCHEMA IF EXISTS isprofile CASCADE");
    assert_int_equal(migrate_check(db, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_non_null(strstr(err.text, "isprofile init"));
    must(migrate_up(db, &applied, &err), &err);
    assert_true(applied >= 6);
    must(migrate_roles(db, &left_out, &err), &err);
    assert_null(left_out);
    must(migrate_up(db, &applied, &err), &err);
    assert_int_equal(applied, 0);
    must(migrate_roles(db, &left_out, &err), &err);
    must(migrate_check(db, &err), &err);
    db_close(db);
}

static void
a_changed_migration_is_refused(void **state)
{
    struct db *db = support_fresh();
    struct err err;
    int applied;

    (void)state;
    support_run(db, "UPDATE isprofile.schema_migration SET digest = md5('x') WHERE number = 2");
    assert_int_equal(migrate_up(db, &applied, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_non_null(strstr(err.text, "0002_"));
    assert_int_equal(migrate_check(db, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    db_close(db);
}

static void
a_newer_schema_is_refused(void **state)
{
    struct db *db = support_fresh();
    struct err err;
    int applied;

    (void)state;
    support_run(
        db, "INSERT INTO isprofile.schema_migration VALUES (9000, '9000_later.sql', '', now())");
    assert_int_equal(migrate_up(db, &applied, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_int_equal(migrate_check(db, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    db_close(db);
}

static void
a_missing_migration_is_told(void **state)
{
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    support_run(db, "DELETE FROM isprofile.schema_migration WHERE number = 6");
    assert_int_equal(migrate_check(db, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_non_null(strstr(err.text, "0006_"));
    db_close(db);
}

/* A schema of an earlier program, with rows' tables of a year, handed over to isprofile_owner. */
static void
make_schema_of_before(struct db *db)
{
    support_run(db, "DROP SCHEMA IF EXISTS isprofile CASCADE");
    support_run(db, sql_migrate_schema);
    support_run(db, sql_migrate_table);
    for (const struct sql_text_file *file = sql_text; file->name != NULL; file++) {
        const char *params[] = {
            (char[]){file->name[2], file->name[3], '\0'}, file->name, file->bytes};
        struct err err;

        if (strncmp(file->name, "00", 2) != 0 || strcmp(file->name, "0017") >= 0)
            continue;
        support_run(db, file->bytes);
        must(query_run(db, sql_migrate_record, 3, params, "record a migration", &err), &err);
    }
    support_run(db, "SELECT isprofile.ensure_school_year('2023-2024')");
    support_run(db, sql_roles_hand_over);
}

static const char owners[] =
    "SELECT string_agg(DISTINCT owner::regrole::text, ' ') FROM (SELECT relowner FROM pg_class "
    "WHERE relnamespace = 'isprofile'::regnamespace UNION ALL SELECT proowner FROM pg_proc WHERE "
    "pronamespace = 'isprofile'::regnamespace) AS things (owner)";

/* Whoever upgrades it, what is new is the owner's, and so are its tables of years. */
static void
a_schema_of_before_stays_its_owners(void **state)
{
    static const char *const logins[] = {NULL, "isprofile_owner", "keeper"};
    struct db *db = support_fresh();
    const char *left_out;
    struct err err;
    int applied;

    (void)state;
    must(migrate_roles(db, &left_out, &err), &err);
    support_run(db, "DROP ROLE IF EXISTS keeper");
    support_run(db, "CREATE ROLE keeper LOGIN IN ROLE isprofile_owner");
    for (size_t i = 0; i < sizeof logins / sizeof *logins; i++) {
        struct db *as;

        make_schema_of_before(db);
        as = support_open(logins[i]);
        must(migrate_up(as, &applied, &err), &err);
        assert_true(applied >= 5);
        must(migrate_roles(as, &left_out, &err), &err);
        assert_null(left_out);
        assert_string_equal(support_value(db, owners), "isprofile_owner");
        db_close(as);
        as = support_open("isprofile_loader");
        must(migrate_check(as, &err), &err);
        support_run(as, "SELECT isprofile.ensure_school_year('2024-2025')");
        db_close(as);
    }
    support_run(db, "DROP ROLE keeper");
    db_close(db);
}

static const char *
type_of_column(const struct column *column)
{
    static char type[32];

    switch (column->type) {
    case COLUMN_SSID:
        return "bigint";
    case COLUMN_DATE:
        return "date";
    case COLUMN_FLAG:
        return "boolean";
    case COLUMN_INT:
        return "smallint";
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
        return "numeric(5,2)";
    case COLUMN_DECIMAL:
        snprintf(type, sizeof type, "numeric(%d,%d)", column->max_len - 1, column->scale);
        return type;
    default:
        return "text";
    }
}

/* The migrations spell out what base/layout.def says; neither may drift. */
static void
tables_of_extracts_follow_the_layouts(void **state)
{
    struct db *db = support_fresh();

    (void)state;
    for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
        const struct layout *layout = layout_of((enum extract)extract);
        int expected = 5;
        char sql[512], count[16];

        for (int i = 0; i < layout->column_count; i++) {
            const struct column *column = &layout->columns[i];

            if (!load_rows_has_column(column))
                continue;
            expected++;
            snprintf(sql, sizeof sql,
                "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                "to_regclass('isprofile.' || lower('%s')) AND attname = '%s'",
                layout->name, column->name);
            if (strcmp(support_value(db, sql), type_of_column(column)) != 0)
                fail_msg("%s.%s is not %s", layout->name, column->name, type_of_column(column));
        }
        snprintf(sql, sizeof sql,
            "SELECT count(*) FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid "
            "= "
            "to_regclass('isprofile.' || lower('%s'))",
            layout->name);
        snprintf(count, sizeof count, "%d", expected);
        assert_string_equal(support_value(db, sql), count);
    }
    db_close(db);
}

static void
reference_data_are_replaced_and_checked(void **state)
{
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    assert_string_equal(
        support_value(db, "SELECT string_agg(code || reporting_category, ' ' ORDER BY position) "
                          "FROM isprofile.ref_race"),
        "100RI 201RA 202RA 700RW");
    assert_string_equal(
        support_value(db, "SELECT string_agg(concat_ws('/', rule, severity, scope, since, until), "
                          "' ' ORDER BY number) FROM isprofile.rule"),
        "file_empty/fatal/file value_missing/error/field agreement_too_short/ineligible/row/2023");
    must(reference_store_check(db, support_basis.rule_set, support_basis.reference, &err), &err);
    assert_int_equal(reference_store_check(db, "other", support_basis.reference, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    must(reference_store_begin(db, &err), &err);
    must(
        reference_store_row(db, "race",
            (struct text[]){TEXT("code"), TEXT("name"), TEXT("reporting_category")}, 3, true, &err),
        &err);
    must(reference_store_commit(db, "other", "other", &err), &err);
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.ref_race"), "0");
    must(reference_store_check(db, "other", "other", &err), &err);
    db_close(db);
}

static void
a_table_without_migration_is_told(void **state)
{
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    must(reference_store_begin(db, &err), &err);
    assert_int_equal(
        reference_store_row(db, "surprise", (struct text[]){TEXT("code")}, 1, true, &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    /* The earlier data stand, and the connection is fit for use. */
    assert_string_equal(support_value(db, "SELECT count(*) FROM isprofile.ref_race"), "4");
    db_close(db);
}

struct seen {
    size_t count;
    bool is_equal;
};

static int
compare_school(void *ctx, const struct school *school, struct err *err)
{
    struct seen *seen = ctx;
    const struct school *expected = &support_schools[seen->count++];

    (void)err;
    seen->is_equal =
        seen->is_equal && strcmp(school->cds_code, expected->cds_code) == 0 &&
        school->is_charter == expected->is_charter && school->open_date == expected->open_date &&
        school->close_date == expected->close_date && strcmp(school->doc, expected->doc) == 0 &&
        strcmp(school->soc, expected->soc) == 0 && strcmp(school->edops, expected->edops) == 0 &&
        strcmp(school->grades, expected->grades) == 0 &&
        strcmp(school->county_name, expected->county_name) == 0 &&
        strcmp(school->district_name, expected->district_name) == 0 &&
        strcmp(school->school_name, expected->school_name) == 0;
    return 0;
}

static void
the_directory_comes_back_as_it_went(void **state)
{
    struct db *db = support_fresh();
    struct seen seen = {0, true};
    struct school_sink sink = {compare_school, &seen};
    char version[65];
    struct err err;

    (void)state;
    must(directory_store_read(db, &sink, version, &err), &err);
    assert_string_equal(version, support_basis.directory);
    assert_int_equal(seen.count, support_school_count);
    assert_true(seen.is_equal);
    support_run(db, "DELETE FROM isprofile.school");
    support_run(db, "DELETE FROM isprofile.directory_version");
    seen.count = 0;
    must(directory_store_read(db, &sink, version, &err), &err);
    assert_string_equal(version, "");
    assert_int_equal(seen.count, 0);
    db_close(db);
}

/* The codes of schools are what rows are resolved by. */
static void
a_directory_with_one_code_twice_is_refused(void **state)
{
    struct school twice[2] = {support_schools[2], support_schools[2]};
    const struct school *list[2] = {&twice[0], &twice[1]};
    struct db *db = support_fresh();
    struct err err;

    (void)state;
    snprintf(twice[1].cds_code, sizeof twice[1].cds_code, "92333337000001");
    assert_int_equal(directory_store_replace(db, list, 2, "dd44", &err), -1);
    assert_int_equal(err.code, ERR_CONFIG);
    assert_non_null(strstr(err.text, "92333337000001"));
    assert_string_equal(support_value(db, "SELECT version FROM isprofile.directory_version"),
        support_basis.directory);
    db_close(db);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(init_twice_is_harmless),
        cmocka_unit_test(a_changed_migration_is_refused),
        cmocka_unit_test(a_newer_schema_is_refused),
        cmocka_unit_test(a_missing_migration_is_told),
        cmocka_unit_test(a_schema_of_before_stays_its_owners),
        cmocka_unit_test(tables_of_extracts_follow_the_layouts),
        cmocka_unit_test(reference_data_are_replaced_and_checked),
        cmocka_unit_test(a_table_without_migration_is_told),
        cmocka_unit_test(the_directory_comes_back_as_it_went),
        cmocka_unit_test(a_directory_with_one_code_twice_is_refused),
    };

    return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
