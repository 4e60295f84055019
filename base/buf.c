#include <stdarg.h>

#include "base/memory.h"

#include "base/buf.h"

void
buf_reserve(struct buf *buf, size_t len)
{
    size_t wanted = buf->len + len + 1;

    if (wanted <= buf->capacity)
        return;
    if (wanted < buf->capacity * 2)
        wanted = buf->capacity * 2;
    if (wanted < 64)
        wanted = 64;
    buf->data = memory_grow(buf->data, wanted, 1);
    buf->capacity = wanted;
}

void
buf_add(struct buf *buf, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    buf_reserve(buf, len);
    memcpy(buf->data + buf->len, bytes, len);
    buf->len += len;
}

void
buf_add_byte(struct buf *buf, char byte)
{
    buf_reserve(buf, 1);
    buf->data[buf->len++] = byte;
}

void
buf_add_text(struct buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
    buf_terminate(buf);
}

void
buf_add_unsigned(struct buf *buf, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    buf_add(buf, digits + at, sizeof digits - at);
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
    size_t room;
    va_list args;
    int len;

    buf_reserve(buf, 0);
    room = buf->capacity - buf->len;
    va_start(args, format);
    len = vsnprintf(buf->data + buf->len, room, format, args);
    va_end(args);
    if ((size_t)len >= room) {
        buf_reserve(buf, (size_t)len);
        va_start(args, format);
        vsnprintf(buf->data + buf->len, (size_t)len + 1, format, args);
        va_end(args);
    }
    buf->len += (size_t)len;
}

const char *
buf_terminate(struct buf *buf)
{
    buf_reserve(buf, 0);
    buf->data[buf->len] = '\0';
    return buf->data;
}

void
buf_reset(struct buf *buf)
{
    buf->len = 0;
}

void
buf_free(struct buf *buf)
{
    free(buf->data);
    *buf = (struct buf){0};
}
