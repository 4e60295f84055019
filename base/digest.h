#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>

#include "base/submission.h"

/* SHA-256, from libcrypto. */
struct digest;

struct digest *digest_new(void);
void digest_add(struct digest *digest, const void *bytes, size_t len);

/* Writes the 64 hexadecimal digits and the NUL, and makes the digest ready for the next use. */
void digest_finish(struct digest *digest, char hex[SHA256_TEXT_SIZE]);
void digest_free(struct digest *digest);

#endif
