#include <assert.h>

#include "base/err.h"

#include "report/count/profile_builder.h"
#include "report/diff_causes.h"
#include "report/frozen/frozen_year.h"
#include "report/profile/profile_text.h"
#include "report/profile_make.h"
#include "report/year/year_basis.h"
#include "report/year_data.h"

#include "report/snapshot_diff.h"

/* What the cells are told to, and what has changed them. */
struct telling {
    const struct snapshot_diff *diff;
    struct diff_causes *causes;
};

/* One of the two: its data stay open for what they lend. */
struct side {
    struct year_data *data;
    const struct year_basis *basis;
    struct profile_builder *builder;
    const struct profile *profile;
};

static int
side_open(struct side *side, struct db *db, int64_t id, struct err *err)
{
    const struct year_request asked = {.snapshot = id};

    if (year_data_open(&side->data, db, &asked, err) != 0)
        return -1;
    side->basis = year_data_basis(side->data);
    side->builder = profile_make(side->data, NULL, err);
    if (side->builder == NULL)
        return -1;
    side->profile = profile_builder_finish(side->builder);
    return 0;
}

static void
side_close(struct side *side)
{
    profile_builder_free(side->builder);
    year_data_close(side->data);
}

static int
diff_basis(const struct year_basis *old_one, const struct year_basis *new_one,
    const struct snapshot_diff *diff, struct err *err)
{
    const struct basis_change all[] = {
        {"program_version", old_one->program_version, new_one->program_version},
        {"rule_set", old_one->versions.rule_set, new_one->versions.rule_set},
        {"reference", old_one->versions.reference, new_one->versions.reference},
        {"directory", old_one->versions.directory, new_one->versions.directory},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strcmp(all[i].old_value, all[i].new_value) != 0 &&
            diff->basis(diff->ctx, &all[i], err) != 0)
            return -1;
    }
    return 0;
}

static int
compare_keys(const struct submission *a, const struct submission *b)
{
    int order = strcmp(a->key.lea, b->key.lea);

    if (order != 0)
        return order;
    return strcmp(layout_of(a->key.extract)->name, layout_of(b->key.extract)->name);
}

/* The same bytes judged by other rules are another submission, too. */
static bool
is_same(const struct submission *a, const struct submission *b)
{
    return strcmp(a->sha256, b->sha256) == 0 && a->rows.loaded == b->rows.loaded;
}

static int
diff_submissions(const struct year_basis *old_one, const struct year_basis *new_one,
    const struct snapshot_diff *diff, struct err *err)
{
    size_t i = 0, j = 0;

    while (i < old_one->submission_count || j < new_one->submission_count) {
        struct submission_change change = {0};
        int order = i == old_one->submission_count ? 1
                    : j == new_one->submission_count
                        ? -1
                        : compare_keys(&old_one->submissions[i], &new_one->submissions[j]);

        if (order <= 0)
            change.old_one = &old_one->submissions[i++];
        if (order >= 0)
            change.new_one = &new_one->submissions[j++];
        if (order == 0 && is_same(change.old_one, change.new_one))
            continue;
        if (diff->submission(diff->ctx, &change, err) != 0)
            return -1;
    }
    return 0;
}

/* Where a category stands in the list; both snapshots may have their own. */
static size_t
category_index(const struct profile *profile, const struct profile_category *category)
{
    return (size_t)(category - profile->categories);
}

static int
compare_rows(const struct side *old_side, const struct profile_row *a, const struct side *new_side,
    const struct profile_row *b)
{
    size_t one, other;
    int order;

    if (a->place->level != b->place->level)
        return a->place->level < b->place->level ? -1 : 1;
    order = strcmp(a->place->cds_code, b->place->cds_code);
    if (order != 0)
        return order;
    if (a->filter != b->filter)
        return a->filter < b->filter ? -1 : 1;
    if (strcmp(a->category->code, b->category->code) == 0)
        return 0;
    one = category_index(old_side->profile, a->category);
    other = category_index(new_side->profile, b->category);
    return one != other ? (one < other ? -1 : 1) : strcmp(a->category->code, b->category->code);
}

/* A value as it would be written: -1 where it is blank. */
static int64_t
value_of(const struct profile_row *row, int measure)
{
    int64_t tenths;

    if (measure < MEASURE_COUNT)
        return row == NULL ? 0 : row->measures[measure];
    return row != NULL && profile_diploma_tenths(row, &tenths) ? tenths : -1;
}

static int
diff_row(const struct profile_row *old_row, const struct profile_row *new_row,
    const struct telling *telling, struct err *err)
{
    const struct profile_row *row = new_row != NULL ? new_row : old_row;
    const struct snapshot_diff *diff = telling->diff;

    assert(row != NULL);
    for (int measure = 0; measure <= MEASURE_COUNT; measure++) {
        struct cell_change change = {
            .place = row->place,
            .filter = row->filter,
            .category = row->category,
            .measure = (enum profile_measure)measure,
            .old_value = value_of(old_row, measure),
            .new_value = value_of(new_row, measure),
        };

        if (change.old_value == change.new_value)
            continue;
        change.leas = diff_causes_of(telling->causes, row->place);
        if (diff->cell(diff->ctx, &change, err) != 0)
            return -1;
    }
    return 0;
}

static int
diff_cells(const struct side *old_side, const struct side *new_side, const struct telling *telling,
    struct err *err)
{
    const struct profile *before = old_side->profile, *after = new_side->profile;
    size_t i = 0, j = 0;

    while (i < before->row_count || j < after->row_count) {
        const struct profile_row *a = NULL, *b = NULL;
        int order = i == before->row_count ? 1
                    : j == after->row_count
                        ? -1
                        : compare_rows(old_side, &before->rows[i], new_side, &after->rows[j]);

        if (order <= 0)
            a = &before->rows[i++];
        if (order >= 0)
            b = &after->rows[j++];
        if (diff_row(a, b, telling, err) != 0)
            return -1;
    }
    return 0;
}

static int
check_years(const struct side *old_side, const struct side *new_side, struct err *err)
{
    char before[10], after[10];

    if (old_side->basis->year == new_side->basis->year)
        return 0;
    school_year_format(old_side->basis->year, before);
    school_year_format(new_side->basis->year, after);
    return err_set(err, ERR_USAGE, "snapshot %lld is of %s, snapshot %lld of %s",
        (long long)old_side->basis->snapshot, before, (long long)new_side->basis->snapshot, after);
}

/* The pupils are read once more, side by side. */
static int
read_causes(struct db *db, int64_t old_id, int64_t new_id, struct frozen_year *years[2],
    struct diff_causes **causes, struct err *err)
{
    if (frozen_year_open(&years[0], db, old_id, err) != 0 ||
        frozen_year_open(&years[1], db, new_id, err) != 0)
        return -1;
    return diff_causes_read(causes, years[0], years[1], err);
}

int
snapshot_diff_make(struct db *db, int64_t old_id, int64_t new_id, const struct snapshot_diff *diff,
    struct err *err)
{
    struct side old_side = {0}, new_side = {0};
    struct frozen_year *years[2] = {NULL};
    struct telling telling = {.diff = diff};
    int rc = -1;

    if (side_open(&old_side, db, old_id, err) == 0 && side_open(&new_side, db, new_id, err) == 0 &&
        check_years(&old_side, &new_side, err) == 0 &&
        read_causes(db, old_id, new_id, years, &telling.causes, err) == 0 &&
        diff->begin(diff->ctx, old_side.basis, new_side.basis, err) == 0 &&
        diff_basis(old_side.basis, new_side.basis, diff, err) == 0 &&
        diff_submissions(old_side.basis, new_side.basis, diff, err) == 0)
        rc = diff_cells(&old_side, &new_side, &telling, err);
    diff_causes_free(telling.causes);
    frozen_year_close(years[1]);
    frozen_year_close(years[0]);
    side_close(&new_side);
    side_close(&old_side);
    return rc;
}
