#ifndef PROFILE_HTML_PLACES_H
#define PROFILE_HTML_PLACES_H

struct out;
struct profile;

/* The sections of the profile's page that go by place: counties, then the districts of each. */
void html_counties_write(struct out *out, const struct profile *profile);
void html_districts_write(struct out *out, const struct profile *profile);

#endif
