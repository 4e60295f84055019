#ifndef ADA_CAP_H
#define ADA_CAP_H

struct ada_figure_list;
struct ada_parameters;
struct ada_rows;

/*
 * EC 51745(b): of the ADA of each continuation school, and of each opportunity school
 * or program, at most 10 percent is independent study that earns apportionment. ADA of
 * pregnant pupils and of parents is not counted, nor is emergency ADA in the years that
 * say so. Adds a figure for each CONT_IS and OPP_IS line, in the order of schools.
 */
void ada_cap_judge(
    struct ada_rows *rows, const struct ada_parameters *parameters, struct ada_figure_list *list);

#endif
