/*
 * Any bytes as the lines of a section of a snapshot: broken, or what is read of them is written
 * and read as the same again. The first byte chooses the section.
 */
#include "tests/support/fuzz_input.h"

#include "base/buf.h"
#include "base/school.h"
#include "report/frozen/pupil_line.h"
#include "report/frozen/snapshot_lines.h"
#include "report/render/file_set.h"
#include "report/year/trend.h"
#include "report/year/year_basis.h"
#include "sql/report/enrollment.h"

typedef void rewrite_function(struct tab_reader *lines, struct buf *again);

static void
rewrite_submission(struct tab_reader *lines, struct buf *again)
{
    struct submission submission;

    snapshot_lines_read_submission(lines, 2023, &submission);
    if (!lines->is_broken)
        snapshot_lines_write_submission(again, &submission);
}

static void
rewrite_enrollment(struct tab_reader *lines, struct buf *again)
{
    struct enrollment_count count;

    snapshot_lines_read_enrollment(lines, &count);
    snapshot_lines_write_enrollment(again, &count);
}

static void
rewrite_file(struct tab_reader *lines, struct buf *again)
{
    struct file_digest file;

    snapshot_lines_read_file(lines, &file);
    snapshot_lines_write_file(again, &file);
}

static void
rewrite_trend(struct tab_reader *lines, struct buf *again)
{
    struct trend_year year;

    snapshot_lines_read_trend(lines, &year);
    demand(year.year >= 1 && year.year <= 9999);
    snapshot_lines_write_trend(again, &year);
}

static void
rewrite_figure(struct tab_reader *lines, struct buf *again)
{
    struct profile_category category = {.name = "", .breakdown = ""};
    struct profile_row row = {.category = &category};
    struct figure_line figure;

    snapshot_lines_read_figure(lines, &figure);
    demand(figure.filter < FILTER_COUNT && figure.category != NULL);
    snprintf(category.code, sizeof category.code, "%s", figure.category);
    row.filter = figure.filter;
    row.hidden = figure.hidden;
    memcpy(row.measures, figure.measures, sizeof row.measures);
    snapshot_lines_write_figure(again, &row);
}

static void
rewrite_school(struct tab_reader *lines, struct buf *again)
{
    struct school school;

    school_line_read(lines, &school);
    demand(strlen(school.cds_code) < sizeof school.cds_code);
    school_line_write(again, &school);
}

/* Reads every line of bytes, which are changed; false when they are broken. */
static bool
rewrite_lines(rewrite_function *rewrite, struct buf *bytes, struct buf *again)
{
    struct tab_reader lines = {.at = bytes->data, .end = bytes->data + bytes->len};
    struct buf line = {0};

    while (tab_reader_next(&lines)) {
        demand(lines.count >= 1 && lines.count <= TAB_LINE_MAX_FIELDS);
        buf_reset(&line);
        rewrite(&lines, &line);
        if (!lines.is_broken)
            buf_add(again, line.data, line.len);
    }
    buf_free(&line);
    return !lines.is_broken;
}

/* The lines of a basis are one thing: it is written when all are read. */
static bool
rewrite_basis(struct buf *bytes, struct buf *again)
{
    struct tab_reader lines = {.at = bytes->data, .end = bytes->data + bytes->len};
    struct year_basis basis = {.year = 2023};
    struct basis_reading reading = {.basis = &basis};

    while (tab_reader_next(&lines))
        snapshot_lines_read_basis(&lines, &reading);
    demand(basis.year >= 0 && basis.year <= 9999);
    snapshot_lines_write_basis(again, &basis, reading.pupils);
    return !lines.is_broken;
}

static bool
rewrite_pupils(struct buf *bytes, struct buf *again)
{
    struct pupil_reader reader = {0};
    const struct pupil *pupil;
    bool is_whole;

    pupil_reader_feed(&reader, bytes->data, bytes->len);
    while ((pupil = pupil_reader_next(&reader)) != NULL) {
        demand(pupil->ssid >= 0);
        pupil_line_write(again, pupil);
    }
    is_whole = !reader.lines.is_broken;
    pupil_reader_reset(&reader);
    return is_whole;
}

static rewrite_function *const sections[] = {rewrite_submission, rewrite_enrollment, rewrite_file,
    rewrite_trend, rewrite_figure, rewrite_school};

static bool
rewrite_all(size_t section, struct buf *bytes, struct buf *again)
{
    if (section == sizeof sections / sizeof *sections)
        return rewrite_pupils(bytes, again);
    if (section > sizeof sections / sizeof *sections)
        return rewrite_basis(bytes, again);
    return rewrite_lines(sections[section], bytes, again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = {data, size};
    size_t section = fuzz_byte(&input) % (sizeof sections / sizeof *sections + 2);
    struct buf bytes = {0}, once = {0}, written = {0}, twice = {0};

    buf_add(&bytes, input.at, input.len);
    if (input.len > 0 && rewrite_all(section, &bytes, &once) && once.len > 0) {
        buf_add(&written, once.data, once.len);
        demand(rewrite_all(section, &once, &twice));
        demand(twice.len == written.len && memcmp(twice.data, written.data, twice.len) == 0);
    }
    buf_free(&bytes);
    buf_free(&once);
    buf_free(&written);
    buf_free(&twice);
    return 0;
}
