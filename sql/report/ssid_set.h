#ifndef SSID_SET_H
#define SSID_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Spreads SSIDs, which often follow each other, over all bits. */
static inline uint64_t
ssid_set_hash(int64_t ssid)
{
    uint64_t mixed = (uint64_t)ssid * 0x9E3779B97F4A7C15U;

    return mixed ^ mixed >> 32;
}

/* SSIDs, each with its place in their order. Sixteen bytes an SSID. */
struct ssid_set;

struct ssid_set *ssid_set_new(void);
void ssid_set_free(struct ssid_set *set); /* NULL does nothing */

/* In any order, again and again; before ssid_set_finish(). */
void ssid_set_add(struct ssid_set *set, int64_t ssid);

/* Puts them in order; how many there are. */
uint32_t ssid_set_finish(struct ssid_set *set);

/* Afterwards. */
bool ssid_set_find(const struct ssid_set *set, int64_t ssid, uint32_t *place);
int64_t ssid_set_at(const struct ssid_set *set, uint32_t place);

#endif
