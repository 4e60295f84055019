#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/memory.h"
#include "transform/catalogue.h"

#include "rules/fixture_world.h"

/*
 * Every exit reason and every completion status with every grade level in every
 * school year: what is found is what the tables say, read here in another way
 * than the program reads them.
 */

enum { FIRST_YEAR = 2010, LAST_YEAR = 2025, CELL = 16, MAX_ROWS = 1000 };

/* A line of a reference table: one code or two, and the school years it holds in. */
struct table_row {
    char left[CELL], right[CELL];
    long since, until; /* first calendar years; 0 is open */
};

struct table {
    struct table_row rows[MAX_ROWS];
    size_t count;
};

static struct table reasons, statuses, grades, exit_grades, completion_grades;

/* The n-th cell of a line without quotes around that cell or any before it. */
static void
cell_at(const char *line, int n, char cell[CELL])
{
    size_t len;

    while (n-- > 0) {
        line += strcspn(line, ",\n");
        line += *line == ',';
    }
    len = strcspn(line, ",\n");
    assert_true(len < CELL);
    memcpy(cell, line, len);
    cell[len] = '\0';
}

/* Names may hold commas within quotes; no other cell has quotes. */
static void
drop_quoted(char *line)
{
    char *open = strchr(line, '"');
    char *close = open == NULL ? NULL : strchr(open + 1, '"');

    if (close != NULL)
        memmove(open, close + 1, strlen(close + 1) + 1);
}

static void
read_table(struct table *table, const char *name, int right, int since)
{
    char path[128], line[512], cell[CELL];
    FILE *file;

    snprintf(path, sizeof path, "transform/reference/%s.csv", name);
    file = fopen(path, "rb");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        struct table_row *row = &table->rows[table->count++];

        assert_true(table->count < MAX_ROWS);
        drop_quoted(line);
        *row = (struct table_row){0};
        cell_at(line, 0, row->left);
        if (right >= 0)
            cell_at(line, right, row->right);
        cell_at(line, since, cell);
        row->since = strtol(cell, NULL, 10);
        cell_at(line, since + 1, cell);
        row->until = strtol(cell, NULL, 10);
    }
    fclose(file);
}

static bool
holds(const struct table_row *row, int year)
{
    return (row->since == 0 || year >= row->since) && (row->until == 0 || year <= row->until);
}

static bool
pair_holds(const struct table *table, const char *left, const char *right, int year)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->rows[i].left, left) == 0 && strcmp(table->rows[i].right, right) == 0 &&
            holds(&table->rows[i], year))
            return true;
    return false;
}

/* The grade that the tables are asked with; NULL when it is not a grade of that year. */
static const char *
grade_asked(const struct table_row *grade, int year)
{
    if (strcmp(grade->left, "TK") == 0)
        return "KN";
    return holds(grade, year) ? grade->left : NULL;
}

static const char header[] =
    "record_type,reporting_lea,school_of_attendance,academic_year,ssid,birth_date,gender,"
    "enrollment_start_date,enrollment_status,grade_level,enrollment_exit_date,exit_reason,"
    "completion_status,met_uc_csu_requirements\n";

static void
add_row(struct buf *csv, int year, unsigned number, const char *grade, const char *reason,
    const char *status)
{
    buf_printf(csv, "SENR,0199999,0999905,%d-%d,99%08u,%d0315,F,%d0816,10,%s,%d0601,%s,%s,%s\n",
        year, year + 1, number, year - 16, year, grade, year + 1, reason, status,
        strcmp(status, "100") == 0 ? "N" : "");
}

static void
judge_csv(const struct buf *csv, struct judged *judged)
{
    struct judging_options options = {.max_rejected = 10000};
    char path[] = "/tmp/test_combinations.XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    assert_int_equal(write(fd, csv->data, csv->len), csv->len);
    close(fd);
    date_from_civil(2025, 9, 1, &options.as_of);
    judging_file(world, &options, path, judged);
    unlink(path);
}

static bool
is_found(const struct judged *judged, unsigned long line, const char *rule)
{
    for (size_t i = 0; i < judged->finding_count; i++)
        if (judged->findings[i].line == line && strcmp(judged->findings[i].rule->id, rule) == 0)
            return true;
    return false;
}

static void
check_line(const struct judged *judged, unsigned long line, const char *rule, bool is_wanted,
    const char *what, const char *grade, int year)
{
    if (is_found(judged, line, rule) != is_wanted)
        fail_msg("%d: %s with grade %s: %s is %s", year, what, grade, rule,
            is_wanted ? "not found" : "found");
}

/* All pairs of one year: combination is the rule that the table of pairs decides. */
static void
check_year(int year, const struct table *codes, const struct table *pairs, bool is_completion)
{
    const char *combination =
        is_completion ? "completion_grade_combination" : "exit_grade_combination";
    struct buf csv = {0};
    struct judged judged;
    unsigned long line = 1;

    buf_add_text(&csv, header);
    for (size_t i = 0; i < codes->count; i++)
        for (size_t k = 0; k < grades.count; k++)
            add_row(&csv, year, (unsigned)(i * grades.count + k), grades.rows[k].left,
                is_completion ? "E230" : codes->rows[i].left,
                is_completion ? codes->rows[i].left : "");
    judge_csv(&csv, &judged);
    for (size_t i = 0; i < codes->count; i++)
        for (size_t k = 0; k < grades.count; k++) {
            const char *code = codes->rows[i].left;
            const char *grade = grades.rows[k].left;
            const char *asked = grade_asked(&grades.rows[k], year);
            bool is_code = holds(&codes->rows[i], year);

            line++;
            check_line(&judged, line, "value_code_not_in_force", !is_code, code, grade, year);
            check_line(&judged, line, "grade_not_identified", asked == NULL, code, grade, year);
            check_line(&judged, line, combination,
                is_code && asked != NULL && !pair_holds(pairs, code, asked, year), code, grade,
                year);
        }
    judged_reset(&judged);
    buf_free(&csv);
}

static void
exit_reasons_go_with_their_grades(void **state)
{
    (void)state;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        check_year(year, &reasons, &exit_grades, false);
}

static void
completions_go_with_their_grades(void **state)
{
    (void)state;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
        check_year(year, &statuses, &completion_grades, true);
}

static int
open_world_and_tables(void **state)
{
    read_table(&reasons, "exit_reason", -1, 2);
    read_table(&statuses, "completion_status", -1, 3);
    read_table(&grades, "grade_level", -1, 2);
    read_table(&exit_grades, "valid_exit_grade", 1, 2);
    read_table(&completion_grades, "valid_completion_grade", 1, 2);
    return open_world(state);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exit_reasons_go_with_their_grades),
        cmocka_unit_test(completions_go_with_their_grades),
    };

    return cmocka_run_group_tests_name("combinations", tests, open_world_and_tables, close_world);
}
