#include "transform/law/law_check.h"

/* The rows of one pupil in several extracts beside each other; what was found is in the marks. */

static enum check_result
found_if(bool is_found)
{
    return is_found ? CHECK_FOUND : CHECK_PASSED;
}

static bool
took_part(const struct law_case *row)
{
    return row->agreement->schooldays > 0;
}

enum check_result
law_check_pupil_without_enrollment(const struct law_case *row, struct law_hit *hit)
{
    if (row->agreement != NULL) {
        if (!took_part(row))
            return CHECK_NOT_APPLICABLE;
        hit->column = ISAG_school_of_attendance;
        return found_if((row->agreement->marks & AGREEMENT_NOT_ENROLLED) != 0);
    }
    if (!law_row_is_marked(row->row, ROW_HAS_STUDY))
        return CHECK_NOT_APPLICABLE;
    hit->column = STAS_school_of_attendance;
    return found_if(law_row_is_marked(row->row, ROW_NOT_ENROLLED));
}

enum check_result
law_check_is_without_agreement(const struct law_case *row, struct law_hit *hit)
{
    if (!law_row_is_marked(row->row, ROW_HAS_STUDY))
        return CHECK_NOT_APPLICABLE;
    hit->column = STAS_is_days_credited;
    hit->cost = LAW_COST_EXCESS;
    hit->excess = row->credited;
    return found_if(!law_row_is_marked(row->row, ROW_HAS_AGREEMENT));
}

enum check_result
law_check_agreement_without_attendance(const struct law_case *row, struct law_hit *hit)
{
    if (!took_part(row))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_school_of_attendance;
    return found_if((row->agreement->marks & AGREEMENT_NO_ATTENDANCE) != 0);
}

enum check_result
law_check_is_days_differ(const struct law_case *row, struct law_hit *hit)
{
    if ((row->agreement->marks & AGREEMENT_DAYS_COMPARED) == 0)
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_is_schooldays;
    return found_if((row->agreement->marks & AGREEMENT_DAYS_DIFFER) != 0);
}

static int
birth_column(enum extract extract)
{
    switch (extract) {
    case EXTRACT_SENR:
        return SENR_birth_date;
    case EXTRACT_STAS:
        return STAS_birth_date;
    case EXTRACT_SINF:
        return SINF_birth_date;
    case EXTRACT_SPRG:
        return SPRG_birth_date;
    default:
        return ISAG_birth_date;
    }
}

enum check_result
law_check_birth_date_differs(const struct law_case *row, struct law_hit *hit)
{
    hit->column = birth_column(row->extract);
    if (row->agreement != NULL)
        return found_if((row->agreement->marks & AGREEMENT_BIRTH_DIFFERS) != 0);
    return found_if(law_row_is_marked(row->row, ROW_BIRTH_DIFFERS));
}
