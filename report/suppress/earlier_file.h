#ifndef EARLIER_FILE_H
#define EARLIER_FILE_H

#include "base/submission.h"

struct buf;
struct err;

/* The profile.csv of an earlier release as bytes, and its SHA-256: "" when it is empty. */
int earlier_file_read(
    struct buf *bytes, char sha256[SHA256_TEXT_SIZE], const char *path, struct err *err);
void earlier_file_digest(const struct buf *bytes, char sha256[SHA256_TEXT_SIZE]);

#endif
