#ifndef LAW_FEED_H
#define LAW_FEED_H

#include <stdbool.h>

#include "base/finding.h"
#include "base/row.h"
#include "base/submission.h"

struct ada_line;
struct err;
struct file_form;
struct law_agreement;
struct law_judgement;
struct materials;

/*
 * The accepted rows of one LEA and year on their way to the law (transform/law/law.h),
 * from however many files, and the law's findings back to the file whose row they
 * stand on.
 */
struct law_feed;

struct law_feed *law_feed_new(const struct materials *materials);
void law_feed_free(struct law_feed *feed);

/* A new file or set of rows comes: its first row takes the place of earlier ones of its extract. */
void law_feed_next(struct law_feed *feed);

/* A row of the submission that key names. */
void law_feed_add(struct law_feed *feed, const struct submission_key *key, const struct row *row);

/* An accepted file is at hand though no row of it came. */
void law_feed_keep(struct law_feed *feed, const struct submission_key *key);

/* A file was refused after all. */
void law_feed_drop(struct law_feed *feed, enum extract extract);

/* Who hears of the findings on rows of an extract; form tells where its columns stand, or is NULL.
 */
void law_feed_listen(struct law_feed *feed, enum extract extract, struct finding_sink findings,
    const struct file_form *form);

/* Who hears of what agreements lose and of the lines of ADA; see struct law_sinks. */
struct law_cost_sinks {
    int (*agreement)(void *ctx, const struct law_agreement *agreement, struct err *err);
    int (*ada_line)(void *ctx, const struct ada_line *line, struct err *err);
    void *ctx;
};

void law_feed_listen_costs(struct law_feed *feed, const struct law_cost_sinks *costs);

/*
 * Judges what was fed. *judgement belongs to the feed; it is zeroed, and *is_judged
 * false, when nothing was fed.
 */
int law_feed_finish(
    struct law_feed *feed, struct law_judgement *judgement, bool *is_judged, struct err *err);

#endif
