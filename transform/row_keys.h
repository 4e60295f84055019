#ifndef ROW_KEYS_H
#define ROW_KEYS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/intern.h"
#include "base/row.h"
#include "transform/enrollment_keys.h"
#include "transform/key_table.h"

/*
 * The keys of the accepted rows of one file, by which doubles are found, exact: 16
 * bytes a row with an SSID, the text itself for keys without one.
 */
struct row_keys {
    enum extract extract;
    struct enrollment_keys enrollments; /* SENR */
    struct key_table table;             /* other extracts whose keys have an SSID */
    struct key_table crowded;           /* of one SSID with many others, by all of the key */
    struct intern schools;              /* codes that are not seven digits */
    struct intern services;             /* program, service year and service code of SPRG */
    struct intern texts;                /* whole keys; the note is the record */
    struct buf text;
};

enum row_keys_answer {
    ROW_KEYS_ADDED,
    ROW_KEYS_AFTER_DIPLOMA, /* SENR: added; ends after a graduation that came before it */
    ROW_KEYS_DUPLICATE,     /* not added */
    ROW_KEYS_OVERLAPS,      /* SENR: not added */
};

void row_keys_init(struct row_keys *keys, enum extract extract, int first_year);
void row_keys_reset(struct row_keys *keys);

/*
 * Begins to fetch from memory what row_keys_add() will look at if the row turns out to
 * be good: before it is judged, with its cells as submitted.
 */
void row_keys_prefetch(const struct row_keys *keys, struct text ssid, struct text school);

/*
 * Takes the key of a good row, unless another row stands in its way: *other is then
 * that record, 0 when it is not known. is_graduation: the row is a SENR exit with a
 * diploma.
 */
enum row_keys_answer row_keys_add(
    struct row_keys *keys, const struct row *row, bool is_graduation, uint64_t *other);

#endif
