#ifndef LAWFUL_EXAMPLE_H
#define LAWFUL_EXAMPLE_H

#include "support/lawful.h"

/* An example of the law: one agreement, on record 1, and what comes of it. */
struct lawful_example {
    const char *why;
    const char *year;
    const char *agreement; /* what differs from a good row */
    const char *facts;     /* NULL: no ISPU file */
    const char *policy;    /* NULL: no ISPO file */
    const char *findings;  /* without infos and details */
    int64_t lost;          /* hundredths of a day */
};

/* Findings without their details. */
static inline void
lawful_drop_details(struct buf *findings)
{
    size_t len = 0;

    for (size_t i = 0; i < findings->len; i++) {
        if (findings->data[i] == ':')
            i += strcspn(findings->data + i, "\n");
        findings->data[len++] = findings->data[i];
    }
    findings->len = len;
    findings->data[len] = '\0';
}

static inline void
lawful_check(const struct lawful_example *example)
{
    char expected[64];

    lawful_clear(&law);
    law.year = example->year;
    lawful_add(&law, EXTRACT_ISAG, example->agreement);
    if (example->facts != NULL)
        lawful_add(&law, EXTRACT_ISPU, example->facts);
    if (example->policy != NULL)
        lawful_add(&law, EXTRACT_ISPO, example->policy);
    lawful_judge(&law);
    lawful_drop_details(&law.findings);
    if (strcmp(law.findings.data, example->findings) != 0)
        fail_msg("%s:\n%sinstead of\n%s", example->why, law.findings.data, example->findings);
    snprintf(expected, sizeof expected, "%lld\n", (long long)example->lost);
    if (strcmp(strrchr(law.agreements.data, ' ') + 1, expected) != 0)
        fail_msg("%s: lost %s", example->why, strrchr(law.agreements.data, ' '));
}

static inline void
lawful_check_all(const struct lawful_example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        lawful_check(&examples[i]);
}

#define CHECK_EXAMPLES(list) lawful_check_all(list, sizeof(list) / sizeof *(list))

/* Columns of an agreement: who signed when, and a term with its days. */
#define SIGNED(pupil, teacher)                                                                     \
    "signed_pupil_date=" pupil " signed_parent_date=" pupil " signed_teacher_date=" teacher
#define TERM(start, end, days)                                                                     \
    "agreement_start_date=" start " agreement_end_date=" end " is_schooldays=" days                \
    " days_taught=" days " days_time_value=" days " days_credited=" days " "

#endif
