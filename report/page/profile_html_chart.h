#ifndef PROFILE_HTML_CHART_H
#define PROFILE_HTML_CHART_H

#include <stddef.h>
#include <stdint.h>

struct html_line;
struct out;

/*
 * Charts of the profile's page. Each repeats a column of the table that follows
 * it, so its description says what it shows and where the numbers are. A hidden
 * figure has "*" and no bar.
 */

/* The pupils of each line as columns. */
void html_columns_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count);

/* The pupils of each line as bars, against the longest. */
void html_bars_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count);

/* What part of each line completed with a diploma, as bars against all who could. */
void html_diploma_bars_write(
    struct out *out, const char *description, const struct html_line *lines, size_t count);

/* The same against a number of pupils that the bars of several charts share. */
void html_bars_against_write(struct out *out, const char *description,
    const struct html_line *lines, size_t count, uint32_t most);

/* Makes the labels of grades "TK", "K", "1" ... "12": what fits under a column. */
void html_grades_shorten(struct html_line *lines, size_t count);

#endif
