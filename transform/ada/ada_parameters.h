#ifndef ADA_PARAMETERS_H
#define ADA_PARAMETERS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What the law on LEA figures (EC 51745(b), 51745.6) was in a school year, from
 * transform/reference/year_parameter.csv.
 */

/* Who may have the ratio computed for K-6 and 7-12 apart. */
enum ada_split_law {
    ADA_SPLIT_NONE,
    ADA_SPLIT_UNIFIED, /* a unified district that elects it */
    ADA_SPLIT_ANY,     /* a district that does not decline it */
};

struct ada_parameters {
    int cap_percent;
    bool cap_base_excludes_exempt; /* ADA of exempt pupils leaves the base of the cap too */
    bool cap_excludes_emergency;   /* emergency ADA is not counted against the cap */
    bool office_compares_prior_year;
    bool charter_compares_prior_year;
    int64_t charter_ratio; /* hundredths */
    bool allows_negotiated_ratio;
    bool has_modalities_apart; /* IS_TRAD and IS_CBIS are computed apart */
    enum ada_split_law split;
};

/* first_year is the first calendar year of the school year. */
void ada_parameters_read(int first_year, struct ada_parameters *parameters);

#endif
