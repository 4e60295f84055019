/* Any bytes as a school directory: refused with a reason, or rows that are well-formed. */
#include "tests/support/transcript.h"

#include "base/school.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
on_school(void *ctx, const struct school *school, struct err *err)
{
    (void)ctx;
    (void)err;
    if (strlen(school->cds_code) != 14 || strlen(school->doc) > 2 || strlen(school->soc) > 2 ||
        strlen(school->edops) > 8 || strlen(school->grades) > 31)
        abort();
    if (school->county_name == NULL || school->district_name == NULL || school->school_name == NULL)
        abort();
    return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct school_sink sink = {on_school, NULL};
    struct memory_file file;
    struct err err = {0};

    memory_file_open(&file, (struct text){(const char *)data, size});
    if (ingest_directory(file.path, &sink, &err) != 0 &&
        (err.code != ERR_CONFIG || err.text[0] == '\0'))
        abort();
    memory_file_close(&file);
    return 0;
}
