#ifndef CHECK_HTML_H
#define CHECK_HTML_H

#include "cli/check/check_steps.h"

struct out;
struct summary;

/*
 * report.html: what check or run says of one result, on one page that needs
 * nothing else and runs nothing. The verdict first, then what to do next, causes
 * and rules. Its size is bounded, however many findings there are.
 */
void check_html_write(struct out *out, const struct summary *summary, enum check_lists lists);

#endif
