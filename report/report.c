#include "base/err.h"
#include "base/outfile.h"
#include "base/school.h"
#include "base/submission.h"
#include "sql/pupil_cursor.h"
#include "sql/reference_store.h"

#include "report/profile_builder.h"
#include "report/profile_csv.h"
#include "report/profile_html.h"
#include "report/profile_json.h"
#include "report/render/out.h"
#include "report/report_reference.h"

#include "report/report.h"

static struct profile_builder *
new_builder(const struct report_request *request)
{
    size_t count;
    const struct profile_category *categories =
        report_reference_categories(request->reference, &count);
    struct profile_builder *builder = profile_builder_new(request->year, categories, count);
    const struct report_pair *pairs = report_reference_placements(request->reference, &count);

    for (size_t i = 0; i < count; i++)
        profile_builder_add_placement(builder, pairs[i].code, pairs[i].meaning);
    pairs = report_reference_special_schools(request->reference, &count);
    for (size_t i = 0; i < count; i++)
        profile_builder_add_special_school(builder, pairs[i].code, pairs[i].meaning);
    return builder;
}

static int
add_school(void *builder, const struct school *school, struct err *err)
{
    (void)err;
    profile_builder_add_school(builder, school);
    return 0;
}

static int
ignore_school(void *ctx, const struct school *school, struct err *err)
{
    (void)ctx;
    (void)school;
    (void)err;
    return 0;
}

static int
add_directory(
    struct profile_builder *builder, struct db *db, char version[SHA256_TEXT_SIZE], struct err *err)
{
    struct school_sink sink = {.accept = add_school, .ctx = builder};

    return directory_store_read(db, &sink, version, err);
}

/*
 * Directory and pupils are read one after the other. A directory that was
 * replaced in between has given the pupils other places than we know.
 */
static int
check_directory(struct db *db, const char *version, struct err *err)
{
    struct school_sink sink = {.accept = ignore_school};
    char now[SHA256_TEXT_SIZE];

    if (directory_store_read(db, &sink, now, err) != 0)
        return -1;
    if (strcmp(now, version) != 0)
        return err_set(err, ERR_TRY_AGAIN,
            "the school directory was replaced while the profile was made: report again");
    return 0;
}

static int
add_pupils(struct profile_builder *builder, struct db *db, int year, struct err *err)
{
    struct pupil_cursor *cursor = NULL;
    const struct pupil *pupil;
    int rc = pupil_cursor_open(&cursor, db, year, err);

    if (rc != 0)
        return -1;
    while ((rc = pupil_cursor_next(cursor, &pupil, err)) == 1)
        profile_builder_add_pupil(builder, pupil);
    pupil_cursor_close(cursor);
    return rc;
}

static const struct format {
    unsigned bit;
    const char *file_name;
    void (*write)(struct out *out, const struct profile *profile);
} formats[] = {
    {REPORT_CSV, "profile-unsuppressed.csv", profile_csv_write},
    {REPORT_JSON, "profile-unsuppressed.json", profile_json_write},
    {REPORT_HTML, "profile-unsuppressed.html", profile_html_write},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats };

static int
write_file(struct outfile *file, const struct format *format, const struct profile *profile,
    struct err *err)
{
    struct out out = out_to_file(file, err);

    format->write(&out, profile);
    return out_status(&out) == 0 ? outfile_finish(file, err) : -1;
}

/* All are written before the first is put in place: a full disk leaves the old set whole. */
static int
write_files(const struct profile *profile, const struct report_request *request, struct err *err)
{
    struct outfile *files[FORMAT_COUNT] = {NULL};
    int rc = outfile_make_folder(request->output, err);

    for (int i = 0; rc == 0 && i < FORMAT_COUNT; i++) {
        if ((request->formats & formats[i].bit) == 0)
            continue;
        rc = outfile_open(&files[i], request->output, formats[i].file_name, 0600, err);
        if (rc == 0)
            rc = write_file(files[i], &formats[i], profile, err);
    }
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (rc == 0 && files[i] != NULL)
            rc = outfile_commit(files[i], err);
        else
            outfile_discard(files[i]);
    }
    return rc;
}

/* The first row is the state's total, always there. */
static void
summarize(const struct profile *profile, struct report_summary *summary)
{
    const struct profile_place *last = NULL;

    *summary = (struct report_summary){.row_count = profile->row_count};
    memcpy(summary->measures, profile->rows[0].measures, sizeof summary->measures);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_place *place = profile->rows[i].place;

        summary->school_count += place->level == LEVEL_SCHOOL && place != last;
        last = place;
    }
}

int
report_write_unsuppressed(struct db *db, const struct report_request *request,
    struct report_summary *summary, struct err *err)
{
    struct profile_builder *builder = new_builder(request);
    const struct profile *profile;
    char version[SHA256_TEXT_SIZE];
    int rc = -1;

    if (add_directory(builder, db, version, err) != 0 ||
        add_pupils(builder, db, request->year, err) != 0 || check_directory(db, version, err) != 0)
        goto done;
    profile = profile_builder_finish(builder);
    summarize(profile, summary);
    rc = write_files(profile, request, err);

done:
    profile_builder_free(builder);
    return rc;
}
