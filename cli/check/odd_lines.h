#ifndef ODD_LINES_H
#define ODD_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rule_count;
struct summary_file;

/*
 * Lines of a file that several rules find fault with and that alone keep these rules busy: such a
 * line may be no row at all, but a heading or a total.
 */
struct odd_line {
    unsigned long line; /* 0: none */
    size_t rules;
    uint64_t found;
    const char *detail; /* the first that there is, borrowed of the file; or NULL */
};

/* The first such line behind the last one. */
struct odd_line odd_lines_next(const struct summary_file *file, unsigned long last);

/* True when all findings of the rule, an error or one that costs, are of one such line. */
bool odd_lines_have(const struct summary_file *file, const struct rule_count *count);

#endif
