#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "sql/report/snapshot_store.h"

#include "report/frozen/snapshot_writer.h"

/* A chunk is a little longer than this: it ends with what was being written. */
enum { CHUNK_SIZE = 256 * 1024 };

struct snapshot_writer {
    struct db *db;
    int64_t id;
    struct digest *digest;
    struct buf lines[SECTION_COUNT];
    uint32_t positions[SECTION_COUNT];
    struct snapshot_sum sum;
};

int
snapshot_writer_open(struct snapshot_writer **writer, struct db *db, struct err *err)
{
    struct snapshot_writer *opened = memory_new(sizeof *opened);

    *writer = NULL;
    opened->db = db;
    opened->digest = digest_new();
    if (snapshot_store_next_id(db, &opened->id, err) != 0) {
        snapshot_writer_close(opened);
        return -1;
    }
    *writer = opened;
    return 0;
}

void
snapshot_writer_close(struct snapshot_writer *writer)
{
    if (writer == NULL)
        return;
    for (int i = 0; i < SECTION_COUNT; i++)
        buf_free(&writer->lines[i]);
    digest_free(writer->digest);
    snapshot_sum_reset(&writer->sum);
    free(writer);
}

struct buf *
snapshot_writer_lines(struct snapshot_writer *writer, enum snapshot_section section)
{
    return &writer->lines[section];
}

static int
write_chunk(struct snapshot_writer *writer, enum snapshot_section section, struct err *err)
{
    struct buf *lines = &writer->lines[section];
    struct snapshot_chunk chunk = {.section = snapshot_section_name(section),
        .position = writer->positions[section]++,
        .len = lines->len};

    digest_add(writer->digest, lines->data, lines->len);
    digest_finish(writer->digest, chunk.sha256);
    if (snapshot_store_add_chunk(writer->db, writer->id, &chunk, lines->data, err) != 0)
        return -1;
    buf_reset(lines);
    if (snapshot_sum_add(&writer->sum, &chunk) == 0)
        return 0;
    return err_set(err, ERR_BUG, "a section of a snapshot has no name");
}

int
snapshot_writer_settle(
    struct snapshot_writer *writer, enum snapshot_section section, struct err *err)
{
    return writer->lines[section].len < CHUNK_SIZE ? 0 : write_chunk(writer, section, err);
}

int
snapshot_writer_finish(struct snapshot_writer *writer, struct snapshot_info *info, struct err *err)
{
    for (enum snapshot_section section = SECTION_BASIS; section < SECTION_COUNT; section++) {
        if (writer->lines[section].len > 0 && write_chunk(writer, section, err) != 0)
            return -1;
    }
    info->id = writer->id;
    if (snapshot_sum_finish(&writer->sum, info->checksum) != 0)
        return err_set(err, ERR_BUG, "the chunks of a snapshot do not follow each other");
    info->chunks = writer->sum.count;
    info->bytes = writer->sum.bytes;
    return 0;
}
