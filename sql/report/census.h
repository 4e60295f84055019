#ifndef CENSUS_H
#define CENSUS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Counts distinct pupils, of groups and altogether, in one pass over them. Sixteen
 * bytes a pupil at most, and eight more for one who is in several groups.
 */
struct census;

/* Groups are numbered from 0 to group_count, at most CENSUS_GROUPS. */
enum { CENSUS_GROUPS = 1 << 20 };

struct census *census_new(size_t group_count);
void census_free(struct census *census); /* NULL does nothing */

/* A pupil, again and again; an SSID is from 0 to 2^43. */
void census_add(struct census *census, int64_t ssid, uint32_t group);

/* Once all have come: keeps the counts alone. */
void census_finish(struct census *census);

uint64_t census_pupils(const struct census *census);
uint64_t census_pupils_of(const struct census *census, uint32_t group);

#endif
