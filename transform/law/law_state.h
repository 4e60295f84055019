#ifndef LAW_STATE_H
#define LAW_STATE_H

#include "base/intern.h"
#include "transform/ada/ada_figures.h"
#include "transform/law/law.h"
#include "transform/law/law_check.h"
#include "transform/line_map.h"

/* What the files of the law share; nobody else includes it. */

/* A STAS row with independent study, beside its law_row. Hundredths of a day. */
struct attendance {
    uint32_t record;
    uint32_t credited;
    uint32_t study;           /* credited and not credited */
    uint32_t first_agreement; /* record of the first one of the pupil at the school; 0 for none */
    uint64_t agreement_days;  /* schooldays of all of them */
};

struct law_attendance {
    struct attendance *rows; /* in the order of their records */
    size_t count;
    size_t capacity;
};

struct law_extract {
    bool is_begun;
    struct law_rows rows; /* SENR, STAS, SINF, SPRG */
    struct line_map lines;
};

struct law_agreements {
    struct packed_agreement *rows; /* in the order of their records */
    size_t count;
    size_t capacity;
};

enum { LAW_REASON_SIZE = 80 };

/* Why a rule was not judged, as not_judged points to it. */
struct law_reason {
    char text[LAW_REASON_SIZE];
};

/* The last school of an agreement, and what it told. */
struct school_memo {
    bool is_known;
    uint32_t school;
    struct place place;
};

struct law {
    const struct directory *directory;
    struct submission_key key;
    struct law_rule rules[RULE_COUNT];
    int rule_count;
    struct law_terms terms;
    struct schoolday_holidays holidays;
    bool is_charter; /* the LEA */
    enum ada_lea lea;
    bool has_contacts;
    enum county_contact contacts[LAW_COUNTIES];

    struct intern schools;
    struct law_extract extracts[EXTRACT_COUNT];
    struct law_attendance attendance;
    struct law_agreements agreements;
    struct law_facts facts;
    struct law_policies policies;
    struct ada_figures *ada;
    size_t lines_without_comparison; /* of ISAD, at the last judgement */
    struct school_memo memo;

    /* The result. */
    struct rule_count counts[EXTRACT_COUNT][RULE_COUNT];
    struct law_not_judged not_judged[EXTRACT_COUNT * RULE_COUNT];
    struct law_reason reasons[EXTRACT_COUNT * RULE_COUNT];
    size_t not_judged_count;
    int64_t claimed_days, ineligible_days;
};

/* law_pupil.c: compares the rows of each pupil and marks what was found. */
void law_pupils_compare(struct law *law);

/* law_files.c: true when the files at hand let the rule be asked on rows of that extract. */
bool law_files_suffice(const struct law *law, const struct law_rule *rule, enum extract extract);

/* Fills not_judged, after the counts of the rules. */
void law_files_list_missing(struct law *law);

/* law_ada.c: judges the lines of ISAD. */
int law_ada_judge(struct law *law, const struct law_sinks *sinks, struct err *err);

/* Adds the rules on ISAD that were not judged, after those of the extracts before it. */
void law_ada_list_missing(struct law *law);

/* The row of attendance of a STAS row with ROW_HAS_STUDY. */
struct attendance *law_attendance_find(const struct law *law, uint32_t record);

#endif
