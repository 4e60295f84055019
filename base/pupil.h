#ifndef PUPIL_H
#define PUPIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the profile needs to know of one pupil with independent study in one
 * school year: of its rows, whichever LEAs have sent them. Text fields are
 * NUL-terminated, "" for none.
 */

/*
 * Where a row counts. An identified school has its 14-digit CDS code and no raw
 * code; otherwise cds_code holds the 7 digits of the reporting LEA's county and
 * district, and raw_code the value as given.
 */
struct pupil_place {
    char cds_code[15];
    char lea[8];          /* reporting LEA */
    const char *raw_code; /* school_of_attendance when not identified, else NULL */
    bool is_identified;
};

/* A STAS row that is not exempt. Hundredths of a day. */
struct pupil_attendance {
    struct pupil_place place;
    int32_t is_days; /* credited and not credited */
    int32_t expected_days;
};

/* An ISAG row. */
struct pupil_agreement {
    struct pupil_place place;
    const char *school; /* school_of_attendance as given: a tie-breaker */
    const char *agreement_id;
    int32_t start_date;
    int32_t end_date;
    int32_t is_schooldays; /* hundredths of a day */
    int32_t is_percent;    /* hundredths of a percent */
    char grade[3];         /* "" when not identified */
    char placement[9];     /* "" when not identified */
    bool is_course_based;  /* CBIS; else TRAD */
    int32_t record;        /* record number in its file: the last tie-breaker */
};

/* What a completion status counts as (completion_status.csv, outcome). */
enum completion { COMPLETION_NONE, COMPLETION_GRADUATE, COMPLETION_OTHER };

/* A SENR row, anywhere in the state. */
struct pupil_enrollment {
    struct pupil_place place;
    const char *school; /* school_of_attendance as given: a tie-breaker */
    int16_t status;     /* 10, 20, 30, 40, 50 */
    int32_t start_date;
    int32_t exit_date;   /* INT32_MAX while open: open enrollments come last */
    char exit_reason[5]; /* "" for none */
    enum completion completion;
    char grade[3]; /* "" when not identified */
    char gender[2];
    int32_t record;
};

/* Bits of pupil.groups; the categories SE, SD, SS, SM, SF, SH. */
enum {
    GROUP_ENGLISH_LEARNER = 1,
    GROUP_DISABILITIES = 2,
    GROUP_DISADVANTAGED = 4,
    GROUP_MIGRANT = 8,
    GROUP_FOSTER = 16,
    GROUP_HOMELESS = 32,
};

struct pupil {
    int64_t ssid;
    const struct pupil_attendance *attendance;
    size_t attendance_count;
    const struct pupil_agreement *agreements;
    size_t agreement_count;
    const struct pupil_enrollment *enrollments;
    size_t enrollment_count;
    unsigned groups;
    char race[3]; /* reporting category of the latest SINF row: RH, RA ...; "" without such a row */
    char gender[2]; /* of the latest SINF row; "" without such a row */
    bool has_sinf;
};

#endif
