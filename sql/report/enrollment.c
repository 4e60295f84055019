#include "sql/report/census.h"
#include "sql/report/place_book.h"

#include "sql/report/enrollment.h"

int
enrollment_walk(const struct census *census, const struct place_book *places,
    int (*count)(void *ctx, const struct enrollment_count *count, struct err *err), void *ctx,
    struct err *err)
{
    struct enrollment_count found = {.pupils = census_pupils(census)};
    int rc = count(ctx, &found, err);

    for (uint32_t group = 0; rc == 0 && group < place_book_groups(places); group++) {
        const struct book_place *place = place_book_of_group(places, group);

        found.is_charter = place->is_charter;
        found.pupils = census_pupils_of(census, group);
        snprintf(found.district, sizeof found.district, "%.7s", place->cds_code);
        if (found.pupils > 0)
            rc = count(ctx, &found, err);
    }
    return rc;
}
