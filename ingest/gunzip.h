#ifndef GUNZIP_H
#define GUNZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/*
 * Expands a gzip stream of one or many members. Unlike gzread() it tells a
 * stream that was cut off, or that goes on with other bytes, from a whole one.
 */
struct gunzip;

enum gunzip_step {
    GUNZIP_FULL,    /* the output is full; there may be more */
    GUNZIP_HUNGRY,  /* all input is used up */
    GUNZIP_DAMAGED, /* gunzip_damage() says why; what came before is good */
};

struct gunzip *gunzip_new(void);
void gunzip_free(struct gunzip *gunzip);

/* Gives it the next input, which stays borrowed until the next GUNZIP_HUNGRY. */
void gunzip_feed(struct gunzip *gunzip, struct text input);

/* Adds to the len bytes that are in out, up to size. */
enum gunzip_step gunzip_expand(struct gunzip *gunzip, char *out, size_t size, size_t *len);

/* True when the input so far ends with a whole member. */
bool gunzip_is_whole(const struct gunzip *gunzip);

unsigned gunzip_members(const struct gunzip *gunzip); /* whole ones */

/* Why it is damaged, also when the input ended too early. */
const char *gunzip_damage(const struct gunzip *gunzip);

#endif
