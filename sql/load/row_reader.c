#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/parse.h"
#include "sql/db_state.h"
#include "sql/load/load_rows.h"
#include "sql/name.h"
#include "sql/query.h"

#include "sql/load/row_reader.h"

enum { FETCH_ROWS = 4000, FETCH_SIZE = 64, KEY_COLUMNS = 2, VALUE_SIZE = 32 };

enum { POSTGRES_EPOCH = 10957, NUMERIC_BASE = 10000, NUMERIC_BASE_DECIMALS = 4 };

static const char reading[] = "read the current rows";

struct reading_rows {
    struct db *db;
    const struct layout *layout;
    struct row row;
    struct value values[LAYOUT_MAX_COLUMNS];
    char texts[LAYOUT_MAX_COLUMNS][VALUE_SIZE];
    int column_count;
    int16_t columns[LAYOUT_MAX_COLUMNS]; /* positions in the layout of what is selected */
    PGresult *rows;
    int at; /* the row of rows */
};

/* What the key tells of every row. */
static void
fill_told(struct reading_rows *reader, const struct submission_key *key)
{
    for (int i = 0; i < reader->layout->column_count; i++) {
        const char *name = reader->layout->columns[i].name;
        struct value *value = &reader->values[i];

        if (strcmp(name, "record_type") == 0) {
            *value = (struct value){.text = text_of(reader->layout->name), .is_present = true};
        } else if (strcmp(name, "reporting_lea") == 0) {
            *value = (struct value){.text = text_of(key->lea), .is_present = true};
        } else if (strcmp(name, "academic_year") == 0) {
            school_year_format(key->year, reader->texts[i]);
            *value = (struct value){text_of(reader->texts[i]), key->year, true};
        }
    }
}

static int
declare(struct reading_rows *reader, const struct submission_key *key, struct err *err)
{
    char table[TABLE_NAME_SIZE], year[10];
    const char *params[] = {key->lea, year};
    struct buf sql = {0};
    int rc = 0;

    load_rows_table(key->extract, table);
    school_year_format(key->year, year);
    buf_add_text(&sql, "DECLARE row_reader BINARY NO SCROLL CURSOR FOR SELECT record, line");
    for (int i = 0; rc == 0 && i < reader->layout->column_count; i++) {
        if (!load_rows_has_column(&reader->layout->columns[i]))
            continue;
        reader->columns[reader->column_count++] = (int16_t)i;
        buf_add_text(&sql, ", ");
        rc = name_add(&sql, reader->db, reader->layout->columns[i].name, err);
    }
    buf_add_text(&sql, " FROM isprofile.");
    if (rc == 0)
        rc = name_add(&sql, reader->db, table, err);
    buf_add_text(&sql, " WHERE lea_code = $1 AND academic_year = $2 ORDER BY record");
    if (rc == 0)
        rc = query_run(reader->db, sql.data, 2, params, reading, err);
    buf_free(&sql);
    return rc;
}

/* An integer in network byte order. */
static uint64_t
read_uint(const char *at, int bytes)
{
    uint64_t value = 0;

    for (int i = 0; i < bytes; i++)
        value = value << 8 | (unsigned char)at[i];
    return value;
}

/* The digit of a numeric that stands for so many units of 10000^place; see copy_put_numeric(). */
static int64_t
numeric_digit(const char *at, int place)
{
    int count = (int)read_uint(at, 2), weight = (int16_t)read_uint(at + 2, 2);
    int i = weight - place;

    return i >= 0 && i < count ? (int64_t)read_uint(at + 8 + 2 * (ptrdiff_t)i, 2) : 0;
}

/* In units of 10^-scale; the columns have no more decimals and hold nothing below 0. */
static int64_t
read_numeric(const char *at, int scale)
{
    int64_t number = 0, fraction = numeric_digit(at, -1);

    for (int place = (int16_t)read_uint(at + 2, 2); place >= 0; place--)
        number = number * NUMERIC_BASE + numeric_digit(at, place);
    for (int i = 0; i < scale; i++)
        number *= 10;
    for (int i = scale; i < NUMERIC_BASE_DECIMALS; i++)
        fraction /= 10;
    return number + fraction;
}

/* scale digits after the point, as many as the column has: at most four. */
static void
write_decimal(int64_t number, int scale, char text[VALUE_SIZE])
{
    int64_t one = 1, rest;
    int len;

    for (int i = 0; i < scale; i++)
        one *= 10;
    rest = number % one;
    len = snprintf(text, VALUE_SIZE, scale == 0 ? "%lld" : "%lld.", (long long)(number / one));
    for (int i = scale; i > 0; i--, rest /= 10)
        text[len + i - 1] = (char)('0' + rest % 10);
    text[len + scale] = '\0';
}

static void
write_date(int32_t date, char text[VALUE_SIZE])
{
    int year, month, day;

    date_to_civil(date, &year, &month, &day);
    snprintf(text, VALUE_SIZE, "%04d%02d%02d", year, month, day);
}

/* The opposite of what load_rows.c does with a value. */
static void
read_value(
    const struct column *column, struct text bytes, char text[VALUE_SIZE], struct value *value)
{
    int year;

    *value = (struct value){.text = bytes, .is_present = true};
    switch (column->type) {
    case COLUMN_SSID:
        value->number = (int64_t)read_uint(bytes.at, 8);
        snprintf(text, VALUE_SIZE, "%010lld", (long long)value->number);
        break;
    case COLUMN_DATE:
        value->number = (int32_t)(uint32_t)read_uint(bytes.at, 4) + POSTGRES_EPOCH;
        write_date((int32_t)value->number, text);
        break;
    case COLUMN_FLAG:
        snprintf(text, VALUE_SIZE, "%s", *bytes.at != 0 ? "Y" : "N");
        break;
    case COLUMN_INT:
        value->number = (int16_t)(uint16_t)read_uint(bytes.at, 2);
        write_decimal(value->number, 0, text);
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        value->number = read_numeric(bytes.at, column->scale);
        write_decimal(value->number, column->scale, text);
        break;
    case COLUMN_YEAR:
        if (parse_school_year(bytes, &year))
            value->number = year;
        return;
    default:
        return;
    }
    value->text = text_of(text);
}

/* Makes the next row of what was fetched the current one. */
static void
read_row(struct reading_rows *reader)
{
    const PGresult *rows = reader->rows;

    reader->row.number = (unsigned long)read_uint(PQgetvalue(rows, reader->at, 0), 4);
    reader->row.line = (unsigned long)read_uint(PQgetvalue(rows, reader->at, 1), 4);
    for (int i = 0; i < reader->column_count; i++) {
        int position = reader->columns[i], field = KEY_COLUMNS + i;
        struct text bytes = {
            PQgetvalue(rows, reader->at, field), (size_t)PQgetlength(rows, reader->at, field)};

        if (PQgetisnull(rows, reader->at, field))
            reader->values[position] = (struct value){0};
        else
            read_value(&reader->layout->columns[position], bytes, reader->texts[position],
                &reader->values[position]);
    }
}

static int
pass_rows(struct reading_rows *reader, const struct row_sink *sink, struct err *err)
{
    for (reader->at = 0; reader->at < PQntuples(reader->rows); reader->at++) {
        read_row(reader);
        if (sink->accept(sink->ctx, &reader->row, err) != 0)
            return -1;
    }
    return 0;
}

static int
fetch_rows(struct reading_rows *reader, const struct row_sink *sink, struct err *err)
{
    char fetch[FETCH_SIZE];
    int count, rc;

    snprintf(fetch, sizeof fetch, "FETCH FORWARD %d FROM row_reader", FETCH_ROWS);
    do {
        reader->rows = PQexecParams(reader->db->conn, fetch, 0, NULL, NULL, NULL, NULL, 1);
        if (PQresultStatus(reader->rows) != PGRES_TUPLES_OK)
            rc = query_fail(reader->db, reader->rows, reading, err);
        else
            rc = pass_rows(reader, sink, err);
        count = PQntuples(reader->rows);
        PQclear(reader->rows);
    } while (rc == 0 && count == FETCH_ROWS);
    return rc;
}

int
row_reader_pass(
    struct db *db, const struct submission_key *key, const struct row_sink *sink, struct err *err)
{
    struct reading_rows reader = {.db = db, .layout = layout_of(key->extract)};

    reader.row = (struct row){.extract = key->extract, .values = reader.values};
    fill_told(&reader, key);
    if (declare(&reader, key, err) != 0 || fetch_rows(&reader, sink, err) != 0)
        return -1;
    return query_exec(db, "CLOSE row_reader", reading, err);
}
