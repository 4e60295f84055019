#ifndef ADA_FIGURE_H
#define ADA_FIGURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/ada.h"
#include "base/school.h"
#include "transform/check.h"
#include "transform/rule.h"

/* What an LEA is, as far as the law on its figures asks. */
enum ada_lea {
    ADA_LEA_UNKNOWN, /* no directory to tell */
    ADA_LEA_DISTRICT,
    ADA_LEA_HIGH_DISTRICT,
    ADA_LEA_UNIFIED_DISTRICT,
    ADA_LEA_COUNTY_OFFICE,
    ADA_LEA_CHARTER,
};

/*
 * By the LEA's row of the directory, NULL for none. A district that is there for the
 * charters of the State Board (02) or of the state as a whole (03) is a charter.
 */
enum ada_lea ada_lea_of(const struct school *lea);

/* Another LEA's programs other than independent study, to compare with. */
struct ada_comparator {
    char lea[8];
    int64_t total; /* its P-2 ADA in all programs */
    int64_t other_ada;
    int64_t other_fte;
};

/* Whose figures they are. */
struct ada_case {
    int year; /* first calendar year of the school year */
    enum ada_lea lea;
    /*
     * What ada_comparators_find() gives for a county office, and for a charter that
     * elects it. NULL when other LEAs' figures are not at hand.
     */
    const struct ada_comparator *comparator;
};

/* Why a line is not judged. */
enum ada_missing { ADA_MISSING_NOTHING, ADA_MISSING_DIRECTORY, ADA_MISSING_OTHER_LEA };

/* A line, and what is to be said of it on its row of ISAD. */
struct ada_figure {
    struct ada_line line;
    unsigned long record, file_line;
    enum ada_missing missing;
    enum rule_id found; /* RULE_NONE when nothing is above; costs line.excess */
    char detail[CHECK_DETAIL_SIZE];
    const char *split_reason; /* ratio_split_unlawful and why; NULL when it is not found */
};

/* Zero-initialise it, free it with ada_figure_list_reset(). */
struct ada_figure_list {
    struct ada_figure *figures;
    size_t count;
    size_t capacity;
};

/* A new figure at the end, of that row; good until the next is added. */
struct ada_sum;
struct ada_figure *ada_figure_list_add(struct ada_figure_list *list, enum rule_id rule,
    enum ada_program program, const struct ada_sum *sum);
void ada_figure_list_reset(struct ada_figure_list *list);

/* "12.05" of 1205. */
enum { ADA_TEXT_SIZE = 24 };
const char *ada_figure_text(int64_t hundredths, char text[ADA_TEXT_SIZE]);

#endif
