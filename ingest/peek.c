#include "base/err.h"
#include "base/parse.h"

#include "ingest/ingest.h"

enum { RECORDS_PEEKED = 100 };

struct peek {
    struct submission_key *key;
    int16_t lea_field, year_field; /* -1: absent */
    bool is_over;
};

/* The way to end the reading is to refuse; is_over tells it from a failure. */
static int
end_reading(struct peek *peek, struct err *err)
{
    peek->is_over = true;
    return err_set(err, ERR_NONE, "enough was read");
}

static int
on_begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct peek *peek = ctx;
    int lea = layout_column(form->extract, "reporting_lea");
    int year = layout_column(form->extract, "academic_year");

    (void)err;
    peek->key->extract = form->extract;
    peek->lea_field = lea < 0 ? -1 : form->field_of_column[lea];
    peek->year_field = year < 0 ? -1 : form->field_of_column[year];
    return 0;
}

static struct text
field_of(const struct record *record, int16_t field)
{
    bool is_there = field >= 0 && field < record->field_count && field < RECORD_MAX_FIELDS;

    return is_there ? text_trim(record->fields[field]) : (struct text){0};
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    struct peek *peek = ctx;
    struct submission_key *key = peek->key;
    struct text lea = field_of(record, peek->lea_field);
    struct text year = field_of(record, peek->year_field);

    if (!record->is_malformed && key->lea[0] == '\0' && lea.len == sizeof key->lea - 1 &&
        text_is_digits(lea))
        memcpy(key->lea, lea.at, lea.len);
    if (!record->is_malformed && key->year == 0 && !parse_school_year(year, &key->year))
        key->year = 0;
    if ((key->lea[0] != '\0' && key->year != 0) || record->number >= RECORDS_PEEKED)
        return end_reading(peek, err);
    return 0;
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    return problem->kind == READ_COLUMN_NOT_RECOGNISED ? 0 : end_reading(ctx, err);
}

int
ingest_peek(const char *path, const struct ingest_options *options, struct submission_key *key,
    struct err *err)
{
    struct peek peek = {.key = key, .lea_field = -1, .year_field = -1};
    struct record_sink sink = {on_begin, on_record, on_problem, &peek};
    struct ingest_result result;

    *key = (struct submission_key){.extract = EXTRACT_NONE};
    if (ingest_file(path, options, &sink, &result, err) != 0 && !peek.is_over)
        return -1;
    *err = (struct err){0};
    return 0;
}
