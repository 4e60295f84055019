#include <stdint.h>
#include <zlib.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "ingest/ingest.h"
#include "ingest/source.h"

#include "ingest/pack.h"

enum { WINDOW_BITS_GZIP = 15 + 16, MEMORY_LEVEL = 8, ROOM = 64 * 1024 };

struct packing {
    z_stream stream;
    const struct pack_sink *sink;
    unsigned char room[ROOM];
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

static struct packing *
packing_new(const struct pack_sink *sink)
{
    struct packing *packing = memory_new(sizeof *packing);

    packing->sink = sink;
    packing->stream.zalloc = allocate;
    packing->stream.zfree = release;
    /* A fast level: a load waits for it. */
    if (deflateInit2(&packing->stream, 1, Z_DEFLATED, WINDOW_BITS_GZIP, MEMORY_LEVEL,
            Z_DEFAULT_STRATEGY) != Z_OK)
        abort(); /* only for a library of another version than its header */
    return packing;
}

static void
packing_free(struct packing *packing)
{
    deflateEnd(&packing->stream);
    free(packing);
}

static int
pack(struct packing *packing, struct text block, int flush, struct err *err)
{
    z_stream *stream = &packing->stream;

    stream->next_in = (Bytef *)(uintptr_t)block.at;
    stream->avail_in = (uInt)block.len;
    do {
        stream->next_out = packing->room;
        stream->avail_out = ROOM;
        (void)deflate(stream, flush);
        if (packing->sink->write(
                packing->sink->ctx, packing->room, ROOM - stream->avail_out, err) != 0)
            return -1;
    } while (stream->avail_out == 0);
    return 0;
}

int
pack_file(const char *path, const struct ingest_options *options, const struct pack_sink *sink,
    char sha256[SHA256_TEXT_SIZE], struct err *err)
{
    struct digest *digest = digest_new();
    struct packing *packing = packing_new(sink);
    struct source *source = NULL;
    struct text block = {0};
    int rc = source_open_below(&source, path, options->given_len, options->max_expanded, err);

    while (rc == 0 && source_next(source, &block)) {
        digest_add(digest, block.at, block.len);
        rc = pack(packing, block, Z_NO_FLUSH, err);
    }
    if (rc == 0 && source_problem(source) != NULL)
        rc = err_set(err, ERR_IO, "could not read \"%s\" a second time", path);
    if (rc == 0)
        rc = pack(packing, (struct text){0}, Z_FINISH, err);
    digest_finish(digest, sha256);
    source_close(source);
    packing_free(packing);
    digest_free(digest);
    return rc;
}
