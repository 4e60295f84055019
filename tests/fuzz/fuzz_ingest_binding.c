/*
 * Any header row over any row: each name binds to the column that a slower comparison finds, or
 * is told of, and each required column is bound or missed. The first byte chooses the extract
 * that the record type names, the second the delimiter; the rest is a header, a line end and rows.
 */
#include "tests/support/fuzz_input.h"

#include "base/buf.h"
#include "base/err.h"
#include "ingest/binding.h"
#include "ingest/form.h"

struct watch {
    struct buf header;
    bool has_begun, has_fatal;
    int unknown, duplicated, missing;
    uint64_t records;
};

/* The name as it counts: upper case, without blanks, "_" and "-". */
static void
plain_name(struct text name, struct buf *plain)
{
    buf_reset(plain);
    name = text_trim(name);
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] == '\0' || strchr(" \t_-", name.at[i]) == NULL)
            buf_add_byte(plain, text_upper(name.at[i]));
    buf_terminate(plain);
}

static bool
is_name_of(const struct buf *plain, const char *name)
{
    struct buf other = {0};
    bool is_same;

    plain_name(text_of(name), &other);
    is_same = other.len > 0 && other.len == plain->len &&
              memcmp(other.data, plain->data, plain->len) == 0;
    buf_free(&other);
    return is_same;
}

static void
check_name(const struct layout *layout, struct text name, int bound)
{
    struct buf plain = {0};
    bool is_known = false;

    plain_name(name, &plain);
    for (int i = 0; i < layout->column_count; i++) {
        const struct column *column = &layout->columns[i];

        if (!is_name_of(&plain, column->name) && !is_name_of(&plain, column->calpads_name))
            continue;
        demand(is_known || i == bound);
        is_known = true;
    }
    demand(is_known == (bound >= 0));
    buf_free(&plain);
}

static int
on_begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct watch *watch = ctx;
    const struct layout *layout = layout_of(form->extract);

    (void)err;
    demand(!watch->has_begun && !watch->has_fatal);
    watch->has_begun = true;
    demand(form->field_count > 0 && form->field_count <= RECORD_MAX_FIELDS);
    for (int i = 0; i < layout->column_count; i++) {
        int field = form->field_of_column[i];

        demand(field < form->field_count);
        demand(!form->has_header || field < 0 || form->column_of_field[field] == i);
        demand(field >= 0 || !form->has_header || !layout->columns[i].is_required);
    }
    return 0;
}

static int
on_record(void *ctx, const struct record *record, struct err *err)
{
    struct watch *watch = ctx;

    (void)err;
    demand(watch->has_begun && !watch->has_fatal);
    demand(record->number == ++watch->records);
    return 0;
}

static int
on_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    struct watch *watch = ctx;

    (void)err;
    for (const char *at = problem->detail; *at != '\0'; at++)
        demand((unsigned char)*at >= ' ' && *at != 0x7f);
    watch->unknown += problem->kind == READ_COLUMN_NOT_RECOGNISED;
    watch->duplicated += problem->kind == READ_COLUMN_DUPLICATED;
    watch->missing += problem->kind == READ_COLUMN_MISSING;
    watch->has_fatal |= problem->kind != READ_COLUMN_NOT_RECOGNISED;
    return 0;
}

/* layout_find_column(), which binds, against the slow comparison. */
static void
check_names(enum extract extract, struct text header, char delimiter)
{
    struct fuzz_input rest = {(const uint8_t *)header.at, header.len};

    while (rest.len > 0) {
        struct text name = fuzz_until(&rest, delimiter);

        check_name(layout_of(extract), name, layout_find_column(extract, name));
    }
}

/* The header of an extract in full, so that small changes of it are near. */
static void
add_header(struct buf *bytes, const struct layout *layout, struct fuzz_input *input, char delimiter)
{
    unsigned step = fuzz_byte(input), turn = fuzz_byte(input);

    for (int i = 0; i < layout->column_count; i++) {
        const struct column *column =
            &layout->columns[((unsigned)i + turn) % (unsigned)layout->column_count];
        bool is_calpads = (step + (unsigned)i) % 3 == 0 && column->calpads_name[0] != '\0';

        buf_add_text(bytes, is_calpads ? column->calpads_name : column->name);
        buf_add_byte(bytes, delimiter);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = {data, size};
    enum extract extract = (enum extract)(fuzz_byte(&input) % EXTRACT_COUNT);
    unsigned choice = fuzz_byte(&input);
    char delimiter = ",^\t"[choice % 3];
    struct watch watch = {0};
    struct record_sink sink = {on_begin, on_record, on_problem, &watch};
    struct file_form base = {0};
    struct binding *binding = binding_new(&sink, &base);
    struct reader *reader = reader_new(binding_reader_sink(binding), false);
    struct buf bytes = {0};
    struct text header;
    struct err err;

    if ((choice & 4) != 0)
        add_header(&bytes, layout_of(extract), &input, delimiter);
    header = fuzz_until(&(struct fuzz_input){input.at, input.len}, '\n');
    check_names(extract, header, delimiter);
    buf_add(&bytes, input.at, input.len);
    demand(reader_feed(reader, (struct text){bytes.data, bytes.len}, &err) == 0);
    demand(reader_finish(reader, &err) == 0 && binding_finish(binding, &err) == 0);
    demand(watch.has_begun || watch.has_fatal);
    demand(binding_records(binding) >= watch.records);
    demand(watch.has_fatal || binding_records(binding) == watch.records);
    demand(!watch.has_begun || watch.duplicated + watch.missing == 0);
    reader_free(reader);
    binding_free(binding);
    buf_free(&bytes);
    return 0;
}
