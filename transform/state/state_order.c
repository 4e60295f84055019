#include "base/text.h"

#include "transform/state/state_order.h"

static int
compare(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int
compare_names(const char *a, const char *b)
{
    while (*a != '\0' && text_upper(*a) == text_upper(*b)) {
        a++;
        b++;
    }
    return (unsigned char)text_upper(*a) - (unsigned char)text_upper(*b);
}

/* Bytes of the first character of valid UTF-8. */
static size_t
initial_size(const char *name)
{
    size_t size = *name != '\0';

    while (size > 0 && ((unsigned char)name[size] & 0xc0) == 0x80)
        size++;
    return size;
}

int
state_order_by_ssid(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;

    return compare(state_key_ssid(left->key), state_key_ssid(right->key));
}

/* SENR before SINF, as they come in the alphabet. */
static int
by_record(const struct state_row *left, const struct state_row *right)
{
    bool is_senr = left->extract == EXTRACT_SENR, is_other_senr = right->extract == EXTRACT_SENR;

    if (is_senr != is_other_senr)
        return is_senr ? -1 : 1;
    return compare(left->record, right->record);
}

static int
by_ssid_and_record(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;
    int order = state_order_by_ssid(a, b);

    if (order == 0)
        order = compare(left->lea, right->lea);
    return order != 0 ? order : by_record(left, right);
}

int
state_order_by_birth(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;
    int order = state_order_by_ssid(a, b);

    if (order == 0)
        order = compare(left->lea, right->lea);
    return order != 0 ? order : compare(state_key_birth(left->key), state_key_birth(right->key));
}

static int
by_birth_and_record(const void *a, const void *b)
{
    int order = state_order_by_birth(a, b);

    return order != 0 ? order : by_record(a, b);
}

int
state_order_by_person(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;
    int order = compare(state_key_birth(left->key), state_key_birth(right->key));

    if (order == 0)
        order = compare_names(left->last_name, right->last_name);
    return order != 0 ? order : compare_names(left->first_name, right->first_name);
}

int
state_order_by_initial(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;
    size_t size = initial_size(left->middle_name), other_size = initial_size(right->middle_name);
    size_t common = size < other_size ? size : other_size;

    for (size_t i = 0; i < common; i++) {
        int order = compare((unsigned char)text_upper(left->middle_name[i]),
            (unsigned char)text_upper(right->middle_name[i]));

        if (order != 0)
            return order;
    }
    return compare(size, other_size);
}

int
state_order_by_pupil(const void *a, const void *b)
{
    const struct state_row *left = a, *right = b;
    int order = state_order_by_person(a, b);

    if (order == 0)
        order = state_order_by_ssid(a, b);
    return order != 0 ? order : compare(left->lea, right->lea);
}

int
state_order_by_name(const void *a, const void *b)
{
    int order = state_order_by_pupil(a, b);

    return order != 0 ? order : by_record(a, b);
}

state_order *
state_order_of(enum state_question question)
{
    switch (question) {
    case STATE_BIRTH_DATES:
        return by_birth_and_record;
    case STATE_NAMES:
        return state_order_by_name;
    default:
        return by_ssid_and_record;
    }
}
