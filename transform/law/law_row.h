#ifndef LAW_ROW_H
#define LAW_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the law keeps of every row with an SSID: 16 bytes. The rows of an extract
 * come in the order of their records, are sorted by pupil and school to be compared
 * with those of other extracts, and marked; then they are put back.
 */
struct law_row {
    uint64_t pupil; /* SSID, school_number() */
    uint64_t rest;  /* record, birth date, marks */
};

/* What was found out about a row. */
enum {
    ROW_HAS_STUDY = 1,     /* STAS: not exempt, with independent study days */
    ROW_HAS_AGREEMENT = 2, /* STAS: an agreement of the pupil at the school */
    ROW_NOT_ENROLLED = 4,  /* STAS: no enrollment of the pupil at the school */
    ROW_BIRTH_DIFFERS = 8, /* not the birth date of the pupil's first row */
    ROW_MARKS_FOUND = ROW_HAS_AGREEMENT | ROW_NOT_ENROLLED | ROW_BIRTH_DIFFERS,
};

struct law_rows {
    struct law_row *rows;
    size_t count;
    size_t capacity;
};

struct law_row law_row_pack(int64_t ssid, uint32_t school, uint32_t record, int32_t birth_date);

int64_t law_row_ssid(const struct law_row *row);
uint32_t law_row_school(const struct law_row *row);
uint32_t law_row_record(const struct law_row *row);
int32_t law_row_birth_date(const struct law_row *row);
bool law_row_is_marked(const struct law_row *row, unsigned mark);
void law_row_mark(struct law_row *row, unsigned marks);

void law_rows_add(struct law_rows *rows, struct law_row row);
void law_rows_reset(struct law_rows *rows);

/* In place: no second copy of the rows is made. The first also takes back what was marked. */
void law_rows_sort_by_pupil(struct law_rows *rows);
void law_rows_sort_by_record(struct law_rows *rows);

/* The first of count rows, sorted by pupil, of that pupil and school; NULL if there is none. */
struct law_row *law_row_find(struct law_row *rows, size_t count, int64_t ssid, uint32_t school);

#endif
