#include <errno.h>
#include <stdarg.h>

#include "base/buf.h"
#include "base/character.h"
#include "base/date.h"
#include "base/err.h"
#include "base/school.h"

#include "ingest/ingest.h"
#include "ingest/magic.h"
#include "ingest/source.h"
#include "ingest/utf8.h"

enum { LINE_MAX_SIZE = 64 * 1024, CDS_CODE_LEN = 14 };

#define NEEDED "a tab-separated pubschls.txt is needed"

/* The columns that are used; snapshots of other years have others, too, in another order. */
enum directory_column {
    DIRECTORY_CDS_CODE,
    DIRECTORY_COUNTY,
    DIRECTORY_DISTRICT,
    DIRECTORY_SCHOOL,
    DIRECTORY_OPEN_DATE,
    DIRECTORY_CLOSED_DATE,
    DIRECTORY_CHARTER,
    DIRECTORY_DOC,
    DIRECTORY_SOC,
    DIRECTORY_EDOPS_CODE,
    DIRECTORY_GS_OFFERED,
    DIRECTORY_GS_SERVED,
    DIRECTORY_COLUMN_COUNT,
};

static const struct {
    const char *name;
    bool is_required;
} columns[DIRECTORY_COLUMN_COUNT] = {
    [DIRECTORY_CDS_CODE] = {"CDSCode", true},
    [DIRECTORY_COUNTY] = {"County", true},
    [DIRECTORY_DISTRICT] = {"District", true},
    [DIRECTORY_SCHOOL] = {"School", true},
    [DIRECTORY_OPEN_DATE] = {"OpenDate", false},
    [DIRECTORY_CLOSED_DATE] = {"ClosedDate", false},
    [DIRECTORY_CHARTER] = {"Charter", true},
    [DIRECTORY_DOC] = {"DOC", false},
    [DIRECTORY_SOC] = {"SOC", false},
    [DIRECTORY_EDOPS_CODE] = {"EdOpsCode", false},
    [DIRECTORY_GS_OFFERED] = {"GSoffered", false},
    [DIRECTORY_GS_SERVED] = {"GSserved", false},
};

struct directory_file {
    const struct school_sink *sink;
    const char *path;
    unsigned long lines;
    unsigned long schools;
    bool has_header;
    int field_of[DIRECTORY_COLUMN_COUNT]; /* from 0; -1: absent */
    int last_field;                       /* the last one of field_of */
    struct buf pending;                   /* a line without its end yet */
    struct buf decoded;                   /* a line of windows-1252 as UTF-8 */
    struct buf names;                     /* county, district and school, each with a NUL */
    struct text value[DIRECTORY_COLUMN_COUNT];
};

static int __attribute__((format(printf, 3, 4)))
refuse(const struct directory_file *file, struct err *err, const char *format, ...)
{
    char text[300];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return err_set(
        err, ERR_CONFIG, "school directory \"%s\", line %lu: %s", file->path, file->lines, text);
}

/* The next value of a line; false behind the last. */
static bool
next_value(struct text *line, struct text *value)
{
    const char *stop;

    if (line->at == NULL)
        return false;
    stop = memchr(line->at, '\t', line->len);
    if (stop == NULL) {
        *value = text_trim(*line);
        line->at = NULL;
        return true;
    }
    *value = text_trim((struct text){line->at, (size_t)(stop - line->at)});
    line->len -= (size_t)(stop - line->at) + 1;
    line->at = stop + 1;
    return true;
}

static int
read_header(struct directory_file *file, struct text line, struct err *err)
{
    struct text name;

    for (int i = 0; i < DIRECTORY_COLUMN_COUNT; i++)
        file->field_of[i] = -1;
    file->has_header = true;
    for (int field = 0; next_value(&line, &name); field++) {
        for (int i = 0; i < DIRECTORY_COLUMN_COUNT; i++) {
            if (!text_equals_fold(name, text_of(columns[i].name)))
                continue;
            if (file->field_of[i] >= 0)
                return refuse(file, err, "column %s stands there twice", columns[i].name);
            file->field_of[i] = field;
            file->last_field = field;
        }
    }
    for (int i = 0; i < DIRECTORY_COLUMN_COUNT; i++)
        if (columns[i].is_required && file->field_of[i] < 0)
            return refuse(file, err, "the header row has no column %s; " NEEDED, columns[i].name);
    return 0;
}

static int
split_row(struct directory_file *file, struct text line, struct err *err)
{
    struct text value;
    int field;

    for (int i = 0; i < DIRECTORY_COLUMN_COUNT; i++)
        file->value[i] = (struct text){0};
    for (field = 0; next_value(&line, &value); field++)
        for (int i = 0; i < DIRECTORY_COLUMN_COUNT; i++)
            if (file->field_of[i] == field && !text_equals_fold(value, TEXT("No Data")))
                file->value[i] = value;
    if (field <= file->last_field)
        return refuse(file, err, "it has %d columns; the header row has at least %d", field,
            file->last_field + 1);
    return 0;
}

static int
read_code(const struct directory_file *file, enum directory_column column, char *code, size_t size,
    struct err *err)
{
    struct text value = file->value[column];

    if (value.len >= size)
        return refuse(file, err, "%s has more than %zu characters", columns[column].name, size - 1);
    if (value.len > 0)
        memcpy(code, value.at, value.len);
    code[value.len] = '\0';
    return 0;
}

static int
read_date(
    const struct directory_file *file, enum directory_column column, int32_t *date, struct err *err)
{
    struct text value = file->value[column];

    *date = DATE_NONE;
    if (value.len > 0 && !date_parse(value, date))
        return refuse(file, err, "%s is not a date (MM/DD/CCYY)", columns[column].name);
    return 0;
}

static int
read_charter(const struct directory_file *file, bool *is_charter, struct err *err)
{
    struct text value = file->value[DIRECTORY_CHARTER];

    *is_charter = text_equals_fold(value, TEXT("Y")) || text_equals(value, TEXT("1"));
    if (value.len > 0 && !*is_charter && !text_equals_fold(value, TEXT("N")) &&
        !text_equals(value, TEXT("0")))
        return refuse(file, err, "Charter is neither Y, N, 1 nor 0");
    return 0;
}

/* U+FFFE and U+FFFF: valid UTF-8, but no characters, and no XML can hold them. */
static bool
is_no_character(struct text character)
{
    return character.len == 3 && memcmp(character.at, "\xef\xbf", 2) == 0 &&
           (unsigned char)character.at[2] >= 0xBE;
}

/* Names go into tables, pages and workbooks alike: what none of these shows becomes a blank. */
static void
add_name(struct buf *names, struct text value)
{
    size_t start = names->len;
    struct text name;

    buf_reserve(names, value.len + 1);
    for (size_t i = 0; i < value.len;) {
        struct text character = {value.at + i, value.len - i};

        character.len = character_length(character);
        if (character_steers(character) || is_no_character(character))
            buf_add_byte(names, ' ');
        else
            buf_add(names, character.at, character.len);
        i += character.len;
    }
    name = text_trim((struct text){names->data + start, names->len - start});
    memmove(names->data + start, name.at, name.len);
    names->len = start + name.len;
    buf_add_byte(names, '\0');
}

/* The three names as strings, in one buffer that moves while it grows. */
static void
read_names(struct directory_file *file, struct school *school)
{
    static const enum directory_column in_order[] = {
        DIRECTORY_COUNTY, DIRECTORY_DISTRICT, DIRECTORY_SCHOOL};
    size_t at[3];

    buf_reset(&file->names);
    for (int i = 0; i < 3; i++) {
        at[i] = file->names.len;
        add_name(&file->names, file->value[in_order[i]]);
    }
    school->county_name = file->names.data + at[0];
    school->district_name = file->names.data + at[1];
    school->school_name = file->names.data + at[2];
}

static int
read_row(struct directory_file *file, struct text line, struct err *err)
{
    struct school school = {0};
    enum directory_column grades;

    if (split_row(file, line, err) != 0)
        return -1;
    grades = file->value[DIRECTORY_GS_SERVED].len > 0 ? DIRECTORY_GS_SERVED : DIRECTORY_GS_OFFERED;
    if (file->value[DIRECTORY_CDS_CODE].len != CDS_CODE_LEN ||
        !text_is_digits(file->value[DIRECTORY_CDS_CODE]))
        return refuse(file, err, "CDSCode is not 14 digits; a spreadsheet may have changed it");
    if (read_code(file, DIRECTORY_CDS_CODE, school.cds_code, sizeof school.cds_code, err) != 0 ||
        read_code(file, DIRECTORY_DOC, school.doc, sizeof school.doc, err) != 0 ||
        read_code(file, DIRECTORY_SOC, school.soc, sizeof school.soc, err) != 0 ||
        read_code(file, DIRECTORY_EDOPS_CODE, school.edops, sizeof school.edops, err) != 0 ||
        read_code(file, grades, school.grades, sizeof school.grades, err) != 0 ||
        read_date(file, DIRECTORY_OPEN_DATE, &school.open_date, err) != 0 ||
        read_date(file, DIRECTORY_CLOSED_DATE, &school.close_date, err) != 0 ||
        read_charter(file, &school.is_charter, err) != 0)
        return -1;
    read_names(file, &school);
    file->schools++;
    return file->sink->accept(file->sink->ctx, &school, err);
}

/* A line of windows-1252 becomes UTF-8: the state has published both. */
static int
decode_line(struct directory_file *file, struct text *line, struct err *err)
{
    bool has_others = false;

    if (utf8_valid_prefix(*line, &has_others) == line->len)
        return 0;
    buf_reset(&file->decoded);
    for (size_t i = 0; i < line->len; i++) {
        uint32_t character = windows_1252_character((unsigned char)line->at[i]);

        if (character == 0)
            return refuse(file, err, "it is neither UTF-8 nor windows-1252");
        buf_reserve(&file->decoded, 4);
        file->decoded.len += utf8_encode(character, file->decoded.data + file->decoded.len);
    }
    *line = (struct text){file->decoded.data, file->decoded.len};
    return 0;
}

static int
take_line(struct directory_file *file, struct text line, struct err *err)
{
    file->lines++;
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    if (file->lines == 1 && text_begins(line, TEXT("\xef\xbb\xbf"))) {
        line.at += 3;
        line.len -= 3;
    }
    if (file->lines == 1 &&
        (text_begins(line, TEXT("\xff\xfe")) || text_begins(line, TEXT("\xfe\xff"))))
        return refuse(file, err, "the file is UTF-16; save it as UTF-8");
    if (line.len > LINE_MAX_SIZE || (line.len > 0 && memchr(line.at, '\0', line.len) != NULL))
        return refuse(file, err, "it is not a line of text");
    if (text_trim(line).len == 0)
        return 0;
    if (decode_line(file, &line, err) != 0)
        return -1;
    return file->has_header ? read_row(file, line, err) : read_header(file, line, err);
}

static int
take_block(struct directory_file *file, struct text block, struct err *err)
{
    while (block.len > 0) {
        const char *end = memchr(block.at, '\n', block.len);
        size_t len = end != NULL ? (size_t)(end - block.at) : block.len;
        struct text line = {block.at, len};

        if (end == NULL || file->pending.len > 0)
            buf_add(&file->pending, line.at, line.len);
        if (file->pending.len > LINE_MAX_SIZE) {
            file->lines++;
            return refuse(file, err, "it is not a line of text");
        }
        if (end == NULL)
            return 0;
        if (file->pending.len > 0)
            line = (struct text){file->pending.data, file->pending.len};
        if (take_line(file, line, err) != 0)
            return -1;
        buf_reset(&file->pending);
        block.at += len + 1;
        block.len -= len + 1;
    }
    return 0;
}

/* What the system refuses is its own kind of trouble; anything else is no such file. */
static int
refuse_source(const struct directory_file *file, const struct source *source, struct err *err)
{
    int errnum = source_errno(source);
    enum err_code code = errnum == 0                           ? ERR_CONFIG
                         : errnum == EACCES || errnum == EPERM ? ERR_PERMISSION
                                                               : ERR_IO;

    return err_set(
        err, code, "school directory \"%s\": %s", file->path, source_problem(source)->detail);
}

static int
read_blocks(struct directory_file *file, struct source *source, struct err *err)
{
    struct text block;
    bool is_first = true;

    while (source_next(source, &block)) {
        const char *what = is_first ? magic_find(block) : NULL;

        /* What is said of it goes on with what to send instead: of an extract. */
        if (what != NULL)
            return err_set(err, ERR_CONFIG, "school directory \"%s\" is %.*s; " NEEDED, file->path,
                (int)strcspn(what, ";"), what);
        is_first = false;
        if (take_block(file, block, err) != 0)
            return -1;
    }
    if (source_problem(source) != NULL)
        return refuse_source(file, source, err);
    if (file->pending.len > 0 &&
        take_line(file, (struct text){file->pending.data, file->pending.len}, err) != 0)
        return -1;
    if (file->schools == 0)
        return err_set(err, ERR_CONFIG, "school directory \"%s\" has no rows", file->path);
    return 0;
}

int
ingest_directory(const char *path, const struct school_sink *sink, struct err *err)
{
    struct directory_file file = {.sink = sink, .path = path};
    struct source *source;
    int rc;

    if (source_open(&source, path, 0, err) != 0)
        return -1;
    rc = read_blocks(&file, source, err);
    source_close(source);
    buf_free(&file.pending);
    buf_free(&file.decoded);
    buf_free(&file.names);
    return rc;
}
