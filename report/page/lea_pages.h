#ifndef LEA_PAGES_H
#define LEA_PAGES_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct file_set;
struct lea_page;
struct profile_page;

/*
 * A page of its own for each LEA with a pupil in the profile: every district and
 * county office, and every charter school that reports by itself. They stand in a
 * folder beside the state's page and show what that one's profile shows.
 */

struct lea_taker {
    int (*take)(void *ctx, const struct lea_page *lea, const char *code, struct err *err);
    void *ctx;
};

/* Shows each LEA that has a page to taker: districts, then charter schools, each by its code. */
int lea_pages_each(const struct profile_page *page, const struct lea_taker *taker, struct err *err);

/* "profile-lea", or what tells that every count is shown. */
const char *lea_pages_folder(bool is_public);

/* What a page is called behind the seven digits of its LEA. */
const char *lea_pages_end(bool is_public);

/* Writes them into the set; counts and digests them only when it has no folder. */
int lea_pages_write(struct file_set *files, const struct profile_page *page, struct err *err);

#endif
