#ifndef PLACE_STORE_H
#define PLACE_STORE_H

#include "base/layout.h"
#include "base/text.h"

struct db;
struct err;

/*
 * Where the schools of the LEAs' rows lie (migration 0017): looked up in the
 * directory when a school is first seen, and again when the directory changes.
 * Inside the caller's transaction.
 */

/* The lock on the directory and the code sets: shared while a submission is loaded, else alone. */
#define DIRECTORY_LOCK "the school directory"

/* The schools of a submission's rows. */
struct place_set;

struct place_set *place_set_new(void);
void place_set_free(struct place_set *set); /* NULL does nothing */

/* school as given, "" for blank; a school that is in the set stays once. */
void place_set_add(struct place_set *set, struct text school);

/* The column whose schools matter to the profile, by its place in the layout; -1 for none. */
int place_store_column(enum extract extract);

/* Notes the schools of rows of an LEA. */
int place_store_add(struct db *db, const char *lea, const struct place_set *set, struct err *err);

/* Looks all of them up anew. */
int place_store_renew(struct db *db, struct err *err);

#endif
