#include "ingest/magic.h"

#define EXPORT "export the table as CSV and send that"
#define UNPACK "unpack it and send the CSV file itself, or that file compressed with gzip"

/* First match wins. */
static const struct {
    size_t at;
    struct text bytes;
    const char *what;
} signatures[] = {
    {30, {"[Content_Types].xml", 19}, "an Excel workbook (xlsx); " EXPORT},
    {30, {"xl/", 3}, "an Excel workbook (xlsx); " EXPORT},
    {30, {"mimetypeapplication/vnd.oasis", 29}, "an OpenDocument file (ods); " EXPORT},
    {0, {"PK\3\4", 4}, "a zip archive; " UNPACK},
    {0, {"PK\5\6", 4}, "an empty zip archive; " UNPACK},
    {0, {"PK\7\10", 4}, "a part of a zip archive; " UNPACK},
    {0, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8}, "an old Excel or other Office file; " EXPORT},
    {0, {"%PDF-", 5}, "a PDF file; " EXPORT},
    {0, {"{\\rtf", 5}, "a rich text file; " EXPORT},
    {0, {"\x1f\x8b", 2}, "a gzip file inside a gzip file; compress the CSV file once"},
    {0, {"\x1f\x9d", 2}, "a file of the compress program; " UNPACK},
    {0, {"\x28\xb5\x2f\xfd", 4}, "a zstd file; " UNPACK},
    {0, {"\xfd\x37zXZ\0", 6}, "an xz file; " UNPACK},
    {0, {"7z\xbc\xaf\x27\x1c", 6}, "a 7z archive; " UNPACK},
    {0, {"Rar!\x1a\x07", 6}, "a RAR archive; " UNPACK},
    {0, {"\x04\x22\x4d\x18", 4}, "an lz4 file; " UNPACK},
    {4, {"1AY&SY", 6}, "a bzip2 file; " UNPACK},
    {257, {"ustar", 5}, "a tar archive; " UNPACK},
    {0, {"\x89PNG\r\n", 6}, "a PNG image; " EXPORT},
    {0, {"\xff\xd8\xff", 3}, "a JPEG image; " EXPORT},
    {0, {"GIF8", 4}, "a GIF image; " EXPORT},
    {0, {"SQLite format 3\0", 16}, "an SQLite database; " EXPORT},
    {4, {"Standard Jet DB", 15}, "an Access database; " EXPORT},
    {4, {"Standard ACE DB", 15}, "an Access database; " EXPORT},
    {0, {"PAR1", 4}, "a Parquet file; " EXPORT},
    {0,
        {"\x7f"
         "ELF",
            4},
        "a program; " EXPORT},
};

static bool
has_at(struct text head, size_t at, struct text bytes)
{
    return head.len >= at + bytes.len && memcmp(head.at + at, bytes.at, bytes.len) == 0;
}

const char *
magic_find(struct text head)
{
    bool is_zip = has_at(head, 0, TEXT("PK\3\4"));

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        /* Offset 30 is the first name in a zip archive. */
        if (signatures[i].at == 30 && !is_zip)
            continue;
        if (has_at(head, signatures[i].at, signatures[i].bytes))
            return signatures[i].what;
    }
    return NULL;
}

bool
magic_is_gzip(struct text head)
{
    return has_at(head, 0, TEXT("\x1f\x8b"));
}
