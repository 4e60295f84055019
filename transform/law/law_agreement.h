#ifndef LAW_AGREEMENT_H
#define LAW_AGREEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/row.h"

/* What the law keeps of an ISAG row: 64 bytes, exact. */

/* What the agreement states, and what its row told of itself. */
enum {
    AGREEMENT_MANNER = 1 << 0,
    AGREEMENT_METHODS = 1 << 1,
    AGREEMENT_RESOURCES = 1 << 2,
    AGREEMENT_POLICIES = 1 << 3,
    AGREEMENT_CREDITS = 1 << 4, /* more than none */
    AGREEMENT_OTHER_MEASURE = 1 << 5,
    AGREEMENT_OPTIONAL = 1 << 6,
    AGREEMENT_REFERRED = 1 << 7,
    AGREEMENT_CLASSROOM_OFFERED = 1 << 8,
    AGREEMENT_HAS_SUPERVISOR = 1 << 9,
    AGREEMENT_CREDENTIALED = 1 << 10,
    AGREEMENT_WORK_JUDGED = 1 << 11,
    AGREEMENT_COURSE_BASED = 1 << 12,
    AGREEMENT_RETURNS = 1 << 13,        /* the evaluation's outcome */
    AGREEMENT_NOT_IDENTIFIED = 1 << 14, /* grade, placement or school: nothing is earned */
    AGREEMENT_OF_CHARTER = 1 << 15,
};

/* What was found out by comparing it with other rows. */
enum {
    AGREEMENT_LONG_TERM = 1 << 0,
    AGREEMENT_OVERLAPS = 1 << 1,
    AGREEMENT_NOT_ENROLLED = 1 << 2,
    AGREEMENT_NO_ATTENDANCE = 1 << 3,
    AGREEMENT_DAYS_COMPARED = 1 << 4, /* the first one of the pupil at the school */
    AGREEMENT_DAYS_DIFFER = 1 << 5,
    AGREEMENT_BIRTH_DIFFERS = 1 << 6,
};

/* Grades in their order; the codes that stand for several grades come last. */
enum agreement_grade {
    GRADE_NOT_IDENTIFIED,
    GRADE_TK,
    GRADE_KN,
    GRADE_01,
    GRADE_03 = GRADE_01 + 2,
    GRADE_04,
    GRADE_06 = GRADE_01 + 5,
    GRADE_07,
    GRADE_08,
    GRADE_09,
    GRADE_12 = GRADE_01 + 11,
    GRADE_UNGRADED_ELEMENTARY,
    GRADE_UNGRADED_SECONDARY,
    GRADE_OTHER, /* adults, infants ... */
};

enum { SIGNER_PUPIL, SIGNER_PARENT, SIGNER_TEACHER, SIGNER_OTHERS, SIGNER_COUNT };

struct agreement {
    int64_t ssid;
    uint32_t record;
    uint32_t school; /* school_number() */
    enum agreement_grade grade;
    unsigned flags;
    unsigned marks;
    uint32_t overlapped; /* the record that it overlaps; 0 for none */
    int32_t birth_date, start, end;
    int32_t first, last;             /* of participation */
    int32_t signed_on[SIGNER_COUNT]; /* DATE_NONE where blank, like evaluated_on */
    int32_t evaluated_on;
    int64_t schooldays, taught, time_value, credited; /* hundredths of a day */
    int percent;                                      /* hundredths */
    int max_assignment_days, missed_limit, missed;    /* -1 where blank */
};

struct packed_agreement {
    uint64_t words[7];
    uint32_t overlapped;
    uint32_t marks;
};

/* school is the number of the row's school; flags that the row alone does not tell are added. */
void law_agreement_pack(
    struct packed_agreement *packed, const struct row *row, uint32_t school, unsigned flags);
void law_agreement_unpack(const struct packed_agreement *packed, struct agreement *agreement);

int64_t law_agreement_ssid(const struct packed_agreement *packed);

/* The grade level of a code; GRADE_NOT_IDENTIFIED for a blank one. */
enum agreement_grade law_agreement_grade(struct text code);

#endif
