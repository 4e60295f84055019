#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "sql/report/enrollment.h"

#include "report/frozen/snapshot_reader.h"
#include "report/profile/profile_text.h"
#include "report/render/file_set.h"
#include "report/year/lea_trend.h"
#include "report/year/trend.h"
#include "report/year/year_basis.h"

#include "report/frozen/snapshot_lines.h"

/* Grows when the sections or their lines change. */
enum { FORMAT = 1 };

static const char hidden_figure[] = "*";

static int
each_line(struct tab_reader *lines,
    int (*line)(void *ctx, struct tab_reader *lines, struct err *err), void *ctx, struct err *err)
{
    while (tab_reader_next(lines)) {
        if (line(ctx, lines, err) != 0)
            return -1;
    }
    return 0;
}

int
snapshot_lines_each(struct snapshot_reader *reader, enum snapshot_section section,
    int (*line)(void *ctx, struct tab_reader *lines, struct err *err), void *ctx, struct err *err)
{
    struct buf bytes = {0};
    int rc;

    snapshot_reader_rewind(reader, section);
    while ((rc = snapshot_reader_next(reader, section, &bytes, err)) == 1) {
        struct tab_reader lines = {.at = bytes.data, .end = bytes.data + bytes.len};

        rc = each_line(&lines, line, ctx, err);
        if (rc == 0 && lines.is_broken)
            rc = snapshot_reader_fail(reader, section, err);
        if (rc != 0)
            break;
    }
    buf_free(&bytes);
    return rc;
}

static void
write_pair(struct buf *buf, const char *name, const char *value)
{
    tab_line_string(buf, name);
    tab_line_string(buf, value);
    tab_line_end(buf);
}

static void
write_number(struct buf *buf, const char *name, uint64_t number)
{
    tab_line_string(buf, name);
    tab_line_number(buf, (int64_t)number);
    tab_line_end(buf);
}

void
snapshot_lines_write_basis(struct buf *buf, const struct year_basis *basis, uint64_t pupils)
{
    char year[10];

    school_year_format(basis->year, year);
    write_number(buf, "format", FORMAT);
    write_pair(buf, "academic_year", year);
    write_pair(buf, "program_version", basis->program_version);
    write_pair(buf, "rule_set", basis->versions.rule_set);
    write_pair(buf, "reference", basis->versions.reference);
    write_pair(buf, "directory", basis->versions.directory);
    write_number(buf, "submissions", basis->submission_count);
    write_number(buf, "pupils", pupils);
}

/* The place of a known name in its struct; NULL for another name. */
static char *
find_text(struct year_basis *basis, const char *name, size_t *size)
{
    *size = SHA256_TEXT_SIZE;
    if (strcmp(name, "rule_set") == 0)
        return basis->versions.rule_set;
    if (strcmp(name, "reference") == 0)
        return basis->versions.reference;
    if (strcmp(name, "directory") == 0)
        return basis->versions.directory;
    *size = sizeof basis->program_version;
    return strcmp(name, "program_version") == 0 ? basis->program_version : NULL;
}

void
snapshot_lines_read_basis(struct tab_reader *lines, struct basis_reading *reading)
{
    const char *name = tab_reader_string(lines, 0);
    size_t size;
    char *text = find_text(reading->basis, name, &size);

    if (text != NULL)
        tab_reader_copy(lines, 1, text, size);
    else if (strcmp(name, "format") == 0)
        (void)tab_reader_number(lines, 1, FORMAT, FORMAT);
    else if (strcmp(name, "pupils") == 0)
        reading->pupils = (uint64_t)tab_reader_number(lines, 1, 0, INT64_MAX);
    else if (strcmp(name, "academic_year") == 0 &&
             !parse_school_year(text_of(tab_reader_string(lines, 1)), &reading->basis->year))
        lines->is_broken = true;
}

void
snapshot_lines_write_submission(struct buf *buf, const struct submission *submission)
{
    tab_line_string(buf, submission->key.lea);
    tab_line_string(buf, layout_of(submission->key.extract)->name);
    tab_line_string(buf, submission->sha256);
    tab_line_number(buf, (int64_t)submission->bytes);
    tab_line_number(buf, (int64_t)submission->rows.read);
    tab_line_number(buf, (int64_t)submission->rows.loaded);
    tab_line_number(buf, (int64_t)submission->rows.rejected);
    tab_line_string(buf, submission->basis.rule_set);
    tab_line_string(buf, submission->basis.reference);
    tab_line_string(buf, submission->basis.directory);
    tab_line_end(buf);
}

void
snapshot_lines_read_submission(struct tab_reader *lines, int year, struct submission *submission)
{
    bool is_ods;
    int at = 0;

    *submission = (struct submission){.verdict = VERDICT_ACCEPTED, .key.year = year};
    tab_reader_copy(lines, at++, submission->key.lea, sizeof submission->key.lea);
    submission->key.extract = layout_find_extract(text_of(tab_reader_string(lines, at++)), &is_ods);
    if (submission->key.extract == EXTRACT_NONE)
        lines->is_broken = true;
    tab_reader_copy(lines, at++, submission->sha256, sizeof submission->sha256);
    submission->bytes = (uint64_t)tab_reader_number(lines, at++, 0, INT64_MAX);
    submission->rows.read = (uint64_t)tab_reader_number(lines, at++, 0, INT64_MAX);
    submission->rows.loaded = (uint64_t)tab_reader_number(lines, at++, 0, INT64_MAX);
    submission->rows.rejected = (uint64_t)tab_reader_number(lines, at++, 0, INT64_MAX);
    tab_reader_copy(lines, at++, submission->basis.rule_set, SHA256_TEXT_SIZE);
    tab_reader_copy(lines, at++, submission->basis.reference, SHA256_TEXT_SIZE);
    tab_reader_copy(lines, at, submission->basis.directory, SHA256_TEXT_SIZE);
}

void
snapshot_lines_write_enrollment(struct buf *buf, const struct enrollment_count *count)
{
    tab_line_string(buf, count->district);
    tab_line_string(buf, count->is_charter ? "Y" : "N");
    tab_line_number(buf, (int64_t)count->pupils);
    tab_line_end(buf);
}

void
snapshot_lines_read_enrollment(struct tab_reader *lines, struct enrollment_count *count)
{
    *count = (struct enrollment_count){0};
    tab_reader_copy(lines, 0, count->district, sizeof count->district);
    count->is_charter = strcmp(tab_reader_string(lines, 1), "Y") == 0;
    count->pupils = (uint64_t)tab_reader_number(lines, 2, 0, INT64_MAX);
}

void
snapshot_lines_write_file(struct buf *buf, const struct file_digest *file)
{
    tab_line_string(buf, file->name);
    tab_line_number(buf, (int64_t)file->bytes);
    tab_line_string(buf, file->sha256);
    tab_line_end(buf);
}

void
snapshot_lines_read_file(struct tab_reader *lines, struct file_digest *file)
{
    file->name = (char *)tab_reader_string(lines, 0);
    file->bytes = (uint64_t)tab_reader_number(lines, 1, 0, INT64_MAX);
    tab_reader_copy(lines, 2, file->sha256, sizeof file->sha256);
}

/* Six counts, or what stands for a hidden one. */
static void
write_measures(struct buf *buf, const uint32_t *measures, uint8_t hidden)
{
    for (int measure = 0; measure < MEASURE_COUNT; measure++) {
        if ((hidden >> measure & 1) != 0)
            tab_line_string(buf, hidden_figure);
        else
            tab_line_number(buf, measures[measure]);
    }
    tab_line_end(buf);
}

static void
read_measures(struct tab_reader *lines, int field, uint32_t *measures, uint8_t *hidden)
{
    for (int measure = 0; measure < MEASURE_COUNT; measure++, field++) {
        if (strcmp(tab_reader_string(lines, field), hidden_figure) == 0)
            *hidden |= (uint8_t)(1U << measure);
        else
            measures[measure] = (uint32_t)tab_reader_number(lines, field, 0, UINT32_MAX);
    }
}

void
snapshot_lines_write_trend(struct buf *buf, const struct trend_year *year)
{
    tab_line_number(buf, year->year);
    tab_line_number(buf, year->snapshot);
    write_measures(buf, year->measures, year->hidden);
}

static struct trend_year
read_trend(struct tab_reader *lines, int field)
{
    struct trend_year year = {
        .year = (int)tab_reader_number(lines, field, 1, 9999),
        .snapshot = tab_reader_number(lines, field + 1, 0, INT64_MAX),
    };

    read_measures(lines, field + 2, year.measures, &year.hidden);
    return year;
}

void
snapshot_lines_read_trend(struct tab_reader *lines, struct trend_year *year)
{
    *year = read_trend(lines, 0);
}

void
snapshot_lines_write_figure(struct buf *buf, const struct profile_row *row)
{
    tab_line_string(buf, profile_filter_code(row->filter));
    tab_line_string(buf, row->category->code);
    write_measures(buf, row->measures, row->hidden);
}

static enum profile_filter
read_filter(struct tab_reader *lines, int field)
{
    const char *code = tab_reader_string(lines, field);

    for (enum profile_filter filter = FILTER_ALL; filter < FILTER_COUNT; filter++) {
        if (strcmp(profile_filter_code(filter), code) == 0)
            return filter;
    }
    lines->is_broken = true;
    return FILTER_ALL;
}

void
snapshot_lines_read_figure(struct tab_reader *lines, struct figure_line *figure)
{
    *figure = (struct figure_line){
        .filter = read_filter(lines, 0), .category = tab_reader_string(lines, 1)};
    read_measures(lines, 2, figure->measures, &figure->hidden);
}

void
snapshot_lines_write_lea_figure(struct buf *buf, const char *lea, const struct profile_row *row)
{
    tab_line_string(buf, lea);
    write_measures(buf, row->measures, row->hidden);
}

void
snapshot_lines_read_lea_figure(struct tab_reader *lines, struct lea_year *year)
{
    *year = (struct lea_year){.lea = ""};
    tab_reader_copy(lines, 0, year->lea, sizeof year->lea);
    read_measures(lines, 1, year->year.measures, &year->year.hidden);
}

void
snapshot_lines_write_lea_year(struct buf *buf, const struct lea_year *year)
{
    tab_line_string(buf, year->lea);
    snapshot_lines_write_trend(buf, &year->year);
}

void
snapshot_lines_read_lea_year(struct tab_reader *lines, struct lea_year *year)
{
    *year = (struct lea_year){.year = read_trend(lines, 1)};
    tab_reader_copy(lines, 0, year->lea, sizeof year->lea);
}
