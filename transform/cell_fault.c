#include "base/date.h"
#include "base/digits.h"

#include "transform/cell_fault.h"

enum {
    PARTS = 3,
    CDS_DIGITS = 14,
    SSID_DIGITS = 10,
    SSID_LEAST = 7 /* so many left, and zeros may be what is lost */
};

/* Groups of digits with one byte between each. */
struct parts {
    size_t len[PARTS];
    int number[PARTS];
    char between[PARTS - 1];
};

/* False when there is anything but three short groups with one byte between each. */
static bool
take_parts(struct text text, struct parts *parts)
{
    size_t at = 0;

    *parts = (struct parts){0};
    for (int i = 0; i < PARTS; i++) {
        for (; at < text.len && text_is_digit(text.at[at]) && parts->len[i] < 5;
             at++, parts->len[i]++)
            parts->number[i] = 10 * parts->number[i] + text.at[at] - '0';
        if (parts->len[i] == 0)
            return false;
        if (i < PARTS - 1 && at < text.len)
            parts->between[i] = text.at[at++];
    }
    return at == text.len && parts->between[0] == parts->between[1];
}

static bool
has_month_word(struct text text)
{
    static const char *const months[] = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

    for (size_t at = 0; at + 3 <= text.len; at++) {
        for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
            if (text_equals_fold((struct text){text.at + at, 3}, text_of(months[i])))
                return true;
        }
    }
    return false;
}

static bool
has_time(struct text text)
{
    int32_t date;

    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] == ' ' || text.at[at] == 'T')
            return date_parse((struct text){text.at, at}, &date) &&
                   memchr(text.at + at, ':', text.len - at) != NULL;
    }
    return false;
}

/* Eight digits that are not CCYYMMDD. */
static const char *
fault_of_digits(struct text text)
{
    uint32_t first, last;
    int32_t date;

    if (digits_read4(text.at, &first) && digits_read4(text.at + 4, &last) &&
        date_from_civil((int)last, (int)(first / 100), (int)(first % 100), &date))
        return "the year stands last";
    return "there is no such day";
}

static const char *
fault_of_parts(const struct parts *parts)
{
    char between = parts->between[0];

    if (parts->len[0] == 4)
        return between == '-' ? "there is no such day"
                              : "year, month and day take hyphens between them";
    if (parts->len[2] == 2)
        return "the year has two digits";
    if (parts->len[2] != 4)
        return "";
    if (between != '/')
        return "month, day and year take slashes between them";
    return parts->number[0] > 12 && parts->number[1] <= 12 ? "the day stands before the month"
                                                           : "there is no such day";
}

const char *
cell_fault_of_date(struct text text)
{
    struct parts parts;

    if (text.len == 8 && text_is_digits(text))
        return fault_of_digits(text);
    if (take_parts(text, &parts))
        return fault_of_parts(&parts);
    if (has_time(text))
        return "a time of day follows it";
    /* A long text with "mar" in it is no date. */
    return text.len <= 20 && text.len > 3 && has_month_word(text) ? "the month is a word" : "";
}

void
cell_fault_of_ssid(struct text text, char detail[CHECK_DETAIL_SIZE])
{
    size_t digits = 0, run = 0, longest = 0;

    detail[0] = '\0';
    for (size_t i = 0; i < text.len; i++) {
        run = text_is_digit(text.at[i]) ? run + 1 : 0;
        digits += run > 0;
        longest = run > longest ? run : longest;
    }
    if (digits == text.len)
        snprintf(detail, CHECK_DETAIL_SIZE, "%zu digit%s%s", digits, digits == 1 ? "" : "s",
            digits >= SSID_LEAST && digits < SSID_DIGITS ? "; zeros before them may be lost" : "");
    else if (digits == SSID_DIGITS || longest == SSID_DIGITS)
        snprintf(detail, CHECK_DETAIL_SIZE, "there is more than the ten digits");
}

bool
cell_fault_is_cds_code(struct text text)
{
    return text_is_digits(text) && (text.len == CDS_DIGITS || text.len == CDS_DIGITS - 1);
}
