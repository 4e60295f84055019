#ifndef HASH_SET_H
#define HASH_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A set of 64-bit hashes that stops growing at a limit: at most 16 bytes for each that it may hold.
 */
struct hash_set {
    uint64_t *slots; /* 0: free; a power of two of them, at most half full */
    size_t size, count, limit;
    bool is_full; /* something was left out */
};

/* Zeroed slots, size and count; limit is how many it may hold. Zero is not a hash. */
void hash_set_add(struct hash_set *set, uint64_t hash);
bool hash_set_has(const struct hash_set *set, uint64_t hash);
void hash_set_free(struct hash_set *set);

/* FNV-1a; begin with HASH_BEGIN. Never 0. */
#define HASH_BEGIN UINT64_C(0xcbf29ce484222325)
uint64_t hash_add(uint64_t hash, const void *bytes, size_t len);

#endif
