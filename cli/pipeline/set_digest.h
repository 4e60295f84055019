#ifndef SET_DIGEST_H
#define SET_DIGEST_H

#include "base/submission.h"

/*
 * What the law is asked about, as one SHA-256: the files of an LEA and year, each by its
 * own digest (NULL: the extract is missing), and the basis that they are judged on. ""
 * when there is no file.
 */
void set_digest_make(const char *const files[EXTRACT_COUNT], const struct basis *basis,
    char digest[SHA256_TEXT_SIZE]);

#endif
