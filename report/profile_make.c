#include "base/err.h"
#include "base/interrupt.h"
#include "base/school.h"

#include "report/count/profile_builder.h"
#include "report/frozen/report_reference.h"
#include "report/year/year_basis.h"
#include "report/year_data.h"

#include "report/profile_make.h"

struct making {
    struct profile_builder *builder;
    const struct year_listener *listener;
};

static struct profile_builder *
new_builder(const struct year_data *data)
{
    const struct report_reference *reference = year_data_reference(data);
    size_t count;
    const struct profile_category *categories = report_reference_categories(reference, &count);
    struct profile_builder *builder =
        profile_builder_new(year_data_basis(data)->year, categories, count);
    const struct report_pair *pairs = report_reference_placements(reference, &count);

    for (size_t i = 0; i < count; i++)
        profile_builder_add_placement(builder, pairs[i].code, pairs[i].meaning);
    pairs = report_reference_special_schools(reference, &count);
    for (size_t i = 0; i < count; i++)
        profile_builder_add_special_school(builder, pairs[i].code, pairs[i].meaning);
    return builder;
}

static int
take_school(void *ctx, const struct school *school, struct err *err)
{
    struct making *making = ctx;

    profile_builder_add_school(making->builder, school);
    return making->listener == NULL ? 0
                                    : making->listener->school(making->listener->ctx, school, err);
}

static int
take_pupils(struct making *making, struct year_data *data, struct err *err)
{
    const struct pupil *pupil;
    int rc;

    while ((rc = year_data_next_pupil(data, &pupil, err)) == 1) {
        profile_builder_add_pupil(making->builder, pupil);
        if (making->listener != NULL &&
            making->listener->pupil(making->listener->ctx, pupil, err) != 0)
            return -1;
        if (interrupt_check(err) != 0)
            return -1;
    }
    return rc;
}

struct profile_builder *
profile_make(struct year_data *data, const struct year_listener *listener, struct err *err)
{
    struct making making = {new_builder(data), listener};
    const struct school_sink sink = {take_school, &making};

    if (year_data_schools(data, &sink, err) == 0 && take_pupils(&making, data, err) == 0)
        return making.builder;
    profile_builder_free(making.builder);
    return NULL;
}
