#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/err.h"

#include "report/render/out.h"
#include "report/render/zip_merge.h"

struct part {
    const char *names[3];
    const char *bytes[3]; /* stored as they are */
};

static void
add_number(struct buf *buf, size_t number, int bytes)
{
    for (int i = 0; i < bytes; i++, number >>= 8)
        buf_add_byte(buf, (char)(number & 0xFF));
}

/* From the version to the length of the extra field, which a header and an entry have alike. */
static void
add_about(struct buf *buf, const struct part *part, int i)
{
    size_t len = strlen(part->bytes[i]);

    add_number(buf, 20, 2);
    add_number(buf, 0, 2 + 2 + 4 + 4);
    add_number(buf, len, 4);
    add_number(buf, len, 4);
    add_number(buf, strlen(part->names[i]), 2);
    add_number(buf, 0, 2);
}

static struct buf
zip_of(const struct part *part)
{
    struct buf zip = {0}, directory = {0};
    size_t count = 0;

    for (int i = 0; i < 3 && part->names[i] != NULL; i++, count++) {
        buf_add(&directory, "PK\1\2\24\0", 6);
        add_about(&directory, part, i);
        add_number(&directory, 0, 2 + 2 + 2 + 4);
        add_number(&directory, zip.len, 4);
        buf_add_text(&directory, part->names[i]);
        buf_add(&zip, "PK\3\4", 4);
        add_about(&zip, part, i);
        buf_add_text(&zip, part->names[i]);
        buf_add_text(&zip, part->bytes[i]);
    }
    count |= count << 16;
    add_number(&directory, 0x06054B50, 4);
    add_number(&directory, 0, 4);
    add_number(&directory, count, 4);
    add_number(&directory, directory.len - 12, 4);
    add_number(&directory, zip.len, 4);
    add_number(&directory, 0, 2);
    buf_add(&zip, directory.data, directory.len);
    buf_free(&directory);
    return zip;
}

static int
file_of(const struct buf *bytes)
{
    char path[] = "/tmp/isprofile-test-XXXXXX";
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    unlink(path);
    assert_int_equal(write(fd, bytes->data, bytes->len), bytes->len);
    return fd;
}

/* What two parts make together; empty when they make nothing. */
static struct buf
merge(const struct buf *one, const struct buf *other, struct err *err)
{
    struct buf merged = {0};
    struct out out = out_to_buf(&merged);
    const int files[] = {file_of(one), file_of(other)};

    if (zip_merge(&out, files, 2, err) != 0)
        buf_reset(&merged);
    close(files[0]);
    close(files[1]);
    return merged;
}

static void
the_longest_of_each_member_is_taken(void **state)
{
    struct buf one = zip_of(&(struct part){{"a", "sheet1", "sheet2"}, {"same", "long one", "-"}});
    struct buf other = zip_of(&(struct part){{"a", "sheet1", "sheet2"}, {"same", "-", "longer"}});
    struct buf both =
        zip_of(&(struct part){{"a", "sheet1", "sheet2"}, {"same", "long one", "longer"}});
    struct err err;
    struct buf merged = merge(&one, &other, &err);

    (void)state;
    assert_int_equal(merged.len, both.len);
    assert_memory_equal(merged.data, both.data, both.len);
    buf_free(&one);
    buf_free(&other);
    buf_free(&both);
    buf_free(&merged);
}

static void
what_does_not_fit_together_is_refused(void **state)
{
    const struct part part = {{"a", "b"}, {"1", "2"}};
    struct buf one = zip_of(&part);
    struct buf others[] = {zip_of(&(struct part){{"a", "c"}, {"1", "2"}}),
        zip_of(&(struct part){{"a"}, {"1"}}), zip_of(&part), zip_of(&part), zip_of(&part),
        zip_of(&part), {0}};

    (void)state;
    others[2].len--;                            /* cut off at its end */
    others[3].data[others[3].len - 6]++;        /* its directory stands elsewhere */
    others[4].data[one.len - 22 - 47]++;        /* no entry */
    others[5].data[one.len - 22 - 47 + 8] |= 8; /* sizes behind the bytes */
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct err err = {0};
        struct buf merged = merge(&one, &others[i], &err);

        assert_int_equal(merged.len, 0);
        assert_int_equal(err.code, ERR_BUG);
        buf_free(&merged);
        buf_free(&others[i]);
    }
    buf_free(&one);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_of_each_member_is_taken),
        cmocka_unit_test(what_does_not_fit_together_is_refused),
    };

    return cmocka_run_group_tests_name("zip_merge", tests, NULL, NULL);
}
