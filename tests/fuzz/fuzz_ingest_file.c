/*
 * Any bytes as a file: no crash, every problem once, records only between begin
 * and the first fatal problem, and the same with --reader libcsv. The first
 * byte holds the options.
 */
#include "tests/support/transcript.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct watch {
    bool has_begun;
    bool has_fatal;
    bool has_seen[READ_COLUMN_NOT_RECOGNISED + 1];
    unsigned long records;
    unsigned long last_line;
    struct buf out;
};

static void
require(bool holds)
{
    if (!holds)
        abort();
}

static int
on_begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct watch *watch = ctx;

    require(!watch->has_begun && !watch->has_fatal);
    require(form->field_count > 0 && form->field_count <= RECORD_MAX_FIELDS);
    for (int i = 0; i < layout_of(form->extract)->column_count; i++)
        require(form->field_of_column[i] < form->field_count);
    for (int i = 0; i < form->field_count; i++)
        require(form->column_of_field[i] < layout_of(form->extract)->column_count);
    watch->has_begun = true;
    return transcript_form(&watch->out, form, err);
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    struct watch *watch = ctx;

    require(watch->has_begun && !watch->has_fatal);
    require(record->number == ++watch->records && record->line > watch->last_line);
    require(record->raw.len > 0);
    watch->last_line = record->line;
    return transcript_record(&watch->out, record, err);
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    struct watch *watch = ctx;

    require(problem->detail != NULL && strlen(problem->detail) > 0);
    if (problem->kind < READ_COLUMN_MISSING)
        require(!watch->has_seen[problem->kind]);
    watch->has_seen[problem->kind] = true;
    if (problem->kind != READ_COLUMN_NOT_RECOGNISED)
        watch->has_fatal = true;
    return transcript_problem(&watch->out, problem, err);
}

static void
read_file(struct text bytes, const struct ingest_options *options, struct watch *watch)
{
    struct record_sink sink = {on_begin, on_record, on_problem, watch};
    struct ingest_result result;
    struct memory_file file;
    struct err err;

    memory_file_open(&file, bytes);
    require(ingest_file(file.path, options, &sink, &result, &err) == 0);
    require(result.records >= watch->records);
    require(watch->has_fatal || result.records == watch->records);
    require(watch->has_fatal || (result.is_complete && watch->has_begun));
    memory_file_close(&file);
    buf_terminate(&watch->out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ingest_options options = {.max_expanded = 1024 * 1024};
    struct watch in_place = {0}, by_libcsv = {0};
    struct text bytes;

    if (size < 1)
        return 0;
    bytes = (struct text){(const char *)data + 1, size - 1};
    options.is_windows_1252 = (data[0] & 1) != 0;
    read_file(bytes, &options, &in_place);
    options.always_libcsv = true;
    read_file(bytes, &options, &by_libcsv);
    require(strcmp(in_place.out.data, by_libcsv.out.data) == 0);
    buf_free(&in_place.out);
    buf_free(&by_libcsv.out);
    return 0;
}
