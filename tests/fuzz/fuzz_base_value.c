/*
 * Numbers, sizes, school years and dates of any bytes: what is read is what a slower reader
 * of the same words reads, and is written back as the same.
 */
#include "tests/support/fuzz_input.h"

#include "base/date.h"
#include "base/parse.h"

/* Digits as a number, or -1: for another byte, none at all, or more than 18 that count. */
static int64_t
slow_digits(struct text text)
{
    int64_t number = 0;

    if (text.len == 0)
        return -1;
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("0123456789", text.at[i]) == NULL || text.at[i] == '\0')
            return -1;
        number = number > INT64_MAX / 100 ? number : number * 10 + (text.at[i] - '0');
    }
    return number > INT64_MAX / 100 ? -1 : number;
}

static void
check_unsigned(struct text text, uint64_t max)
{
    int64_t expected = slow_digits(text);
    uint64_t number;
    bool is_read = parse_unsigned(text, max, &number);

    if (is_read)
        demand(number <= max && text_is_digits(text));
    if (expected >= 0)
        demand(
            is_read == ((uint64_t)expected <= max) && (!is_read || number == (uint64_t)expected));
}

/* The places behind the point, filled up with zeros to scale; -1 when they are more or none. */
static int64_t
slow_fraction(struct text text, int scale)
{
    char digits[8] = "0000000";

    if (text.len > (size_t)scale)
        return -1;
    if (text.len > 0)
        memcpy(digits, text.at, text.len);
    return scale == 0 ? 0 : slow_digits((struct text){digits, (size_t)scale});
}

static void
check_decimal(struct text text, int scale, int64_t max)
{
    const char *point = text.len == 0 ? NULL : memchr(text.at, '.', text.len);
    struct text whole = {text.at, point == NULL ? text.len : (size_t)(point - text.at)};
    struct text part = {
        point == NULL ? NULL : point + 1, point == NULL ? 0 : text.len - whole.len - 1};
    int64_t units = whole.len == 0 && part.len > 0 ? 0 : slow_digits(whole);
    int64_t fraction = slow_fraction(part, scale), one = 1, number;
    bool is_read = parse_decimal(text, scale, max, &number);

    for (int i = 0; i < scale; i++)
        one *= 10;
    if (is_read)
        demand(number >= 0 && number <= max);
    /* Beyond that the sum might not fit, and many digits are more than the slow reader takes. */
    if (whole.len > 14)
        return;
    if (units >= 0 && fraction >= 0) {
        demand(is_read == (units * one + fraction <= max));
        demand(!is_read || number == units * one + fraction);
    } else {
        demand(!is_read);
    }
}

static void
check_date(struct text text)
{
    char written[DATE_TEXT_SIZE];
    int year, month, day;
    int32_t date, again;

    if (!date_parse(text, &date))
        return;
    date_to_civil(date, &year, &month, &day);
    demand(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
    demand(date_from_civil(year, month, day, &again) && again == date);
    date_format(date, written);
    demand(strlen(written) == DATE_TEXT_SIZE - 1);
    demand(date_parse(text_of(written), &again) && again == date);
    demand(date_weekday(date) >= 0 && date_weekday(date) < 7);
    demand(date_weekday(date + 7) == date_weekday(date));
    demand(date_age(date, date) == 0 && date_age(date, date + 366) == 1);
}

static void
check_trim(struct text text)
{
    struct text trimmed = text_trim(text), again = text_trim(trimmed);

    demand(again.len == trimmed.len && trimmed.len <= text.len);
    demand(text_equals(trimmed, again) && text_equals_fold(text, text));
    demand(text_compare(text, text) == 0);
    demand(text_compare(trimmed, text) == -text_compare(text, trimmed));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = {data, size};
    int scale = (int)(fuzz_byte(&input) % 5);
    uint64_t max = fuzz_number(&input, 8) >> fuzz_byte(&input) % 64;
    char *copy = fuzz_copy((struct text){(const char *)input.at, input.len});
    struct text text = {copy, input.len};
    uint64_t bytes;
    int year;

    check_unsigned(text, max);
    check_decimal(text, scale, (int64_t)(max / 2));
    check_date(text);
    check_trim(text);
    if (parse_school_year(text, &year))
        demand(text.len == 9 && slow_digits((struct text){copy, 4}) == year &&
               slow_digits((struct text){copy + 5, 4}) == year + 1);
    if (parse_size(text, &bytes) && text_is_digits(text))
        check_unsigned(text, bytes);
    free(copy);
    return 0;
}
