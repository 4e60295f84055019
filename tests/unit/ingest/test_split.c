#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>

#include "base/record.h"

#include "ingest/split.h"

/* One byte after the other, as nobody could misread it. */
static int
split_plainly(struct text record, char delimiter, struct text *fields)
{
    int count = 0;
    size_t begin = 0;

    for (size_t i = 0; i <= record.len; i++) {
        if (i < record.len && record.at[i] != delimiter)
            continue;
        if (count < RECORD_MAX_FIELDS)
            fields[count] = (struct text){record.at + begin, i - begin};
        count++;
        begin = i + 1;
    }
    return count;
}

static struct text expected[RECORD_MAX_FIELDS], fields[RECORD_MAX_FIELDS];

static void
compare(struct text record)
{
    int count = split_plainly(record, ',', expected);

    assert_int_equal(split_record(record, ',', fields), count);
    for (int i = 0; i < count && i < RECORD_MAX_FIELDS; i++) {
        assert_ptr_equal(fields[i].at, expected[i].at);
        assert_int_equal(fields[i].len, expected[i].len);
    }
}

/* Every length and place, with few, many and only delimiters. */
static void
fields_are_where_the_delimiters_are(void **state)
{
    uint32_t random = 1;
    char bytes[200];

    (void)state;
    for (unsigned share = 1; share <= 256; share *= 4) {
        for (size_t len = 0; len <= 150; len++) {
            for (size_t i = 0; i < sizeof bytes; i++) {
                random = random * 1664525 + 1013904223;
                bytes[i] = random >> 24 < share ? ',' : (char)('+' + (random >> 16 & 3));
            }
            compare((struct text){bytes + len % 17, len});
        }
    }
}

static void
fields_past_the_limit_are_counted(void **state)
{
    static char bytes[3 * RECORD_MAX_FIELDS];

    (void)state;
    memset(bytes, ',', sizeof bytes);
    for (size_t len = RECORD_MAX_FIELDS - 20; len < RECORD_MAX_FIELDS + 20; len++)
        compare((struct text){bytes, len});
    compare((struct text){bytes, sizeof bytes});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_where_the_delimiters_are),
        cmocka_unit_test(fields_past_the_limit_are_counted),
    };

    return cmocka_run_group_tests_name("split", tests, NULL, NULL);
}
