/*
 * Any bytes as the profile.csv of an earlier release: refused with a reason, or a profile that,
 * written out, is read as the same again, from a file as from memory.
 */
#include "tests/support/transcript.h"

#include "tests/support/fuzz_input.h"

#include "report/profile/profile_csv.h"
#include "report/profile/profile_reader.h"
#include "report/render/out.h"

enum { CATEGORIES = 3 };

static const struct profile_category categories[CATEGORIES] = {
    {"TA", "All pupils", "TA"}, {"GR01", "Grade 1", "GR"}, {"GR12", "Grade 12", "GR"}};

static void
check_profile(const struct profile *profile)
{
    demand(profile->row_count > 0 && profile->categories == categories);
    for (size_t i = 0; i < profile->row_count; i++) {
        const struct profile_row *row = &profile->rows[i];

        demand(row->category >= categories && row->category < categories + CATEGORIES);
        demand(row->filter < FILTER_COUNT && row->place->level < LEVEL_COUNT);
        demand(strspn(row->place->cds_code, "0123456789") == strlen(row->place->cds_code));
        for (int m = 0; m < MEASURE_COUNT; m++)
            demand((row->hidden >> m & 1) == 0 || row->measures[m] == 0);
        demand(row->hidden == 0 || profile->is_suppressed);
    }
}

static void
write_profile(const struct profile *profile, struct buf *bytes)
{
    struct out out = out_to_buf(bytes);

    buf_reset(bytes);
    profile_csv_write(&out, profile);
    buf_terminate(bytes);
}

static void
check_again(const struct profile *profile)
{
    struct buf first = {0}, second = {0};
    struct profile_reader *again;
    struct err err;

    write_profile(profile, &first);
    again = profile_reader_read(
        (struct text){first.data, first.len}, "again", categories, CATEGORIES, &err);
    demand(again != NULL);
    demand(profile_reader_profile(again)->row_count == profile->row_count);
    write_profile(profile_reader_profile(again), &second);
    demand(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    profile_reader_close(again);
    buf_free(&first);
    buf_free(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text bytes = {(const char *)data, size};
    struct profile_reader *in_memory, *in_file;
    struct memory_file file;
    struct err err = {0};

    memory_file_open(&file, bytes);
    in_file = profile_reader_open(file.path, categories, CATEGORIES, &err);
    demand(in_file != NULL || (err.code == ERR_CONFIG && err.text[0] != '\0'));
    memory_file_close(&file);
    if (size == 0)
        return 0;
    in_memory = profile_reader_read(bytes, "earlier", categories, CATEGORIES, &err);
    demand((in_memory == NULL) == (in_file == NULL));
    if (in_memory != NULL) {
        check_profile(profile_reader_profile(in_memory));
        check_again(profile_reader_profile(in_memory));
        demand(profile_reader_profile(in_memory)->row_count ==
               profile_reader_profile(in_file)->row_count);
    }
    profile_reader_close(in_memory);
    profile_reader_close(in_file);
    return 0;
}
