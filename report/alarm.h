#ifndef ALARM_H
#define ALARM_H

#include <stddef.h>
#include <stdint.h>

struct coverage;
struct enrollment_count;
struct profile;
struct trend;

/*
 * Figures outside the bands in which they usually lie: worth a look before they
 * are published, never a reason to stop. Pure.
 */
enum alarm_kind {
    ALARM_STATE_SHARE,  /* half or more, of the enrolled: not 2 to 12 percent */
    ALARM_STATE_CHANGE, /* pupils or half or more: over 25 percent from the year before */
    ALARM_LEA_SHARE,    /* half or more, of the enrolled of a district without charters: over 40 */
    ALARM_COMPLETION,   /* diplomas, of grade 12: not 40 to 95 percent */
    ALARM_KIND_COUNT,
};

struct alarm {
    enum alarm_kind kind;
    char lea[8]; /* of ALARM_LEA_SHARE; "" for the state */
    const char *lea_name;
    uint32_t part, whole; /* of a change: now, and the year before */
    const char *measure;  /* the column that part is of */
};

struct alarm_list {
    struct alarm *alarms; /* the state's first, then by LEA */
    size_t count, room;
    size_t uncompared; /* changes that were not looked at: another method, or no year before */
};

/* What the bands are held against. */
struct alarm_request {
    const struct profile *profile;   /* every count shown */
    const struct coverage *coverage; /* for names and county offices; finished */
    const struct trend *trend;       /* with the year before, if it is there */
    const struct enrollment_count *enrollment;
    size_t enrollment_count;
};

void alarm_list_fill(struct alarm_list *list, const struct alarm_request *request);
void alarm_list_reset(struct alarm_list *list);

/* A stable name, as rules have: "state_share_unusual". */
const char *alarm_name(enum alarm_kind kind);

/* What is usual, in words. */
const char *alarm_usual(enum alarm_kind kind);

#endif
