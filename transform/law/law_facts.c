#include "base/layout.h"
#include "base/memory.h"
#include "base/school.h"

#include "transform/law/law_bits.h"

#include "transform/law/law_facts.h"

enum { SSID_BITS = 34, COUNTY_BITS = 7, FLAG_BITS = 5 };

static bool
is_code(const struct value *value, const char *code)
{
    return value->is_present && text_equals(value->text, text_of(code));
}

static unsigned
flags_of(const struct value *values)
{
    unsigned flags = 0;

    if (is_code(&values[ISPU_residency_basis], "48204B"))
        flags |= FACTS_PARENT_EMPLOYED;
    if (is_code(&values[ISPU_iep_active], "Y"))
        flags |= FACTS_IEP_ACTIVE;
    if (is_code(&values[ISPU_iep_provides_is], "Y"))
        flags |= FACTS_IEP_PROVIDES;
    if (is_code(&values[ISPU_homeless], "Y") || is_code(&values[ISPU_foster], "Y"))
        flags |= FACTS_SCHOOL_OF_ORIGIN;
    if (is_code(&values[ISPU_thing_of_value], "Y"))
        flags |= FACTS_THING_OF_VALUE;
    return flags;
}

/* The number of two digits. */
static int
county_of(const struct value *value)
{
    if (!value->is_present || value->text.len != 2 || !text_is_digits(value->text))
        return COUNTY_NOT_KNOWN;
    return (value->text.at[0] - '0') * 10 + (value->text.at[1] - '0');
}

static void
put_date(struct law_bits *bits, const struct value *value)
{
    law_bits_put_date(bits, value->is_present ? (int32_t)value->number : DATE_NONE);
}

void
law_facts_add(struct law_facts *facts, const struct row *row)
{
    const struct value *values = row->values;
    struct packed_facts packed = {0};
    struct law_bits bits = {packed.words, 0};

    law_bits_put(&bits, SSID_BITS, (uint64_t)values[ISPU_ssid].number);
    law_bits_put(&bits, COUNTY_BITS, (uint64_t)county_of(&values[ISPU_residence_county]) + 1);
    law_bits_put(&bits, FLAG_BITS, flags_of(values));
    put_date(&bits, &values[ISPU_iep_start_date]);
    put_date(&bits, &values[ISPU_iep_end_date]);
    put_date(&bits, &values[ISPU_iep_is_effective_date]);
    put_date(&bits, &values[ISPU_home_hospital_start_date]);
    put_date(&bits, &values[ISPU_home_hospital_end_date]);
    if (facts->count == facts->capacity) {
        facts->capacity += facts->capacity / 4 + 64;
        facts->pupils = memory_grow(facts->pupils, facts->capacity, sizeof *facts->pupils);
    }
    facts->pupils[facts->count++] = packed;
    facts->is_sorted = false;
}

void
law_facts_reset(struct law_facts *facts)
{
    free(facts->pupils);
    *facts = (struct law_facts){0};
}

static int64_t
ssid_of(const struct packed_facts *packed)
{
    return (int64_t)(packed->words[0] & ((UINT64_C(1) << SSID_BITS) - 1));
}

static int
order_facts(const void *a, const void *b)
{
    int64_t left = ssid_of(a), right = ssid_of(b);

    return (left > right) - (left < right);
}

void
law_facts_sort(struct law_facts *facts)
{
    if (!facts->is_sorted && facts->count > 0)
        qsort(facts->pupils, facts->count, sizeof *facts->pupils, order_facts);
    facts->is_sorted = true;
}

static void
unpack(const struct packed_facts *packed, struct pupil_facts *pupil)
{
    struct packed_facts copy = *packed;
    struct law_bits bits = {copy.words, 0};

    pupil->ssid = (int64_t)law_bits_take(&bits, SSID_BITS);
    pupil->residence_county = (int)law_bits_take(&bits, COUNTY_BITS) - 1;
    pupil->flags = (unsigned)law_bits_take(&bits, FLAG_BITS);
    pupil->iep_start = law_bits_take_date(&bits);
    pupil->iep_end = law_bits_take_date(&bits);
    pupil->iep_is_effective = law_bits_take_date(&bits);
    pupil->home_start = law_bits_take_date(&bits);
    pupil->home_end = law_bits_take_date(&bits);
}

bool
law_facts_find(const struct law_facts *facts, int64_t ssid, struct pupil_facts *pupil)
{
    size_t low = 0, high = facts->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ssid_of(&facts->pupils[middle]) < ssid)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == facts->count || ssid_of(&facts->pupils[low]) != ssid)
        return false;
    unpack(&facts->pupils[low], pupil);
    return true;
}
