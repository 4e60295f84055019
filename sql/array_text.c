#include "base/buf.h"

#include "sql/array_text.h"

static void
begin_item(struct buf *array)
{
    buf_add_byte(array, array->len == 0 ? '{' : ',');
}

void
array_add_number(struct buf *array, uint64_t number)
{
    begin_item(array);
    buf_add_unsigned(array, number);
}

void
array_add_word(struct buf *array, const char *word)
{
    begin_item(array);
    buf_add_text(array, word);
}

void
array_add_text(struct buf *array, struct text text)
{
    begin_item(array);
    buf_add_byte(array, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"' || text.at[i] == '\\')
            buf_add_byte(array, '\\');
        buf_add_byte(array, text.at[i]);
    }
    buf_add_byte(array, '"');
}

const char *
array_end(struct buf *array)
{
    buf_add_text(array, array->len == 0 ? "{}" : "}");
    return array->data;
}
