#include "base/ada.h"
#include "transform/ada/ada_figure.h"
#include "transform/check.h"

/* The rule on the rows of ISAD. */

static bool
is_of_school(enum ada_program program)
{
    return program == ADA_CONT_TOTAL || program == ADA_CONT_IS || program == ADA_OPP_TOTAL ||
           program == ADA_OPP_IS;
}

enum check_result
check_ada_line_incomplete(const struct check_row *row, struct check_hit *hit)
{
    const struct value *line = &row->values[ISAD_program_line];
    enum ada_lea lea = ada_lea_of(row->lea);
    enum ada_program program;

    if (!line->is_present || !ada_program_find(line->text, &program))
        return CHECK_NOT_APPLICABLE;
    if (is_of_school(program)) {
        hit->column = ISAD_school_of_attendance;
        return row->values[ISAD_school_of_attendance].is_present ? CHECK_PASSED : CHECK_FOUND;
    }
    if ((program != ADA_IS_TRAD && program != ADA_IS_CBIS) || lea == ADA_LEA_UNKNOWN ||
        lea == ADA_LEA_CHARTER)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAD_p2_ada_age_18_or_less;
    return row->values[ISAD_p2_ada_age_18_or_less].is_present ? CHECK_PASSED : CHECK_FOUND;
}
