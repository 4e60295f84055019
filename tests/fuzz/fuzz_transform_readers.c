/*
 * Any bytes as a file: the same rows, findings, refused records and judgement by both
 * readers. The first byte chooses the encoding and whether there is a directory.
 */
#include "base/school.h"
#include "tests/support/transcript.h"
#include "transform/directory.h"
#include "transform/judge.h"
#include "transform/reference.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
    if (!holds)
        abort();
}

static int
write_row(void *ctx, const struct row *row, struct err *err)
{
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "row %lu %lu", row->line, row->number);
    for (int i = 0; i < layout_of(row->extract)->column_count; i++) {
        const struct value *value = &row->values[i];

        buf_printf(out, "[%d %lld ", value->is_present, (long long)value->number);
        if (value->is_present)
            transcript_add_bytes(out, value->text);
        buf_add_byte(out, ']');
    }
    buf_add_byte(out, '\n');
    return 0;
}

static int
write_finding(void *ctx, const struct finding *finding, struct err *err)
{
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "%s %lu %lu %d %s %lld ", finding->rule->id, finding->line, finding->record,
        finding->field, finding->detail != NULL ? finding->detail : "",
        (long long)finding->ineligible_days);
    if (finding->has_value)
        transcript_add_bytes(out, finding->value);
    buf_add_byte(out, '\n');
    return 0;
}

static int
write_reject(void *ctx, const struct record *record, struct err *err)
{
    struct buf *out = ctx;

    (void)err;
    buf_printf(out, "refused %lu ", record->number);
    transcript_add_bytes(out, record->raw);
    buf_add_byte(out, '\n');
    return 0;
}

static int
write_form(void *ctx, const struct file_form *form, struct err *err)
{
    (void)err;
    transcript_add_bytes(ctx, form->header);
    return 0;
}

static void
write_judgement(struct buf *out, const struct judgement *judgement)
{
    buf_printf(out, "%s %d %d: %d\n", judgement->key.lea, (int)judgement->key.extract,
        judgement->key.year, (int)judgement->verdict);
    for (size_t i = 0; i < judgement->count_count; i++)
        buf_printf(out, "%llu/%llu ", (unsigned long long)judgement->counts[i].found,
            (unsigned long long)judgement->counts[i].applied);
    for (size_t i = 0; i < judgement->normalization_count; i++)
        buf_printf(out, "\n%s %s %s %llu", judgement->normalizations[i].column,
            judgement->normalizations[i].spelling, judgement->normalizations[i].code,
            (unsigned long long)judgement->normalizations[i].rows);
}

static void
judge_file(const char *path, const struct judge_options *how, const struct ingest_options *reading,
    struct buf *out)
{
    const struct judge_sinks sinks = {
        {write_row, out}, {write_finding, out}, {write_form, NULL, write_reject, out}};
    struct judge *judge = judge_new(how, &sinks);
    struct ingest_result result;
    struct judgement judgement;
    struct err err;

    require(ingest_file(path, reading, judge_record_sink(judge), &result, &err) == 0);
    require(judge_finish(judge, &judgement, &err) == 0);
    write_judgement(out, &judgement);
    judge_free(judge);
}

static struct directory *
make_directory(void)
{
    struct directory *directory = directory_new();
    struct school school = {
        .cds_code = "01999990000000", .open_date = DATE_NONE, .close_date = DATE_NONE};

    directory_add(directory, &school);
    memcpy(school.cds_code + 7, "0999901", 7);
    memcpy(school.grades, "K-12", 5);
    directory_add(directory, &school);
    directory_seal(directory);
    return directory;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct reference *reference;
    static struct directory *directory;
    struct judge_options how = {.as_of = 19967, .max_rejected = 10000};
    struct ingest_options reading = {.max_expanded = 1024 * 1024};
    struct buf fast = {0}, libcsv = {0};
    struct memory_file file;

    if (size < 1)
        return 0;
    if (reference == NULL) {
        reference = reference_new();
        directory = make_directory();
    }
    how.reference = reference;
    how.directory = (data[0] & 2) != 0 ? directory : NULL;
    reading.is_windows_1252 = (data[0] & 1) != 0;
    memory_file_open(&file, (struct text){(const char *)data + 1, size - 1});
    judge_file(file.path, &how, &reading, &fast);
    reading.always_libcsv = true;
    judge_file(file.path, &how, &reading, &libcsv);
    require(fast.len == libcsv.len && memcmp(fast.data, libcsv.data, fast.len) == 0);
    memory_file_close(&file);
    buf_free(&fast);
    buf_free(&libcsv);
    return 0;
}
