#include "base/layout.h"
#include "base/school.h"

#include "transform/law/law_bits.h"
#include "transform/school_number.h"

#include "transform/law/law_agreement.h"

enum {
    SSID_BITS = 34, /* ten digits */
    RECORD_BITS = 32,
    GRADE_BITS = 5,
    FLAG_BITS = 16,
    DAYS_BITS = 17, /* 999.99 */
    PERCENT_BITS = 14,
    INT_BITS = 10, /* 999, and one for a blank */
};

/* The flags that a column gives when it is Y. */
static const struct {
    int column;
    unsigned flag;
} flag_columns[] = {
    {ISAG_manner_stated, AGREEMENT_MANNER},
    {ISAG_methods_stated, AGREEMENT_METHODS},
    {ISAG_resources_stated, AGREEMENT_RESOURCES},
    {ISAG_policies_stated, AGREEMENT_POLICIES},
    {ISAG_other_measure_stated, AGREEMENT_OTHER_MEASURE},
    {ISAG_optional_stated, AGREEMENT_OPTIONAL},
    {ISAG_referred_48915_48917, AGREEMENT_REFERRED},
    {ISAG_classroom_offered, AGREEMENT_CLASSROOM_OFFERED},
    {ISAG_supervisor_credentialed, AGREEMENT_CREDENTIALED},
    {ISAG_work_judged, AGREEMENT_WORK_JUDGED},
};

static const int signature_columns[SIGNER_COUNT] = {
    [SIGNER_PUPIL] = ISAG_signed_pupil_date,
    [SIGNER_PARENT] = ISAG_signed_parent_date,
    [SIGNER_TEACHER] = ISAG_signed_teacher_date,
    [SIGNER_OTHERS] = ISAG_signed_others_date,
};

enum agreement_grade
law_agreement_grade(struct text code)
{
    if (code.len != 2)
        return GRADE_NOT_IDENTIFIED;
    if (text_is_digits(code))
        return (enum agreement_grade)(GRADE_01 + (code.at[0] - '0') * 10 + (code.at[1] - '0') - 1);
    if (text_equals(code, TEXT("TK")))
        return GRADE_TK;
    if (text_equals(code, TEXT("KN")))
        return GRADE_KN;
    if (text_equals(code, TEXT("UE")))
        return GRADE_UNGRADED_ELEMENTARY;
    return text_equals(code, TEXT("US")) ? GRADE_UNGRADED_SECONDARY : GRADE_OTHER;
}

static bool
is_code(const struct value *value, struct text code)
{
    return value->is_present && text_equals(value->text, code);
}

static unsigned
flags_of(const struct value *values)
{
    unsigned flags = 0;

    for (size_t i = 0; i < sizeof flag_columns / sizeof *flag_columns; i++)
        if (is_code(&values[flag_columns[i].column], TEXT("Y")))
            flags |= flag_columns[i].flag;
    if (values[ISAG_course_credits].is_present && values[ISAG_course_credits].number > 0)
        flags |= AGREEMENT_CREDITS;
    if (values[ISAG_supervisor_seid].is_present)
        flags |= AGREEMENT_HAS_SUPERVISOR;
    if (is_code(&values[ISAG_modality], TEXT("CBIS")))
        flags |= AGREEMENT_COURSE_BASED;
    if (is_code(&values[ISAG_evaluation_outcome], TEXT("RETURN")))
        flags |= AGREEMENT_RETURNS;
    return flags;
}

static int32_t
date_or(const struct value *value, int32_t otherwise)
{
    return value->is_present ? (int32_t)value->number : otherwise;
}

/* Participation whose last day comes before its first tells nothing: the agreement's days stand. */
static void
put_dates(struct law_bits *bits, const struct value *values)
{
    int32_t start = (int32_t)values[ISAG_agreement_start_date].number;
    int32_t end = (int32_t)values[ISAG_agreement_end_date].number;
    int32_t first = date_or(&values[ISAG_first_is_date], start);
    int32_t last = date_or(&values[ISAG_last_is_date], end);

    law_bits_put_date(bits, (int32_t)values[ISAG_birth_date].number);
    law_bits_put_date(bits, start);
    law_bits_put_date(bits, end);
    law_bits_put_date(bits, first <= last ? first : start);
    law_bits_put_date(bits, first <= last ? last : end);
    for (int i = 0; i < SIGNER_COUNT; i++)
        law_bits_put_date(bits, date_or(&values[signature_columns[i]], DATE_NONE));
    law_bits_put_date(bits, date_or(&values[ISAG_evaluation_date], DATE_NONE));
}

static void
put_int(struct law_bits *bits, const struct value *value)
{
    law_bits_put(bits, INT_BITS, value->is_present ? (uint64_t)value->number + 1 : 0);
}

void
law_agreement_pack(
    struct packed_agreement *packed, const struct row *row, uint32_t school, unsigned flags)
{
    const struct value *values = row->values;
    const struct value *grade = &values[ISAG_grade_level];
    struct law_bits bits = {packed->words, 0};

    *packed = (struct packed_agreement){0};
    law_bits_put(&bits, SSID_BITS, (uint64_t)values[ISAG_ssid].number);
    law_bits_put(&bits, RECORD_BITS, (uint32_t)row->number);
    law_bits_put(&bits, SCHOOL_NUMBER_BITS, school);
    law_bits_put(&bits, GRADE_BITS,
        (uint64_t)law_agreement_grade(grade->is_present ? grade->text : (struct text){0}));
    law_bits_put(&bits, FLAG_BITS, flags_of(values) | flags);
    put_dates(&bits, values);
    law_bits_put(&bits, DAYS_BITS, (uint64_t)values[ISAG_is_schooldays].number);
    law_bits_put(&bits, DAYS_BITS, (uint64_t)values[ISAG_days_taught].number);
    law_bits_put(&bits, DAYS_BITS, (uint64_t)values[ISAG_days_time_value].number);
    law_bits_put(&bits, DAYS_BITS, (uint64_t)values[ISAG_days_credited].number);
    law_bits_put(&bits, PERCENT_BITS, (uint64_t)values[ISAG_is_percent].number);
    put_int(&bits, &values[ISAG_max_assignment_days]);
    put_int(&bits, &values[ISAG_missed_assignment_limit]);
    put_int(&bits, &values[ISAG_missed_assignments]);
}

void
law_agreement_unpack(const struct packed_agreement *packed, struct agreement *agreement)
{
    struct packed_agreement copy = *packed;
    struct law_bits bits = {copy.words, 0};

    agreement->marks = packed->marks;
    agreement->overlapped = packed->overlapped;
    agreement->ssid = (int64_t)law_bits_take(&bits, SSID_BITS);
    agreement->record = (uint32_t)law_bits_take(&bits, RECORD_BITS);
    agreement->school = (uint32_t)law_bits_take(&bits, SCHOOL_NUMBER_BITS);
    agreement->grade = (enum agreement_grade)law_bits_take(&bits, GRADE_BITS);
    agreement->flags = (unsigned)law_bits_take(&bits, FLAG_BITS);
    agreement->birth_date = law_bits_take_date(&bits);
    agreement->start = law_bits_take_date(&bits);
    agreement->end = law_bits_take_date(&bits);
    agreement->first = law_bits_take_date(&bits);
    agreement->last = law_bits_take_date(&bits);
    for (int i = 0; i < SIGNER_COUNT; i++)
        agreement->signed_on[i] = law_bits_take_date(&bits);
    agreement->evaluated_on = law_bits_take_date(&bits);
    agreement->schooldays = (int64_t)law_bits_take(&bits, DAYS_BITS);
    agreement->taught = (int64_t)law_bits_take(&bits, DAYS_BITS);
    agreement->time_value = (int64_t)law_bits_take(&bits, DAYS_BITS);
    agreement->credited = (int64_t)law_bits_take(&bits, DAYS_BITS);
    agreement->percent = (int)law_bits_take(&bits, PERCENT_BITS);
    agreement->max_assignment_days = (int)law_bits_take(&bits, INT_BITS) - 1;
    agreement->missed_limit = (int)law_bits_take(&bits, INT_BITS) - 1;
    agreement->missed = (int)law_bits_take(&bits, INT_BITS) - 1;
}

int64_t
law_agreement_ssid(const struct packed_agreement *packed)
{
    return (int64_t)(packed->words[0] & ((UINT64_C(1) << SSID_BITS) - 1));
}
