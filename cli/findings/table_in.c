#include "base/err.h"
#include "ingest/reader.h"
#include "ingest/source.h"

#include "cli/findings/table_in.h"

static int
take_first_line(void *ctx, struct text line, unsigned long number, char *delimiter, struct err *err)
{
    (void)ctx;
    (void)line;
    (void)number;
    (void)err;
    *delimiter = ',';
    return 0;
}

static int
feed(struct reader *reader, struct source *source, const char *path, const struct reader_sink *sink,
    struct err *err)
{
    struct text block;

    while (source_next(source, &block)) {
        if (reader_feed(reader, block, err) != 0)
            return -1;
    }
    if (source_errno(source) != 0)
        return err_set_errno(err, ERR_IO, source_errno(source), "could not read \"%s\"", path);
    if (source_problem(source) != NULL)
        return sink->problem(sink->ctx, source_problem(source), err);
    return reader_finish(reader, err);
}

int
table_in_read(const char *path, const struct reader_sink *sink, struct err *err)
{
    struct reader_sink with_commas = *sink;
    struct source *source;
    struct reader *reader;
    int rc;

    with_commas.first_line = take_first_line;
    if (source_open(&source, path, 0, err) != 0)
        return -1;
    reader = reader_new(&with_commas, false);
    rc = feed(reader, source, path, sink, err);
    reader_free(reader);
    source_close(source);
    return rc;
}
