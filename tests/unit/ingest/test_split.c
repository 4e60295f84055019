#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdint.h>

#include "base/record.h"

#include "ingest/split.h"

static struct text expected[RECORD_MAX_FIELDS], fields[RECORD_MAX_FIELDS];

/* One byte after the other, as nobody could misread it. */
static int
split_plainly(struct text record)
{
    int count = 0;
    size_t begin = 0;

    for (size_t i = 0; i <= record.len; i++) {
        if (i < record.len && record.at[i] != ',')
            continue;
        if (count < RECORD_MAX_FIELDS)
            expected[count] = (struct text){record.at + begin, i - begin};
        count++;
        begin = i + 1;
    }
    return count;
}

/* A value without quotes, or between two that hold none, and what follows it. */
static bool
take_value(struct text record, size_t *at, struct text *value)
{
    size_t begin = *at, end = begin;
    bool has_quotes = begin < record.len && record.at[begin] == '"';

    if (has_quotes) {
        for (end = ++begin; end < record.len && record.at[end] != '"';)
            end++;
        if (end == record.len)
            return false;
    } else {
        while (end < record.len && record.at[end] != ',' && record.at[end] != '"')
            end++;
    }
    *value = (struct text){record.at + begin, end - begin};
    *at = end + has_quotes;
    return *at == record.len || record.at[*at] == ',';
}

/* -1 for what split_quoted() leaves to libcsv. */
static int
split_quoted_plainly(struct text record)
{
    size_t at = 0;
    int count = 0;

    for (;;) {
        struct text value;

        if (!take_value(record, &at, &value))
            return -1;
        if (count < RECORD_MAX_FIELDS)
            expected[count] = value;
        count++;
        if (at == record.len)
            return count;
        at++;
    }
}

static enum record_bytes
bytes_of(struct text record)
{
    enum record_bytes bytes = RECORD_BYTES_GRAPHIC;

    for (size_t i = 0; i < record.len; i++) {
        unsigned char c = (unsigned char)record.at[i];

        if (c < ' ' || c > '~')
            return RECORD_BYTES_ANY;
        if (c == ' ')
            bytes = RECORD_BYTES_PRINTABLE;
    }
    return bytes;
}

static void
compare_fields(const struct splitter *splitter, int count)
{
    for (int i = 0; i < count && i < RECORD_MAX_FIELDS; i++) {
        if (fields[i].at != expected[i].at || fields[i].len != expected[i].len)
            fail_msg("%s: field %d", splitter->name, i);
    }
}

/* Every splitter that this processor runs. Copies of their exact size show a read past the end. */
static void
compare(struct text bytes)
{
    char *exact = malloc(bytes.len + 1);
    struct text record = {exact + 1, bytes.len};
    const struct splitter *splitter;
    enum record_bytes kind;
    int count;

    assert_non_null(exact);
    memcpy(exact + 1, bytes.at, bytes.len);
    for (size_t i = 0; (splitter = splitter_at(i)) != NULL; i++) {
        count = split_plainly(record);
        assert_int_equal(splitter->split(record, ',', fields, &kind), count);
        assert_int_equal(kind, bytes_of(record));
        compare_fields(splitter, count);
        count = split_quoted_plainly(record);
        assert_int_equal(splitter->split_quoted(record, ',', fields, &kind), count);
        compare_fields(splitter, count);
        if (count >= 0)
            assert_int_equal(kind, bytes_of(record));
    }
    free(exact);
}

static uint32_t
next_random(uint32_t *random)
{
    *random = *random * 1664525 + 1013904223;
    return *random >> 16;
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
            for (size_t i = 0; i < sizeof bytes; i++)
                bytes[i] = next_random(&random) % 256 < share
                               ? ','
                               : (char)('+' + (next_random(&random) & 3));
            compare((struct text){bytes + len % 17, len});
        }
    }
}

/* Quotes around values, some of them where they should not be, at every place of a step. */
static void
quotes_around_values_are_taken_off(void **state)
{
    static const char *const pieces[] = {"\"ab\"", "\"\"", "\"a,b\"", "ab", "", "\"a b c d e f\"",
        "x", "\"1234567890123456789012345678901234567\"", "\"a\"\"b\"", "\"", "a\"b", "\"a\"b",
        " \"a\"", "\"\xc3\xa9\"", "\x7f", "\t"};
    uint32_t random = 7;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char bytes[600] = "";
        size_t len = next_random(&random) % 12;
        /* Most records have no piece that is for libcsv. */
        uint32_t kinds = next_random(&random) % 4 == 0 ? 16 : 8;

        for (size_t k = 0; k < len; k++) {
            size_t end = strlen(bytes);

            snprintf(bytes + end, sizeof bytes - end, "%s%s", k > 0 ? "," : "",
                pieces[next_random(&random) % kinds]);
        }
        compare(text_of(bytes));
    }
}

/* What is for libcsv, and what only looks so. */
static void
other_quotes_are_for_libcsv(void **state)
{
    static const struct {
        const char *record;
        int count;
    } cases[] = {{"\"", -1}, {"\"\"", 1}, {"\"\"\"", -1}, {"\"\"\"\"", -1}, {"a,\"b\"", 2},
        {"a,\"b\"c", -1}, {"a,b\"c\"", -1}, {"a, \"b\"", -1}, {"a,\"b\" ", -1}, {"a,\"b,c", -1},
        {"\"a,b\",\"c\"", 2}, {",\"\",", 3}, {"0123456789012345678901234567890,\"a\"", 2},
        {"012345678901234567890123456789,\"a\"b", -1}, {"0123456789012345678901234567,\"a\",b", 3},
        {"\"0123456789012345678901234567890\"b", -1}};
    const struct splitter *splitter;
    enum record_bytes kind;

    (void)state;
    for (size_t i = 0; (splitter = splitter_at(i)) != NULL; i++)
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
            if (splitter->split_quoted(text_of(cases[k].record), ',', fields, &kind) !=
                cases[k].count)
                fail_msg("%s: %s", splitter->name, cases[k].record);
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
        cmocka_unit_test(quotes_around_values_are_taken_off),
        cmocka_unit_test(other_quotes_are_for_libcsv),
        cmocka_unit_test(fields_past_the_limit_are_counted),
    };

    return cmocka_run_group_tests_name("split", tests, NULL, NULL);
}
