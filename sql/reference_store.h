#ifndef REFERENCE_STORE_H
#define REFERENCE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/finding.h"
#include "base/school.h"
#include "base/text.h"

struct db;
struct err;

/*
 * Reference data in the database: code sets and other embedded tables as rows,
 * the rule catalogue, and the school directory.
 */

/* One transaction for all that init stores. */
int reference_store_begin(struct db *db, struct err *err);

/* A row of an embedded table, header first; table "grade_alias" fills isprofile.ref_grade_alias. */
int reference_store_row(struct db *db, const char *table, const struct text *fields, int count,
    bool is_header, struct err *err);
int reference_store_rule(struct db *db, const struct rule_info *rule, struct err *err);

/*
 * Records whose data these are (catalogue_version() and reference_version()),
 * and commits.
 */
int reference_store_commit(
    struct db *db, const char *rule_set, const char *reference, struct err *err);

/* Fails with ERR_CONFIG unless init stored the reference data of this very program. */
int reference_store_check(
    struct db *db, const char *rule_set, const char *reference, struct err *err);

/*
 * Replaces the directory in one transaction and looks up anew where the schools of
 * all rows lie. schools in the order of CDS codes.
 */
int directory_store_replace(struct db *db, const struct school *const *schools, size_t count,
    const char *version, struct err *err);

/* Passes the directory in the order of CDS codes; none is stored: no call, and version "". */
int directory_store_read(
    struct db *db, const struct school_sink *sink, char version[65], struct err *err);

/* The version alone. */
int directory_store_version(struct db *db, char version[65], struct err *err);

/* How many schools, districts and offices it has; 0 when none is stored. */
int directory_store_count(struct db *db, uint64_t *count, struct err *err);

#endif
