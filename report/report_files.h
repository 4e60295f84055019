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
 * when the profile is not suppressed. data-dictionary.csv goes with the CSV.
 * Last comes manifest.json, unless basis is NULL.
 */
int report_files_write(struct file_set *files, const struct profile_page *page, unsigned formats,
    const struct year_basis *basis, struct err *err);

/*
 * Counts and digests every file of the page's profile but the manifest, and writes none.
 * NULL with err filled on failure.
 */
struct file_set *report_files_digest(const struct profile_page *page, struct err *err);

#endif
