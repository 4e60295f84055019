#include "base/err.h"
#include "base/fault_point.h"
#include "base/memory.h"
#include "sql/moment.h"
#include "sql/state/stored_keys.h"
#include "sql/state/stored_rows.h"
#include "transform/state/state_review.h"

#include "base/interrupt.h"

#include "cli/run/state_source.h"

enum { LEA_SIZE = sizeof((struct stored_lea *)0)->code };

/* Extracts whose rows are looked up. */
static const enum extract looked_up[] = {EXTRACT_SENR, EXTRACT_SINF, EXTRACT_STAS};
enum { LOOKED_UP = sizeof looked_up / sizeof *looked_up };

struct source {
    struct db *db;
    int year;
    const char *const *due; /* NULL for all */
    size_t due_count;
    char (*codes)[LEA_SIZE]; /* of the LEAs that have rows, in order */
    bool *is_due;
    struct state_leas leas;
    struct stored_rows *rows[LOOKED_UP]; /* of the batch that is judged */
};

/* Where the keys of a pass go. */
struct passing {
    const struct source *source;
    const struct state_pack_sink *sink;
};

static int
compare_codes(const void *a, const void *b)
{
    return strcmp(a, b);
}

static int
pass_pack(void *ctx, const struct stored_keys *keys, struct err *err)
{
    const struct passing *passing = ctx;
    const struct state_leas *leas = &passing->source->leas;
    const char(*lea)[LEA_SIZE] = leas->count == 0 ? NULL
                                                  : bsearch(keys->lea, leas->codes, leas->count,
                                                        sizeof *leas->codes, compare_codes);
    struct state_pack pack = {
        .extract = keys->extract,
        .first_record = keys->first_record,
        .row_count = keys->row_count,
        .keys = keys->bytes,
    };

    if (lea == NULL)
        return err_set(err, ERR_BUG, "rows of LEA %.7s stand without a submission", keys->lea);
    pack.lea = (uint32_t)(lea - leas->codes);
    passing->sink->accept(passing->sink->ctx, &pack);
    fault_point_pass("keys_read");
    return interrupt_check(err);
}

static int
pass(void *ctx, enum state_keys keys, enum state_part part, const struct state_pack_sink *sink,
    struct err *err)
{
    const struct source *source = ctx;
    struct passing passing = {source, sink};
    const struct stored_keys_sink stored = {pass_pack, &passing};
    const struct stored_scope scope = {
        .year = source->year,
        .is_of_days = keys == STATE_KEYS_DAYS,
        .leas = part == STATE_PART_ALL ? NULL : source->due,
        .lea_count = source->due_count,
        .is_of_others = part == STATE_PART_OTHERS,
    };

    return stored_keys_pass(source->db, &scope, &stored, err);
}

static void
fill_row(struct state_row *row, const struct stored_row *found)
{
    row->record = found->record;
    row->line = found->line;
    row->file_name = found->file_name;
    row->first = found->first;
    row->last = found->last;
    row->last_name = found->last_name;
    row->first_name = found->first_name;
    row->middle_name = found->middle_name;
}

/* The rows of one extract among those that are asked for. */
static int
fill_extract(struct source *source, int which, const struct state_asked *asked,
    struct state_row *rows, struct err *err)
{
    struct stored_place *places = memory_new_array(asked->count, sizeof *places);
    size_t *positions = memory_new_array(asked->count, sizeof *positions);
    struct stored_wish wish = {.year = source->year,
        .extract = looked_up[which],
        .with_names = asked->with_names,
        .places = places};
    int rc = 0;

    for (size_t i = 0; i < asked->count; i++) {
        const struct state_pack *pack = &asked->packs[asked->places[i].pack];

        if (pack->extract != wish.extract)
            continue;
        places[wish.count] = (struct stored_place){
            source->codes[pack->lea], pack->first_record, asked->places[i].item};
        positions[wish.count++] = i;
    }
    if (wish.count > 0)
        rc = stored_rows_read(&source->rows[which], source->db, &wish, err);
    for (size_t i = 0; rc == 0 && i < wish.count; i++) {
        struct stored_row found = stored_rows_get(source->rows[which], i);

        fill_row(&rows[positions[found.place]], &found);
    }
    free(positions);
    free(places);
    return rc;
}

static int
fill(void *ctx, const struct state_asked *asked, struct state_row *rows, struct err *err)
{
    for (int which = 0; which < LOOKED_UP; which++)
        if (interrupt_check(err) != 0 || fill_extract(ctx, which, asked, rows, err) != 0)
            return -1;
    return 0;
}

static void
forget(void *ctx)
{
    struct source *source = ctx;

    for (int which = 0; which < LOOKED_UP; which++) {
        stored_rows_free(source->rows[which]);
        source->rows[which] = NULL;
    }
}

static bool
is_asked_for(const struct source *source, const char *lea)
{
    for (size_t i = 0; i < source->due_count; i++)
        if (strcmp(source->due[i], lea) == 0)
            return true;
    return source->due == NULL;
}

static int
read_leas(struct source *source, struct state_review *review, struct err *err)
{
    struct stored_lea *leas;
    size_t count;

    if (stored_keys_read_leas(source->db, source->year, &leas, &count, err) != 0)
        return -1;
    source->codes = memory_new_array(count, sizeof *source->codes);
    source->is_due = memory_new_array(count, sizeof *source->is_due);
    review->is_whole = true;
    for (size_t i = 0; i < count; i++) {
        memcpy(source->codes[i], leas[i].code, sizeof source->codes[i]);
        source->is_due[i] = is_asked_for(source, leas[i].code);
        review->pupils += leas[i].rows;
        review->due_pupils += source->is_due[i] ? leas[i].rows : 0;
        review->is_whole &= source->is_due[i];
    }
    free(leas);
    source->leas =
        (struct state_leas){(const char(*)[LEA_SIZE])source->codes, source->is_due, count};
    review->leas = &source->leas;
    if (review->is_whole)
        source->due = NULL;
    return 0;
}

int
state_source_review(struct db *db, int year, const char *const *leas, size_t lea_count,
    const struct state_sink *sink, struct err *err)
{
    struct source source = {
        .db = db, .year = year, .due = leas, .due_count = leas == NULL ? 0 : lea_count};
    const struct state_source rows = {pass, fill, forget, &source};
    struct state_review review = {0};
    int rc = moment_begin(db, false, err);

    if (rc == 0)
        rc = read_leas(&source, &review, err);
    if (rc == 0)
        rc = state_review_run(&review, &rows, sink, err);
    moment_end(db);
    free(source.codes);
    free(source.is_due);
    return rc;
}
