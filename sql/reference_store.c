#include "base/err.h"
#include "sql/copy.h"
#include "sql/db_state.h"
#include "sql/place_store.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/reference_store.h"

enum { MAX_COLUMNS = 16, NAME_SIZE = 64, LOCK_SECONDS = 600 };

static const char storing[] = "store the reference data";

int
reference_store_begin(struct db *db, struct err *err)
{
    if (query_begin(db, err) == 0 && query_lock(db, DIRECTORY_LOCK, false, LOCK_SECONDS, err) == 0)
        return 0;
    query_rollback(db);
    return -1;
}

/* Ends the table on its way, if there is one. */
static int
end_table(struct db *db, struct err *err)
{
    struct copy *copy = db->copy;
    uint64_t rows;

    db->copy = NULL;
    return copy == NULL ? 0 : copy_end(copy, &rows, err);
}

static void
give_up(struct db *db)
{
    copy_abandon(db->copy);
    db->copy = NULL;
    query_rollback(db);
}

/* Empties the table and starts to fill it. columns[0] is added: the place in the file. */
static int
begin_table(struct db *db, const char *table, const struct text *fields, int count, struct err *err)
{
    char names[MAX_COLUMNS][NAME_SIZE], target[NAME_SIZE];
    const char *columns[MAX_COLUMNS + 1] = {"position"};

    if (count > MAX_COLUMNS)
        return err_set(err, ERR_BUG, "reference table %s has too many columns", table);
    for (int i = 0; i < count; i++) {
        snprintf(names[i], NAME_SIZE, "%.*s", (int)fields[i].len, fields[i].at);
        columns[i + 1] = names[i];
    }
    snprintf(target, sizeof target, "ref_%s", table);
    db->position = 0;
    if (end_table(db, err) != 0 || copy_clear(db, target, NULL, NULL, storing, err) != 0)
        return -1;
    return copy_begin(&db->copy, db, target, columns, count + 1, storing, err);
}

static int
add_row(struct db *db, const struct text *fields, int count, struct err *err)
{
    size_t room = 0;

    for (int i = 0; i < count; i++)
        room += fields[i].len;
    if (copy_row(db->copy, room, err) != 0)
        return -1;
    copy_put_int4(db->copy, ++db->position);
    for (int i = 0; i < count; i++)
        copy_put_text(db->copy, fields[i]);
    return 0;
}

int
reference_store_row(struct db *db, const char *table, const struct text *fields, int count,
    bool is_header, struct err *err)
{
    int rc =
        is_header ? begin_table(db, table, fields, count, err) : add_row(db, fields, count, err);

    if (rc != 0) {
        give_up(db);
        return err_wrap(err, "reference table %s", table);
    }
    return 0;
}

static void
put_year(struct copy *copy, int year)
{
    if (year == 0)
        copy_put_null(copy);
    else
        copy_put_int2(copy, (int16_t)year);
}

static int
begin_rules(struct db *db, struct err *err)
{
    static const char *const columns[] = {"rule", "number", "severity", "scope", "extracts",
        "authority", "calpads", "since", "until", "text", "message", "fix"};

    if (end_table(db, err) != 0 || copy_clear(db, "rule", NULL, NULL, storing, err) != 0)
        return -1;
    return copy_begin(
        &db->copy, db, "rule", columns, sizeof columns / sizeof *columns, storing, err);
}

/* The first rule of the catalogue begins the table. */
int
reference_store_rule(struct db *db, const struct rule_info *rule, struct err *err)
{
    const struct text texts[] = {text_of(rule->id), text_of(severity_name(rule->severity)),
        text_of(rule_scope_name(rule->scope)), text_of(rule->extracts), text_of(rule->authority),
        text_of(rule->calpads), text_of(rule->text), text_of(rule->message), text_of(rule->fix)};
    size_t room = 0;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        room += texts[i].len;
    if ((rule->number == 0 && begin_rules(db, err) != 0) || copy_row(db->copy, room, err) != 0) {
        give_up(db);
        return err_wrap(err, "rule %s", rule->id);
    }
    copy_put_text(db->copy, texts[0]);
    copy_put_int4(db->copy, rule->number);
    for (int i = 1; i <= 5; i++)
        copy_put_text(db->copy, texts[i]);
    put_year(db->copy, rule->since);
    put_year(db->copy, rule->until);
    for (int i = 6; i <= 8; i++)
        copy_put_text(db->copy, texts[i]);
    return 0;
}

/* *same tells whether these versions are the stored ones, *any whether there are stored ones. */
static int
compare_versions(struct db *db, const char *rule_set, const char *reference, bool *same_rules,
    bool *same_reference, struct err *err)
{
    PGresult *result =
        query_rows(db, sql_reference_read, 0, NULL, "read the version of the reference data", err);

    if (result == NULL)
        return -1;
    *same_rules = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), rule_set) == 0;
    *same_reference = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 1), reference) == 0;
    PQclear(result);
    return 0;
}

int
reference_store_commit(struct db *db, const char *rule_set, const char *reference, struct err *err)
{
    const char *params[] = {rule_set, reference};
    bool same_rules, same_reference;

    if (end_table(db, err) != 0 ||
        compare_versions(db, rule_set, reference, &same_rules, &same_reference, err) != 0)
        goto failed;
    if (!same_rules || !same_reference)
        if (query_exec(db, sql_reference_forget, storing, err) != 0 ||
            query_run(db, sql_reference_record, 2, params, storing, err) != 0)
            goto failed;
    if (query_commit(db, err) == 0)
        return 0;

failed:
    give_up(db);
    return -1;
}

int
reference_store_check(struct db *db, const char *rule_set, const char *reference, struct err *err)
{
    bool same_rules, same_reference;

    if (compare_versions(db, rule_set, reference, &same_rules, &same_reference, err) != 0)
        return -1;
    if (!same_rules || !same_reference)
        return err_set(err, ERR_CONFIG,
            "the reference data in the database are not those of this program; run: isprofile "
            "init");
    return 0;
}
