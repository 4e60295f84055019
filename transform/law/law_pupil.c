#include <assert.h>

#include "base/memory.h"

#include "transform/law/law_state.h"

/* Extracts whose rows are compared, in the order in which a birth date is believed. */
static const enum extract pupil_extracts[] = {
    EXTRACT_SENR, EXTRACT_STAS, EXTRACT_SINF, EXTRACT_SPRG};

enum { ENROLLMENTS, ATTENDANCE, PUPIL_EXTRACTS = 4, ONE_DAY = 100 };

/* Rows of one pupil in one extract. */
struct span {
    struct law_row *rows;
    size_t count;
};

/* Where the walk over all pupils stands. */
struct walk {
    struct law *law;
    struct span rest[PUPIL_EXTRACTS];
    uint32_t *order; /* places of the agreements by pupil, start and record */
    size_t next;     /* of order */
    int64_t ssid;
    struct span spans[PUPIL_EXTRACTS];
    uint32_t *agreements;
    size_t agreement_count;
};

static int
order_agreements(const void *a, const void *b, void *ctx)
{
    const struct packed_agreement *rows = ctx;
    const struct packed_agreement *left = &rows[*(const uint32_t *)a];
    const struct packed_agreement *right = &rows[*(const uint32_t *)b];
    int64_t ssid = law_agreement_ssid(left) - law_agreement_ssid(right);
    struct agreement first, second;

    if (ssid != 0)
        return ssid < 0 ? -1 : 1;
    law_agreement_unpack(left, &first);
    law_agreement_unpack(right, &second);
    if (first.start != second.start)
        return first.start < second.start ? -1 : 1;
    return (first.record > second.record) - (first.record < second.record);
}

static uint32_t *
sort_agreements(struct law_agreements *agreements)
{
    uint32_t *order = memory_new_array(agreements->count + 1, sizeof *order);

    for (size_t i = 0; i < agreements->count; i++) {
        agreements->rows[i].marks = 0;
        agreements->rows[i].overlapped = 0;
        order[i] = (uint32_t)i;
    }
    qsort_r(order, agreements->count, sizeof *order, order_agreements, agreements->rows);
    return order;
}

static struct packed_agreement *
agreement_at(const struct walk *walk, size_t place, struct agreement *agreement)
{
    struct packed_agreement *packed = &walk->law->agreements.rows[walk->agreements[place]];

    law_agreement_unpack(packed, agreement);
    return packed;
}

/* The date of the pupil's first row: extracts in their order, then records. */
static int32_t
birth_date_of(const struct walk *walk)
{
    struct agreement agreement;
    uint32_t record = UINT32_MAX;
    int32_t date = 0;

    for (int i = 0; i < PUPIL_EXTRACTS && record == UINT32_MAX; i++)
        for (size_t k = 0; k < walk->spans[i].count; k++) {
            const struct law_row *row = &walk->spans[i].rows[k];

            if (law_row_record(row) <= record) {
                record = law_row_record(row);
                date = law_row_birth_date(row);
            }
        }
    if (record != UINT32_MAX)
        return date;
    for (size_t i = 0; i < walk->agreement_count; i++) {
        agreement_at(walk, i, &agreement);
        if (agreement.record <= record) {
            record = agreement.record;
            date = agreement.birth_date;
        }
    }
    return date;
}

static void
compare_birth_dates(struct walk *walk)
{
    int32_t date = birth_date_of(walk);
    struct agreement agreement;

    for (int i = 0; i < PUPIL_EXTRACTS; i++)
        for (size_t k = 0; k < walk->spans[i].count; k++)
            if (law_row_birth_date(&walk->spans[i].rows[k]) != date)
                law_row_mark(&walk->spans[i].rows[k], ROW_BIRTH_DIFFERS);
    for (size_t i = 0; i < walk->agreement_count; i++) {
        struct packed_agreement *packed = agreement_at(walk, i, &agreement);

        if (agreement.birth_date != date)
            packed->marks |= AGREEMENT_BIRTH_DIFFERS;
    }
}

static struct law_row *
find_row(const struct walk *walk, int extract, uint32_t school)
{
    return law_row_find(walk->spans[extract].rows, walk->spans[extract].count, walk->ssid, school);
}

static void
compare_enrollments(struct walk *walk)
{
    const struct span *study = &walk->spans[ATTENDANCE];

    for (size_t i = 0; i < study->count; i++)
        if (find_row(walk, ENROLLMENTS, law_row_school(&study->rows[i])) == NULL)
            law_row_mark(&study->rows[i], ROW_NOT_ENROLLED);
}

/* The agreement beside the enrollment and the attendance at its school. */
static void
compare_school(struct walk *walk, struct packed_agreement *packed, struct agreement *agreement)
{
    struct law_row *row = find_row(walk, ATTENDANCE, agreement->school);
    struct attendance *attendance;

    if (find_row(walk, ENROLLMENTS, agreement->school) == NULL)
        packed->marks |= AGREEMENT_NOT_ENROLLED;
    if (row != NULL)
        law_row_mark(row, ROW_HAS_AGREEMENT);
    if (row == NULL || !law_row_is_marked(row, ROW_HAS_STUDY)) {
        packed->marks |= AGREEMENT_NO_ATTENDANCE;
        return;
    }
    attendance = law_attendance_find(walk->law, law_row_record(row));
    attendance->agreement_days += (uint64_t)agreement->schooldays;
    if (attendance->first_agreement == 0 || agreement->record < attendance->first_agreement)
        attendance->first_agreement = agreement->record;
}

/* The days of all agreements at the school, told on the first of them. */
static void
compare_days(struct walk *walk, struct packed_agreement *packed, const struct agreement *agreement)
{
    const struct law_row *row = find_row(walk, ATTENDANCE, agreement->school);
    const struct attendance *attendance;
    uint64_t more, less;

    if (row == NULL || !law_row_is_marked(row, ROW_HAS_STUDY))
        return;
    attendance = law_attendance_find(walk->law, law_row_record(row));
    if (attendance->first_agreement != agreement->record)
        return;
    more = attendance->agreement_days;
    less = attendance->study;
    packed->marks |= AGREEMENT_DAYS_COMPARED;
    if ((more > less ? more - less : less - more) > ONE_DAY)
        packed->marks |= AGREEMENT_DAYS_DIFFER;
}

/*
 * An agreement that starts before an earlier one has ended is found, of those that
 * start together the later record. Agreements come in the order of their starts.
 */
static void
compare_terms(struct walk *walk)
{
    struct agreement agreement, latest = {0};
    int64_t days = 0;

    for (size_t i = 0; i < walk->agreement_count; i++) {
        struct packed_agreement *packed = agreement_at(walk, i, &agreement);

        days += agreement.schooldays;
        if (i > 0 && agreement.start <= latest.end) {
            packed->marks |= AGREEMENT_OVERLAPS;
            packed->overlapped = latest.record;
        }
        if (i == 0 || agreement.end > latest.end)
            latest = agreement;
    }
    if (walk->law->terms.long_term_days != 0 && days < walk->law->terms.long_term_days)
        return;
    for (size_t i = 0; i < walk->agreement_count; i++)
        walk->law->agreements.rows[walk->agreements[i]].marks |= AGREEMENT_LONG_TERM;
}

static void
compare_pupil(struct walk *walk)
{
    struct agreement agreement;

    compare_birth_dates(walk);
    compare_enrollments(walk);
    compare_terms(walk);
    for (size_t i = 0; i < walk->agreement_count; i++) {
        struct packed_agreement *packed = agreement_at(walk, i, &agreement);

        compare_school(walk, packed, &agreement);
    }
    for (size_t i = 0; i < walk->agreement_count; i++) {
        struct packed_agreement *packed = agreement_at(walk, i, &agreement);

        compare_days(walk, packed, &agreement);
    }
}

/* The lowest SSID that is left; false when none is. */
static bool
find_next_pupil(struct walk *walk)
{
    const struct law_agreements *agreements = &walk->law->agreements;
    bool is_any = walk->next < agreements->count;

    if (is_any)
        walk->ssid = law_agreement_ssid(&agreements->rows[walk->order[walk->next]]);
    for (int i = 0; i < PUPIL_EXTRACTS; i++) {
        int64_t ssid;

        if (walk->rest[i].count == 0)
            continue;
        ssid = law_row_ssid(walk->rest[i].rows);
        if (!is_any || ssid < walk->ssid)
            walk->ssid = ssid;
        is_any = true;
    }
    return is_any;
}

static void
take_pupil(struct walk *walk)
{
    const struct law_agreements *agreements = &walk->law->agreements;

    for (int i = 0; i < PUPIL_EXTRACTS; i++) {
        struct span *rest = &walk->rest[i], *span = &walk->spans[i];

        *span = (struct span){rest->rows, 0};
        while (span->count < rest->count && law_row_ssid(&rest->rows[span->count]) == walk->ssid)
            span->count++;
        rest->rows += span->count;
        rest->count -= span->count;
    }
    walk->agreements = walk->order + walk->next;
    walk->agreement_count = 0;
    while (walk->next < agreements->count &&
           law_agreement_ssid(&agreements->rows[walk->order[walk->next]]) == walk->ssid) {
        walk->next++;
        walk->agreement_count++;
    }
}

void
law_pupils_compare(struct law *law)
{
    struct walk walk = {.law = law, .order = sort_agreements(&law->agreements)};

    for (size_t i = 0; i < law->attendance.count; i++) {
        law->attendance.rows[i].first_agreement = 0;
        law->attendance.rows[i].agreement_days = 0;
    }
    for (int i = 0; i < PUPIL_EXTRACTS; i++) {
        struct law_rows *rows = &law->extracts[pupil_extracts[i]].rows;

        law_rows_sort_by_pupil(rows);
        walk.rest[i] = (struct span){rows->rows, rows->count};
    }
    while (find_next_pupil(&walk)) {
        take_pupil(&walk);
        compare_pupil(&walk);
    }
    for (int i = 0; i < PUPIL_EXTRACTS; i++)
        law_rows_sort_by_record(&law->extracts[pupil_extracts[i]].rows);
    free(walk.order);
}
