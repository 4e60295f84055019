#ifndef ZIP_MERGE_H
#define ZIP_MERGE_H

struct err;
struct out;

/*
 * Writes the zip file that several of the same members make together: of each member,
 * in the order of the first file, the longest that there is, as it stands there. All as
 * libxlsxwriter writes them: no comments, no encryption, sizes before the bytes, no
 * part of 4 GiB. ERR_BUG for others.
 */
int zip_merge(struct out *out, const int *files, int count, struct err *err);

#endif
