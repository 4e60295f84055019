#ifndef SPLIT_H
#define SPLIT_H

#include "base/text.h"

/*
 * Splits a record without quotes where it lies. Sets at most RECORD_MAX_FIELDS
 * fields and returns how many there are.
 */
int split_record(struct text record, char delimiter, struct text *fields);

#endif
