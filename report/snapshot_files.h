#ifndef SNAPSHOT_FILES_H
#define SNAPSHOT_FILES_H

struct err;
struct file_set;
struct year_report;

/*
 * Digests all files that report makes of the year, public and unsuppressed, and
 * writes none. The report has its mask on afterwards, unless the profile cannot be
 * published: then there are no public files. NULL with err filled on failure.
 */
struct file_set *snapshot_files_digest(struct year_report *report, struct err *err);

#endif
