#ifndef ENCODING_H
#define ENCODING_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/record.h"
#include "base/text.h"

/*
 * Bytes of a file to UTF-8: passed on where they are when they are UTF-8,
 * converted from UTF-16 and windows-1252. A byte order mark is taken off. Give
 * input with decoder_take(), then call decoder_next() until it says false.
 */
struct decoder;

/*
 * head is the beginning of the file, at least 4 bytes unless it is shorter; it
 * tells the encoding and is not consumed. windows-1252 is never guessed; a byte
 * order mark counts more than is_windows_1252.
 */
struct decoder *decoder_new(struct text head, bool is_windows_1252);
void decoder_free(struct decoder *decoder);

enum encoding decoder_encoding(const struct decoder *decoder);
bool decoder_has_bom(const struct decoder *decoder);

/* Input, borrowed until decoder_next() says false. is_last: an unfinished character is wrong. */
void decoder_take(struct decoder *decoder, struct text bytes, bool is_last);

/* The next piece of text, whole characters, borrowed until the next call. */
bool decoder_next(struct decoder *decoder, struct text *utf8);

/*
 * True when bytes were found that are not in the encoding: right behind the
 * pieces given so far. decoder_next() gives no more; further input is only
 * looked through for what the encoding may be.
 */
bool decoder_has_failed(const struct decoder *decoder);

/* Adds to text what is wrong, after all input was taken; character is its place in its line. */
void decoder_explain(const struct decoder *decoder, unsigned long character, struct buf *text);

#endif
