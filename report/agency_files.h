#ifndef AGENCY_FILES_H
#define AGENCY_FILES_H

struct ada_line;
struct agency_cost;
struct err;

/*
 * The agency's own files, docs/agency-files.md: apportionment.csv and ineligible.csv,
 * mode 0640. They are not for the public.
 */
struct agency_files;

/* Opens both in the folder, which is made when missing. */
int agency_files_open(struct agency_files **files, const char *folder, int year, struct err *err);

/* Rows come in the order of the files. */
void agency_files_add_line(
    struct agency_files *files, const char *lea, const struct ada_line *line);
void agency_files_add_cost(struct agency_files *files, const struct agency_cost *cost);

/* Both are whole on the disk; nothing but putting them in place is left. */
int agency_files_finish(struct agency_files *files, struct err *err);

/* Puts them in place, and frees files either way. */
int agency_files_commit(struct agency_files *files, struct err *err);

/* Removes what was written. NULL does nothing. */
void agency_files_discard(struct agency_files *files);

#endif
