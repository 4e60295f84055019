#include <errno.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"

#include "report/suppress/earlier_file.h"

enum { READ_SIZE = 65536 };

int
earlier_file_read(
    struct buf *bytes, char sha256[SHA256_TEXT_SIZE], const char *path, struct err *err)
{
    FILE *file = fopen(path, "re");
    size_t len;
    int rc = 0;

    if (file == NULL)
        return err_set_errno(err, ERR_IO, errno, "could not open \"%s\"", path);
    do {
        buf_reserve(bytes, READ_SIZE);
        len = fread(bytes->data + bytes->len, 1, READ_SIZE, file);
        bytes->len += len;
    } while (len > 0);
    if (ferror(file))
        rc = err_set_errno(err, ERR_IO, errno, "could not read \"%s\"", path);
    else if (bytes->len == 0)
        rc = err_set(err, ERR_CONFIG, "\"%s\" is empty", path);
    fclose(file);
    earlier_file_digest(bytes, sha256);
    return rc;
}

void
earlier_file_digest(const struct buf *bytes, char sha256[SHA256_TEXT_SIZE])
{
    struct digest *digest;

    *sha256 = '\0';
    if (bytes->len == 0)
        return;
    digest = digest_new();
    digest_add(digest, bytes->data, bytes->len);
    digest_finish(digest, sha256);
    digest_free(digest);
}
