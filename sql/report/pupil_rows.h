#ifndef PUPIL_ROWS_H
#define PUPIL_ROWS_H

#include <stdint.h>

#include "base/pupil.h"
#include "base/text.h"

struct place_book;

/*
 * The rows of the pupils with independent study, as they come, gathered to be told
 * pupil by pupil: 20 bytes an attendance, 32 an enrollment, 48 and its id an
 * agreement, 48 a pupil.
 */
struct pupil_rows;

/* What all rows begin with. */
struct row_head {
    uint32_t next; /* set by pupil_rows_add_...() */
    uint32_t place;
    int32_t record;
};

struct row_of_attendance {
    struct row_head head;
    int32_t is_days, expected_days;
};

struct row_of_enrollment {
    struct row_head head;
    int32_t start_date, exit_date; /* INT32_MAX while open */
    char exit_reason[5];
    char grade[3];
    char gender[2];
    uint8_t status;
    uint8_t completion;
};

struct row_of_agreement {
    struct row_head head;
    int32_t start_date, end_date;
    int32_t is_schooldays, is_percent;
    uint32_t id; /* set by pupil_rows_add_agreement() */
    char grade[3];
    char placement[9];
    bool is_course_based;
};

/* Where one stands in the order of its pupil's SINF rows, and what it tells. */
struct row_of_demographics {
    int32_t start_date;
    int32_t record;
    uint32_t school; /* set by pupil_rows_add_demographics() */
    char lea[8];
    char race[3]; /* reporting category */
    char gender[2];
};

/* Pupils are numbered from 0 to pupil_count. book is borrowed. */
struct pupil_rows *pupil_rows_new(uint32_t pupil_count, const struct place_book *book);
void pupil_rows_free(struct pupil_rows *rows); /* NULL does nothing */

void pupil_rows_add_attendance(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_attendance *row);
void pupil_rows_add_enrollment(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_enrollment *row);
void pupil_rows_add_agreement(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_agreement *row, struct text id);
void pupil_rows_add_groups(struct pupil_rows *rows, uint32_t pupil, unsigned groups);

/* The latest stays: by start date, LEA, school as given, and record. */
void pupil_rows_add_demographics(struct pupil_rows *rows, uint32_t pupil,
    const struct row_of_demographics *row, struct text school);

/* All of a pupil but the SSID, each kind by LEA and record. Good until the next call. */
const struct pupil *pupil_rows_tell(struct pupil_rows *rows, uint32_t pupil, int64_t ssid);

#endif
