#ifndef FILE_PAIRS_H
#define FILE_PAIRS_H

#include <stddef.h>

#include "base/text.h"

/*
 * Which file of an earlier result is which of a later one: those of one name;
 * then those whose names differ in digits only, as dates and numbers of attempts
 * do; then the only one that is left on each side.
 */
struct file_pairs;

enum file_side { FILE_OLD, FILE_NEW, FILE_SIDES };

/* A name is NULL where there is no such file. */
struct file_pair {
    const char *names[FILE_SIDES];
};

struct file_pairs *file_pairs_new(void);
void file_pairs_free(struct file_pairs *pairs);

/* A file of one side; again and again is harmless. */
void file_pairs_add(struct file_pairs *pairs, enum file_side side, struct text name);

/* After the last file_pairs_add(). */
void file_pairs_match(struct file_pairs *pairs);

/* The pairs in the order in which their files came, older first. */
size_t file_pairs_count(const struct file_pairs *pairs);
const struct file_pair *file_pairs_at(const struct file_pairs *pairs, size_t place);

/* The place of the pair of a file that was added. */
size_t file_pairs_find(const struct file_pairs *pairs, enum file_side side, struct text name);

#endif
