#ifndef RESPELLING_H
#define RESPELLING_H

#include <stddef.h>

#include "base/layout.h"
#include "base/submission.h"

/*
 * Counts the spellings that normalisation changed. Past a number of distinct ones,
 * and for very long ones, spellings that fold alike are counted together: memory
 * does not grow with the file.
 */
struct respellings;

struct respellings *respellings_new(void);
void respellings_free(struct respellings *respellings);

/* column is a name of the layout, code a text that outlives the object or a short one. */
void respellings_add(
    struct respellings *respellings, const char *column, struct text spelling, struct text code);

/* All of them by column, spelling and code; they stand until the next call. */
const struct normalization *respellings_list(struct respellings *respellings, size_t *count);

#endif
