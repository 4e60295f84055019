#ifndef YEAR_BASIS_H
#define YEAR_BASIS_H

#include <stddef.h>
#include <stdint.h>

#include "base/submission.h"

enum { PROGRAM_VERSION_SIZE = 32 };

/* What the data of one school year rest on: all that manifest.json tells of their origin. */
struct year_basis {
    int year;
    int64_t snapshot;                           /* 0: the current data */
    char checksum[SHA256_TEXT_SIZE];            /* of the snapshot, else "" */
    struct basis versions;                      /* as they are in the database, or were */
    char program_version[PROGRAM_VERSION_SIZE]; /* of the program that made them ready */
    char earlier[SHA256_TEXT_SIZE];             /* of an earlier release that was used, else "" */
    struct submission *submissions;             /* current ones of the year, by LEA and extract */
    size_t submission_count;
    size_t submission_room;
};

/* Adds a copy. file_name is not kept. */
void year_basis_add(struct year_basis *basis, const struct submission *submission);
void year_basis_reset(struct year_basis *basis);

#endif
