#ifndef REPORT_FILES_H
#define REPORT_FILES_H

struct err;
struct file_set;
struct profile_page;
struct year_basis;

/* The files that a profile is written to, by their formats. */

/* Bits of formats. */
enum { REPORT_CSV = 1, REPORT_JSON = 2, REPORT_HTML = 4, REPORT_XLSX = 8, REPORT_ALL = 15 };

/*
 * Writes profile.csv and so on; profile-unsuppressed.csv and so on, mode 0600,
 * when the profile is not suppressed. data-dictionary.csv goes with the CSV, the pages
 * of the LEAs with that of the state.
 * Last comes manifest.json, unless basis is NULL.
 */
int report_files_write(struct file_set *files, const struct profile_page *page, unsigned formats,
    const struct year_basis *basis, struct err *err);

/*
 * Counts and digests the files of the page's profile but the manifest, in a set
 * without a folder. Files of names that are in the set already are left out.
 */
int report_files_digest(struct file_set *files, const struct profile_page *page, struct err *err);

#endif
