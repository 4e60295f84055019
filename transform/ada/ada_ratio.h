#ifndef ADA_RATIO_H
#define ADA_RATIO_H

struct ada_case;
struct ada_figure_list;
struct ada_parameters;
struct ada_rows;

/*
 * EC 51745.6: independent study earns apportionment up to its teachers times the ratio
 * of ADA to teachers that it is compared with. Adds a figure for each independent
 * study line, or for each grade span of it where the law lets them be apart. Before
 * IS_TRAD and IS_CBIS were computed apart, the figure of both stands under the first.
 */
void ada_ratio_judge(struct ada_rows *rows, const struct ada_case *whose,
    const struct ada_parameters *parameters, struct ada_figure_list *list);

#endif
