#include "base/enrolled.h"
#include "base/row.h"

#include "base/state_key.h"

enum {
    WORD_SIZE = 8,
    EPOCH = 719162,      /* 1970-01-01 in days since 0001-01-01 */
    FACTOR = 1000003,    /* of the digest of a name */
    BETWEEN_NAMES = 0x1f /* no name has it */
};

static const uint64_t name_mask = ((uint64_t)1 << STATE_KEY_NAME_BITS) - 1;

size_t
state_key_size(enum extract extract)
{
    switch (extract) {
    case EXTRACT_SENR:
    case EXTRACT_SINF:
        return (size_t)2 * WORD_SIZE;
    case EXTRACT_STAS:
        return WORD_SIZE;
    default:
        return 0;
    }
}

static uint64_t
digest(uint64_t sum, struct text name)
{
    for (size_t i = 0; i < name.len; i++)
        sum = sum * FACTOR + (unsigned char)text_upper(name.at[i]);
    return sum;
}

static uint64_t
digest_name(const struct value *last, const struct value *first)
{
    uint64_t sum;

    if (!last->is_present || !first->is_present)
        return 0;
    sum = digest(digest(0, last->text) * FACTOR + BETWEEN_NAMES, first->text) & name_mask;
    return sum != 0 ? sum : 1;
}

static uint64_t
count_day(int64_t date)
{
    return date + EPOCH < STATE_KEY_MAX_DAY ? (uint64_t)(date + EPOCH) : STATE_KEY_MAX_DAY;
}

/* Its first and last day; see state_key_first() for all that is none. */
static uint64_t
make_enrollment(const struct value *values)
{
    const struct value *start = &values[SENR_enrollment_start_date];
    const struct value *exit = &values[SENR_enrollment_exit_date];
    const struct value *reason = &values[SENR_exit_reason];
    bool is_no_show = reason->is_present && text_equals(reason->text, TEXT("N470"));

    if (!enrolled_is_primary(values) || is_no_show ||
        (exit->is_present && exit->number < start->number))
        return (uint64_t)STATE_KEY_MAX_DAY << STATE_KEY_DAY_BITS;
    return count_day(start->number) << STATE_KEY_DAY_BITS |
           (exit->is_present ? count_day(exit->number) : STATE_KEY_MAX_DAY);
}

static struct state_key
make_identity(const struct value *ssid, const struct value *birth_date,
    const struct value *last_name, const struct value *first_name)
{
    return (struct state_key){
        .who = (uint64_t)ssid->number << STATE_KEY_NAME_BITS | digest_name(last_name, first_name),
        .when = (uint64_t)(birth_date->number + EPOCH) << 2 * STATE_KEY_DAY_BITS,
    };
}

static struct state_key
make_days(const struct value *values)
{
    static const int counted[] = {
        STAS_days_attended, STAS_days_in_school_suspension, STAS_is_days_credited};
    struct text exempt = values[STAS_exempt].text;
    uint64_t days = 0;

    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        if (values[counted[i]].is_present)
            days += (uint64_t)values[counted[i]].number;
    if (values[STAS_exempt].is_present && exempt.len > 0 && text_upper(*exempt.at) == 'Y')
        days = 0;
    return (struct state_key){
        .who = (uint64_t)values[STAS_ssid].number << STATE_KEY_NAME_BITS | days};
}

static struct state_key
make_key(const struct row *row)
{
    const struct value *values = row->values;
    struct state_key key;

    if (row->extract == EXTRACT_STAS)
        return make_days(values);
    if (row->extract == EXTRACT_SENR) {
        key = make_identity(&values[SENR_ssid], &values[SENR_birth_date], &values[SENR_last_name],
            &values[SENR_first_name]);
        key.when |= make_enrollment(values);
        return key;
    }
    key = make_identity(&values[SINF_ssid], &values[SINF_birth_date], &values[SINF_last_name],
        &values[SINF_first_name]);
    key.when |= (uint64_t)STATE_KEY_MAX_DAY << STATE_KEY_DAY_BITS;
    return key;
}

/* In network byte order, as the database writes numbers. */
static void
write_word(uint64_t word, unsigned char *bytes)
{
    for (int i = 0; i < WORD_SIZE; i++)
        bytes[i] = (unsigned char)(word >> (8 * (WORD_SIZE - 1 - i)));
}

static uint64_t
read_word(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] << 56 | (uint64_t)bytes[1] << 48 | (uint64_t)bytes[2] << 40 |
           (uint64_t)bytes[3] << 32 | (uint64_t)bytes[4] << 24 | (uint64_t)bytes[5] << 16 |
           (uint64_t)bytes[6] << 8 | bytes[7];
}

void
state_key_write(const struct row *row, unsigned char *bytes)
{
    struct state_key key = make_key(row);

    write_word(key.who, bytes);
    if (row->extract != EXTRACT_STAS)
        write_word(key.when, bytes + WORD_SIZE);
}

struct state_key
state_key_read(enum extract extract, const unsigned char *bytes)
{
    struct state_key key = {.who = read_word(bytes)};

    if (extract != EXTRACT_STAS)
        key.when = read_word(bytes + WORD_SIZE);
    return key;
}

int32_t
state_key_date(uint32_t day)
{
    return (int32_t)day - EPOCH;
}
