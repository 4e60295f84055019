#ifndef CHECK_HTML_FILE_H
#define CHECK_HTML_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct out;
struct summary;
struct summary_file;

/* The parts of report.html about one file. number, from 1, makes ids that are unique on the page.
 */

/* "file-3": where the section of a file begins. */
enum { CHECK_HTML_ID_SIZE = 32 };

void check_html_file_id(size_t number, char id[CHECK_HTML_ID_SIZE]);

/* How the file was read, what was found, what was not, and what was not judged. */
void check_html_file_write(struct out *out, const struct summary *summary, size_t number);

/* Its rules with findings by severity, each with its first findings. */
void check_html_rules_write(struct out *out, const struct summary_file *file, size_t number);

/* "Refused" or "Accepted" with a mark before it, so that colour is not needed to tell. */
void check_html_write_badge(struct out *out, bool is_accepted);

#endif
