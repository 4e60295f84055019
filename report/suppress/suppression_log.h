#ifndef SUPPRESSION_LOG_H
#define SUPPRESSION_LOG_H

struct out;
struct suppression;

/*
 * Writes for the agency which cells of the profile are hidden and why: a line a
 * row that hides anything, as docs/agency-files.md describes it. No count is in it.
 */
void suppression_log_write(struct out *out, const struct suppression *suppression);

/* What the mask costs, level by level. */
void suppression_shares_write(struct out *out, const struct suppression *suppression);

#endif
