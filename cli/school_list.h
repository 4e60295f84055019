#ifndef SCHOOL_LIST_H
#define SCHOOL_LIST_H

#include <stddef.h>

#include "base/school.h"

/* The rows of a school directory, kept for as long as the database takes them. */
struct school_list;

struct school_list *school_list_new(void);
void school_list_free(struct school_list *list); /* NULL does nothing */

/* Copies the rows that come, with their names. */
struct school_sink school_list_sink(struct school_list *list);

/* In the order of CDS codes; the array and the rows belong to the list. */
const struct school *const *school_list_sort(struct school_list *list, size_t *count);

#endif
