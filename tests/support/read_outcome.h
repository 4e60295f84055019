#ifndef READ_OUTCOME_H
#define READ_OUTCOME_H

#include "support/transcript.h"

#include "ingest/source.h"

/* What a source gave, kept for a test to look at. */
struct outcome {
    struct buf bytes;
    bool has_problem;
    enum read_problem_kind kind;
    char detail[200];
    unsigned members;
};

static inline void
read_path(const char *path, uint64_t max_expanded, struct outcome *outcome)
{
    struct source *source;
    struct text block;
    struct err err;

    *outcome = (struct outcome){0};
    if (source_open(&source, path, max_expanded, &err) != 0)
        abort();
    while (source_next(source, &block))
        buf_add(&outcome->bytes, block.at, block.len);
    if (source_next(source, &block))
        abort();
    if (source_bytes(source) != outcome->bytes.len)
        abort();
    outcome->members = source_gzip_members(source);
    if (source_problem(source) != NULL) {
        outcome->has_problem = true;
        outcome->kind = source_problem(source)->kind;
        snprintf(outcome->detail, sizeof outcome->detail, "%s", source_problem(source)->detail);
    }
    source_close(source);
}

static inline void
read_bytes(struct text bytes, uint64_t max_expanded, struct outcome *outcome)
{
    struct memory_file file;

    memory_file_open(&file, bytes);
    read_path(file.path, max_expanded, outcome);
    memory_file_close(&file);
}

static inline bool
is_content(const struct outcome *outcome, const char *content, size_t len)
{
    return outcome->bytes.len == len &&
           (len == 0 || memcmp(outcome->bytes.data, content, len) == 0);
}

static inline struct text
text_of_buf(const struct buf *buf)
{
    return (struct text){buf->data, buf->len};
}

#endif
