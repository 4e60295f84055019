#ifndef SCRIPT_H
#define SCRIPT_H

#include "base/text.h"

/*
 * A file of several SQL statements, each ended by a semicolon at the end of a
 * line. A semicolon inside a body between $$ and $$ ends none, nor does one in
 * a comment line.
 */

/*
 * Takes the next statement, with the comments before it, off the front of
 * script. False at the end, when only comments and blank lines are left.
 */
bool script_next(struct text *script, struct text *statement);

#endif
