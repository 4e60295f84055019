#ifndef SCHOOL_YEAR_H
#define SCHOOL_YEAR_H

struct db;
struct err;

/* Makes the partitions of a school year that are missing. Outside a transaction. */
int school_year_ensure(struct db *db, int year, struct err *err);

#endif
