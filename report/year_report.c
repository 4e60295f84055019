#include "base/err.h"
#include "base/memory.h"
#include "base/school.h"
#include "sql/report/enrollment.h"

#include "report/count/profile_builder.h"
#include "report/page/coverage_gaps.h"
#include "report/profile/profile_reader.h"
#include "report/profile_make.h"
#include "report/suppress/earlier_file.h"
#include "report/suppress/earlier_release.h"
#include "report/suppress/masked_profile.h"
#include "report/suppress/suppress.h"
#include "report/year/coverage.h"
#include "report/year/year_basis.h"
#include "report/year_data.h"

#include "report/year_report.h"

/* The directory is read once, for the coverage, the profile and who else listens. */
struct listening {
    struct coverage *coverage;
    const struct year_listener *other; /* NULL for none */
};

static int
take_school(void *ctx, const struct school *school, struct err *err)
{
    const struct listening *listening = ctx;
    const struct year_listener *other = listening->other;

    coverage_add_school(listening->coverage, school);
    return other == NULL ? 0 : other->school(other->ctx, school, err);
}

static int
take_pupil(void *ctx, const struct pupil *pupil, struct err *err)
{
    const struct year_listener *other = ((const struct listening *)ctx)->other;

    return other == NULL ? 0 : other->pupil(other->ctx, pupil, err);
}

static int
cover_submission(void *coverage, const struct submission *submission, struct err *err)
{
    (void)err;
    coverage_add_submission(coverage, submission);
    return 0;
}

/* The schools have been added. */
static int
end_coverage(struct year_report *report, struct year_data *data, struct err *err)
{
    const struct year_basis *basis = year_data_basis(data);
    struct coverage *coverage = report->coverage;
    size_t count;

    if (year_data_prior(data, cover_submission, coverage, err) != 0)
        return -1;
    for (size_t i = 0; i < basis->submission_count; i++)
        coverage_add_submission(coverage, &basis->submissions[i]);
    (void)coverage_finish(coverage, &count);
    return 0;
}

static int
make_profile(struct year_report *report, struct year_data *data,
    const struct year_listener *listener, struct err *err)
{
    struct listening listening = {coverage_new(year_data_basis(data)->year), listener};
    const struct year_listener both = {take_school, take_pupil, &listening};

    report->coverage = listening.coverage;
    report->builder = profile_make(data, &both, err);
    if (report->builder == NULL)
        return -1;
    report->profile = profile_builder_finish(report->builder);
    return 0;
}

static int
keep_enrollment(void *ctx, const struct enrollment_count *count, struct err *err)
{
    struct year_report *report = ctx;

    (void)err;
    /* Room for twice as many whenever a power of two is reached. */
    if ((report->enrollment_count & (report->enrollment_count - 1)) == 0)
        report->enrollment = memory_grow(
            report->enrollment, report->enrollment_count * 2 + 1, sizeof *report->enrollment);
    report->enrollment[report->enrollment_count++] = *count;
    return 0;
}

/* The year itself, behind those before it. */
static void
end_trend(struct trend *trend, const struct profile *profile)
{
    struct trend_year year = {.year = profile->year, .hidden = profile->rows[0].hidden};

    memcpy(year.measures, profile->rows[0].measures, sizeof year.measures);
    trend_add(trend, &year);
}

/* The year before, where all that is told of it can be compared. */
static void
make_last_year(struct year_report *report)
{
    const struct trend_year *before = trend_find(&report->trend, report->profile->year - 1);

    if (before == NULL || trend_break(report->profile->year) != NULL)
        return;
    report->last_year = report->profile->rows[0];
    report->last_year.hidden = before->hidden;
    memcpy(report->last_year.measures, before->measures, sizeof report->last_year.measures);
    report->page.last_year = &report->last_year;
}

static void
make_page(struct year_report *report)
{
    report->page.profile = report->profile;
    report->page.trend = &report->trend;
    report->page.has_coverage = true;
    report->gaps = coverage_gaps_list(report->coverage, &report->page.gap_count);
    report->page.gaps = report->gaps;
    report->page.coverage = report->coverage;
    report->page.has_lea_pages = true;
    report->page.lea_trend = &report->lea_trend;
    make_last_year(report);
}

int
year_report_make(struct year_report *report, struct year_data *data,
    const struct year_listener *listener, struct err *err)
{
    *report = (struct year_report){0};
    if (year_data_trend(data, &report->trend, &report->lea_trend, err) != 0 ||
        year_data_enrollment(data, keep_enrollment, report, err) != 0 ||
        year_data_earlier(data, &report->earlier, err) != 0)
        return -1;
    report->earlier_name = "the earlier release in the snapshot";
    earlier_file_digest(&report->earlier, report->earlier_sha256);
    if (make_profile(report, data, listener, err) != 0 || end_coverage(report, data, err) != 0)
        return -1;
    end_trend(&report->trend, report->profile);
    make_page(report);
    return 0;
}

int
year_report_add_earlier(struct year_report *report, const char *path, struct err *err)
{
    if (report->earlier.len > 0)
        return err_set(err, ERR_USAGE,
            "\"%s\" is not needed: the snapshot was made after an earlier release of its own",
            path);
    report->earlier_name = path;
    return earlier_file_read(&report->earlier, report->earlier_sha256, path, err);
}

static int
suppress_after_earlier(struct year_report *report, struct err *err)
{
    const char *name = report->earlier_name;
    const struct profile *profile = report->profile;
    struct profile_reader *reader =
        profile_reader_read((struct text){report->earlier.data, report->earlier.len}, name,
            profile->categories, profile->category_count, err);
    int rc = -1;

    if (reader == NULL)
        return -1;
    if (profile_reader_profile(reader)->year != profile->year) {
        err_set(err, ERR_USAGE, "\"%s\" is of another school year", name);
    } else if (!earlier_release_is_public(profile_reader_profile(reader))) {
        err_set(err, ERR_USAGE,
            "\"%s\" shows counts of 1 to 10, so it was not made for the public; name the "
            "profile.csv that was published",
            name);
    } else {
        report->suppression = suppress_profile(profile, profile_reader_profile(reader), err);
        rc = report->suppression != NULL ? 0 : -1;
    }
    profile_reader_close(reader);
    return rc;
}

int
year_report_suppress(struct year_report *report, struct err *err)
{
    if (report->earlier.len > 0)
        return suppress_after_earlier(report, err);
    report->suppression = suppress_profile(report->profile, NULL, err);
    return report->suppression != NULL ? 0 : -1;
}

void
year_report_publish(struct year_report *report)
{
    report->masked = masked_profile_new(report->suppression);
    report->page.profile = masked_profile_of(report->masked);
    report->trend.count--;
    end_trend(&report->trend, report->page.profile);
}

void
year_report_reset(struct year_report *report)
{
    masked_profile_free(report->masked);
    suppression_free(report->suppression);
    profile_builder_free(report->builder);
    coverage_free(report->coverage);
    lea_trend_reset(&report->lea_trend);
    free(report->enrollment);
    buf_free(&report->earlier);
    coverage_gaps_free(report->gaps, report->page.gap_count);
    *report = (struct year_report){0};
}
