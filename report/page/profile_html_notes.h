#ifndef PROFILE_HTML_NOTES_H
#define PROFILE_HTML_NOTES_H

struct out;
struct profile_page;

/* The end of the profile's page: method, hidden figures, coverage, sources; each a section. */
void html_notes_write(struct out *out, const struct profile_page *page);

/* Begins a section of the page; </section> ends it. */
void html_section_begin(struct out *out, const char *id, const char *title, const char *about);

#endif
