#ifndef PUPIL_PACKS_H
#define PUPIL_PACKS_H

#include <libpq-fe.h>
#include <stdint.h>

struct census;
struct code_book;
struct err;
struct place_book;
struct pupil_rows;
struct ssid_set;

/*
 * Takes packs of rows (sql/report/packs_of_....sql) apart: what is of a pupil with
 * independent study is kept, the rest is let pass.
 */
struct pupil_packs {
    struct place_book *places;
    struct code_book *codes;
    struct ssid_set *with_is; /* finished, but for pupil_packs_take_with_is() */
    struct pupil_rows *rows;
    struct census *census; /* of all who are enrolled on census_day */
    int32_t census_day;
};

/* Each with a struct pupil_packs as ctx, for struct pack_query. */
int pupil_packs_take_with_is(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_attendance(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_agreements(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_enrollments(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_demographics(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_groups(void *ctx, const PGresult *row, struct err *err);
int pupil_packs_take_programs(void *ctx, const PGresult *row, struct err *err);

#endif
