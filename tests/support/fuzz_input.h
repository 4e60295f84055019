#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

/* What fuzz targets share: bytes taken off an input one by one, and claims about what they give. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_input {
    const uint8_t *at;
    size_t len;
};

static inline void
demand(bool claim)
{
    if (!claim)
        abort();
}

/* The next byte; 0 when none is left. */
static inline unsigned
fuzz_byte(struct fuzz_input *input)
{
    if (input->len == 0)
        return 0;
    input->len--;
    return *input->at++;
}

/* The next bytes as one number, at most 8 of them. */
static inline uint64_t
fuzz_number(struct fuzz_input *input, int bytes)
{
    uint64_t number = 0;

    for (int i = 0; i < bytes; i++)
        number = number << 8 | fuzz_byte(input);
    return number;
}

/* What stands before the next byte of that value or the end, and steps over it. */
static inline struct text
fuzz_until(struct fuzz_input *input, char end)
{
    struct text text = {(const char *)input->at, 0};

    while (text.len < input->len && text.at[text.len] != end)
        text.len++;
    input->at += text.len + (text.len < input->len);
    input->len -= text.len + (text.len < input->len);
    return text;
}

/* A copy of the exact size: AddressSanitizer sees a read past its end. For the caller to free. */
static inline char *
fuzz_copy(struct text text)
{
    char *copy = malloc(text.len > 0 ? text.len : 1);

    demand(copy != NULL);
    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return copy;
}

#endif
