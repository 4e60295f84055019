#include <libpq-fe.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/parse.h"
#include "base/row.h"
#include "sql/db_state.h"
#include "sql/migrate.h"
#include "sql/query.h"
#include "sql/reference_store.h"

#include "db/support.h"

const struct basis support_basis = {"aa11", "bb22", "cc33"};

/* Two districts of county 91, one of county 92, and a charter of the first district. */
const struct school support_schools[] = {
    {"91000000000000", false, DATE_NONE, DATE_NONE, "00", "", "", "", "Alder",
        "Alder County Office of Education", ""},
    {"91111110000000", false, DATE_NONE, DATE_NONE, "54", "", "", "", "Alder", "Birch Unified", ""},
    {"91111117000001", false, 4000, DATE_NONE, "54", "66", "TRAD", "9-12", "Alder", "Birch Unified",
        "Birch High"},
    {"91111117000002", true, -3000, 19000, "54", "66", "ALTSOC", "K-12", "Alder", "Birch Unified",
        "Cedar Charter \xc3\xb1"},
    {"91222220000000", false, DATE_NONE, DATE_NONE, "54", "", "", "", "Alder", "Dogwood Unified",
        ""},
    {"91222227000003", false, DATE_NONE, DATE_NONE, "54", "66", "CON", "9-12", "Alder",
        "Dogwood Unified", "Elm Continuation"},
    {"92333330000000", false, DATE_NONE, DATE_NONE, "54", "", "", "", "Fir", "Gum Unified", ""},
    {"92333337000004", false, DATE_NONE, DATE_NONE, "54", "66", "TRAD", "K-12", "Fir",
        "Gum Unified", "Hazel School"},
};
const size_t support_school_count = sizeof support_schools / sizeof *support_schools;

void
must(int rc, const struct err *err)
{
    if (rc != 0)
        fail_msg("%s", err->text);
}

struct db *
support_open(const char *role)
{
    struct err err;
    struct db *db;
    char conninfo[128];

    snprintf(conninfo, sizeof conninfo, "user=%s", role == NULL ? "" : role);
    must(db_open(&db, role == NULL ? NULL : conninfo, &err), &err);
    return db;
}

const char *
support_value(struct db *db, const char *sql)
{
    static char values[4][4096];
    static unsigned turn;
    char *value = values[turn++ % 4];
    PGresult *result = PQexec(db->conn, sql);

    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s\n%s", sql, PQresultVerboseErrorMessage(result, PQERRORS_DEFAULT, 0));
    snprintf(value, sizeof *values, "%s", PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
    PQclear(result);
    return value;
}

void
support_run(struct db *db, const char *sql)
{
    PGresult *result = PQexec(db->conn, sql);
    ExecStatusType status = PQresultStatus(result);

    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        fail_msg("%s\n%s", sql, PQresultVerboseErrorMessage(result, PQERRORS_DEFAULT, 0));
    PQclear(result);
}

const char *
support_sqlstate(struct db *db, const char *sql)
{
    static char state[6];
    PGresult *result;
    const char *found;

    support_run(db, "BEGIN");
    result = PQexec(db->conn, sql);
    found = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    snprintf(state, sizeof state, "%s", found == NULL ? "00000" : found);
    PQclear(result);
    support_run(db, "ROLLBACK");
    return state;
}

static void
store_table(struct db *db, const char *table, const char *const *rows, int columns)
{
    struct err err;

    for (int row = 0; rows[(size_t)row * (size_t)columns] != NULL; row++) {
        struct text fields[8];

        for (int i = 0; i < columns; i++)
            fields[i] = text_of(rows[row * columns + i]);
        must(reference_store_row(db, table, fields, columns, row == 0, &err), &err);
    }
}

void
support_store_reference(struct db *db)
{
    static const char *const races[] = {"code", "name", "reporting_category", "100",
        "American Indian", "RI", "201", "Chinese", "RA", "202", "Japanese", "RA", "700", "White",
        "RW", NULL};
    static const char *const statuses[] = {"code", "name", "outcome", "since", "until", "100",
        "Graduated", "graduate", "", "", "320", "Equivalency", "other_completer", "", "", "480",
        "Promoted", "not_completer", "", "", NULL};
    static const char *const programs[] = {"code", "name", "pupil_group", "since", "until", "101",
        "Plan", "", "", "", "144", "Special Education", "swd", "", "2018-2019", "181", "Free Meal",
        "sed", "", "", "135", "Migrant", "migrant", "", "", NULL};
    static const struct rule_info rules[] = {
        {"file_empty", 0, SEVERITY_FATAL, SCOPE_FILE, "all", "", "", 0, 0, "t", "m", "f"},
        {"value_missing", 1, SEVERITY_ERROR, SCOPE_FIELD, "all", "", "GERR0001", 0, 0, "t", "m",
            "f"},
        {"agreement_too_short", 2, SEVERITY_INELIGIBLE, SCOPE_ROW, "ISAG", "EC 46300(e)", "", 0,
            2023, "t", "m", "f"},
    };
    struct err err;

    must(reference_store_begin(db, &err), &err);
    store_table(db, "race", races, 3);
    store_table(db, "completion_status", statuses, 5);
    store_table(db, "education_program", programs, 5);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        must(reference_store_rule(db, &rules[i], &err), &err);
    must(reference_store_commit(db, support_basis.rule_set, support_basis.reference, &err), &err);
}

void
support_store_directory(
    struct db *db, const struct school *schools, size_t count, const char *version)
{
    const struct school *list[32];
    struct err err;

    for (size_t i = 0; i < count; i++)
        list[i] = &schools[i];
    must(directory_store_replace(db, list, count, version, &err), &err);
}

struct db *
support_fresh(void)
{
    struct db *db = support_open(NULL);
    struct err err;
    int applied;

    support_run(db, "DROP SCHEMA IF EXISTS isprofile CASCADE");
    must(migrate_up(db, &applied, &err), &err);
    support_store_reference(db);
    support_store_directory(db, support_schools, support_school_count, support_basis.directory);
    return db;
}

/* The number of a cell, as the judge gives it. */
static void
read_number(const struct column *column, struct value *value)
{
    bool is_read = true;
    uint64_t number = 0;
    int32_t date = 0;
    int year = 0;

    switch (column->type) {
    case COLUMN_DATE:
        is_read = date_parse(value->text, &date);
        value->number = date;
        break;
    case COLUMN_YEAR:
        is_read = parse_school_year(value->text, &year);
        value->number = year;
        break;
    case COLUMN_SSID:
    case COLUMN_INT:
        is_read = parse_unsigned(value->text, INT64_MAX, &number);
        value->number = (int64_t)number;
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        is_read =
            parse_decimal(value->text, column->scale, column_max_number(column), &value->number);
        break;
    default:
        break;
    }
    if (!is_read)
        fail_msg("no value of column %s: %.*s", column->name, (int)value->text.len, value->text.at);
}

/* Sets the value of one cell, "column=value"; cell is changed. */
static void
set_cell(enum extract extract, char *cell, struct value *values)
{
    char *value = strchr(cell, '=');
    int position;

    assert_non_null(value);
    *value++ = '\0';
    position = layout_column(extract, cell);
    if (position < 0)
        fail_msg("%s has no column %s", layout_of(extract)->name, cell);
    for (char *at = value; *at != '\0'; at++)
        if (*at == '_')
            *at = ' ';
    values[position].is_present = *value != '?';
    values[position].text = text_of(value + !values[position].is_present);
    if (values[position].is_present)
        read_number(&layout_of(extract)->columns[position], &values[position]);
}

/* Adds a row whose every unnamed column is blank. */
int
support_add_row(struct load *load, enum extract extract, unsigned long number, const char *cells,
    struct err *err)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {extract, number + 1, number, values};
    char *copy = memory_copy_text(cells, strlen(cells)), *rest = NULL;
    int rc;

    for (char *cell = strtok_r(copy, " ", &rest); cell != NULL; cell = strtok_r(NULL, " ", &rest))
        set_cell(extract, cell, values);
    rc = load_row(load, &row, err);
    free(copy);
    return rc;
}

struct submission_key
support_key(const char *lea, enum extract extract, int year)
{
    struct submission_key key = {.extract = extract, .year = year};

    snprintf(key.lea, sizeof key.lea, "%s", lea);
    return key;
}

struct submission
support_submission(const struct submission_key *key, uint64_t rows)
{
    struct submission submission = {.key = *key,
        .file_name = "invented.csv",
        .bytes = 1234,
        .rows = {.read = rows, .loaded = rows},
        .verdict = VERDICT_ACCEPTED,
        .basis = support_basis};

    memset(submission.sha256, 'e', sizeof submission.sha256 - 1);
    return submission;
}

void
support_load(struct db *db, struct submission_key key, const char *const *rows)
{
    struct submission submission;
    struct load *load;
    struct err err;
    unsigned long count = 0;

    must(load_begin(&load, db, &key, 5, &err), &err);
    for (; rows[count] != NULL; count++)
        must(support_add_row(load, key.extract, count + 1, rows[count], &err), &err);
    submission = support_submission(&key, count);
    must(load_commit(load, &submission, NULL, 0, NULL, 0, false, &err), &err);
}

const char *const support_rows[] = {
    "ssid=1000000001 school_of_attendance=7000001 birth_date=20080102 gender=F "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=10",
    "ssid=1000000002 school_of_attendance=7000001 birth_date=20080102 gender=M "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=11",
    "ssid=1000000003 school_of_attendance=7000001 birth_date=20080102 gender=X "
    "enrollment_start_date=20230815 enrollment_status=10 grade_level=12",
    NULL,
};

const char *
support_standing(struct db *db)
{
    return support_value(db,
        "SELECT concat_ws(' ', (SELECT count(*) FROM isprofile.senr), "
        "(SELECT count(*) FROM isprofile.enrollment_part), "
        "(SELECT count(*) FROM isprofile.submission_current), "
        "(SELECT string_agg(verdict, ',' ORDER BY submission_id) FROM isprofile.submission))");
}
