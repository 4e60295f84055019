#include <stdint.h>
#define ZLIB_CONST /* its input is only read */
#include <zlib.h>

#include "base/memory.h"

#include "ingest/gunzip.h"

enum { WINDOW_BITS_GZIP = 15 + 16 };

struct gunzip {
    z_stream stream;
    unsigned members;
    bool is_between; /* no byte of the next member was seen */
    const char *damage;
};

static void *
allocate(void *opaque, uInt count, uInt size)
{
    (void)opaque;
    return memory_new_array(count, size);
}

static void
release(void *opaque, void *memory)
{
    (void)opaque;
    free(memory);
}

struct gunzip *
gunzip_new(void)
{
    struct gunzip *gunzip = memory_new(sizeof *gunzip);

    gunzip->stream.zalloc = allocate;
    gunzip->stream.zfree = release;
    if (inflateInit2(&gunzip->stream, WINDOW_BITS_GZIP) != Z_OK)
        abort(); /* only for a library of another version than its header */
    gunzip->is_between = true;
    return gunzip;
}

void
gunzip_free(struct gunzip *gunzip)
{
    if (gunzip == NULL)
        return;
    inflateEnd(&gunzip->stream);
    free(gunzip);
}

void
gunzip_feed(struct gunzip *gunzip, struct text input)
{
    gunzip->stream.next_in = (const Bytef *)input.at;
    gunzip->stream.avail_in = (uInt)input.len;
}

/* Begins the next member when there is a byte of it. */
static bool
begin_member(struct gunzip *gunzip)
{
    if (gunzip->members > 0 && *gunzip->stream.next_in != 0x1f) {
        gunzip->damage = "the gzip stream is followed by bytes that are not gzip";
        return false;
    }
    inflateReset(&gunzip->stream);
    gunzip->is_between = false;
    return true;
}

enum gunzip_step
gunzip_expand(struct gunzip *gunzip, char *out, size_t size, size_t *len)
{
    z_stream *stream = &gunzip->stream;

    if (gunzip->damage != NULL)
        return GUNZIP_DAMAGED;
    while (*len < size) {
        int status;

        if (stream->avail_in == 0 && gunzip->is_between)
            return GUNZIP_HUNGRY;
        if (gunzip->is_between && !begin_member(gunzip))
            return GUNZIP_DAMAGED;
        stream->next_out = (Bytef *)out + *len;
        stream->avail_out = (uInt)(size - *len);
        status = inflate(stream, Z_NO_FLUSH);
        *len = size - stream->avail_out;
        if (status == Z_STREAM_END) {
            gunzip->members++;
            gunzip->is_between = true;
        } else if (status == Z_BUF_ERROR || (status == Z_OK && stream->avail_out > 0)) {
            return GUNZIP_HUNGRY;
        } else if (status != Z_OK) {
            gunzip->damage = "the gzip stream is damaged";
            return GUNZIP_DAMAGED;
        }
    }
    return GUNZIP_FULL;
}

bool
gunzip_is_whole(const struct gunzip *gunzip)
{
    return gunzip->is_between && gunzip->members > 0 && gunzip->damage == NULL;
}

unsigned
gunzip_members(const struct gunzip *gunzip)
{
    return gunzip->members;
}

const char *
gunzip_damage(const struct gunzip *gunzip)
{
    return gunzip->damage != NULL ? gunzip->damage
                                  : "the gzip stream ends too early: the file was cut off";
}
