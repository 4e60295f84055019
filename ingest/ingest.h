#ifndef INGEST_H
#define INGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/record.h"
#include "base/submission.h"

struct err;
struct school_sink;

/*
 * Bytes to records, one pass: plain or gzip by its first bytes, stdin for "-",
 * UTF-8 or UTF-16, comma, caret or tab, with a header row or by position. Knows
 * no rules and no database. Memory stays bounded whatever the file holds.
 */

struct ingest_options {
    size_t given_len;      /* of the path; no name behind it may be a link; 0: all was given */
    uint64_t max_expanded; /* bytes; more is READ_TOO_LARGE; 0 is no limit */
    bool is_windows_1252;  /* the bytes are windows-1252, as the user said */
    bool always_libcsv;    /* --reader libcsv: no record is split in place */
};

/* What was read. */
struct ingest_result {
    char sha256[SHA256_TEXT_SIZE]; /* of the expanded bytes that could be read */
    uint64_t bytes;                /* expanded */
    uint64_t raw_bytes;            /* as stored */
    unsigned gzip_members;         /* 0 for a plain file */
    uint64_t records;              /* as far as they could be told apart, delivered or not */
    bool is_complete;              /* false: a problem ended the reading early */
};

/*
 * Reads a file to its end and passes its form, records and problems to sink, in
 * file order. What is wrong with the file goes to sink->problem, and the call
 * returns 0. Returns -1 with err filled when the file does not exist
 * (ERR_NO_INPUT) or the sink gave up.
 */
int ingest_file(const char *path, const struct ingest_options *options,
    const struct record_sink *sink, struct ingest_result *result, struct err *err);

/* Reads to the end for the digest alone; problems are left for ingest_file() to say. */
int ingest_digest(const char *path, const struct ingest_options *options,
    struct ingest_result *result, struct err *err);

/*
 * Reads the beginning of a file and tells whose submission it is, without a
 * judgement: key parts that the beginning does not tell stay empty. Not for stdin.
 */
int ingest_peek(const char *path, const struct ingest_options *options, struct submission_key *key,
    struct err *err);

/*
 * Reads the state's school directory (pubschls.txt: tab separated, one header
 * row, columns by name) and passes its rows to sink. In names a character that is not
 * seen (character_steers(), U+FFFE, U+FFFF) is a blank. Returns -1 with err filled
 * when it cannot be read or is not such a file: ERR_CONFIG with the line.
 */
int ingest_directory(const char *path, const struct school_sink *sink, struct err *err);

#endif
