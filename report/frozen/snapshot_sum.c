#include "base/buf.h"
#include "base/digest.h"
#include "base/memory.h"
#include "sql/report/snapshot_store.h"

#include "report/frozen/snapshot_sum.h"

static const char *const names[SECTION_COUNT] = {
    [SECTION_BASIS] = "basis",
    [SECTION_EARLIER] = "earlier",
    [SECTION_ENROLLMENT] = "enrollment",
    [SECTION_FIGURES] = "figures",
    [SECTION_FILES] = "files",
    [SECTION_LEA_FIGURES] = "lea_figures",
    [SECTION_LEA_TREND] = "lea_trend",
    [SECTION_PRIOR] = "prior",
    [SECTION_PUPILS] = "pupils",
    [SECTION_REFERENCE] = "reference",
    [SECTION_SCHOOLS] = "schools",
    [SECTION_SUBMISSIONS] = "submissions",
    [SECTION_TREND] = "trend",
};

const char *
snapshot_section_name(enum snapshot_section section)
{
    return names[section];
}

int
snapshot_sum_add(struct snapshot_sum *sum, const struct snapshot_chunk *chunk)
{
    int section = 0;

    while (section < SECTION_COUNT && strcmp(names[section], chunk->section) != 0)
        section++;
    if (section == SECTION_COUNT)
        return -1;
    if (sum->count == sum->room) {
        sum->room = sum->room * 2 + 16;
        sum->chunks = memory_grow(sum->chunks, sum->room, sizeof *sum->chunks);
    }
    sum->chunks[sum->count] = *chunk;
    sum->chunks[sum->count++].section = names[section];
    sum->bytes += chunk->len;
    return 0;
}

static int
compare_chunks(const void *a, const void *b)
{
    const struct snapshot_chunk *one = a, *other = b;
    int order = strcmp(one->section, other->section);

    if (order != 0)
        return order;
    return (one->position > other->position) - (one->position < other->position);
}

/* Notes where the sections begin. */
static int
find_starts(struct snapshot_sum *sum)
{
    size_t at = 0;

    for (int section = 0; section < SECTION_COUNT; section++) {
        uint32_t position = 0;

        sum->starts[section] = at;
        for (; at < sum->count && sum->chunks[at].section == names[section]; at++) {
            if (sum->chunks[at].position != position++)
                return -1;
        }
    }
    sum->starts[SECTION_COUNT] = at;
    return 0;
}

int
snapshot_sum_finish(struct snapshot_sum *sum, char checksum[SHA256_TEXT_SIZE])
{
    struct digest *digest = digest_new();
    struct buf line = {0};

    if (sum->count > 0)
        qsort(sum->chunks, sum->count, sizeof *sum->chunks, compare_chunks);
    for (size_t i = 0; i < sum->count; i++) {
        const struct snapshot_chunk *chunk = &sum->chunks[i];

        buf_reset(&line);
        buf_printf(&line, "%s\t%u\t%llu\t%s\n", chunk->section, (unsigned)chunk->position,
            (unsigned long long)chunk->len, chunk->sha256);
        digest_add(digest, line.data, line.len);
    }
    digest_finish(digest, checksum);
    digest_free(digest);
    buf_free(&line);
    return find_starts(sum);
}

void
snapshot_sum_reset(struct snapshot_sum *sum)
{
    free(sum->chunks);
    *sum = (struct snapshot_sum){0};
}
