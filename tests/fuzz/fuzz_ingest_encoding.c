/*
 * Whatever the bytes and however they are cut, the decoder gives valid UTF-8,
 * the same text and the same verdict. The first two bytes choose the option and
 * the cuts.
 */
#include <stdint.h>

#include "base/buf.h"
#include "ingest/encoding.h"
#include "ingest/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
decode(struct text bytes, bool is_windows_1252, size_t cut, struct buf *out)
{
    struct decoder *decoder = decoder_new(bytes, is_windows_1252);
    bool is_last = false;

    for (size_t at = 0; !is_last; at += cut) {
        size_t len = bytes.len - at < cut ? bytes.len - at : cut;
        char *exact = malloc(len != 0 ? len : 1);
        struct text utf8;

        if (exact == NULL)
            abort();
        if (len > 0)
            memcpy(exact, bytes.at + at, len);
        is_last = at + len == bytes.len;
        decoder_take(decoder, (struct text){exact, len}, is_last);
        while (decoder_next(decoder, &utf8)) {
            bool has_others = false;

            if (utf8.len == 0 || utf8_valid_prefix(utf8, &has_others) != utf8.len)
                abort();
            buf_add(out, utf8.at, utf8.len);
        }
        free(exact);
    }
    buf_printf(out, "|%d|", decoder_has_failed(decoder));
    decoder_explain(decoder, 1, out);
    buf_terminate(out);
    decoder_free(decoder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text bytes;
    struct buf whole = {0}, in_pieces = {0};

    if (size < 3)
        return 0;
    bytes = (struct text){(const char *)data + 2, size - 2};
    decode(bytes, (data[0] & 1) != 0, bytes.len, &whole);
    decode(bytes, (data[0] & 1) != 0, (size_t)data[1] % 16 + 1, &in_pieces);
    if (whole.len != in_pieces.len || memcmp(whole.data, in_pieces.data, whole.len) != 0)
        abort();
    buf_free(&whole);
    buf_free(&in_pieces);
    return 0;
}
