/*
 * Every splitter gives the same fields, and for a record with quotes those that libcsv
 * gives, or none. The first byte chooses the delimiter.
 */
#include <stdint.h>

#include "base/record.h"

#include "ingest/quoted.h"
#include "ingest/split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a splitter said. */
struct outcome {
    int count;
    enum record_bytes bytes;
    struct text fields[RECORD_MAX_FIELDS];
};

static struct outcome expected, other;

static void
require(bool holds)
{
    if (!holds)
        abort();
}

static int
kept(int count)
{
    return count < RECORD_MAX_FIELDS ? count : RECORD_MAX_FIELDS;
}

static void
require_same(void)
{
    require(other.count == expected.count);
    require(expected.count < 0 || other.bytes == expected.bytes);
    for (int i = 0; i < kept(expected.count); i++)
        require(other.fields[i].at == expected.fields[i].at &&
                other.fields[i].len == expected.fields[i].len);
}

static void
split(const struct splitter *splitter, bool has_quotes, struct text record, char delimiter,
    struct outcome *outcome)
{
    outcome->count = (has_quotes ? splitter->split_quoted : splitter->split)(
        record, delimiter, outcome->fields, &outcome->bytes);
}

/* libcsv must come to the same fields, with nothing left open. */
static void
compare_with_libcsv(struct text record, char delimiter)
{
    struct quoted *quoted = quoted_new(delimiter);

    require(quoted_add_line(quoted, record) == QUOTED_WHOLE);
    require(quoted_fields(quoted, other.fields) == expected.count);
    for (int i = 0; i < kept(expected.count); i++)
        require(text_equals(other.fields[i], expected.fields[i]));
    quoted_free(quoted);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char delimiters[] = ",^\t";
    const struct splitter *splitter;
    struct text record;
    char delimiter;

    if (size < 2)
        return 0;
    delimiter = delimiters[data[0] % 3];
    record = (struct text){(const char *)data + 1, size - 1};
    /* The reader hands over one line without its end, which is not empty. */
    if (memchr(record.at, '\n', record.len) != NULL || memchr(record.at, '\r', record.len) != NULL)
        return 0;
    for (int has_quotes = 0; has_quotes < 2; has_quotes++) {
        split(splitter_best(), has_quotes != 0, record, delimiter, &expected);
        for (size_t i = 1; (splitter = splitter_at(i)) != NULL; i++) {
            split(splitter, has_quotes != 0, record, delimiter, &other);
            require_same();
        }
        if (has_quotes != 0 && expected.count >= 0)
            compare_with_libcsv(record, delimiter);
    }
    return 0;
}
