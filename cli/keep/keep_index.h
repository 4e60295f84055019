#ifndef KEEP_INDEX_H
#define KEEP_INDEX_H

#include <stddef.h>

#include "base/submission.h"

struct db;
struct err;

/*
 * What stood at the end of the last run, withdrawal or directory that kept: the file
 * index.tsv of a folder of kept submissions. Its last line is the SHA-256 of the lines before it.
 */
struct keep_index {
    struct submission *lines; /* in the order of LEA, extract and year; file_name is owned */
    size_t count;
    char directory[SHA256_TEXT_SIZE];      /* version that the database held; "" for none */
    char directory_file[SHA256_TEXT_SIZE]; /* the object that it was made of; "" when not kept */
};

/*
 * Writes what stands in the database. directory_file is the object of a directory that was
 * loaded just now; NULL leaves what the index says as long as the version is the same. An index
 * that names what this database has never had is left alone: ERR_CONFIG.
 */
int keep_index_write(
    const char *folder, struct db *db, const char *directory_file, struct err *err);

/* ERR_NO_INPUT when there is none, ERR_CONFIG when it was damaged. */
int keep_index_read(const char *folder, struct keep_index *index, struct err *err);

/* The line of the same LEA, extract and year; NULL when there is none. */
struct submission *keep_index_find(
    const struct keep_index *index, const struct submission *submission);

void keep_index_reset(struct keep_index *index);

#endif
