#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "sql/report/snapshot_store.h"

#include "report/frozen/snapshot_reader.h"

struct snapshot_reader {
    struct db *db;
    struct snapshot_info info;
    struct snapshot_sum sum;
    struct digest *digest;
    size_t at[SECTION_COUNT]; /* of each section: its next chunk */
};

static int
add_chunk(void *ctx, const struct snapshot_chunk *chunk, struct err *err)
{
    if (snapshot_sum_add(ctx, chunk) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "it has a section that this program does not know");
}

static int
check_sum(struct snapshot_reader *reader, struct err *err)
{
    char checksum[SHA256_TEXT_SIZE];

    if (snapshot_store_list_chunks(reader->db, reader->info.id, add_chunk, &reader->sum, err) != 0)
        return -1;
    if (snapshot_sum_finish(&reader->sum, checksum) != 0 ||
        strcmp(checksum, reader->info.checksum) != 0 || reader->sum.count != reader->info.chunks ||
        reader->sum.bytes != reader->info.bytes)
        return err_set(err, ERR_CONFIG,
            "it was changed after its creation: its parts are not those that its checksum was "
            "made of");
    return 0;
}

int
snapshot_reader_open(struct snapshot_reader **reader, struct db *db, int64_t id, struct err *err)
{
    struct snapshot_reader *opened = memory_new(sizeof *opened);
    int rc;

    *reader = NULL;
    opened->db = db;
    opened->digest = digest_new();
    rc = snapshot_store_find(db, id, &opened->info, err);
    if (rc == 0 && check_sum(opened, err) != 0)
        rc = err_wrap(err, "snapshot %lld", (long long)id);
    if (rc != 0) {
        snapshot_reader_close(opened);
        return -1;
    }
    for (enum snapshot_section section = SECTION_BASIS; section < SECTION_COUNT; section++)
        snapshot_reader_rewind(opened, section);
    *reader = opened;
    return 0;
}

void
snapshot_reader_close(struct snapshot_reader *reader)
{
    if (reader == NULL)
        return;
    snapshot_sum_reset(&reader->sum);
    digest_free(reader->digest);
    free(reader);
}

const struct snapshot_info *
snapshot_reader_info(const struct snapshot_reader *reader)
{
    return &reader->info;
}

int
snapshot_reader_next(struct snapshot_reader *reader, enum snapshot_section section,
    struct buf *bytes, struct err *err)
{
    const struct snapshot_chunk *chunk;
    char sha256[SHA256_TEXT_SIZE];

    if (reader->at[section] == reader->sum.starts[section + 1])
        return 0;
    chunk = &reader->sum.chunks[reader->at[section]];
    if (snapshot_store_read_chunk(
            reader->db, reader->info.id, chunk->section, chunk->position, bytes, err) != 0)
        return -1;
    digest_add(reader->digest, bytes->data, bytes->len);
    digest_finish(reader->digest, sha256);
    if (strcmp(sha256, chunk->sha256) != 0)
        return err_set(err, ERR_CONFIG,
            "snapshot %lld: it was changed after its creation: chunk %u of its %s does not have "
            "the bytes that its checksum was made of",
            (long long)reader->info.id, (unsigned)chunk->position, chunk->section);
    reader->at[section]++;
    return 1;
}

void
snapshot_reader_rewind(struct snapshot_reader *reader, enum snapshot_section section)
{
    reader->at[section] = reader->sum.starts[section];
}

int
snapshot_reader_fail(
    const struct snapshot_reader *reader, enum snapshot_section section, struct err *err)
{
    return err_set(err, ERR_CONFIG,
        "snapshot %lld: its %s cannot be read by this program, version %s; it was made by version "
        "%s",
        (long long)reader->info.id, snapshot_section_name(section), ISPROFILE_VERSION,
        reader->info.program_version);
}
