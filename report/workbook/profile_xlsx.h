#ifndef PROFILE_XLSX_H
#define PROFILE_XLSX_H

struct err;
struct out;
struct profile;
struct xlsx_job;

/*
 * Writes the profile as a workbook: a sheet of notes, then one sheet a breakdown
 * with the columns of the table and the names of its categories. Codes are text,
 * counts are numbers, hidden ones "*". The same profile gives the same bytes.
 *
 * A sheet of Excel ends at row 1,048,576: a breakdown with more rows leaves the
 * schools out, and says so. While it is written, parts of it stand in unnamed
 * files of TMPDIR that nobody else can open.
 */
void profile_xlsx_write(struct out *out, const struct profile *profile);

/*
 * The same in two steps: from the first to the second another process works on it, so
 * that this one can write the other files. The profile is borrowed.
 */
int profile_xlsx_begin(struct xlsx_job **job, const struct profile *profile, struct err *err);
void profile_xlsx_end(struct xlsx_job *job, struct out *out);

/* In place of the second step: gives it up. NULL does nothing. */
void profile_xlsx_abandon(struct xlsx_job *job);

#endif
