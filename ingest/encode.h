#ifndef ENCODE_H
#define ENCODE_H

#include "base/buf.h"
#include "base/record.h"
#include "base/text.h"

/* UTF-8 back to the bytes of the file that it was decoded from. */

/* The byte order mark, which files in UTF-16 begin with, and others may; none of windows-1252. */
struct text encode_mark(enum encoding encoding);

/* Adds the bytes of valid UTF-8, which must hold only characters that the encoding has. */
void encode_add(struct buf *bytes, enum encoding encoding, struct text utf8);

#endif
