/*
 * Rows of any values on their way into the database: the packs of the COPY, decoded by a reader
 * of its own, hold what the rows held, each row once. The first byte chooses the extract.
 */
#include "tests/support/copy_server.h"
#include "tests/support/fuzz_input.h"

#include "base/err.h"
#include "base/row.h"
#include "base/state_key.h"
#include "base/submission.h"
#include "sql/db_state.h"
#include "sql/load/load_rows.h"
#include "sql/load/row_pack.h"

enum { MAX_ROWS = 64, MAX_TEXT = 3000, DAYS_TO_2000 = 10957 };

/* A value as its column may have one; its text lies in the input, and ends before a separator. */
static struct value
make_value(const struct column *column, struct fuzz_input *input)
{
    struct value value = {.is_present = fuzz_byte(input) % 4 != 0};
    size_t len = fuzz_number(input, 2) % MAX_TEXT;

    value.text = (struct text){(const char *)input->at, len < input->len ? len : input->len};
    for (size_t i = 0; i < value.text.len; i++) {
        if (value.text.at[i] == ROW_PACK_SEPARATOR)
            value.text.len = i;
    }
    value.is_present &= value.text.len > 0;
    switch (column->type) {
    case COLUMN_SSID:
        value.number = (int64_t)(fuzz_number(input, 8) % 10000000000);
        break;
    case COLUMN_DATE:
        value.number = (int32_t)(fuzz_number(input, 3) % 3652059) - 719162;
        break;
    case COLUMN_INT:
        value.number = (int64_t)(fuzz_number(input, 2) % 1000);
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        value.number = (int64_t)(fuzz_number(input, 8) % ((uint64_t)column_max_number(column) + 1));
        break;
    default:
        input->at += value.text.len;
        input->len -= value.text.len;
        break;
    }
    return value;
}

static void
expect_text(struct fuzz_input *bytes, struct text text)
{
    demand(fuzz_number(bytes, 4) == text.len && bytes->len >= text.len);
    demand(text.len == 0 || memcmp(bytes->at, text.at, text.len) == 0);
    bytes->at += text.len;
    bytes->len -= text.len;
}

static int64_t
read_integer(struct fuzz_input *bytes, int size)
{
    uint64_t number;

    demand(fuzz_number(bytes, 4) == (uint64_t)size);
    number = fuzz_number(bytes, size);
    return size == 1   ? (int64_t)number
           : size == 2 ? (int16_t)number
           : size == 4 ? (int32_t)number
                       : (int64_t)number;
}

/* The type of a column's items, as PostgreSQL numbers it, and their size; a text has none. */
static int
size_of(const struct column *column, uint64_t *oid)
{
    static const uint64_t oids[] = {[1] = 16, [2] = 21, [4] = 23, [8] = 20};
    int size = column->type == COLUMN_SSID   ? 8
               : column->type == COLUMN_FLAG ? 1
               : column->type == COLUMN_INT  ? 2
               : column->type == COLUMN_DAYS || column->type == COLUMN_PERCENT ||
                       column->type == COLUMN_DATE
                   ? 4
               : column->type == COLUMN_DECIMAL ? column_max_number(column) > INT32_MAX ? 8 : 4
                                                : 0;

    *oid = column->type == COLUMN_DATE ? 1082 : oids[size];
    return size;
}

static bool
has_value(const struct column *column, const struct value *value)
{
    return value->is_present ||
           (strcmp(column->name, "school_of_attendance") == 0 && value->text.len > 0);
}

static int64_t
number_of(const struct column *column, const struct value *value)
{
    if (column->type == COLUMN_DATE)
        return value->number - DAYS_TO_2000;
    if (column->type == COLUMN_FLAG)
        return value->text.len > 0 && (*value->text.at == 'y' || *value->text.at == 'Y');
    return value->number;
}

/* The records of the pack that is being read. */
static int records[MAX_ROWS];
static int record_count;

static int
begin_array(struct fuzz_input *bytes, uint64_t oid)
{
    int count;

    demand(fuzz_number(bytes, 4) == 1 && fuzz_number(bytes, 4) <= 1);
    demand(fuzz_number(bytes, 4) == oid);
    count = (int)fuzz_number(bytes, 4);
    demand(fuzz_number(bytes, 4) == 1);
    demand(count == 1 || count == record_count);
    return count;
}

static void
expect_array(struct fuzz_input *bytes, int position, enum extract extract,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS])
{
    const struct column *column = &layout_of(extract)->columns[position];
    uint64_t oid;
    int size = size_of(column, &oid), count = begin_array(bytes, oid);
    struct fuzz_input first = *bytes;

    for (int i = 0; i < record_count; i++) {
        const struct value *value = &values[records[i] - 1][position];

        if (count == 1)
            *bytes = first;
        if (has_value(column, value))
            demand(read_integer(bytes, size) == number_of(column, value));
        else
            demand(fuzz_number(bytes, 4) == UINT32_MAX);
    }
}

static void
expect_list(struct text list, int position, enum extract extract,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS])
{
    const struct column *column = &layout_of(extract)->columns[position];
    bool is_one = list.len == 0 || memchr(list.at, ROW_PACK_SEPARATOR, list.len) == NULL;
    size_t at = 0;

    for (int i = 0; i < record_count; i++) {
        const struct value *value = &values[records[i] - 1][position];
        struct text text = has_value(column, value) ? value->text : TEXT("");

        demand(list.len - at >= text.len);
        demand(text.len == 0 || memcmp(list.at + at, text.at, text.len) == 0);
        demand(!is_one || text.len == list.len);
        at += is_one ? 0 : text.len;
        if (!is_one && i + 1 < record_count)
            demand(at < list.len && list.at[at++] == ROW_PACK_SEPARATOR);
    }
    demand(is_one || at == list.len);
}

static void
expect_column(struct fuzz_input *bytes, int position, enum extract extract,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS])
{
    const struct column *column = &layout_of(extract)->columns[position];
    uint64_t len = fuzz_number(bytes, 4), oid;
    const uint8_t *end;

    if (len == UINT32_MAX) {
        for (int i = 0; i < record_count; i++)
            demand(!has_value(column, &values[records[i] - 1][position]));
        return;
    }
    demand(len <= bytes->len);
    end = bytes->at + len;
    if (size_of(column, &oid) > 0) {
        expect_array(bytes, position, extract, values);
        demand(bytes->at == end);
    } else {
        expect_list((struct text){(const char *)bytes->at, len}, position, extract, values);
        bytes->at += len;
        bytes->len -= len;
    }
}

/* The numbers of the pack's records, and of the lines that they are on. */
static void
read_records(struct fuzz_input *bytes, int rows)
{
    demand(rows > 0 && rows <= MAX_ROWS);
    record_count = rows;
    demand(fuzz_number(bytes, 4) == (uint64_t)(20 + 8 * rows) && begin_array(bytes, 23) == rows);
    for (int i = 0; i < rows; i++)
        records[i] = (int)read_integer(bytes, 4);
    demand(fuzz_number(bytes, 4) == (uint64_t)(20 + 8 * rows) && begin_array(bytes, 23) == rows);
    for (int i = 0; i < rows; i++)
        demand(read_integer(bytes, 4) == records[i] + 1);
}

static bool
has_independent_study(const struct value *values)
{
    const struct value *exempt = &values[STAS_exempt];
    const struct value *a = &values[STAS_is_days_not_credited];
    const struct value *b = &values[STAS_is_days_credited];

    if (exempt->is_present && (*exempt->text.at == 'Y' || *exempt->text.at == 'y'))
        return false;
    return (a->is_present && a->number > 0) || (b->is_present && b->number > 0);
}

/* The key of each of the pack's rows. */
static void
expect_keys(struct fuzz_input *bytes, enum extract extract,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS])
{
    size_t size = state_key_size(extract);

    demand(fuzz_number(bytes, 4) == (uint64_t)record_count * size);
    demand(bytes->len >= (size_t)record_count * size);
    for (int i = 0; i < record_count; i++) {
        const struct row row = {.extract = extract, .values = values[records[i] - 1]};
        unsigned char key[STATE_KEY_MAX_SIZE];

        state_key_write(&row, key);
        demand(memcmp(bytes->at, key, size) == 0);
        bytes->at += size;
        bytes->len -= size;
    }
}

static void
expect_pack(struct fuzz_input *bytes, enum extract extract,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS], bool seen[MAX_ROWS])
{
    const struct layout *layout = layout_of(extract);
    int fields = (int)fuzz_number(bytes, 2) - 7, first, rows;
    bool has_is = false;

    expect_text(bytes, TEXT("0199999"));
    expect_text(bytes, TEXT("2023-2024"));
    demand(read_integer(bytes, 8) == 77);
    first = (int)read_integer(bytes, 4);
    rows = (int)read_integer(bytes, 4);
    if (extract == EXTRACT_STAS) {
        has_is = read_integer(bytes, 1);
        fields--;
    }
    read_records(bytes, rows);
    demand(records[0] == first);
    for (int i = 0; i < rows; i++) {
        demand(records[i] >= 1 && records[i] <= MAX_ROWS && !seen[records[i] - 1]);
        demand(i == 0 || records[i] > records[i - 1]);
        demand(extract != EXTRACT_STAS || has_independent_study(values[records[i] - 1]) == has_is);
        seen[records[i] - 1] = true;
    }
    for (int i = 0; i < layout->column_count; i++) {
        if (!load_rows_has_column(&layout->columns[i]))
            continue;
        expect_column(bytes, i, extract, values);
        fields--;
    }
    if (state_key_size(extract) > 0) {
        expect_keys(bytes, extract, values);
        fields--;
    }
    demand(fields == 0);
}

static int
send_rows(struct db *db, enum extract extract, struct fuzz_input *input,
    struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS])
{
    struct submission_key key = {.lea = "0199999", .extract = extract, .year = 2023};
    struct load_rows *rows;
    struct err err;
    uint64_t count;
    int sent_rows = 0, with_is = 0;

    demand(load_rows_begin(&rows, db, &key, 77, &err) == 0);
    for (; input->len > 0 && sent_rows < MAX_ROWS; sent_rows++) {
        const struct row row = {
            extract, (unsigned long)sent_rows + 2, (unsigned long)sent_rows + 1, values[sent_rows]};

        for (int i = 0; i < layout_of(extract)->column_count; i++)
            values[sent_rows][i] = make_value(&layout_of(extract)->columns[i], input);
        demand(load_rows_add(rows, &row, &err) == 0);
        with_is += extract == EXTRACT_STAS && has_independent_study(values[sent_rows]);
    }
    snprintf(taken, sizeof taken, "%d", (sent_rows > with_is) + (with_is > 0));
    demand(load_rows_end(rows, &count, &err) == 0 && count == (uint64_t)sent_rows);
    return sent_rows;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS];
    struct fuzz_input input = {data, size}, bytes;
    enum extract extract = (enum extract)(fuzz_byte(&input) % EXTRACT_COUNT);
    bool seen[MAX_ROWS] = {false};
    struct db db = {0};
    int count;

    buf_reset(&sent);
    count = send_rows(&db, extract, &input, values);
    bytes = (struct fuzz_input){(const uint8_t *)sent.data, sent.len};
    demand(sent.len >= 21 && memcmp(bytes.at, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19) == 0);
    bytes.at += 19;
    bytes.len -= 19;
    while (bytes.len > 2)
        expect_pack(&bytes, extract, values, seen);
    for (int i = 0; i < count; i++)
        demand(seen[i]);
    demand(bytes.len == 2 && fuzz_number(&bytes, 2) == UINT16_MAX);
    return 0;
}
