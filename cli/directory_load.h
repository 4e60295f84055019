#ifndef DIRECTORY_LOAD_H
#define DIRECTORY_LOAD_H

#include <stddef.h>

#include "base/submission.h"

struct db;
struct err;

/*
 * Replaces the school directory in the database by that of a file, plain or gzip; version and
 * count tell what it is. Fails as ingest_directory() and directory_store_replace() do.
 */
int directory_load(const char *path, struct db *db, char version[SHA256_TEXT_SIZE], size_t *count,
    struct err *err);

#endif
