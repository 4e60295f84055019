#include "base/outfile.h"

#include "cli/findings/result_file.h"

enum { RESULT_MODE = 0640 };

int
result_file_open(struct result_file *result, const char *dir, const char *name, struct err *err)
{
    *result = (struct result_file){0};
    if (outfile_open(&result->file, dir, name, RESULT_MODE, err) != 0)
        return -1;
    outfile_defer_sync(result->file);
    result->out = out_to_file(result->file, &result->err);
    return 0;
}

int
result_file_make_room(struct result_file *result, uint64_t bytes, struct err *err)
{
    return outfile_make_room(result->file, bytes, err);
}

int
result_file_finish(struct result_file *result, struct err *err)
{
    if (result->file == NULL)
        return 0;
    if (out_status(&result->out) == 0)
        return outfile_finish(result->file, err);
    *err = result->err;
    return -1;
}

int
result_file_commit(struct result_file *result, struct err *err)
{
    int rc = result_file_finish(result, err);

    if (rc == 0 && result->file != NULL)
        rc = outfile_commit(result->file, err);
    else
        outfile_discard(result->file);
    *result = (struct result_file){0};
    return rc;
}

void
result_file_discard(struct result_file *result)
{
    outfile_discard(result->file);
    *result = (struct result_file){0};
}
