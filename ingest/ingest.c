#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"

#include "ingest/binding.h"
#include "ingest/encoding.h"
#include "ingest/ingest.h"
#include "ingest/magic.h"
#include "ingest/reader.h"
#include "ingest/source.h"

/* The stages of one file, each feeding the next. */
struct ingestion {
    const struct ingest_options *options;
    struct source *source;
    struct digest *digest;
    struct decoder *decoder; /* NULL before the first block, and for what is not text */
    struct binding *binding;
    struct reader *reader;
    struct reader_position failed_at; /* where the decoder failed */
    bool is_not_text;
};

static void
close_all(struct ingestion *ingestion)
{
    reader_free(ingestion->reader);
    binding_free(ingestion->binding);
    decoder_free(ingestion->decoder);
    digest_free(ingestion->digest);
    source_close(ingestion->source);
}

static void
set_up(struct ingestion *ingestion, struct text head, const struct record_sink *sink)
{
    struct file_form form = {.extract = EXTRACT_NONE};

    ingestion->decoder = decoder_new(head, ingestion->options->is_windows_1252);
    form.encoding = decoder_encoding(ingestion->decoder);
    form.has_bom = decoder_has_bom(ingestion->decoder);
    form.is_gzip = source_is_gzip(ingestion->source);
    ingestion->binding = binding_new(sink, &form);
    ingestion->reader =
        reader_new(binding_reader_sink(ingestion->binding), ingestion->options->always_libcsv);
}

static int
feed(struct ingestion *ingestion, struct text block, bool is_last, struct err *err)
{
    struct text utf8;
    bool had_failed = decoder_has_failed(ingestion->decoder);

    decoder_take(ingestion->decoder, block, is_last);
    while (decoder_next(ingestion->decoder, &utf8))
        if (reader_feed(ingestion->reader, utf8, err) != 0)
            return -1;
    if (decoder_has_failed(ingestion->decoder) && !had_failed)
        reader_find_position(ingestion->reader, &ingestion->failed_at);
    return 0;
}

/* The first block: is it text at all? */
static int
begin(
    struct ingestion *ingestion, struct text head, const struct record_sink *sink, struct err *err)
{
    const char *what = magic_find(head);

    set_up(ingestion, head, sink);
    if (what != NULL) {
        struct read_problem problem = {.kind = READ_NOT_SUPPORTED, .detail = what};

        ingestion->is_not_text = true;
        return binding_add_problem(ingestion->binding, &problem, err);
    }
    return 0;
}

static int
report_encoding(struct ingestion *ingestion, struct err *err)
{
    struct buf detail = {0};
    struct read_problem problem = {.kind = READ_ENCODING_WRONG};
    int rc;

    problem.line = ingestion->failed_at.line;
    problem.field = ingestion->failed_at.field;
    decoder_explain(ingestion->decoder, ingestion->failed_at.character, &detail);
    problem.detail = buf_terminate(&detail);
    rc = binding_add_problem(ingestion->binding, &problem, err);
    buf_free(&detail);
    return rc;
}

/* After the last block. What a damaged file ends with says nothing about its records. */
static int
finish(struct ingestion *ingestion, struct err *err)
{
    const struct read_problem *problem = source_problem(ingestion->source);

    if (binding_end_search(ingestion->binding, err) != 0)
        return -1;
    if (problem != NULL)
        return binding_add_problem(ingestion->binding, problem, err);
    if (ingestion->is_not_text)
        return 0;
    if (feed(ingestion, (struct text){0}, true, err) != 0)
        return -1;
    if (binding_end_search(ingestion->binding, err) != 0)
        return -1;
    if (decoder_has_failed(ingestion->decoder))
        return report_encoding(ingestion, err);
    if (reader_finish(ingestion->reader, err) != 0)
        return -1;
    return binding_finish(ingestion->binding, err);
}

static void
fill_result(const struct ingestion *ingestion, struct ingest_result *result)
{
    digest_finish(ingestion->digest, result->sha256);
    result->bytes = source_bytes(ingestion->source);
    result->raw_bytes = source_raw_bytes(ingestion->source);
    result->gzip_members = source_gzip_members(ingestion->source);
    result->is_complete = source_problem(ingestion->source) == NULL;
    result->records = ingestion->binding != NULL ? binding_records(ingestion->binding) : 0;
}

int
ingest_file(const char *path, const struct ingest_options *options, const struct record_sink *sink,
    struct ingest_result *result, struct err *err)
{
    struct ingestion ingestion = {.options = options};
    struct text block = {0};
    int rc = -1;

    if (source_open_below(
            &ingestion.source, path, options->given_len, options->max_expanded, err) != 0)
        return -1;
    ingestion.digest = digest_new();
    while (source_next(ingestion.source, &block)) {
        digest_add(ingestion.digest, block.at, block.len);
        if (ingestion.decoder == NULL && begin(&ingestion, block, sink, err) != 0)
            goto done;
        if (!ingestion.is_not_text && feed(&ingestion, block, false, err) != 0)
            goto done;
    }
    if (ingestion.decoder == NULL)
        set_up(&ingestion, (struct text){0}, sink);
    if (finish(&ingestion, err) != 0)
        goto done;
    fill_result(&ingestion, result);
    rc = 0;

done:
    close_all(&ingestion);
    return rc;
}

int
ingest_digest(const char *path, const struct ingest_options *options, struct ingest_result *result,
    struct err *err)
{
    struct ingestion ingestion = {.options = options};
    struct text block;

    if (source_open_below(
            &ingestion.source, path, options->given_len, options->max_expanded, err) != 0)
        return -1;
    ingestion.digest = digest_new();
    while (source_next(ingestion.source, &block))
        digest_add(ingestion.digest, block.at, block.len);
    fill_result(&ingestion, result);
    close_all(&ingestion);
    return 0;
}
