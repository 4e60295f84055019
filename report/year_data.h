#ifndef YEAR_DATA_H
#define YEAR_DATA_H

#include <stdint.h>

struct basis;
struct db;
struct err;
struct pupil;
struct report_reference;
struct school_sink;
struct year_basis;

/*
 * The data that the profile of a school year is made of, wherever they stand.
 * All of it is of one moment of the database.
 */
struct year_data;

struct year_request {
    int year;                                 /* first calendar year */
    const struct report_reference *reference; /* the program's own */
    const struct basis *versions;             /* the program's own; directory is not looked at */
};

/* Fails with ERR_CONFIG when the database holds the reference data of another program. */
int year_data_open(
    struct year_data **data, struct db *db, const struct year_request *request, struct err *err);
void year_data_close(struct year_data *data); /* NULL does nothing */

/* Borrowed until the data are closed. */
const struct year_basis *year_data_basis(const struct year_data *data);
const struct report_reference *year_data_reference(const struct year_data *data);

/* Passes the school directory in the order of CDS codes, before the first pupil. */
int year_data_schools(struct year_data *data, const struct school_sink *sink, struct err *err);

/* Returns 1 with the next pupil by SSID (borrowed until the next call), 0 at the end, or -1. */
int year_data_next_pupil(struct year_data *data, const struct pupil **pupil, struct err *err);

#endif
