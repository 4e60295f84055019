#include "base/memory.h"
#include "sql/ledger.h"
#include "sql/moment.h"
#include "sql/pupil_cursor.h"
#include "sql/reference_store.h"

#include "report/year_basis.h"

#include "report/year_data.h"

struct year_data {
    struct db *db;
    bool has_begun; /* a moment of its own, which ends with it */
    struct year_basis basis;
    const struct report_reference *reference;
    struct pupil_cursor *cursor; /* NULL before the first pupil */
};

static int
add_submission(void *basis, const struct submission *submission, struct err *err)
{
    (void)err;
    year_basis_add(basis, submission);
    return 0;
}

static int
read_basis(struct year_data *data, const struct year_request *request, struct err *err)
{
    struct year_basis *basis = &data->basis;

    basis->year = request->year;
    basis->versions = *request->versions;
    snprintf(basis->program_version, sizeof basis->program_version, "%s", ISPROFILE_VERSION);
    if (reference_store_check(
            data->db, request->versions->rule_set, request->versions->reference, err) != 0 ||
        directory_store_version(data->db, basis->versions.directory, err) != 0)
        return -1;
    return ledger_walk_year(data->db, request->year, add_submission, basis, err);
}

int
year_data_open(
    struct year_data **data, struct db *db, const struct year_request *request, struct err *err)
{
    struct year_data *opened = memory_new(sizeof *opened);

    *data = NULL;
    opened->db = db;
    opened->reference = request->reference;
    opened->has_begun = !moment_is_open(db);
    if ((opened->has_begun && moment_begin(db, false, err) != 0) ||
        read_basis(opened, request, err) != 0) {
        year_data_close(opened);
        return -1;
    }
    *data = opened;
    return 0;
}

void
year_data_close(struct year_data *data)
{
    if (data == NULL)
        return;
    pupil_cursor_close(data->cursor);
    if (data->has_begun)
        moment_end(data->db);
    year_basis_reset(&data->basis);
    free(data);
}

const struct year_basis *
year_data_basis(const struct year_data *data)
{
    return &data->basis;
}

const struct report_reference *
year_data_reference(const struct year_data *data)
{
    return data->reference;
}

int
year_data_schools(struct year_data *data, const struct school_sink *sink, struct err *err)
{
    char version[SHA256_TEXT_SIZE];

    return directory_store_read(data->db, sink, version, err);
}

int
year_data_next_pupil(struct year_data *data, const struct pupil **pupil, struct err *err)
{
    if (data->cursor == NULL &&
        pupil_cursor_open(&data->cursor, data->db, data->basis.year, err) != 0)
        return -1;
    return pupil_cursor_next(data->cursor, pupil, err);
}
