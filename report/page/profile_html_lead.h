#ifndef PROFILE_HTML_LEAD_H
#define PROFILE_HTML_LEAD_H

struct out;
struct profile_row;

/* What a page says first: the figures of one row in sentences, and as tiles. */

/* "2023-24" with an en dash. */
void html_year_write(struct out *out, int year);

/* How many took part, and where ("at", "in" and so on with it); how many completed. */
void html_lead_write(struct out *out, const struct profile_row *all, int year, const char *where);

/* The year before that of all, and what has changed since; both may hide figures. */
void html_since_write(struct out *out, const struct profile_row *all,
    const struct profile_row *last_year, int year_before);

/* Four figures in large type. */
void html_tiles_write(struct out *out, const struct profile_row *all);

#endif
