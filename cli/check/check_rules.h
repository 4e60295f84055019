#ifndef CHECK_RULES_H
#define CHECK_RULES_H

struct check_page;
struct summary_file;

/* The part of check's page about the rules of one file: found, passed, not judged, spellings. */
void check_rules_write(const struct check_page *page, const struct summary_file *file);

#endif
