#ifndef RESULT_FOLDER_H
#define RESULT_FOLDER_H

#include <stdbool.h>

struct buf;

/*
 * Gives path the folder below dir for the refused records of one of several files:
 * it is named as the file, a long name cut short, with a number behind it from 2 on.
 * False when a result file of dir has that name, so that another number is needed.
 */
bool result_folder_name(struct buf *path, const char *dir, const char *name, unsigned number);

#endif
