#include "support/profile_case.h"

#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"

#include "report/page/lea_pages.h"
#include "report/page/profile_html.h"
#include "report/profile/data_dictionary.h"
#include "report/profile/profile_csv.h"
#include "report/profile/profile_json.h"
#include "report/render/file_set.h"
#include "report/render/out.h"
#include "report/workbook/profile_xlsx.h"
#include "report/year/trend.h"

/*
 * make_profile_files FOLDER writes the files of a profile of some hundred invented
 * pupils in every category, at places whose names try to be markup: with every
 * count, and as they may be published. The tests of the pages look at them.
 */
#define NASTY "19999990000000"

static void
add_pupil(struct profile_case *c, int n)
{
    static const char *const schools[] = {
        HIGH, CONTINUATION, CHARTER, FAR, UNTOLD, OFFICE, NONPUBLIC, PRIVATE, NASTY};
    static const char *const grades[] = {
        "12", "TK", "KN", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", ""};
    static const char *const races[] = {"RB", "RI", "RA", "RF", "RH", "RP", "RT", "RW", "RD"};
    static const char *const genders[] = {"F", "M", "X", ""};
    const char *cds = schools[n % 9];
    struct pupil_enrollment *row;

    case_stas(c, cds, 100 * (n % 40 + 1), 100 * (n % 60 + 1));
    if (n % 4 != 0)
        case_isag(c, cds, 100, 5000)->is_course_based = n % 3 == 0;
    if (n % 8 == 1)
        case_isag(c, cds, 100, 5000)->is_course_based = n % 3 != 0;
    row = case_senr(c, cds, grades[n % 15]);
    if (n % 15 == 0 && n % 4 != 0)
        case_graduate(row, "2024-06-01");
    if (n % 15 == 0 && n % 20 == 0)
        row->completion = COMPLETION_OTHER;
    c->pupil.groups = (unsigned)n % 64;
    c->pupil.has_sinf = true;
    memcpy(c->pupil.race, races[n % 9], 3);
    c->pupil.gender[0] = genders[n % 4][0];
    case_next_pupil(c);
}

static int
write_file(const char *folder, const char *name, const struct profile *profile,
    void (*write)(struct out *out, const struct profile *profile), struct err *err)
{
    struct outfile *file;
    struct out out;

    if (outfile_open(&file, folder, name, 0600, err) != 0)
        return -1;
    out = out_to_file(file, err);
    write(&out, profile);
    if (out_status(&out) == 0)
        return outfile_commit(file, err);
    outfile_discard(file);
    return -1;
}

/* What no writer may look at: a figure in the place of one that is hidden. */
enum { NEVER_SHOWN = 7654321 };

static void
hide(struct profile_row *row, enum profile_measure measure)
{
    row->hidden |= (uint8_t)(1U << measure);
    row->measures[measure] = NEVER_SHOWN;
}

/* Small counts alone: what the files look like, not what may be published. */
static void
hide_small_counts(struct profile_row *row)
{
    uint32_t pupils = row->measures[MEASURE_PUPILS], grade12 = row->measures[MEASURE_GRADE12];
    uint32_t diplomas = row->measures[MEASURE_DIPLOMA];

    for (enum profile_measure m = MEASURE_PUPILS; m < MEASURE_COUNT; m++) {
        bool is_small = row->measures[m] >= 1 && row->measures[m] <= 10;

        if (pupils <= 10 || is_small || (m >= MEASURE_DIPLOMA && grade12 >= 1 && grade12 <= 10) ||
            (m == MEASURE_DIPLOMA && grade12 > diplomas && grade12 - diplomas <= 10))
            hide(row, m);
    }
}

static struct profile
published(const struct profile *profile)
{
    struct profile_row *rows = memory_new_array(profile->row_count, sizeof *rows);
    struct profile result = *profile;

    memcpy(rows, profile->rows, profile->row_count * sizeof *rows);
    for (size_t i = 0; i < profile->row_count; i++)
        hide_small_counts(&rows[i]);
    result.rows = rows;
    result.is_suppressed = true;
    return result;
}

/* The state's page with those of the LEAs beside it. */
static void
write_page(struct out *out, const struct profile *profile)
{
    static const struct trend trend = {
        .years = {{.year = 2020, .measures = {450, 300, 200, 120, 90}},
            {.year = 2021, .measures = {500, 310, 210, 125, 100}},
            {.year = 2022, .hidden = 1U << MEASURE_DIPLOMA, .measures = {550, 320, 220, 130}}},
        .count = 3};
    struct profile_row last_year = profile->rows[0];
    const struct profile_page page = {
        .profile = profile, .last_year = &last_year, .trend = &trend, .has_lea_pages = true};

    last_year.hidden = trend.years[2].hidden;
    memcpy(last_year.measures, trend.years[2].measures, sizeof last_year.measures);
    profile_page_write(out, &page);
}

static int
write_lea_pages(const char *folder, const struct profile *profile, struct err *err)
{
    const struct profile_page page = {.profile = profile, .has_lea_pages = true};
    struct file_set *files;
    int rc = file_set_open(&files, folder, err);

    if (rc == 0)
        rc = lea_pages_write(files, &page, err);
    if (rc == 0)
        rc = file_set_commit(files, err);
    file_set_close(files);
    return rc;
}

static int
write_files(const char *folder, const struct profile *profile, struct err *err)
{
    static const struct {
        const char *names[2];
        void (*write)(struct out *out, const struct profile *profile);
    } files[] = {
        {{"profile-unsuppressed.csv", "profile.csv"}, profile_csv_write},
        {{"profile-unsuppressed.json", "profile.json"}, profile_json_write},
        {{"profile-unsuppressed.html", "profile.html"}, write_page},
        {{"profile-unsuppressed.xlsx", "profile.xlsx"}, profile_xlsx_write},
        {{"profile-unsuppressed-again.xlsx", "profile-again.xlsx"}, profile_xlsx_write},
        {{"data-dictionary-unsuppressed.csv", "data-dictionary.csv"}, data_dictionary_write},
    };

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (write_file(
                folder, files[i].names[profile->is_suppressed], profile, files[i].write, err) != 0)
            return -1;
    }
    return write_lea_pages(folder, profile, err);
}

int
main(int argc, char **argv)
{
    static const struct school nasty = {
        .cds_code = NASTY,
        .county_name = "Gamma",
        .district_name = "<script>document.title = 'run'</script> & \"Joint\" <b>Union</b>",
        .school_name = "",
    };
    struct profile_case c;
    struct profile public_one;
    struct err err = {0};
    int rc;

    if (argc != 2)
        return 64;
    case_open(&c);
    profile_builder_add_school(c.builder, &nasty);
    for (int n = 0; n < 600; n++)
        add_pupil(&c, n);
    c.profile = profile_builder_finish(c.builder);
    public_one = published(c.profile);
    rc = outfile_make_folder(argv[1], &err);
    if (rc == 0)
        rc = write_files(argv[1], c.profile, &err);
    if (rc == 0)
        rc = write_files(argv[1], &public_one, &err);
    free((void *)public_one.rows);
    if (rc != 0)
        fprintf(stderr, "%s\n", err.text);
    case_close(&c);
    return rc == 0 ? 0 : err_exit_status(err.code);
}
