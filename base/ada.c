#include "base/ada.h"

static const char *const programs[ADA_PROGRAM_COUNT] = {
    [ADA_REG] = "REG",
    [ADA_IS_TRAD] = "IS_TRAD",
    [ADA_IS_CBIS] = "IS_CBIS",
    [ADA_CONT_TOTAL] = "CONT_TOTAL",
    [ADA_CONT_IS] = "CONT_IS",
    [ADA_OPP_TOTAL] = "OPP_TOTAL",
    [ADA_OPP_IS] = "OPP_IS",
    [ADA_SDC] = "SDC",
    [ADA_NSS] = "NSS",
};

static const char *const spans[ADA_SPAN_COUNT] = {
    [ADA_SPAN_ALL] = "ALL",
    [ADA_SPAN_K6] = "K6",
    [ADA_SPAN_712] = "712",
};

static const char *const elections[] = {
    [ADA_ELECTION_FIX25] = "FIX25",
    [ADA_ELECTION_UNIFIED] = "UNIFIED",
    [ADA_ELECTION_NEG] = "NEG",
};

const char *
ada_program_code(enum ada_program program)
{
    return programs[program];
}

const char *
ada_span_code(enum ada_span span)
{
    return spans[span];
}

/* The place of a code in its list; count when it is not there. */
static size_t
find(const char *const *codes, size_t count, struct text code)
{
    size_t i = 0;

    while (i < count && !text_equals(code, text_of(codes[i])))
        i++;
    return i;
}

bool
ada_program_find(struct text code, enum ada_program *program)
{
    size_t place = find(programs, ADA_PROGRAM_COUNT, code);

    if (place < ADA_PROGRAM_COUNT)
        *program = (enum ada_program)place;
    return place < ADA_PROGRAM_COUNT;
}

bool
ada_span_find(struct text code, enum ada_span *span)
{
    size_t place = find(spans, ADA_SPAN_COUNT, code);

    if (place < ADA_SPAN_COUNT)
        *span = (enum ada_span)place;
    return place < ADA_SPAN_COUNT;
}

bool
ada_election_find(struct text code, enum ada_election *election)
{
    size_t count = sizeof elections / sizeof *elections;
    size_t place = find(elections, count, code);

    if (place < count)
        *election = (enum ada_election)place;
    return place < count;
}
