#ifndef CAUSE_TABLE_H
#define CAUSE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct cause;
struct finding;

/*
 * Counts in how many rows the same wrong value of a column stands, of findings
 * above info. Values are told apart by a hash of 64 bits; of a value no more is
 * kept than is shown. The first CAUSE_TABLE_SIZE different ones are counted
 * exactly, later ones not at all.
 */
struct cause_table;

enum { CAUSE_TABLE_SIZE = 8192 };

struct cause_table *cause_table_new(bool show_values);
void cause_table_free(struct cause_table *table);
void cause_table_add(struct cause_table *table, const struct finding *finding);

/*
 * Puts a cause that was counted before, as one of its own; and says that there were more
 * than were counted.
 */
void cause_table_put(struct cause_table *table, const struct cause *cause);
void cause_table_put_incomplete(struct cause_table *table);

/* The limit causes with most rows (two at least), ties in the order of the catalogue and of lines.
 */
size_t cause_table_top(
    const struct cause_table *table, struct cause *causes, size_t limit, bool *is_complete);

#endif
