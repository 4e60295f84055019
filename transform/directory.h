#ifndef DIRECTORY_H
#define DIRECTORY_H

#include <stddef.h>

#include "base/school.h"
#include "base/submission.h"
#include "base/text.h"

/*
 * The school directory in memory, looked up by school code (unique in the
 * state) and by county-district code. Filled from a file or from the database,
 * then immutable, so one serves many judges.
 */
struct directory;

struct directory *directory_new(void);
void directory_free(struct directory *directory);

/* Copies the row. */
void directory_add(struct directory *directory, const struct school *school);

/*
 * After the last row: sorts and digests. Of rows of one CDS code one stays. A school
 * that moved to another district keeps its school code, and its old row is closed: of
 * rows of one school code the open one stays, else the one that closed last.
 */
void directory_seal(struct directory *directory);

/* SHA-256 over all rows in the order of their CDS codes: the same from a file and from the
 * database. */
const char *directory_version(const struct directory *directory);

/* All of NULL, not 7 digits, and not found give NULL. 0000000 is never found as a school. */
const struct school *directory_find_school(const struct directory *directory, struct text code);
const struct school *directory_find_district(const struct directory *directory, struct text code);

/*
 * The LEA of a 7-digit code: a county-district code first, then the school code
 * of a charter. Returns the row, NULL if neither.
 */
const struct school *directory_find_lea(const struct directory *directory, struct text code);

/* The rows in the order of their CDS codes, after directory_seal(); borrowed. */
const struct school *const *directory_list(const struct directory *directory, size_t *count);

#endif
