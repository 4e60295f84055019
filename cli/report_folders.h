#ifndef REPORT_FOLDERS_H
#define REPORT_FOLDERS_H

struct err;
struct settings;

/* Where a report goes: the public's files, the agency's, and what stands there already. */

/* ERR_USAGE when files of the agency would get into a folder of the public's. */
int report_folders_check(const struct settings *settings, struct err *err);

/*
 * After the report: says on stderr what else there is in the folder that whoever publishes it has
 * to know of. formats has bits of report/report_files.h, those that were written.
 */
void report_folders_warn(const struct settings *settings, unsigned formats);

#endif
