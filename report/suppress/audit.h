#ifndef AUDIT_H
#define AUDIT_H

#include <stddef.h>
#include <stdint.h>

struct err;
struct profile_lines;

/*
 * Attacks a mask: works out from the shown cells of a profile what every hidden
 * one can be, and tells which ones are as good as shown (docs/suppression.md, point 5).
 */
struct audit;

/*
 * lines is borrowed; its marks are the mask. Fails with ERR_BUG when the profile's
 * rows contradict what holds for every profile, and NULL is returned.
 */
struct audit *audit_new(const struct profile_lines *lines, struct err *err);
void audit_free(struct audit *audit);

/*
 * The cells that fail, in the order of the file; borrowed until the next run.
 * news are the cells that were hidden since the last run; only what they can have
 * changed is looked at again. Returns -1 with ERR_BUG when the rows contradict
 * each other.
 */
int audit_run(struct audit *audit, const uint32_t *news, size_t news_count, struct err *err);
const uint32_t *audit_failing(const struct audit *audit, size_t *count);

#endif
