#ifndef SUMMARY_JSON_H
#define SUMMARY_JSON_H

#include <stdbool.h>
#include <stddef.h>

struct materials;
struct out;
struct outcome;
struct tally;

/* summary.json (docs/summary-json.md): what was judged, on what grounds, and what came out. */

/* One file of the result. */
struct summary_file {
    const struct outcome *outcome;
    const struct tally *tally;
};

struct summary {
    const struct materials *materials;
    unsigned max_rejected; /* hundredths of a percent */
    bool is_taken;         /* a run has done what the verdicts say; check says what would be */
    const char *set;       /* set_digest_make(); "" or NULL when the law was not asked */
    bool shows_values;     /* values of pupils stand in the tallies as they are */
    const struct summary_file *files;
    size_t file_count;
};

/*
 * The share of refused rows that a file could have, in hundredths of a percent: limit, or, where it
 * was accepted under another, at least what it has.
 */
unsigned summary_max_rejected(const struct outcome *outcome, unsigned limit);

/* True when every file was accepted. */
bool summary_is_accepted(const struct summary *summary);

void summary_json_write(struct out *out, const struct summary *summary);

#endif
