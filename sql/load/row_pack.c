#include "base/memory.h"
#include "sql/copy.h"

#include "sql/load/row_pack.h"

enum { LENGTH_SIZE = 4, HEADER_SIZE = 20, POSTGRES_EPOCH = 10957 };

/* The types of the items as PostgreSQL numbers them, and the bytes of a value that is no text. */
static const struct {
    uint32_t oid;
    uint32_t size;
} types[] = {
    [ROW_PACK_BOOL] = {16, 1},
    [ROW_PACK_INT2] = {21, 2},
    [ROW_PACK_INT4] = {23, 4},
    [ROW_PACK_INT8] = {20, 8},
    [ROW_PACK_DATE] = {1082, 4},
    [ROW_PACK_TEXT] = {25, 0},
};

/*
 * Items as they are sent. In an array each has a length of 4 bytes before it,
 * UINT32_MAX for NULL; a text has a separator behind it, the last one too.
 */
struct row_pack_column {
    enum row_pack_type type;
    bool is_same; /* one item stands for all rows so far */
    bool has_null;
    char *items;
    size_t len, capacity;
};

struct row_pack {
    int column_count;
    int rows; /* with the one that is being put together */
    int at;   /* the column of the next value */
    struct row_pack_column *columns;
};

struct row_pack *
row_pack_new(const enum row_pack_type *column_types, int column_count)
{
    struct row_pack *pack = memory_new(sizeof *pack);

    pack->column_count = column_count;
    pack->columns = memory_new_array((size_t)column_count, sizeof *pack->columns);
    for (int i = 0; i < column_count; i++)
        pack->columns[i].type = column_types[i];
    return pack;
}

void
row_pack_free(struct row_pack *pack)
{
    if (pack == NULL)
        return;
    for (int i = 0; i < pack->column_count; i++)
        free(pack->columns[i].items);
    free(pack->columns);
    free(pack);
}

void
row_pack_begin_row(struct row_pack *pack)
{
    pack->rows++;
    pack->at = 0;
}

static void
write_uint32(char *at, uint32_t value)
{
    const unsigned char bytes[] = {(unsigned char)(value >> 24), (unsigned char)(value >> 16),
        (unsigned char)(value >> 8), (unsigned char)value};

    memcpy(at, bytes, sizeof bytes);
}

/* The length and the bytes of a number; returns how many it wrote. */
static size_t
write_number(char item[LENGTH_SIZE + 8], enum row_pack_type type, int64_t number)
{
    uint64_t value = (uint64_t)number;

    write_uint32(item, types[type].size);
    if (type == ROW_PACK_DATE) {
        write_uint32(item + LENGTH_SIZE, (uint32_t)(number - POSTGRES_EPOCH));
    } else if (type == ROW_PACK_INT4) {
        write_uint32(item + LENGTH_SIZE, (uint32_t)value);
    } else if (type == ROW_PACK_INT8) {
        write_uint32(item + LENGTH_SIZE, (uint32_t)(value >> 32));
        write_uint32(item + LENGTH_SIZE + 4, (uint32_t)value);
    } else if (type == ROW_PACK_INT2) {
        item[LENGTH_SIZE] = (char)(unsigned char)(value >> 8);
        item[LENGTH_SIZE + 1] = (char)(unsigned char)value;
    } else {
        item[LENGTH_SIZE] = (char)(unsigned char)value;
    }
    return LENGTH_SIZE + types[type].size;
}

static char *
reserve(struct row_pack_column *column, size_t bytes)
{
    if (column->capacity - column->len < bytes) {
        column->capacity = 2 * column->capacity + bytes;
        column->items = memory_grow(column->items, column->capacity, 1);
    }
    return column->items + column->len;
}

static void
append(struct row_pack_column *column, const char *item, size_t size)
{
    memcpy(reserve(column, size), item, size);
    column->len += size;
}

/* Writes the one item out for each of the rows that it stood for. */
static void
spread(struct row_pack_column *column, int rows)
{
    size_t size = column->len;

    reserve(column, size * (size_t)rows);
    for (int i = 1; i < rows; i++)
        append(column, column->items, size);
    column->is_same = false;
}

/* True when the item is the one that stands for all rows; else there is one for each before it. */
static bool
is_repeated(struct row_pack *pack, struct row_pack_column *column, const char *item, size_t size)
{
    if (pack->rows == 1)
        column->is_same = true;
    else if (column->is_same && column->len == size && memcmp(column->items, item, size) == 0)
        return true;
    else if (column->is_same)
        spread(column, pack->rows - 1);
    return false;
}

static void
put_item(struct row_pack *pack, const char *item, size_t size, bool is_null)
{
    struct row_pack_column *column = &pack->columns[pack->at++];

    if (is_repeated(pack, column, item, size))
        return;
    column->has_null |= is_null;
    append(column, item, size);
}

void
row_pack_put_null(struct row_pack *pack)
{
    static const char separator = ROW_PACK_SEPARATOR;

    if (pack->columns[pack->at].type == ROW_PACK_TEXT)
        put_item(pack, &separator, 1, true);
    else
        put_item(pack, "\377\377\377\377", LENGTH_SIZE, true);
}

void
row_pack_put_text(struct row_pack *pack, struct text text)
{
    struct row_pack_column *column = &pack->columns[pack->at++];
    char *item;

    if (column->is_same && pack->rows > 1 && column->len == text.len + 1 &&
        memcmp(column->items, text.at, text.len) == 0)
        return;
    if (pack->rows == 1)
        column->is_same = true;
    else if (column->is_same)
        spread(column, pack->rows - 1);
    item = reserve(column, text.len + 1);
    memcpy(item, text.at, text.len);
    item[text.len] = ROW_PACK_SEPARATOR;
    column->len += text.len + 1;
}

void
row_pack_put_number(struct row_pack *pack, int64_t number)
{
    char item[LENGTH_SIZE + sizeof number];
    size_t size = write_number(item, pack->columns[pack->at].type, number);

    put_item(pack, item, size, false);
}

int
row_pack_rows(const struct row_pack *pack)
{
    return pack->rows;
}

size_t
row_pack_size(const struct row_pack *pack)
{
    size_t size = 0;

    for (int i = 0; i < pack->column_count; i++)
        size += LENGTH_SIZE + HEADER_SIZE + pack->columns[i].len;
    return size;
}

/* An array: dimensions, whether it has NULLs, type, items, number of the first, and the items. */
static void
send_array(const struct row_pack_column *column, int rows, struct copy *copy)
{
    char header[HEADER_SIZE];
    const struct text bytes[] = {{header, sizeof header}, {column->items, column->len}};

    write_uint32(header, 1);
    write_uint32(header + 4, column->has_null);
    write_uint32(header + 8, types[column->type].oid);
    write_uint32(header + 12, column->is_same ? 1 : (uint32_t)rows);
    write_uint32(header + 16, 1);
    copy_put_pieces(copy, bytes, sizeof bytes / sizeof *bytes);
}

static void
send_column(const struct row_pack_column *column, int rows, struct copy *copy)
{
    if (column->is_same && column->has_null)
        copy_put_null(copy);
    else if (column->type == ROW_PACK_TEXT)
        copy_put_text(copy, (struct text){column->items, column->len - 1});
    else
        send_array(column, rows, copy);
}

void
row_pack_send(struct row_pack *pack, struct copy *copy)
{
    for (int i = 0; i < pack->column_count; i++) {
        struct row_pack_column *column = &pack->columns[i];

        send_column(column, pack->rows, copy);
        column->len = 0;
        column->has_null = false;
    }
    pack->rows = 0;
}
