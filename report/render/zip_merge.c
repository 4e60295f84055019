#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"

#include "report/render/out.h"

#include "report/render/zip_merge.h"

/* The format: sizes of its headers, and where in them what is looked at stands. */
enum { END_SIZE = 22, END_COUNT = 10, END_DIRECTORY_SIZE = 12, END_DIRECTORY = 16 };
enum { ENTRY_SIZE = 46, ENTRY_FLAGS = 8, ENTRY_PACKED = 20, ENTRY_LENGTH = 24, ENTRY_NAME = 28 };
enum { ENTRY_EXTRA = 30, ENTRY_COMMENT = 32, ENTRY_OFFSET = 42 };
enum { HEADER_SIZE = 30, HEADER_NAME = 26, HEADER_EXTRA = 28 };
enum { HAS_SIZES_BEHIND = 8, COPY_SIZE = 64 * 1024 };

struct member {
    const unsigned char *entry; /* in the directory */
    size_t entry_size;
    uint64_t offset, packed, length;
};

struct zip_file {
    int fd;
    unsigned char *directory;
    size_t directory_size;
    size_t count;
    struct member *members;
};

static uint64_t
number_at(const unsigned char *at, int bytes)
{
    uint64_t number = 0;

    for (int i = bytes - 1; i >= 0; i--)
        number = number << 8 | at[i];
    return number;
}

static void
put_number(unsigned char *at, int bytes, uint64_t number)
{
    for (int i = 0; i < bytes; i++, number >>= 8)
        at[i] = (unsigned char)(number & 0xFF);
}

static int
fail(struct err *err)
{
    return err_set(err, ERR_BUG, "a part of the workbook is not as it should be");
}

static int
read_at(int fd, void *bytes, size_t len, uint64_t offset, struct err *err)
{
    ssize_t got = pread(fd, bytes, len, (off_t)offset);

    if (got < 0)
        return err_set_errno(err, ERR_IO, errno, "could not read a part of the workbook back");
    return (size_t)got == len ? 0 : fail(err);
}

/* Reads the end of the file and the directory before it. */
static int
read_directory(struct zip_file *file, struct err *err)
{
    unsigned char end[END_SIZE];
    struct stat about;
    uint64_t offset;

    if (fstat(file->fd, &about) != 0)
        return err_set_errno(err, ERR_IO, errno, "could not read a part of the workbook back");
    if (about.st_size < END_SIZE)
        return fail(err);
    if (read_at(file->fd, end, sizeof end, (uint64_t)about.st_size - END_SIZE, err) != 0)
        return -1;
    if (memcmp(end, "PK\5\6", 4) != 0)
        return fail(err);
    file->count = number_at(end + END_COUNT, 2);
    file->directory_size = number_at(end + END_DIRECTORY_SIZE, 4);
    offset = number_at(end + END_DIRECTORY, 4);
    if (offset + file->directory_size + END_SIZE != (uint64_t)about.st_size)
        return fail(err);
    file->directory = memory_new_array(file->directory_size, 1);
    return read_at(file->fd, file->directory, file->directory_size, offset, err);
}

static int
read_members(struct zip_file *file, struct err *err)
{
    size_t at = 0;

    file->members = memory_new_array(file->count, sizeof *file->members);
    for (size_t i = 0; i < file->count; i++) {
        struct member *member = &file->members[i];
        const unsigned char *entry = file->directory + at;

        if (file->directory_size - at < ENTRY_SIZE || memcmp(entry, "PK\1\2", 4) != 0)
            return fail(err);
        *member = (struct member){.entry = entry,
            .entry_size = ENTRY_SIZE + number_at(entry + ENTRY_NAME, 2) +
                          number_at(entry + ENTRY_EXTRA, 2) + number_at(entry + ENTRY_COMMENT, 2),
            .offset = number_at(entry + ENTRY_OFFSET, 4),
            .packed = number_at(entry + ENTRY_PACKED, 4),
            .length = number_at(entry + ENTRY_LENGTH, 4)};
        if (member->entry_size > file->directory_size - at || member->offset == UINT32_MAX ||
            member->packed == UINT32_MAX || member->length == UINT32_MAX ||
            (number_at(entry + ENTRY_FLAGS, 2) & HAS_SIZES_BEHIND) != 0)
            return fail(err);
        at += member->entry_size;
    }
    return 0;
}

static struct text
name_of(const struct member *member)
{
    return (struct text){
        (const char *)member->entry + ENTRY_SIZE, number_at(member->entry + ENTRY_NAME, 2)};
}

/* The file that has the longest of a member; -1 when one has another member there. */
static int
choose(const struct zip_file *files, int count, size_t member)
{
    int chosen = 0;

    for (int i = 1; i < count; i++) {
        if (files[i].count != files[0].count ||
            !text_equals(name_of(&files[i].members[member]), name_of(&files[0].members[member])))
            return -1;
        if (files[i].members[member].length > files[chosen].members[member].length)
            chosen = i;
    }
    return chosen;
}

/* With its header. *written grows by the bytes. */
static int
copy_member(struct out *out, const struct zip_file *file, const struct member *member,
    uint64_t *written, struct err *err)
{
    unsigned char header[HEADER_SIZE];
    char *bytes;
    uint64_t at = member->offset, left;
    int rc = 0;

    if (read_at(file->fd, header, sizeof header, at, err) != 0)
        return -1;
    if (memcmp(header, "PK\3\4", 4) != 0)
        return fail(err);
    left = HEADER_SIZE + number_at(header + HEADER_NAME, 2) + number_at(header + HEADER_EXTRA, 2) +
           member->packed;
    *written += left;
    bytes = memory_new_array(COPY_SIZE, 1);
    while (rc == 0 && left > 0) {
        size_t piece = left < COPY_SIZE ? (size_t)left : COPY_SIZE;

        rc = read_at(file->fd, bytes, piece, at, err);
        if (rc == 0)
            out_bytes(out, bytes, piece);
        at += piece;
        left -= piece;
    }
    free(bytes);
    return rc;
}

static int
write_members(struct out *out, const struct zip_file *files, int count, struct err *err)
{
    struct buf directory = {0};
    unsigned char end[END_SIZE] = "PK\5\6";
    uint64_t written = 0;
    int rc = 0;

    for (size_t i = 0; rc == 0 && i < files[0].count; i++) {
        int chosen = choose(files, count, i);
        const struct member *member;
        size_t entry = directory.len;

        if (chosen < 0) {
            rc = fail(err);
            break;
        }
        member = &files[chosen].members[i];
        buf_add(&directory, member->entry, member->entry_size);
        put_number((unsigned char *)directory.data + entry + ENTRY_OFFSET, 4, written);
        rc = copy_member(out, &files[chosen], member, &written, err);
    }
    if (rc == 0 && written + directory.len >= UINT32_MAX)
        rc = fail(err);
    put_number(end + END_COUNT - 2, 2, files[0].count);
    put_number(end + END_COUNT, 2, files[0].count);
    put_number(end + END_DIRECTORY_SIZE, 4, directory.len);
    put_number(end + END_DIRECTORY, 4, written);
    if (rc == 0) {
        out_bytes(out, directory.data, directory.len);
        out_bytes(out, end, sizeof end);
    }
    buf_free(&directory);
    return rc;
}

int
zip_merge(struct out *out, const int *fds, int count, struct err *err)
{
    struct zip_file *files = memory_new_array((size_t)count, sizeof *files);
    int rc = 0;

    for (int i = 0; rc == 0 && i < count; i++) {
        files[i].fd = fds[i];
        rc = read_directory(&files[i], err);
        if (rc == 0)
            rc = read_members(&files[i], err);
    }
    if (rc == 0)
        rc = write_members(out, files, count, err);
    for (int i = 0; i < count; i++) {
        free(files[i].directory);
        free(files[i].members);
    }
    free(files);
    return rc;
}
