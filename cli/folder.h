#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>

/*
 * True when two paths name the same folder, or inner lies somewhere below outer.
 * Neither has to exist yet: links are followed as far as the path is there, and the
 * rest is taken as it is written.
 */
bool folder_is_inside(const char *inner, const char *outer);

/* The first of names, ended by NULL, that is a file of the folder; NULL when none is. */
const char *folder_find_file(const char *folder, const char *const *names);

/*
 * The nearest folder that folder lies in, itself left out, and that is_one says yes to: its path,
 * allocated, without links; NULL when there is none. folder does not have to exist yet.
 */
char *folder_find_outer(const char *folder, bool (*is_one)(const char *path));

#endif
