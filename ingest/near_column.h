#ifndef NEAR_COLUMN_H
#define NEAR_COLUMN_H

#include "base/layout.h"
#include "base/text.h"

/*
 * The column of the extract that a name of the header row may mean, where it is no column's: the
 * only one that no name of the row is, and whose name holds it or is held by it; "Exit Date" for
 * enrollment_exit_date. Where there are several, the only required one. -1 for none.
 */
int near_column_find(enum extract extract, struct text name, const struct text *names, int count);

#endif
