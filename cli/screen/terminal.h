#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

#include "base/text.h"

struct buf;
struct out;

/* How words for people are set: 80 columns, colour only where somebody looks. */

enum { TERMINAL_WIDTH = 80 };

enum paint { PAINT_BOLD, PAINT_RED, PAINT_YELLOW, PAINT_GREEN, PAINT_FAINT };

/* True when stream is a terminal, NO_COLOR is not set and the terminal is not "dumb". */
bool terminal_takes_colour(FILE *stream);

/* True when somebody may be watching the stream. */
bool terminal_is_watched(FILE *stream);

/* Writes text, in colour if asked. */
void terminal_paint(struct out *out, bool in_colour, enum paint paint, const char *text);

/*
 * Writes words broken at blanks into lines of at most 80 columns. The first line
 * goes on from column at; the others begin at column indent. A word that is too
 * long stands alone. An empty line in text begins a new paragraph. Ends the line.
 */
void terminal_wrap(struct out *out, const char *text, int at, int indent);

/* Blanks up to column indent. */
void terminal_indent(struct out *out, int indent);

/* Columns that text takes: its characters, as no wide ones are expected. */
int terminal_columns(struct text text);

/*
 * Adds a name that came from outside: characters that steer (character_steers()) and
 * bytes that are not UTF-8 become "?", so no name can steer the terminal or forge a line.
 */
void terminal_add_name(struct buf *buf, const char *name);

/*
 * The last part of a path, safe to show: results shall not depend on the folder
 * that a file lay in. The caller frees it.
 */
char *terminal_file_name(const char *path);

#endif
