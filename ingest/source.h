#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/record.h"
#include "base/text.h"

struct err;

/*
 * The bytes of a file, expanded when it is gzip by its first bytes. Regular
 * files only; "-" is stdin, which may be a pipe.
 */
struct source;

/*
 * Opens path; max_expanded is the most that it may expand to, 0 for any size.
 * Returns -1 with err filled (ERR_NO_INPUT) when there is no such file. What
 * else is wrong with it comes with source_problem().
 */
int source_open(struct source **source, const char *path, uint64_t max_expanded, struct err *err);

/* The same for a path whose first given bytes were named: see open_below(). */
int source_open_below(
    struct source **source, const char *path, size_t given, uint64_t max_expanded, struct err *err);
void source_close(struct source *source);

/*
 * The next block, borrowed until the next call. The first one holds at least
 * MAGIC_SIZE bytes, or the whole of a shorter file. False at the end, which is
 * the true one when there is no problem.
 */
bool source_next(struct source *source, struct text *block);

/* Why the reading ended early; NULL when it did not. Borrowed. */
const struct read_problem *source_problem(const struct source *source);

/* The errno behind it, when the system would not open or read the file; else 0. */
int source_errno(const struct source *source);

/* What was read so far. */
bool source_is_gzip(const struct source *source); /* known after the first block */
uint64_t source_bytes(const struct source *source);
uint64_t source_raw_bytes(const struct source *source);
unsigned source_gzip_members(const struct source *source);

#endif
