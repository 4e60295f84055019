#include "base/date.h"
#include "base/school.h"

#include "transform/law/law_check.h"

/* Who must sign an agreement, and by when. */

enum { ADULT = 18 };

static const struct {
    int column;
    const char *name;
} signers[SIGNER_COUNT] = {
    [SIGNER_PUPIL] = {ISAG_signed_pupil_date, "pupil"},
    [SIGNER_PARENT] = {ISAG_signed_parent_date, "parent or guardian"},
    [SIGNER_TEACHER] = {ISAG_signed_teacher_date, "supervising teacher"},
    [SIGNER_OTHERS] = {ISAG_signed_others_date, "others who assist"},
};

/* The age is that of the day on which the agreement starts. */
static bool
is_minor(const struct agreement *agreement)
{
    return agreement->birth_date > agreement->start ||
           date_age(agreement->birth_date, agreement->start) < ADULT;
}

static bool
must_sign(const struct agreement *agreement, int signer)
{
    return signer == SIGNER_PUPIL || signer == SIGNER_TEACHER ||
           (signer == SIGNER_PARENT && is_minor(agreement));
}

/* The last of the signatures that matter, of those that are there; SIGNER_COUNT for none. */
static int
last_signer(const struct agreement *agreement)
{
    int last = SIGNER_COUNT;

    for (int i = 0; i < SIGNER_COUNT; i++) {
        if (agreement->signed_on[i] == DATE_NONE ||
            (i != SIGNER_OTHERS && !must_sign(agreement, i)))
            continue;
        if (last == SIGNER_COUNT || agreement->signed_on[i] > agreement->signed_on[last])
            last = i;
    }
    return last;
}

static bool
is_long_term(const struct law_case *row)
{
    return (row->agreement->marks & AGREEMENT_LONG_TERM) != 0;
}

static const struct law_deadline *
deadline_of(const struct law_case *row)
{
    return is_long_term(row) ? &row->terms->due_long : &row->terms->due_short;
}

/* The last day by the agreement's own deadline, which a fixed one may put off. */
static int32_t
own_due_day(const struct law_case *row)
{
    const struct law_deadline *deadline = deadline_of(row);

    if (deadline->due == LAW_DUE_YEAR_END)
        return row->terms->year_end;
    if (deadline->due == LAW_DUE_SCHOOLDAYS)
        return schoolday_nth(&row->days->calendar, row->agreement->first, deadline->days);
    return row->agreement->first + deadline->days;
}

static bool
is_put_off(const struct law_case *row)
{
    return row->terms->due_fixed != DATE_NONE && row->terms->due_fixed > own_due_day(row);
}

/* The last day on which a signature is in time. */
static int32_t
due_day(const struct law_case *row)
{
    return is_put_off(row) ? row->terms->due_fixed : own_due_day(row);
}

static void
tell_deadline(const struct law_case *row, struct law_hit *hit)
{
    const struct law_deadline *deadline = deadline_of(row);
    const char *kind = row->terms->long_term_days == 0 ? ""
                       : is_long_term(row)             ? "long-term study: "
                                                       : "short-term study: ";

    if (is_put_off(row)) {
        char day[DATE_TEXT_SIZE];

        date_format(row->terms->due_fixed, day);
        snprintf(hit->detail, sizeof hit->detail, "%sdue by %s", kind, day);
    } else if (deadline->due == LAW_DUE_YEAR_END) {
        snprintf(hit->detail, sizeof hit->detail, "%sdue by 30 June", kind);
    } else if (deadline->due == LAW_DUE_SCHOOLDAYS) {
        snprintf(hit->detail, sizeof hit->detail, "%sdue by schoolday %d of participation", kind,
            deadline->days);
    } else if (deadline->days > 0) {
        snprintf(hit->detail, sizeof hit->detail, "%sdue %d days after participation begins", kind,
            deadline->days);
    } else {
        snprintf(hit->detail, sizeof hit->detail, "%sdue when participation begins", kind);
    }
}

enum check_result
law_check_agreement_signature_missing(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    size_t len = 0;

    for (int i = 0; i < SIGNER_COUNT; i++) {
        if (!must_sign(agreement, i) || agreement->signed_on[i] != DATE_NONE)
            continue;
        if (len == 0)
            hit->column = signers[i].column;
        len += (size_t)snprintf(hit->detail + len, sizeof hit->detail - len, "%s%s",
            len > 0 ? ", " : "", signers[i].name);
    }
    return len > 0 ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_agreement_special_education_signature_missing(
    const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    const struct pupil_facts *facts = row->facts;

    if (facts == NULL || (facts->flags & FACTS_IEP_ACTIVE) == 0 ||
        (facts->iep_start != DATE_NONE && facts->iep_start > agreement->last) ||
        (facts->iep_end != DATE_NONE && facts->iep_end < agreement->first))
        return CHECK_NOT_APPLICABLE;
    hit->column = ISAG_signed_others_date;
    return agreement->signed_on[SIGNER_OTHERS] == DATE_NONE ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_agreement_signed_late(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    int last = last_signer(agreement);

    if (last == SIGNER_COUNT)
        return CHECK_NOT_APPLICABLE;
    if (agreement->signed_on[last] <= due_day(row))
        return CHECK_PASSED;
    hit->column = signers[last].column;
    hit->cost = LAW_COST_RANGE;
    hit->barred = (struct day_range){INT32_MIN, agreement->signed_on[last] - 1};
    tell_deadline(row, hit);
    return CHECK_FOUND;
}

enum check_result
law_check_agreement_signed_same_day(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    int last = last_signer(agreement);

    if (last == SIGNER_COUNT)
        return CHECK_NOT_APPLICABLE;
    hit->column = signers[last].column;
    return agreement->signed_on[last] == agreement->first ? CHECK_FOUND : CHECK_PASSED;
}

enum check_result
law_check_agreement_signed_window(const struct law_case *row, struct law_hit *hit)
{
    const struct agreement *agreement = row->agreement;
    int last = last_signer(agreement);

    if (last == SIGNER_COUNT || is_long_term(row))
        return CHECK_NOT_APPLICABLE;
    hit->column = signers[last].column;
    return agreement->signed_on[last] > agreement->first + row->terms->warning_days &&
                   agreement->signed_on[last] <= due_day(row)
               ? CHECK_FOUND
               : CHECK_PASSED;
}
