#include "base/digits.h"
#include "base/enrolled.h"

#include "transform/school_number.h"

#include "transform/row_keys.h"

/*
 * In the table, high and the upper half of low are the key, the lower half of low is
 * the record.
 */
enum {
    SCHOOL_BITS = SCHOOL_NUMBER_BITS,
    DATE_BITS = 22,         /* all days of the years 1 to 9999 */
    DAY_ONE = 719162,       /* days from 0001-01-01 to 1970-01-01 */
    MAX_SERVICES = 1 << 13, /* what is left beside SSID, school and date */
    CROWD = 16,             /* keys of one high in the table; further ones are crowded */
};

void
row_keys_init(struct row_keys *keys, enum extract extract, int first_year)
{
    *keys = (struct row_keys){
        .extract = extract, .table = {.mask = UINT64_MAX}, .crowded = {.mask = UINT64_MAX}};
    enrollment_keys_init(&keys->enrollments, first_year);
}

void
row_keys_reset(struct row_keys *keys)
{
    enrollment_keys_reset(&keys->enrollments);
    key_table_reset(&keys->table);
    key_table_reset(&keys->crowded);
    intern_reset(&keys->schools);
    intern_reset(&keys->services);
    intern_reset(&keys->texts);
    buf_free(&keys->text);
}

static uint32_t
short_record(uint64_t record)
{
    return record < UINT32_MAX ? (uint32_t)record : UINT32_MAX;
}

static uint64_t
long_record(uint32_t record)
{
    return record == UINT32_MAX ? 0 : record;
}

static uint64_t
pupil_at_school(int64_t ssid, uint32_t school)
{
    return (uint64_t)ssid << SCHOOL_BITS | school;
}

void
row_keys_prefetch(const struct row_keys *keys, struct text ssid_text, struct text school)
{
    uint32_t number;
    int64_t ssid;

    if (ssid_text.len != 10 || !digits_read10(ssid_text.at, &ssid))
        return;
    if (!school_number_read(school, &number))
        number = 0;
    if (keys->extract == EXTRACT_SENR)
        enrollment_keys_prefetch(&keys->enrollments, ssid, number);
    else if (keys->extract == EXTRACT_STAS)
        key_table_prefetch(&keys->table, pupil_at_school(ssid, number));
    else if (keys->extract == EXTRACT_SINF || keys->extract == EXTRACT_ISPU)
        key_table_prefetch(&keys->table, (uint64_t)ssid);
}

static enum row_keys_answer
add_enrollment(struct row_keys *keys, const struct row *row, bool is_graduation, uint64_t *other)
{
    const struct value *values = row->values;
    const struct value *exit = &values[SENR_enrollment_exit_date];
    struct enrollment enrollment = {
        .ssid = values[SENR_ssid].number,
        .school = school_number(&keys->schools, values[SENR_school_of_attendance].text),
        .start = (int32_t)values[SENR_enrollment_start_date].number,
        .exit = exit->is_present ? (int32_t)exit->number : INT32_MAX,
        .is_primary = enrolled_is_primary(values),
        .is_graduation = is_graduation,
        .record = row->number,
    };

    switch (enrollment_keys_add(&keys->enrollments, &enrollment, other)) {
    case ENROLLMENT_ADDED:
        return ROW_KEYS_ADDED;
    case ENROLLMENT_AFTER_DIPLOMA:
        return ROW_KEYS_AFTER_DIPLOMA;
    case ENROLLMENT_DUPLICATE:
        return ROW_KEYS_DUPLICATE;
    case ENROLLMENT_OVERLAPS:
        return ROW_KEYS_OVERLAPS;
    }
    return ROW_KEYS_ADDED;
}

/* The key of that high and second; without one *seen is how many others the high has. */
static const struct key *
find_packed(struct key_cursor *cursor, uint32_t second, int *seen)
{
    const struct key *key;

    *seen = 0;
    while ((key = key_cursor_next(cursor)) != NULL && (uint32_t)(key->low >> 32) != second)
        ++*seen;
    return key;
}

static enum row_keys_answer
add_packed(struct row_keys *keys, uint64_t high, uint32_t second, uint64_t record, uint64_t *other)
{
    struct key_table *table = &keys->table;
    struct key_cursor cursor = key_table_find(table, high);
    int seen;
    const struct key *known = find_packed(&cursor, second, &seen);

    if (known == NULL && seen >= CROWD) {
        high += second * UINT64_C(0x9e3779b97f4a7c15);
        table = &keys->crowded;
        cursor = key_table_find(table, high);
        known = find_packed(&cursor, second, &seen);
    }
    if (known != NULL) {
        *other = long_record((uint32_t)known->low);
        return ROW_KEYS_DUPLICATE;
    }
    key_table_add_found(
        table, &cursor, (struct key){high, (uint64_t)second << 32 | short_record(record)});
    return ROW_KEYS_ADDED;
}

static enum row_keys_answer
add_text(struct row_keys *keys, uint64_t record, uint64_t *other)
{
    struct text text = {keys->text.data, keys->text.len};
    int64_t number = intern_find(&keys->texts, text);

    if (number != INTERN_NONE) {
        *other = long_record(keys->texts.entries[number].note);
        return ROW_KEYS_DUPLICATE;
    }
    intern_add(&keys->texts, text, short_record(record));
    return ROW_KEYS_ADDED;
}

/* Puts the texts of columns into keys->text, with a NUL behind each. */
static void
join_texts(struct row_keys *keys, const struct row *row, const int *columns, size_t count)
{
    buf_reset(&keys->text);
    for (size_t i = 0; i < count; i++) {
        struct text text = row->values[columns[i]].text;

        if (row->values[columns[i]].is_present)
            buf_add(&keys->text, text.at, text.len);
        buf_add_byte(&keys->text, '\0');
    }
}

static enum row_keys_answer
add_by_texts(
    struct row_keys *keys, const struct row *row, const int *columns, size_t count, uint64_t *other)
{
    join_texts(keys, row, columns, count);
    return add_text(keys, row->number, other);
}

static uint32_t
day_number(const struct value *value)
{
    return (uint32_t)(value->number + DAY_ONE);
}

static enum row_keys_answer
add_program(struct row_keys *keys, const struct row *row, uint64_t *other)
{
    static const int service[] = {SPRG_education_program, SPRG_service_year, SPRG_service_code};
    uint64_t pupil = pupil_at_school(row->values[SPRG_ssid].number,
        school_number(&keys->schools, row->values[SPRG_school_of_attendance].text));
    uint32_t day = day_number(&row->values[SPRG_membership_start_date]);
    uint32_t number;

    join_texts(keys, row, service, 3);
    number = intern_number(&keys->services, (struct text){keys->text.data, keys->text.len});
    if (number < MAX_SERVICES)
        return add_packed(keys, pupil << 3 | number >> 10, day | (number & 1023) << DATE_BITS,
            row->number, other);
    buf_reset(&keys->text);
    buf_add(&keys->text, &pupil, sizeof pupil);
    buf_add(&keys->text, &day, sizeof day);
    buf_add(&keys->text, &number, sizeof number);
    return add_text(keys, row->number, other);
}

enum row_keys_answer
row_keys_add(struct row_keys *keys, const struct row *row, bool is_graduation, uint64_t *other)
{
    static const int agreement[] = {ISAG_agreement_id};
    static const int attendance[] = {ISAD_school_of_attendance, ISAD_program_line, ISAD_grade_span};
    static const int policy[] = {ISPO_school_of_attendance, ISPO_grade_span, ISPO_modality};
    const struct value *values = row->values;

    *other = 0;
    switch (keys->extract) {
    case EXTRACT_SENR:
        return add_enrollment(keys, row, is_graduation, other);
    case EXTRACT_STAS:
        return add_packed(keys,
            pupil_at_school(values[STAS_ssid].number,
                school_number(&keys->schools, values[STAS_school_of_attendance].text)),
            0, row->number, other);
    case EXTRACT_SINF:
        return add_packed(keys, (uint64_t)values[SINF_ssid].number,
            day_number(&values[SINF_effective_start_date]), row->number, other);
    case EXTRACT_SPRG:
        return add_program(keys, row, other);
    case EXTRACT_ISAG:
        return add_by_texts(keys, row, agreement, 1, other);
    case EXTRACT_ISPU:
        return add_packed(keys, (uint64_t)values[ISPU_ssid].number, 0, row->number, other);
    case EXTRACT_ISAD:
        return add_by_texts(keys, row, attendance, 3, other);
    case EXTRACT_ISPO:
        return add_by_texts(keys, row, policy, 3, other);
    case EXTRACT_NONE:
        break;
    }
    return ROW_KEYS_ADDED;
}
