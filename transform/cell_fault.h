#ifndef CELL_FAULT_H
#define CELL_FAULT_H

#include "base/text.h"
#include "transform/check.h"

/* In which way a value is no date, SSID or code of seven digits: the usual slips. */

/* Of what date_parse() refuses: "the year has two digits". "" when it looks like no date. */
const char *cell_fault_of_date(struct text text);

/* Of what is not ten digits; detail is "" when there is no more to say. */
void cell_fault_of_ssid(struct text text, char detail[CHECK_DETAIL_SIZE]);

/* True for county, district and school in one, also when a leading zero was lost. */
bool cell_fault_is_cds_code(struct text text);

#endif
