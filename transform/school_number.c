#include "base/digest.h"
#include "base/digits.h"

#include "base/intern.h"

#include "transform/school_number.h"

enum {
    SEVEN_DIGITS = 10000000, /* numbers from here on stand for codes of another form */
    LONGEST_SCHOOL = 40,
};

bool
school_number_read(struct text code, uint32_t *number)
{
    return code.len == 7 && digits_read7(code.at, number);
}

uint32_t
school_number(struct intern *others, struct text code)
{
    char hex[SHA256_TEXT_SIZE];
    uint32_t number;

    if (school_number_read(code, &number))
        return number;
    /* A code of any length is kept; a very long one by its digest, so that memory stays small. */
    if (code.len > LONGEST_SCHOOL) {
        struct digest *digest = digest_new();

        digest_add(digest, code.at, code.len);
        digest_finish(digest, hex);
        digest_free(digest);
        code = text_of(hex);
    }
    return SEVEN_DIGITS + intern_number(others, code);
}
