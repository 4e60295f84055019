#ifndef ADA_FIGURES_H
#define ADA_FIGURES_H

#include <stddef.h>

#include "transform/ada/ada_figure.h"

struct row;

/*
 * The LEA figures of one LEA and school year: what the law makes of its ISAD rows.
 * Exact decimal arithmetic; eligible ADA is rounded half up to hundredths.
 */
struct ada_figures;

struct ada_figures *ada_figures_new(void);
void ada_figures_free(struct ada_figures *figures);

/* Forgets all rows. */
void ada_figures_clear(struct ada_figures *figures);

/* Rows of one LEA and year, in any order. The second takes an accepted row of ISAD. */
void ada_figures_add(struct ada_figures *figures, const struct ada_row *row);
void ada_figures_add_row(struct ada_figures *figures, const struct row *row);

/*
 * Judges them: CONT_IS and OPP_IS lines by school, then the independent study lines of
 * the LEA. The figures belong to the object and stand until the next call.
 */
const struct ada_figure *ada_figures_judge(
    struct ada_figures *figures, const struct ada_case *whose, size_t *count);

/* What other LEAs may have to compare with; lea is the 7 digits of these rows' LEA. */
void ada_figures_compare(
    struct ada_figures *figures, const char *lea, struct ada_comparator *comparator);

#endif
