#ifndef SNAPSHOT_LINES_H
#define SNAPSHOT_LINES_H

#include <stdint.h>

#include "base/profile_row.h"
#include "report/frozen/snapshot_sum.h"
#include "report/frozen/tab_line.h"

struct buf;
struct enrollment_count;
struct err;
struct file_digest;
struct lea_year;
struct snapshot_reader;
struct submission;
struct trend_year;
struct year_basis;

/*
 * The lines of the smaller sections of a snapshot, written and read back
 * (docs/snapshots.md). Reading breaks the reader where a line is not as expected.
 */

/* Calls line for each line of a section. A broken reader fails with ERR_CONFIG. */
int snapshot_lines_each(struct snapshot_reader *reader, enum snapshot_section section,
    int (*line)(void *ctx, struct tab_reader *lines, struct err *err), void *ctx, struct err *err);

/* The section basis: a name and its value a line. */
struct basis_reading {
    struct year_basis *basis;
    uint64_t pupils;
};

void snapshot_lines_write_basis(struct buf *buf, const struct year_basis *basis, uint64_t pupils);
void snapshot_lines_read_basis(struct tab_reader *lines, struct basis_reading *reading);

void snapshot_lines_write_submission(struct buf *buf, const struct submission *submission);

/* Of a school year that the line does not tell. */
void snapshot_lines_read_submission(
    struct tab_reader *lines, int year, struct submission *submission);

void snapshot_lines_write_enrollment(struct buf *buf, const struct enrollment_count *count);
void snapshot_lines_read_enrollment(struct tab_reader *lines, struct enrollment_count *count);

/* A file that was made of the snapshot at its creation. */
void snapshot_lines_write_file(struct buf *buf, const struct file_digest *file);

/* The name lies in the bytes of the line. */
void snapshot_lines_read_file(struct tab_reader *lines, struct file_digest *file);

/* A figure of the state: a row of the profile as it may be published. */
struct figure_line {
    enum profile_filter filter;
    const char *category;
    uint8_t hidden; /* one bit a measure */
    uint32_t measures[MEASURE_COUNT];
};

/* All pupils of an LEA, in the year itself and in years before. */
void snapshot_lines_write_lea_figure(
    struct buf *buf, const char *lea, const struct profile_row *row);
void snapshot_lines_read_lea_figure(struct tab_reader *lines, struct lea_year *year);
void snapshot_lines_write_lea_year(struct buf *buf, const struct lea_year *year);
void snapshot_lines_read_lea_year(struct tab_reader *lines, struct lea_year *year);

void snapshot_lines_write_trend(struct buf *buf, const struct trend_year *year);
void snapshot_lines_read_trend(struct tab_reader *lines, struct trend_year *year);

void snapshot_lines_write_figure(struct buf *buf, const struct profile_row *row);
void snapshot_lines_read_figure(struct tab_reader *lines, struct figure_line *figure);

#endif
