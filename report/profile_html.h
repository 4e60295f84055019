#ifndef PROFILE_HTML_H
#define PROFILE_HTML_H

struct out;
struct profile;

/*
 * Writes the profile as one self-contained page for people: the headline, the
 * state by every breakdown, counties and districts. Every count is shown, and
 * the page says so.
 */
void profile_html_write(struct out *out, const struct profile *profile);

#endif
