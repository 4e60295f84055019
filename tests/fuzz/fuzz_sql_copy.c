/*
 * Rows of any values on their way into the database: the bytes of the COPY, decoded by a reader
 * of its own, hold what the rows held. The server is played by the functions that the link
 * puts in place of libpq's (tests/CMakeLists.txt). The first byte chooses the extract.
 */
#include "tests/support/fuzz_input.h"

#include <libpq-fe.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/row.h"
#include "base/submission.h"
#include "sql/db_state.h"
#include "sql/load_rows.h"

enum { MAX_ROWS = 64, MAX_TEXT = 3000, DAYS_TO_2000 = 10957 };

static struct buf sent;
static char taken[24]; /* rows, as the server says */
static bool is_told;   /* the outcome was read */

PGresult *__wrap_PQexec(PGconn *conn, const char *sql);
ExecStatusType __wrap_PQresultStatus(const PGresult *result);
void __wrap_PQclear(PGresult *result);
int __wrap_PQputCopyData(PGconn *conn, const char *bytes, int len);
int __wrap_PQputCopyEnd(PGconn *conn, const char *message);
PGresult *__wrap_PQgetResult(PGconn *conn);
char *__wrap_PQcmdTuples(PGresult *result);
ConnStatusType __wrap_PQstatus(const PGconn *conn);
char *__wrap_PQescapeIdentifier(PGconn *conn, const char *name, size_t len);
void __wrap_PQfreemem(void *memory);

static char copy_result, end_result;

PGresult *
__wrap_PQexec(PGconn *conn, const char *sql)
{
    (void)conn;
    demand(strncmp(sql, "COPY isprofile.", 15) == 0);
    return (PGresult *)&copy_result;
}

ExecStatusType
__wrap_PQresultStatus(const PGresult *result)
{
    return (const char *)result == &copy_result ? PGRES_COPY_IN : PGRES_COMMAND_OK;
}

void
__wrap_PQclear(PGresult *result)
{
    (void)result;
}

int
__wrap_PQputCopyData(PGconn *conn, const char *bytes, int len)
{
    (void)conn;
    buf_add(&sent, bytes, (size_t)len);
    return 1;
}

int
__wrap_PQputCopyEnd(PGconn *conn, const char *message)
{
    (void)conn;
    demand(message == NULL);
    is_told = false;
    return 1;
}

PGresult *
__wrap_PQgetResult(PGconn *conn)
{
    (void)conn;
    if (is_told)
        return NULL;
    is_told = true;
    return (PGresult *)&end_result;
}

char *
__wrap_PQcmdTuples(PGresult *result)
{
    (void)result;
    return taken;
}

ConnStatusType
__wrap_PQstatus(const PGconn *conn)
{
    (void)conn;
    return CONNECTION_OK;
}

char *
__wrap_PQescapeIdentifier(PGconn *conn, const char *name, size_t len)
{
    (void)conn;
    return fuzz_copy((struct text){name, len + 1});
}

void
__wrap_PQfreemem(void *memory)
{
    free(memory);
}

/* A value as its column may have one; its text lies in the input. */
static struct value
make_value(const struct column *column, struct fuzz_input *input)
{
    struct value value = {.is_present = fuzz_byte(input) % 4 != 0};
    size_t len = fuzz_number(input, 2) % MAX_TEXT;

    value.text = (struct text){(const char *)input->at, len < input->len ? len : input->len};
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

static int64_t
read_integer(struct fuzz_input *bytes, int size)
{
    uint64_t number = fuzz_number(bytes, size);

    return size == 2 ? (int16_t)number : size == 4 ? (int32_t)number : (int64_t)number;
}

/* A numeric as PostgreSQL documents it, in units of 10^-scale. */
static int64_t
read_numeric(struct fuzz_input *bytes, int len, int scale)
{
    int digits = (int)fuzz_number(bytes, 2), weight = (int)read_integer(bytes, 2);
    int64_t number = 0;

    demand(fuzz_number(bytes, 2) == 0 && fuzz_number(bytes, 2) == (uint64_t)scale);
    demand(len == 8 + 2 * digits);
    demand(digits > 0 || weight == 0);
    for (int i = 0; i < digits; i++) {
        int64_t digit = (int64_t)fuzz_number(bytes, 2);

        demand(digit < 10000 && (digit != 0 || (i > 0 && i < digits - 1)));
        for (int power = 4 * (weight - i) + scale; power > 0; power--)
            digit *= 10;
        for (int power = 4 * (weight - i) + scale; power < 0; power++) {
            demand(digit % 10 == 0);
            digit /= 10;
        }
        number += digit;
    }
    return number;
}

static void
expect_text(struct fuzz_input *bytes, struct text text)
{
    demand(fuzz_number(bytes, 4) == text.len && bytes->len >= text.len);
    demand(text.len == 0 || memcmp(bytes->at, text.at, text.len) == 0);
    bytes->at += text.len;
    bytes->len -= text.len;
}

static void
expect_integer(struct fuzz_input *bytes, int64_t number, int size)
{
    demand(fuzz_number(bytes, 4) == (uint64_t)size && read_integer(bytes, size) == number);
}

static void
expect_value(struct fuzz_input *bytes, const struct column *column, const struct value *value)
{
    switch (column->type) {
    case COLUMN_SSID:
        expect_integer(bytes, value->number, 8);
        break;
    case COLUMN_DATE:
        expect_integer(bytes, value->number - DAYS_TO_2000, 4);
        break;
    case COLUMN_FLAG:
        demand(fuzz_number(bytes, 4) == 1);
        demand(fuzz_byte(bytes) == (value->text.len > 0 && strchr("Yy", *value->text.at) != NULL &&
                                       *value->text.at != '\0'));
        break;
    case COLUMN_INT:
        expect_integer(bytes, value->number, 2);
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        demand(read_numeric(bytes, (int)fuzz_number(bytes, 4), column->scale) == value->number);
        break;
    default:
        expect_text(bytes, value->text);
        break;
    }
}

static void
expect_row(struct fuzz_input *bytes, const struct row *row)
{
    const struct layout *layout = layout_of(row->extract);
    unsigned fields = (unsigned)fuzz_number(bytes, 2);

    expect_text(bytes, TEXT("0199999"));
    expect_text(bytes, TEXT("2023-2024"));
    expect_integer(bytes, 77, 8);
    expect_integer(bytes, (int64_t)row->number, 4);
    expect_integer(bytes, (int64_t)row->line, 4);
    fields -= 5;
    for (int i = 0; i < layout->column_count; i++) {
        const struct column *column = &layout->columns[i];
        const struct value *value = &row->values[i];

        if (!load_rows_has_column(column))
            continue;
        fields--;
        if (value->is_present ||
            (strcmp(column->name, "school_of_attendance") == 0 && value->text.len > 0))
            expect_value(bytes, column, value);
        else
            demand(fuzz_number(bytes, 4) == UINT32_MAX);
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
    int sent_rows = 0;

    demand(load_rows_begin(&rows, db, &key, 77, &err) == 0);
    for (; input->len > 0 && sent_rows < MAX_ROWS; sent_rows++) {
        const struct row row = {
            extract, (unsigned long)sent_rows + 2, (unsigned long)sent_rows + 1, values[sent_rows]};

        for (int i = 0; i < layout_of(extract)->column_count; i++)
            values[sent_rows][i] = make_value(&layout_of(extract)->columns[i], input);
        demand(load_rows_add(rows, &row, &err) == 0);
    }
    snprintf(taken, sizeof taken, "%d", sent_rows);
    demand(load_rows_end(rows, &count, &err) == 0 && count == (uint64_t)sent_rows);
    return sent_rows;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct value values[MAX_ROWS][LAYOUT_MAX_COLUMNS];
    struct fuzz_input input = {data, size}, bytes;
    enum extract extract = (enum extract)(fuzz_byte(&input) % EXTRACT_COUNT);
    struct db db = {0};
    int count;

    buf_reset(&sent);
    count = send_rows(&db, extract, &input, values);
    bytes = (struct fuzz_input){(const uint8_t *)sent.data, sent.len};
    demand(sent.len >= 21 && memcmp(bytes.at, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19) == 0);
    bytes.at += 19;
    bytes.len -= 19;
    for (int i = 0; i < count; i++)
        expect_row(
            &bytes, &(struct row){extract, (unsigned long)i + 2, (unsigned long)i + 1, values[i]});
    demand(bytes.len == 2 && fuzz_number(&bytes, 2) == UINT16_MAX);
    return 0;
}
