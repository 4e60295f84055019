#include <assert.h>

#include "base/date.h"
#include "base/memory.h"
#include "reference_text.h"

#include "transform/directory.h"
#include "transform/embedded_table.h"
#include "transform/law/law_state.h"
#include "transform/place.h"
#include "transform/school_number.h"

#include "transform/law/law.h"

static int
read_county(struct text code)
{
    return (code.at[0] - '0') * 10 + (code.at[1] - '0');
}

/* How every county lies to the one that the LEA claims in. */
static void
read_contacts(struct law *law, struct text claim)
{
    struct text rest = text_of(transform_reference_county_adjacency);
    struct text fields[EMBEDDED_MAX_FIELDS];

    law->has_contacts = true;
    law->contacts[read_county(claim)] = COUNTY_ADJACENT;
    embedded_table_next(&rest, fields);
    while (embedded_table_next(&rest, fields) > 0)
        if (text_equals(fields[0], claim))
            law->contacts[read_county(fields[1])] =
                text_equals(fields[2], TEXT("point")) ? COUNTY_TOUCHES : COUNTY_ADJACENT;
}

/* An independently reporting charter claims in the county of its own CDS code. */
static void
find_lea(struct law *law)
{
    const struct school *lea;

    if (law->directory == NULL)
        return;
    lea = directory_find_lea(law->directory, text_of(law->key.lea));
    if (lea == NULL)
        return;
    law->is_charter = lea->is_charter;
    law->lea = ada_lea_of(lea);
    read_contacts(law, (struct text){lea->cds_code, 2});
}

struct law *
law_new(const struct law_options *options)
{
    struct law *law = memory_new(sizeof *law);

    law->directory = options->directory;
    law->key = options->key;
    law->rule_count = law_check_rules(law->rules);
    law_terms_read(law->key.year, &law->terms);
    schoolday_holidays_init(&law->holidays);
    law->ada = ada_figures_new();
    find_lea(law);
    return law;
}

static void
reset_extract(struct law *law, enum extract extract)
{
    law_rows_reset(&law->extracts[extract].rows);
    line_map_reset(&law->extracts[extract].lines);
    law->extracts[extract].is_begun = false;
    if (extract == EXTRACT_STAS) {
        free(law->attendance.rows);
        law->attendance = (struct law_attendance){0};
    } else if (extract == EXTRACT_ISAG) {
        free(law->agreements.rows);
        law->agreements = (struct law_agreements){0};
    } else if (extract == EXTRACT_ISPU) {
        law_facts_reset(&law->facts);
    } else if (extract == EXTRACT_ISPO) {
        law_policies_reset(&law->policies);
    } else if (extract == EXTRACT_ISAD) {
        ada_figures_clear(law->ada);
    }
}

void
law_free(struct law *law)
{
    if (law == NULL)
        return;
    for (int i = 0; i < EXTRACT_COUNT; i++)
        reset_extract(law, (enum extract)i);
    schoolday_holidays_reset(&law->holidays);
    intern_reset(&law->schools);
    ada_figures_free(law->ada);
    free(law);
}

void
law_begin_extract(struct law *law, enum extract extract)
{
    reset_extract(law, extract);
    law->extracts[extract].is_begun = true;
}

void
law_drop_extract(struct law *law, enum extract extract)
{
    reset_extract(law, extract);
}

static uint32_t
number_of_school(struct law *law, const struct value *school)
{
    return school_number(&law->schools, school->is_present ? school->text : (struct text){0});
}

/* SSID, school and birth date, which every extract of pupils has. */
static void
add_pupil(struct law *law, const struct row *row, int ssid, int school, int birth_date)
{
    const struct value *values = row->values;

    law_rows_add(&law->extracts[row->extract].rows,
        law_row_pack(values[ssid].number, number_of_school(law, &values[school]),
            (uint32_t)row->number, (int32_t)values[birth_date].number));
}

static uint32_t
days_of(const struct value *value)
{
    return value->is_present ? (uint32_t)value->number : 0;
}

static void
add_attendance(struct law *law, const struct row *row)
{
    const struct value *values = row->values, *exempt = &values[STAS_exempt];
    struct law_attendance *all = &law->attendance;
    struct law_rows *rows = &law->extracts[EXTRACT_STAS].rows;
    struct attendance attendance = {
        .record = (uint32_t)row->number, .credited = days_of(&values[STAS_is_days_credited])};

    add_pupil(law, row, STAS_ssid, STAS_school_of_attendance, STAS_birth_date);
    attendance.study = attendance.credited + days_of(&values[STAS_is_days_not_credited]);
    if (attendance.study == 0 || (exempt->is_present && text_equals(exempt->text, TEXT("Y"))))
        return;
    law_row_mark(&rows->rows[rows->count - 1], ROW_HAS_STUDY);
    if (all->count == all->capacity) {
        all->capacity += all->capacity / 4 + 64;
        all->rows = memory_grow(all->rows, all->capacity, sizeof *all->rows);
    }
    all->rows[all->count++] = attendance;
}

static const struct place *
place_of(struct law *law, const struct value *school, uint32_t number)
{
    struct school_memo *memo = &law->memo;
    struct text code = school->is_present ? school->text : (struct text){0};

    if (memo->is_known && memo->school == number)
        return &memo->place;
    memo->is_known = true;
    memo->school = number;
    memo->place = place_resolve(law->directory, code, text_of(law->key.lea));
    /* Without a directory a short code may be one whose zeros a directory would give back. */
    if (law->directory == NULL && code.len < 7 && text_is_digits(code))
        memo->place.kind = PLACE_NOT_JUDGED;
    return &memo->place;
}

/* What EC 51748 asks an agreement to identify: without it nothing is earned. */
static unsigned
flags_of_place(const struct law *law, const struct place *place, const struct value *values)
{
    int32_t start = (int32_t)values[ISAG_agreement_start_date].number;
    unsigned flags = law->is_charter ? AGREEMENT_OF_CHARTER : 0;

    if (!values[ISAG_grade_level].is_present || !values[ISAG_program_placement].is_present ||
        place->kind == PLACE_NOT_IDENTIFIED || place->kind == PLACE_PRIVATE)
        flags |= AGREEMENT_NOT_IDENTIFIED;
    if (place->kind != PLACE_SCHOOL)
        return flags;
    if (place->is_of_another_lea || !place_is_open(place->school, start, start))
        flags |= AGREEMENT_NOT_IDENTIFIED;
    return place->school->is_charter ? flags | AGREEMENT_OF_CHARTER : flags;
}

static void
add_agreement(struct law *law, const struct row *row)
{
    struct law_agreements *all = &law->agreements;
    const struct value *school = &row->values[ISAG_school_of_attendance];
    uint32_t number = number_of_school(law, school);
    const struct place *place = place_of(law, school, number);

    if (all->count == all->capacity) {
        all->capacity += all->capacity / 4 + 64;
        all->rows = memory_grow(all->rows, all->capacity, sizeof *all->rows);
    }
    law_agreement_pack(
        &all->rows[all->count++], row, number, flags_of_place(law, place, row->values));
}

void
law_add_row(struct law *law, const struct row *row)
{
    assert(law->extracts[row->extract].is_begun);
    line_map_add(&law->extracts[row->extract].lines, row->number, row->line);
    switch (row->extract) {
    case EXTRACT_SENR:
        add_pupil(law, row, SENR_ssid, SENR_school_of_attendance, SENR_birth_date);
        break;
    case EXTRACT_STAS:
        add_attendance(law, row);
        break;
    case EXTRACT_SINF:
        add_pupil(law, row, SINF_ssid, SINF_school_of_attendance, SINF_birth_date);
        break;
    case EXTRACT_SPRG:
        add_pupil(law, row, SPRG_ssid, SPRG_school_of_attendance, SPRG_birth_date);
        break;
    case EXTRACT_ISAG:
        add_agreement(law, row);
        break;
    case EXTRACT_ISPU:
        law_facts_add(&law->facts, row);
        break;
    case EXTRACT_ISPO:
        law_policies_add(
            &law->policies, row, number_of_school(law, &row->values[ISPO_school_of_attendance]));
        break;
    case EXTRACT_ISAD:
        ada_figures_add_row(law->ada, row);
        break;
    default:
        break;
    }
}

struct attendance *
law_attendance_find(const struct law *law, uint32_t record)
{
    size_t low = 0, high = law->attendance.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (law->attendance.rows[middle].record < record)
            low = middle + 1;
        else
            high = middle;
    }
    assert(low < law->attendance.count && law->attendance.rows[low].record == record);
    return &law->attendance.rows[low];
}
