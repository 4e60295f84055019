#ifndef PROFILE_HTML_HEAD_H
#define PROFILE_HTML_HEAD_H

struct out;
struct profile_page;

/* The top of the profile's page: its title, the figures of the law in sentences, and as tiles. */
void html_head_write(struct out *out, const struct profile_page *page);

/* "2023", an en dash, "24" */
void html_year_write(struct out *out, int year);

#endif
