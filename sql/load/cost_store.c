#include "base/ada.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "sql/array_text.h"
#include "sql/copy.h"
#include "sql/query.h"
#include "sql/rule_names.h"
#include "sql_text.h"

#include "sql/load/cost_store.h"

static const char writing[] = "write what the law makes of the LEA";

enum { RULE_NAME_ROOM = 64 };

struct cost_store {
    struct db *db;
    char lea[8];
    char year[10];
    struct buf records, claimed, ineligible; /* of the agreements, as arrays */
};

int
cost_store_clear(struct db *db, const char *lea, int year, struct err *err)
{
    static const char *const tables[] = {"agreement_cost_pack", "law_count", "ada_line"};
    char school_year[10];

    school_year_format(year, school_year);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (copy_clear(db, tables[i], lea, school_year, writing, err) != 0)
            return -1;
    return 0;
}

int
cost_store_begin(
    struct cost_store **store, struct db *db, const char *lea, int year, struct err *err)
{
    *store = NULL;
    if (cost_store_clear(db, lea, year, err) != 0)
        return -1;
    *store = memory_new(sizeof **store);
    (*store)->db = db;
    snprintf((*store)->lea, sizeof(*store)->lea, "%s", lea);
    school_year_format(year, (*store)->year);
    return 0;
}

int
cost_store_add_agreement(
    struct cost_store *store, const struct agreement_cost *cost, struct err *err)
{
    if (cost->record > INT32_MAX)
        return err_set(err, ERR_CONFIG, "a file of more than %d lines is not stored", INT32_MAX);
    if (cost->ineligible_days < 0 || cost->ineligible_days > cost->claimed_days)
        return err_set(err, ERR_BUG, "an agreement loses days that it does not claim");
    array_add_number(&store->records, cost->record);
    array_add_number(&store->claimed, (uint64_t)cost->claimed_days);
    array_add_number(&store->ineligible, (uint64_t)cost->ineligible_days);
    return 0;
}

int
cost_store_end_agreements(struct cost_store *store, struct err *err)
{
    const char *params[] = {store->lea, store->year, NULL, NULL, NULL};

    if (store->records.len == 0)
        return 0;
    params[2] = array_end(&store->records);
    params[3] = array_end(&store->claimed);
    params[4] = array_end(&store->ineligible);
    return query_later(store->db, sql_load_agreement_costs_add, 5, params, writing, err);
}

static int
begin_row(struct cost_store *store, struct copy *copy, struct err *err)
{
    if (copy_row(copy, sizeof store->lea + sizeof store->year + (size_t)2 * RULE_NAME_ROOM, err) !=
        0)
        return -1;
    copy_put_text(copy, text_of(store->lea));
    copy_put_text(copy, text_of(store->year));
    return 0;
}

static int
put_count(struct cost_store *store, struct copy *copy, const struct law_count *count,
    const char *rule, struct err *err)
{
    if (rule == NULL || strlen(rule) > RULE_NAME_ROOM)
        return err_set(err, ERR_BUG, "the database has no rule of number %d", count->count.rule);
    if (begin_row(store, copy, err) != 0)
        return -1;
    copy_put_text(copy, text_of(layout_of(count->extract)->name));
    copy_put_text(copy, text_of(rule));
    copy_put_int8(copy, (int64_t)count->count.found);
    copy_put_int8(copy, (int64_t)count->count.applied);
    copy_put_numeric(copy, count->count.ineligible_days, 2);
    return 0;
}

/* The names of the rules by their numbers, which the catalogue counts from 0. */
int
cost_store_add_counts(
    struct cost_store *store, const struct law_count *counts, size_t count, struct err *err)
{
    static const char *const columns[] = {
        "lea_code", "academic_year", "extract", "rule", "found", "applied", "ineligible_days"};
    struct copy *copy;
    uint64_t rows;

    if (rule_names_ensure(store->db, err) != 0 ||
        copy_begin(&copy, store->db, "law_count", columns, sizeof columns / sizeof *columns,
            writing, err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++) {
        const struct rule_count *each = &counts[i].count;

        if ((each->found > 0 || each->applied > 0) &&
            put_count(store, copy, &counts[i], rule_names_find(store->db, each->rule), err) != 0) {
            copy_abandon(copy);
            return -1;
        }
    }
    return copy_end(copy, &rows, err);
}

static void
put_amount(struct copy *copy, int64_t hundredths)
{
    if (hundredths == ADA_NONE)
        copy_put_null(copy);
    else
        copy_put_numeric(copy, hundredths, 2);
}

static int
put_line(struct cost_store *store, struct copy *copy, const struct ada_line *line, struct err *err)
{
    if (begin_row(store, copy, err) != 0)
        return -1;
    copy_put_text(copy, text_of(line->school));
    copy_put_text(copy, text_of(line->rule));
    copy_put_text(copy, text_of(ada_program_code(line->program)));
    copy_put_text(copy, text_of(ada_span_code(line->span)));
    put_amount(copy, line->claimed);
    put_amount(copy, line->comparison_ratio);
    put_amount(copy, line->is_ratio);
    put_amount(copy, line->eligible);
    put_amount(copy, line->excess);
    return 0;
}

int
cost_store_add_lines(
    struct cost_store *store, const struct ada_line *lines, size_t count, struct err *err)
{
    static const char *const columns[] = {"lea_code", "academic_year", "school_code", "rule",
        "program_line", "grade_span", "claimed_ada", "comparison_ratio", "is_ratio", "eligible_ada",
        "excess_ada"};
    struct copy *copy;
    uint64_t rows;

    if (copy_begin(&copy, store->db, "ada_line", columns, sizeof columns / sizeof *columns, writing,
            err) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (put_line(store, copy, &lines[i], err) != 0) {
            copy_abandon(copy);
            return -1;
        }
    return copy_end(copy, &rows, err);
}

void
cost_store_free(struct cost_store *store)
{
    if (store == NULL)
        return;
    buf_free(&store->records);
    buf_free(&store->claimed);
    buf_free(&store->ineligible);
    free(store);
}
