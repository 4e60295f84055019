#ifndef CODE_BOOK_H
#define CODE_BOOK_H

#include "base/pupil.h"
#include "base/text.h"

struct db;
struct err;

/* What codes of rows mean for the profile, by the code sets that the database holds. */
struct code_book;

/* Inside the open moment. */
int code_book_open(struct code_book **book, struct db *db, struct err *err);
void code_book_close(struct code_book *book); /* NULL does nothing */

enum completion code_book_completion(const struct code_book *book, struct text completion_status);

/* The bit of a pupil's groups that an education program gives; 0 for none. */
unsigned code_book_group(const struct code_book *book, struct text education_program);

/* The reporting category of a race; NULL when it has none. Good until the book is closed. */
const char *code_book_race(const struct code_book *book, struct text race);

#endif
