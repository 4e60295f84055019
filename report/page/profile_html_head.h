#ifndef PROFILE_HTML_HEAD_H
#define PROFILE_HTML_HEAD_H

struct out;
struct profile;
struct profile_page;

/* How a page of a profile begins and ends, up to the figures: marked where it shows every count. */

/* Up to the first words; name is "" for the state's page, or the place's of a page of its own. */
void html_page_begin(struct out *out, const struct profile *profile, const char *name);

/* What "*" means, in a profile that may be published; link is where more of it is told. */
void html_callout_write(struct out *out, const struct profile *profile, const char *link);

void html_page_end(struct out *out, const struct profile *profile);

/* The headline of the state's page: the figures of all pupils, and those of the year before. */
void html_head_write(struct out *out, const struct profile_page *page);

#endif
