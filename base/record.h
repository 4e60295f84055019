#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/layout.h"
#include "base/text.h"

struct err;

/*
 * What ingest gives to whoever listens: how a file is read, its records, and
 * what was wrong with its bytes. Everything is borrowed: it dies when the call
 * returns.
 */

enum encoding { ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_WINDOWS_1252 };

enum { RECORD_MAX_FIELDS = 1024 };

/* How the file is read. Nothing is guessed in silence, so this is part of the result. */
struct file_form {
    enum extract extract;
    bool has_header; /* false: the CALPADS form, columns by position */
    bool is_ods;     /* record types end in -R; two more fields at the end (CALPADS form) */
    bool has_bom;
    bool is_gzip;
    char delimiter; /* ',', '^' or '\t' */
    enum encoding encoding;
    int field_count;                /* fields of the header row; of the layout without one */
    const int16_t *column_of_field; /* position in the layout of each field; -1: ignored */
    const int16_t *field_of_column; /* the field of each layout column, from 0; -1: absent */
    struct text header; /* the header row in UTF-8 with its line end; empty without one */
};

/* What is known of the bytes of a record's values. */
enum record_bytes {
    RECORD_BYTES_ANY,       /* nothing */
    RECORD_BYTES_PRINTABLE, /* printable ASCII */
    RECORD_BYTES_GRAPHIC,   /* printable ASCII without blanks */
};

/* One row of the file, split but not changed: the blanks around a value are still there. */
struct record {
    unsigned long line;   /* physical line it starts on, from 1; a header counts */
    unsigned long number; /* from 1; a header and blank lines do not count */
    struct text raw;      /* its bytes as submitted (UTF-8 after decoding), with the line end */
    bool is_malformed;    /* text after a closing quote: the fields cannot be told apart */
    enum record_bytes bytes;
    int field_count; /* may exceed RECORD_MAX_FIELDS, then only that many are in fields */
    const struct text *fields;
};

/* What can be wrong with the bytes of a file; each is one rule of the catalogue. */
enum read_problem_kind {
    READ_UNREADABLE,         /* file_unreadable */
    READ_EMPTY,              /* file_empty */
    READ_COMPRESSED_DAMAGED, /* file_compressed_damaged */
    READ_NOT_SUPPORTED,      /* file_not_supported */
    READ_TOO_LARGE,          /* file_too_large_expanded */
    READ_EXTRACT_NOT_RECOGNISED,
    READ_DELIMITER_UNCLEAR,
    READ_ENCODING_WRONG,
    READ_QUOTE_UNCLOSED,
    READ_COLUMN_MISSING,
    READ_COLUMN_DUPLICATED,
    READ_COLUMN_NOT_RECOGNISED, /* a warning: reading goes on */
};

struct read_problem {
    enum read_problem_kind kind;
    unsigned long line; /* 0 when the file as a whole is meant */
    int field;          /* from 1; 0 when none is meant */
    const char *detail; /* in our words, for the message; never a pupil's value */
};

/*
 * Where records go. begin comes once, after the form is known and before any
 * record; it does not come for a file that cannot be read that far. Each
 * function returns 0, or -1 with err filled, which ends the reading.
 */
struct record_sink {
    int (*begin)(void *ctx, const struct file_form *form, struct err *err);
    int (*record)(void *ctx, const struct record *record, struct err *err);
    int (*problem)(void *ctx, const struct read_problem *problem, struct err *err);
    void *ctx;
};

#endif
