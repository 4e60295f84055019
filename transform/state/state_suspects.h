#ifndef STATE_SUSPECTS_H
#define STATE_SUSPECTS_H

#include <stdbool.h>

#include "base/state_key.h"
#include "transform/state/note_table.h"

/*
 * Of the keys of all rows those that the rules on all LEAs together may find: few, and every row
 * of theirs, so that what is judged of these rows alone (state_judge.h) is what would be judged of
 * all. Two passes over the keys: the first finds suspects, the second collects their rows.
 */

/* What is asked of the rows of one pupil, or of all that share a name and a birth date. */
enum state_question {
    STATE_OVERLAP,     /* SENR: of an SSID, primary enrollments in several LEAs */
    STATE_DAYS,        /* STAS: of an SSID */
    STATE_BIRTH_DATES, /* SENR, SINF: of an SSID */
    STATE_NAMES,       /* SENR, SINF: of a name and birth date, several SSIDs */
    STATE_QUESTIONS,
};

/* Rows of one LEA and extract. Borrowed. */
struct state_pack {
    enum extract extract;
    uint32_t lea; /* its place among the LEAs, in the order of their codes */
    int32_t first_record;
    uint32_t row_count;
    const unsigned char *keys; /* state_key_size() bytes a row */
};

enum { STATE_MAX_LEAS = 4000000 };

/* Where a row of a suspect stands. */
struct state_place {
    struct state_key key;
    uint32_t pack; /* in packs, below */
    uint32_t item; /* in the pack, from 0 */
};

struct state_places {
    struct state_place *items;
    size_t count, room;
};

/* Zero-initialise it ({0}), end it with state_suspects_reset(). Some slice is to begin first. */
struct state_suspects {
    uint32_t slice, slice_count;
    struct note_table pupils, names, claims; /* the notes of a slice */
    struct note_table suspect_pupils, suspect_names, suspect_claims;
    struct state_pack *packs; /* that rows of suspects are in; without their keys */
    size_t pack_count, pack_room;
    struct state_places shared; /* rows of LEAs that are not due, which share a pupil or a name */
    struct state_places places[STATE_QUESTIONS];
};

void state_suspects_reset(struct state_suspects *suspects);

/* A part of the pupils and names, and of how many pupils in all. */
struct state_slice {
    uint32_t number, count; /* number is below count */
    uint64_t pupils;        /* that LEAs which are due have, about */
    bool is_of_days;        /* of rows of STAS, else of SENR and SINF */
};

enum { STATE_NOTES_OF_IDENTITY = 43, STATE_NOTES_OF_DAYS = 22 };

/*
 * The first pass: once for each slice, so that the notes of only one slice take memory at a time,
 * so many bytes a pupil. Each slice sees all packs of the LEAs that are due, then all of the
 * others: of them only those matter that share a pupil or a name with the former.
 */
void state_suspects_begin(struct state_suspects *suspects, struct state_slice slice);
void state_suspects_note(
    struct state_suspects *suspects, const struct state_pack *pack, bool is_due);
void state_suspects_end(struct state_suspects *suspects);

/* False when rows of the extract need no second pass. */
bool state_suspects_has(const struct state_suspects *suspects, enum extract extract);

/*
 * The second pass: over all packs, or over those of the LEAs that are due when few rows of the
 * others matter, which then are known from the first.
 */
bool state_suspects_know_others(const struct state_suspects *suspects);
void state_suspects_collect_others(struct state_suspects *suspects);
void state_suspects_collect(struct state_suspects *suspects, const struct state_pack *pack);

#endif
