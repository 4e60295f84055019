#ifndef STATE_KEY_H
#define STATE_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "base/layout.h"

struct row;

/*
 * What the rules on all LEAs together look at in a row of SENR, SINF or STAS, in one or two words
 * of 64 bits. They stand beside the rows in the database, so that these rules need not read
 * millions of rows to find the few that matter. Migrations 0018 and 0020 make the same of rows
 * that stood before.
 */
struct state_key {
    uint64_t who;  /* SSID, 34 bits; digest of the name or days, 30 bits */
    uint64_t when; /* birth date, 22 bits; first and last day of the enrollment, 21 bits each */
};

enum {
    STATE_KEY_NAME_BITS = 30,
    STATE_KEY_DAY_BITS = 21,
    STATE_KEY_MAX_DAY = (1 << STATE_KEY_DAY_BITS) - 1, /* in 5742; later days count as this one */
    STATE_KEY_MAX_SIZE = 16,
};

/* Bytes of the key of a row: 16 for SENR and SINF, 8 for STAS, 0 for other extracts. */
size_t state_key_size(enum extract extract);

/* Writes as many bytes. */
void state_key_write(const struct row *row, unsigned char *bytes);

/* What was written. when is 0 for STAS. */
struct state_key state_key_read(enum extract extract, const unsigned char *bytes);

static inline uint64_t
state_key_ssid(struct state_key key)
{
    return key.who >> STATE_KEY_NAME_BITS;
}

/*
 * SENR and SINF: the same for the same first and last name, ASCII case folded, and hardly ever for
 * others; 0 when one of them is blank.
 */
static inline uint32_t
state_key_name(struct state_key key)
{
    return (uint32_t)(key.who & ((1U << STATE_KEY_NAME_BITS) - 1));
}

/* STAS: days attended, of in-school suspension and credited, in hundredths; 0 for who is exempt. */
static inline uint32_t
state_key_days(struct state_key key)
{
    return state_key_name(key);
}

/* Days since 0001-01-01, as are the next two. */
static inline uint32_t
state_key_birth(struct state_key key)
{
    return (uint32_t)(key.when >> 2 * STATE_KEY_DAY_BITS);
}

/*
 * An enrollment that is primary, enrolled_is_primary(), and began. last is STATE_KEY_MAX_DAY
 * while it is open. For all else, SINF too, first is STATE_KEY_MAX_DAY and last is 0.
 */
static inline uint32_t
state_key_first(struct state_key key)
{
    return key.when >> STATE_KEY_DAY_BITS & STATE_KEY_MAX_DAY;
}

static inline uint32_t
state_key_last(struct state_key key)
{
    return key.when & STATE_KEY_MAX_DAY;
}

static inline int
state_key_is_enrolled(struct state_key key)
{
    return state_key_first(key) <= state_key_last(key);
}

/* The day of a key as days since 1970-01-01. */
int32_t state_key_date(uint32_t day);

#endif
