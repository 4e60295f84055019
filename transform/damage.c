#include "transform/damage.h"

static size_t
count_digits(struct text text, size_t at)
{
    size_t count = 0;

    while (at + count < text.len && text_is_digit(text.at[at + count]))
        count++;
    return count;
}

/* d(.d+)?E+?d+, of which d.d+E+dd is the form that no honest text has. */
static bool
is_scientific(struct text text, bool only_sure)
{
    size_t at = 1, digits;
    bool has_point = false, has_plus = false;

    if (text.len < 3 || !text_is_digit(text.at[0]))
        return false;
    if (text.at[at] == '.') {
        digits = count_digits(text, at + 1);
        if (digits == 0)
            return false;
        at += 1 + digits;
        has_point = true;
    }
    if (at == text.len || text_upper(text.at[at]) != 'E')
        return false;
    at++;
    if (at < text.len && text.at[at] == '+') {
        at++;
        has_plus = true;
    }
    digits = count_digits(text, at);
    if (digits == 0 || at + digits != text.len)
        return false;
    return !only_sure || (has_point && has_plus && digits == 2);
}

/* Five digits from 20000 (1954) to 60000 (2064), perhaps with decimals for the time of day. */
static bool
is_date_serial(struct text text)
{
    if (count_digits(text, 0) != 5)
        return false;
    if (text.len > 5 && (text.at[5] != '.' || text.len != 6 + count_digits(text, 6)))
        return false;
    return memcmp(text.at, "20000", 5) >= 0 && memcmp(text.at, "60000", 5) <= 0;
}

static bool
is_only_hashes(struct text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '#')
            return false;
    return text.len >= 2;
}

static bool
is_formula_error(struct text text)
{
    static const char *const errors[] = {
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};

    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (text_equals_fold(text, text_of(errors[i])))
            return true;
    return false;
}

enum damage
damage_find(struct text text, enum damage_forms forms)
{
    if (text.len == 0)
        return DAMAGE_NONE;
    if (text.at[0] == '#') {
        if (is_only_hashes(text))
            return DAMAGE_TOO_NARROW;
        return is_formula_error(text) ? DAMAGE_FORMULA : DAMAGE_NONE;
    }
    if (!text_is_digit(text.at[0]))
        return DAMAGE_NONE;
    if (forms == DAMAGE_OF_DATE && is_date_serial(text))
        return DAMAGE_DATE_SERIAL;
    return is_scientific(text, forms == DAMAGE_OF_TEXT) ? DAMAGE_SCIENTIFIC : DAMAGE_NONE;
}

const char *
damage_name(enum damage damage)
{
    static const char *const names[] = {
        [DAMAGE_NONE] = "",
        [DAMAGE_SCIENTIFIC] = "scientific notation, whose last digits are lost",
        [DAMAGE_DATE_SERIAL] = "a date as a spreadsheet counts days",
        [DAMAGE_TOO_NARROW] = "what a spreadsheet shows in a column that is too narrow",
        [DAMAGE_FORMULA] = "the error of a formula",
    };

    return names[damage];
}
