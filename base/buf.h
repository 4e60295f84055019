#ifndef BUF_H
#define BUF_H

#include <stddef.h>
#include <stdint.h>

/*
 * A growing run of bytes. Zero-initialise it ({0}), free it with buf_free().
 * data is NUL-terminated after buf_printf() and buf_add_text(), and after
 * buf_terminate(); it is NULL while nothing was ever added.
 */
struct buf {
    char *data;
    size_t len;
    size_t capacity;
};

/* Makes room for len more bytes; never fails (base/memory.h). */
void buf_reserve(struct buf *buf, size_t len);

void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_add_byte(struct buf *buf, char byte);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_unsigned(struct buf *buf, uint64_t number); /* in decimal */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts a NUL behind the last byte, not counted in len, and returns data. */
const char *buf_terminate(struct buf *buf);

/* Empties it and keeps its memory. */
void buf_reset(struct buf *buf);
void buf_free(struct buf *buf);

#endif
