#include "support/profile_case.h"

#include "base/err.h"
#include "base/outfile.h"

#include "report/profile_csv.h"
#include "report/profile_html.h"
#include "report/profile_json.h"
#include "report/render/out.h"

/*
 * make_profile_files FOLDER writes profile-unsuppressed.csv, .json and .html of
 * some hundred invented pupils in every category, at places whose names try to
 * be markup. The tests of the pages look at them.
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

static int
write_files(const char *folder, const struct profile *profile, struct err *err)
{
    if (outfile_make_folder(folder, err) != 0 ||
        write_file(folder, "profile-unsuppressed.csv", profile, profile_csv_write, err) != 0 ||
        write_file(folder, "profile-unsuppressed.json", profile, profile_json_write, err) != 0)
        return -1;
    return write_file(folder, "profile-unsuppressed.html", profile, profile_html_write, err);
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
    struct err err = {0};
    int rc;

    if (argc != 2)
        return 64;
    case_open(&c);
    profile_builder_add_school(c.builder, &nasty);
    for (int n = 0; n < 600; n++)
        add_pupil(&c, n);
    rc = write_files(argv[1], profile_builder_finish(c.builder), &err);
    if (rc != 0)
        fprintf(stderr, "%s\n", err.text);
    case_close(&c);
    return rc == 0 ? 0 : err_exit_status(err.code);
}
