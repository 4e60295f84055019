#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "transform/directory.h"
#include "transform/judge.h"
#include "transform/reference.h"

/*
 * Any bytes as rows of any extract. The first byte chooses the extract, the second
 * whether there is a directory and a header; then come rows, "|" between values. Every
 * row must be accounted for, and every accepted row must be one of the file's own.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct watch {
    const struct judge *judge;
    uint64_t accepted, rejected;
};

static void
demand(bool claim)
{
    if (!claim)
        abort();
}

static int
accept_row(void *ctx, const struct row *row, struct err *err)
{
    struct watch *watch = ctx;
    int lea = layout_column(row->extract, "reporting_lea");
    int year = layout_column(row->extract, "academic_year");

    (void)err;
    watch->accepted++;
    demand(row->values[lea].is_present && row->values[lea].text.len == 7);
    demand(memcmp(row->values[lea].text.at, judge_key(watch->judge)->lea, 7) == 0);
    demand(row->values[year].number == judge_key(watch->judge)->year);
    for (int i = 0; i < layout_of(row->extract)->column_count; i++) {
        struct text text = row->values[i].text;

        /* A database takes no NUL. */
        demand(!row->values[i].is_present ||
               (text.len > 0 && memchr(text.at, '\0', text.len) == NULL));
    }
    return 0;
}

static int
reject_record(void *ctx, const struct record *record, struct err *err)
{
    (void)record;
    (void)err;
    ((struct watch *)ctx)->rejected++;
    return 0;
}

static int
accept_finding(void *ctx, const struct finding *finding, struct err *err)
{
    (void)ctx;
    (void)err;
    demand(finding->rule != NULL);
    demand(finding->detail == NULL || strlen(finding->detail) < 300);
    return 0;
}

/* Passes what stands before the line end as one record, and steps over it. */
static void
feed_line(struct judge *judge, struct text *rest, unsigned long number)
{
    struct text fields[64];
    struct record record = {.line = number, .number = number, .fields = fields};
    const char *end = memchr(rest->at, '\n', rest->len);
    struct text line = {rest->at, end == NULL ? rest->len : (size_t)(end - rest->at)};
    struct err err;

    record.raw = line;
    while (record.field_count < 64) {
        const char *bar = line.len == 0 ? NULL : memchr(line.at, '|', line.len);
        size_t len = bar == NULL ? line.len : (size_t)(bar - line.at);

        fields[record.field_count++] = (struct text){line.at, len};
        if (bar == NULL)
            break;
        line.at += len + 1;
        line.len -= len + 1;
    }
    record.is_malformed = line.len > 0 && line.at[0] == '"';
    demand(judge_record_sink(judge)->record(judge, &record, &err) == 0);
    rest->len -= record.raw.len + (end != NULL);
    rest->at += record.raw.len + (end != NULL);
}

static void
begin(struct judge *judge, enum extract extract, bool has_header)
{
    int16_t positions[LAYOUT_MAX_COLUMNS];
    struct file_form form = {.extract = extract,
        .has_header = has_header,
        .delimiter = '|',
        .field_count = layout_of(extract)->column_count,
        .column_of_field = positions,
        .field_of_column = positions};
    struct err err;

    for (int i = 0; i < LAYOUT_MAX_COLUMNS; i++)
        positions[i] = (int16_t)i;
    demand(judge_record_sink(judge)->begin(judge, &form, &err) == 0);
}

static struct directory *
make_directory(void)
{
    struct directory *directory = directory_new();
    struct school school = {
        .cds_code = "01612340000000", .open_date = DATE_NONE, .close_date = DATE_NONE};

    directory_add(directory, &school);
    memcpy(school.cds_code + 7, "0130001", 7);
    memcpy(school.grades, "K-12", 5);
    directory_add(directory, &school);
    directory_seal(directory);
    return directory;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static struct reference *reference;
    static struct directory *directory;
    struct judge_options options = {.as_of = 19967, .max_rejected = 10000};
    struct watch watch = {0};
    const struct judge_sinks sinks = {
        {accept_row, &watch}, {accept_finding, NULL}, {NULL, NULL, reject_record, &watch}};
    struct text rest;
    struct judgement judgement;
    struct judge *judge;
    unsigned long number = 0;
    struct err err;

    if (size < 3)
        return 0;
    rest = (struct text){(const char *)bytes + 2, size - 2};
    if (reference == NULL) {
        reference = reference_new();
        directory = make_directory();
    }
    options.reference = reference;
    options.directory = (bytes[1] & 1) != 0 ? directory : NULL;
    watch.judge = judge = judge_new(&options, &sinks);
    begin(judge, (enum extract)(bytes[0] % EXTRACT_COUNT), (bytes[1] & 2) != 0);
    while (rest.len > 0)
        feed_line(judge, &rest, ++number);
    demand(judge_finish(judge, &judgement, &err) == 0);
    demand(judgement.rows.read == number && row_counts_hold(&judgement.rows));
    demand(judgement.rows.rejected == watch.rejected);
    demand(judgement.rows.loaded == 0 || judgement.rows.loaded == watch.accepted);
    judge_free(judge);
    return 0;
}
