#include <assert.h>

#include "base/err.h"
#include "sql/load/row_pack.h"

#include "sql/report/pack_list.h"

enum { AT_LEA, AT_ROWS, AT_LISTS };
enum { LENGTH_SIZE = 4, HEADER_SIZE = 20, AT_FLAGS = 4, AT_COUNT = 12, POSTGRES_EPOCH = 10957 };
enum { TEXT_TYPE = 25 };

static uint32_t
read_uint4(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

struct pack_list
pack_list_of_text(const char *bytes, size_t len)
{
    if (bytes == NULL)
        return (struct pack_list){.is_null = true};
    return (struct pack_list){
        .at = bytes, .end = bytes + len, .is_same = memchr(bytes, ROW_PACK_SEPARATOR, len) == NULL};
}

bool
pack_list_of_array(struct pack_list *list, const char *bytes, size_t len, int rows)
{
    uint32_t count;

    *list = (struct pack_list){.is_null = bytes == NULL};
    if (bytes == NULL)
        return true;
    if (len < HEADER_SIZE + LENGTH_SIZE || read_uint4(bytes) != 1)
        return false;
    count = read_uint4(bytes + AT_COUNT);
    list->at = bytes + HEADER_SIZE;
    list->end = bytes + len;
    list->is_same = count == 1;
    if (read_uint4(bytes + AT_FLAGS) == 0)
        list->item_size = (int)((len - HEADER_SIZE) / count);
    return count == 1 || count == (uint32_t)rows;
}

struct text
pack_list_text(struct pack_list *list, int row)
{
    const char *end;

    if (list->is_null)
        return (struct text){0};
    if (list->is_same)
        return (struct text){list->at, (size_t)(list->end - list->at)};
    while (true) {
        end = memchr(list->at, ROW_PACK_SEPARATOR, (size_t)(list->end - list->at));
        if (end == NULL)
            end = list->end;
        if (list->row >= row || end == list->end)
            return (struct text){list->at, (size_t)(end - list->at)};
        list->at = end + 1;
        list->row++;
    }
}

/* False for NULL; else at stands at the item's length. */
static bool
seek(struct pack_list *list, int row)
{
    if (list->is_null)
        return false;
    if (list->is_same)
        return read_uint4(list->at) != UINT32_MAX;
    if (list->item_size > 0) {
        list->at += (ptrdiff_t)(row - list->row) * list->item_size;
        list->row = row;
        return true;
    }
    while (list->row < row) {
        uint32_t len = read_uint4(list->at);

        list->at += LENGTH_SIZE + (len == UINT32_MAX ? 0 : len);
        list->row++;
    }
    return read_uint4(list->at) != UINT32_MAX;
}

int64_t
pack_list_number(struct pack_list *list, int row, int64_t if_null)
{
    const unsigned char *bytes;

    if (!seek(list, row))
        return if_null;
    bytes = (const unsigned char *)list->at + LENGTH_SIZE;
    switch (bytes[-1]) {
    case 1:
        return bytes[0];
    case 2:
        return (int16_t)(bytes[0] << 8 | bytes[1]);
    case 4:
        return (int32_t)read_uint4(list->at + LENGTH_SIZE);
    default:
        return (int64_t)((uint64_t)read_uint4(list->at + LENGTH_SIZE) << 32 |
                         read_uint4(list->at + LENGTH_SIZE + 4));
    }
}

int32_t
pack_list_date(struct pack_list *list, int row, int32_t if_null)
{
    if (!seek(list, row))
        return if_null;
    return (int32_t)read_uint4(list->at + LENGTH_SIZE) + POSTGRES_EPOCH;
}

static bool
read_list(struct pack_list *list, const PGresult *row, int column, int rows)
{
    bool is_null = PQgetisnull(row, 0, column);
    const char *bytes = is_null ? NULL : PQgetvalue(row, 0, column);
    size_t len = is_null ? 0 : (size_t)PQgetlength(row, 0, column);

    if (PQftype(row, column) != TEXT_TYPE)
        return pack_list_of_array(list, bytes, len, rows);
    *list = pack_list_of_text(bytes, len);
    return true;
}

int
pack_row_read(struct pack_row *pack, const PGresult *row, struct err *err)
{
    int columns = PQnfields(row);

    assert(columns - AT_LISTS <= PACK_MAX_LISTS);
    pack->lea = (struct text){PQgetvalue(row, 0, AT_LEA), (size_t)PQgetlength(row, 0, AT_LEA)};
    pack->rows = (int)read_uint4(PQgetvalue(row, 0, AT_ROWS));
    for (int i = AT_LISTS; i < columns; i++)
        if (!read_list(&pack->lists[i - AT_LISTS], row, i, pack->rows))
            return err_set(err, ERR_BUG, "a pack of rows is not as it was written");
    return 0;
}
