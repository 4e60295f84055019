#ifndef PROFILE_HTML_MAP_H
#define PROFILE_HTML_MAP_H

#include <stddef.h>

struct html_line;
struct out;

/*
 * Two maps of the counties, a tile of one size for each, about where the county lies:
 * how many pupils, and what percentage completed the requirements for a diploma. Each
 * tile has its figure in it, "*" where it is hidden; the tables have them all again.
 * A map that would show fewer than two figures is left out.
 * lines are of counties, by code; one without a line has no pupil.
 */
void html_maps_write(struct out *out, const struct html_line *lines, size_t count);

#endif
