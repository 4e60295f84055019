#ifndef RESULT_FOLDER_H
#define RESULT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct err;

/* The folder that a check writes into. */

/* Bits of results: findings.csv with the refused records, summary.json, report.html. */
enum { RESULT_CSV = 1, RESULT_JSON = 2, RESULT_HTML = 4 };

/*
 * Gives path the folder below dir for the refused records of one of several files:
 * it is named as the file, a long name cut short, with a number behind it from 2 on.
 * False when a file of dir has that name, or a result will, so that another number is needed.
 */
bool result_folder_name(struct buf *path, const char *dir, const char *name, unsigned number);

/*
 * ERR_USAGE when input, "-" for standard input, is one of the results that a check into dir
 * replaces, or may. of_several: several files are checked, so that refused records are in folders
 * below. dir does not have to exist.
 */
int result_folder_spare_input(
    const char *dir, unsigned results, bool of_several, const char *input, struct err *err);

/*
 * Says on stderr which results an earlier check has left in dir beside those of this one. given
 * are the folders of refused records that result_folder_name() has named; none for a single file.
 */
void result_folder_warn(
    const char *dir, unsigned results, const char *const *given, size_t given_count);

#endif
