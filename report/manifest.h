#ifndef MANIFEST_H
#define MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

struct file_digest;
struct out;
struct year_basis;

/* manifest.json: every file of an output folder, and what they were made of. No clock. */

struct manifest {
    const struct year_basis *basis;
    const struct file_digest *files;
    size_t file_count;
    bool is_public; /* then no rows of a submission are told: they can be small counts */
};

/* As docs/manifest-json.md describes it. */
void manifest_write(struct out *out, const struct manifest *manifest);

#endif
