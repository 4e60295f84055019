#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdint.h>

/*
 * One line on standard error that shows how far the work is; nothing at all
 * where standard error is no terminal.
 */

/* A bar of done / whole with a few words behind it. */
void progress_show(uint64_t done, uint64_t whole, const char *words);

/* The same without an end in sight: "SENR.csv: 65,536 records". */
void progress_show_records(const char *file, uint64_t records);

/* Removes the line; before anything else is written. */
void progress_clear(void);

#endif
