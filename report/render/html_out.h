#ifndef HTML_OUT_H
#define HTML_OUT_H

#include <stdint.h>

#include "base/text.h"

struct out;

/*
 * Pieces of an HTML page. Whatever does not stand literally in the source goes
 * through html_out_text() or html_out_string(), which escape for text and for
 * attributes in double quotes alike; html_out_raw() is for literals only.
 */
#define html_out_raw(out, literal) out_bytes((out), "" literal, sizeof(literal) - 1)

void html_out_text(struct out *out, struct text text);
void html_out_string(struct out *out, const char *text); /* NULL writes nothing */

/* "1,234" */
void html_out_grouped(struct out *out, uint64_t number);

/* "12.5%"; part of a whole that is 0 is an en dash. */
void html_out_percent(struct out *out, uint64_t part, uint64_t whole);

/*
 * The page up to and with <body>: language, viewport, a policy that lets nothing
 * be fetched or run, title, the house's style sheet (page.css).
 */
void html_out_begin_page(struct out *out, const char *title);
void html_out_end_page(struct out *out);

/*
 * A bar of part / whole of its room as inline SVG. It only repeats a number that
 * stands beside it, so readers that speak do not meet it twice.
 */
void html_out_bar(struct out *out, uint64_t part, uint64_t whole);

#endif
