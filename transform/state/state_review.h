#ifndef STATE_REVIEW_H
#define STATE_REVIEW_H

#include "transform/state/state_judge.h"

/*
 * Finds what the rules on all LEAs together find in a year, of rows that stand elsewhere: passes
 * over their keys, and asks for the complete rows only of suspects.
 */

enum state_part {
    STATE_PART_DUE,    /* of the LEAs that are due */
    STATE_PART_OTHERS, /* of all other LEAs */
    STATE_PART_ALL,
};

enum state_keys { STATE_KEYS_IDENTITY, STATE_KEYS_DAYS }; /* SENR and SINF; STAS */

struct state_pack_sink {
    void (*accept)(void *ctx, const struct state_pack *pack);
    void *ctx;
};

/* Rows of suspects. */
struct state_asked {
    const struct state_pack *packs;
    const struct state_place *places;
    size_t count;
    bool with_names;
};

/* Where the rows stand. Both return 0, or -1 with err filled. The packs may come in any order. */
struct state_source {
    int (*pass)(void *ctx, enum state_keys keys, enum state_part part,
        const struct state_pack_sink *sink, struct err *err);

    /*
     * Fills in what the places do not tell: record, line, file_name, days of the enrollment and
     * names. The texts stay until forget().
     */
    int (*fill)(
        void *ctx, const struct state_asked *asked, struct state_row *rows, struct err *err);
    void (*forget)(void *ctx);
    void *ctx;
};

struct state_review {
    const struct state_leas *leas;
    bool is_whole;       /* every LEA is due */
    uint64_t pupils;     /* at most so many are in the year, to bound the memory */
    uint64_t due_pupils; /* and of the LEAs that are due */
};

/* Passes the findings in the order of state_rules; see state_judge(). */
int state_review_run(const struct state_review *review, const struct state_source *source,
    const struct state_sink *sink, struct err *err);

#endif
