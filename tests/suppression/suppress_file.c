#include <sys/resource.h>

#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "report/profile/csv_in.h"
#include "report/profile/profile_csv.h"
#include "report/profile/profile_reader.h"
#include "report/render/out.h"
#include "report/suppress/masked_profile.h"
#include "report/suppress/suppress.h"
#include "report/suppress/suppression_log.h"

/*
 * suppress_file CATEGORIES PROFILE FOLDER [EARLIER]: reads an unsuppressed
 * profile.csv back and writes FOLDER/profile.csv and FOLDER/suppression.csv as
 * report does, without a database. CATEGORIES is reporting_category.csv, EARLIER
 * a public profile.csv of the same year. Says what the mask costs, in rows and
 * in time.
 */
enum { MAX_CATEGORIES = 200 };

struct categories {
    struct profile_category at[MAX_CATEGORIES];
    size_t count;
};

static int
read_categories(struct categories *categories, const char *path, struct err *err)
{
    struct csv_in csv = {.file = fopen(path, "re")};

    if (csv.file == NULL)
        return err_set(err, ERR_NO_INPUT, "no \"%s\"", path);
    for (int line = 0; csv_in_next(&csv) == 1 && categories->count < MAX_CATEGORIES; line++) {
        struct text code = csv_in_field(&csv, 0);
        struct text name = csv_in_field(&csv, 1);
        struct text breakdown = csv_in_field(&csv, 2);
        struct profile_category *category = &categories->at[categories->count];

        if (line == 0 || code.len >= sizeof category->code)
            continue;
        memcpy(category->code, code.at, code.len);
        category->name = memory_copy_text(name.at, name.len);
        category->breakdown = memory_copy_text(breakdown.at, breakdown.len);
        categories->count++;
    }
    fclose(csv.file);
    csv_in_reset(&csv);
    return 0;
}

static int
write_csv(const char *folder, const struct suppression *suppression, struct err *err)
{
    struct masked_profile *masked = masked_profile_new(suppression);
    struct outfile *file;
    struct out out;
    int rc = -1;

    if (outfile_open(&file, folder, "profile.csv", 0644, err) == 0) {
        out = out_to_file(file, err);
        profile_csv_write(&out, masked_profile_of(masked));
        rc = out_status(&out) == 0 ? outfile_commit(file, err) : -1;
    }
    masked_profile_free(masked);
    return rc;
}

static int
write_log(const char *folder, const struct suppression *suppression, struct err *err)
{
    struct outfile *file;
    struct out out;

    if (outfile_open(&file, folder, "suppression.csv", 0640, err) != 0)
        return -1;
    out = out_to_file(file, err);
    suppression_log_write(&out, suppression);
    return out_status(&out) == 0 ? outfile_commit(file, err) : -1;
}

static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void
tell(const struct suppression *suppression, double start)
{
    struct err err;
    struct out out = out_to_stream(stdout, &err);
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    suppression_shares_write(&out, suppression);
    printf("%u audits, %.2f s of processor time, %ld MB\n", suppression_audit_count(suppression),
        seconds() - start, usage.ru_maxrss / 1024);
}

static int
suppress(const struct categories *categories, char **files, struct err *err)
{
    struct profile_reader *reader =
        profile_reader_open(files[0], categories->at, categories->count, err);
    struct profile_reader *earlier = NULL;
    struct suppression *suppression = NULL;
    double start = seconds();
    int rc = -1;

    if (files[2] != NULL && reader != NULL)
        earlier = profile_reader_open(files[2], categories->at, categories->count, err);
    if (reader != NULL && (files[2] == NULL || earlier != NULL))
        suppression = suppress_profile(profile_reader_profile(reader),
            earlier != NULL ? profile_reader_profile(earlier) : NULL, err);
    if (suppression != NULL && outfile_make_folder(files[1], err) == 0) {
        tell(suppression, start);
        rc =
            write_csv(files[1], suppression, err) != 0 ? -1 : write_log(files[1], suppression, err);
    }
    suppression_free(suppression);
    profile_reader_close(earlier);
    profile_reader_close(reader);
    return rc;
}

int
main(int argc, char **argv)
{
    static struct categories categories;
    struct err err = {0};

    if (argc < 4 || argc > 5) {
        fprintf(stderr, "usage: suppress_file CATEGORIES PROFILE FOLDER [EARLIER]\n");
        return 64;
    }
    if (read_categories(&categories, argv[1], &err) == 0 &&
        suppress(&categories, argv + 2, &err) == 0)
        return 0;
    fprintf(stderr, "suppress_file: %s\n", err.text);
    return err_exit_status(err.code);
}
