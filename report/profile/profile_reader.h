#ifndef PROFILE_READER_H
#define PROFILE_READER_H

#include <stddef.h>

#include "base/text.h"

#include "base/profile_row.h"

struct err;

/*
 * Reads back a profile.csv that this program has written, published or unsuppressed.
 * Its rows may have been sorted since; they come in the order of the file as written.
 */
struct profile_reader;

/*
 * categories are those of the program, borrowed. Returns NULL with ERR_NO_INPUT
 * or ERR_IO when the file cannot be read, with ERR_CONFIG and the line when it is
 * not a profile, without a line when a row stands there twice.
 */
struct profile_reader *profile_reader_open(const char *path,
    const struct profile_category *categories, size_t category_count, struct err *err);

/* The same of the bytes of a file; name is for messages. */
struct profile_reader *profile_reader_read(struct text bytes, const char *name,
    const struct profile_category *categories, size_t category_count, struct err *err);
void profile_reader_close(struct profile_reader *reader);

/* The reader's, as long as it is open. Hidden cells are marked so and 0. */
const struct profile *profile_reader_profile(const struct profile_reader *reader);

#endif
