#ifndef PROFILE_XLSX_H
#define PROFILE_XLSX_H

struct out;
struct profile;

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

#endif
