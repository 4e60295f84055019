#ifndef PLACE_BOOK_H
#define PLACE_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct db;
struct err;
struct pupil_place;

/* Where the schools of the LEAs' rows lie (table school_place), read as a whole. */
struct place_book;

/* A school as rows of an LEA give it. Good until the book is closed. */
struct book_place {
    char lea[8];
    char cds_code[15];
    bool is_charter;
    const char *school;     /* as given, "" when blank */
    const char *raw_school; /* the same where it is not identified, else NULL */
    uint32_t group;         /* a number for each district and charter flag, from 0 */
};

/* Inside the open moment. */
int place_book_open(struct place_book **book, struct db *db, struct err *err);
void place_book_close(struct place_book *book); /* NULL does nothing */

/* The number of a school of an LEA. It is quick where LEA and school are those of the call before.
 * ERR_BUG when the book does not have it. */
int place_book_find(
    struct place_book *book, struct text lea, struct text school, uint32_t *place, struct err *err);

const struct book_place *place_book_at(const struct place_book *book, uint32_t place);

/* How many groups there are; of one, a place that is in it. */
uint32_t place_book_groups(const struct place_book *book);
const struct book_place *place_book_of_group(const struct place_book *book, uint32_t group);

/* The same for a pupil's row; borrows from the book. */
void place_book_tell(const struct place_book *book, uint32_t place, struct pupil_place *told);

#endif
