#include "base/ada.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"
#include "base/submission.h"
#include "sql/report/agency_store.h"

#include "report/render/csv_out.h"
#include "report/render/out.h"

#include "report/agency_files.h"

enum { MODE = 0640 };

/* A CSV file on its way. */
struct agency_file {
    struct outfile *file;
    struct out out;
    struct csv_out csv;
    struct err err; /* of its first failure */
};

struct agency_files {
    char year[10];
    struct agency_file apportionment, ineligible;
};

static const char *const apportionment_columns[] = {"academic_year", "lea_code", "school_code",
    "rule", "program_line", "grade_span", "claimed_ada", "comparison_ratio", "is_ratio",
    "eligible_ada", "excess_ada"};

static const char *const ineligible_columns[] = {"academic_year", "lea_code", "extract", "rule",
    "found", "ineligible_days", "claimed_days", "eligible_days"};

static int
open_file(struct agency_file *file, const char *folder, const char *name,
    const char *const *columns, int count, struct err *err)
{
    if (outfile_open(&file->file, folder, name, MODE, err) != 0)
        return -1;
    file->out = out_to_file(file->file, &file->err);
    file->csv = (struct csv_out){.out = &file->out};
    csv_out_header(&file->csv, columns, count);
    return 0;
}

int
agency_files_open(struct agency_files **files, const char *folder, int year, struct err *err)
{
    struct agency_files *opened = memory_new(sizeof *opened);

    *files = NULL;
    school_year_format(year, opened->year);
    if (outfile_make_folder(folder, err) != 0 ||
        open_file(&opened->apportionment, folder, "apportionment.csv", apportionment_columns,
            sizeof apportionment_columns / sizeof *apportionment_columns, err) != 0 ||
        open_file(&opened->ineligible, folder, "ineligible.csv", ineligible_columns,
            sizeof ineligible_columns / sizeof *ineligible_columns, err) != 0) {
        agency_files_discard(opened);
        return -1;
    }
    *files = opened;
    return 0;
}

static void
add_amount(struct csv_out *csv, int64_t hundredths)
{
    if (hundredths == ADA_NONE)
        csv_out_blank(csv);
    else
        csv_out_decimal(csv, hundredths, 2);
}

void
agency_files_add_line(struct agency_files *files, const char *lea, const struct ada_line *line)
{
    struct csv_out *csv = &files->apportionment.csv;

    csv_out_string(csv, files->year);
    csv_out_string(csv, lea);
    csv_out_string(csv, line->school);
    csv_out_string(csv, line->rule);
    csv_out_string(csv, ada_program_code(line->program));
    csv_out_string(csv, ada_span_code(line->span));
    add_amount(csv, line->claimed);
    add_amount(csv, line->comparison_ratio);
    add_amount(csv, line->is_ratio);
    add_amount(csv, line->eligible);
    add_amount(csv, line->excess);
    csv_out_end_row(csv);
}

void
agency_files_add_cost(struct agency_files *files, const struct agency_cost *cost)
{
    struct csv_out *csv = &files->ineligible.csv;
    bool is_total = *cost->rule == '\0';

    csv_out_string(csv, files->year);
    csv_out_string(csv, cost->lea);
    csv_out_string(csv, cost->extract);
    csv_out_string(csv, cost->rule);
    csv_out_unsigned(csv, cost->found);
    csv_out_decimal(csv, cost->ineligible_days, 2);
    add_amount(csv, is_total ? cost->claimed_days : ADA_NONE);
    add_amount(csv, is_total ? cost->eligible_days : ADA_NONE);
    csv_out_end_row(csv);
}

static int
finish_file(struct agency_file *file, struct err *err)
{
    if (out_status(&file->out) != 0) {
        *err = file->err;
        return -1;
    }
    return outfile_finish(file->file, err);
}

int
agency_files_finish(struct agency_files *files, struct err *err)
{
    if (finish_file(&files->apportionment, err) != 0)
        return -1;
    return finish_file(&files->ineligible, err);
}

static int
commit_file(struct agency_file *file, struct err *err)
{
    struct outfile *outfile = file->file;

    file->file = NULL;
    return outfile_commit(outfile, err);
}

int
agency_files_commit(struct agency_files *files, struct err *err)
{
    int rc = -1;

    if (agency_files_finish(files, err) == 0 && commit_file(&files->apportionment, err) == 0 &&
        commit_file(&files->ineligible, err) == 0)
        rc = 0;
    agency_files_discard(files);
    return rc;
}

void
agency_files_discard(struct agency_files *files)
{
    if (files == NULL)
        return;
    outfile_discard(files->apportionment.file);
    outfile_discard(files->ineligible.file);
    free(files);
}
