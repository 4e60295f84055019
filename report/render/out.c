#include <errno.h>
#include <stdarg.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/outfile.h"

#include "report/render/number_text.h"

#include "report/render/out.h"

static int
write_file(void *ctx, const void *bytes, size_t len, struct err *err)
{
    return outfile_write(ctx, bytes, len, err);
}

static int
write_stream(void *ctx, const void *bytes, size_t len, struct err *err)
{
    if (fwrite(bytes, 1, len, ctx) == len)
        return 0;
    return err_set_errno(err, ERR_IO, errno, "could not write to standard output");
}

static int
write_buf(void *ctx, const void *bytes, size_t len, struct err *err)
{
    (void)err;
    buf_add(ctx, bytes, len);
    return 0;
}

struct out
out_to_file(struct outfile *file, struct err *err)
{
    return (struct out){.write = write_file, .ctx = file, .err = err};
}

struct out
out_to_stream(FILE *stream, struct err *err)
{
    return (struct out){.write = write_stream, .ctx = stream, .err = err};
}

struct out
out_to_buf(struct buf *buf)
{
    return (struct out){.write = write_buf, .ctx = buf};
}

void
out_bytes(struct out *out, const void *bytes, size_t len)
{
    if (len > 0 && !out->has_failed)
        out->has_failed = out->write(out->ctx, bytes, len, out->err) != 0;
}

void
out_text(struct out *out, const char *text)
{
    out_bytes(out, text, strlen(text));
}

void
out_printf(struct out *out, const char *format, ...)
{
    char text[512];
    va_list args;
    int len;

    va_start(args, format);
    len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len >= 0 && (size_t)len < sizeof text) {
        out_bytes(out, text, (size_t)len);
        return;
    }

    struct buf buf = {0};

    buf_reserve(&buf, (size_t)len);
    va_start(args, format);
    vsnprintf(buf.data, (size_t)len + 1, format, args);
    va_end(args);
    out_bytes(out, buf.data, (size_t)len);
    buf_free(&buf);
}

void
out_unsigned(struct out *out, uint64_t number)
{
    char text[NUMBER_TEXT_SIZE];

    out_bytes(out, text, number_text_unsigned(number, text));
}

void
out_fail(struct out *out, const struct err *err)
{
    if (!out->has_failed && out->err != NULL)
        *out->err = *err;
    out->has_failed = true;
}

int
out_status(const struct out *out)
{
    return out->has_failed ? -1 : 0;
}
