#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/parse.h"
#include "ingest/reader.h"
#include "report/render/csv_out.h"

#include "cli/findings/mask.h"
#include "cli/findings/table_in.h"
#include "cli/screen/terminal.h"

#include "cli/findings/findings_in.h"

enum wanted_column {
    WANTED_FILE,
    WANTED_LINE,
    WANTED_COLUMN,
    WANTED_RULE,
    WANTED_SEVERITY,
    WANTED_MESSAGE,
    WANTED_VALUE,
    WANTED_COUNT,
};

static const char *const names[WANTED_COUNT] = {
    "file", "line", "column", "rule", "severity", "message", "value"};

struct reading {
    const struct finding_line_sink *sink;
    const char *path;
    bool has_header;
    int fields[WANTED_COUNT];
    struct buf value;
};

static int
refuse(const struct reading *reading, const char *reason, struct err *err)
{
    struct buf name = {0};

    terminal_add_name(&name, reading->path);
    err_set(err, ERR_USAGE, "\"%s\" is no findings.csv: %s", buf_terminate(&name), reason);
    buf_free(&name);
    return -1;
}

static int
read_header(struct reading *reading, const struct record *record, struct err *err)
{
    reading->has_header = true;
    for (int i = 0; i < WANTED_COUNT; i++) {
        reading->fields[i] = -1;
        for (int j = 0; j < record->field_count && j < RECORD_MAX_FIELDS; j++) {
            if (text_equals(record->fields[j], text_of(names[i])))
                reading->fields[i] = j;
        }
        if (reading->fields[i] < 0)
            return refuse(reading, "its first line is another one", err);
    }
    return 0;
}

/* A result that shows values and one that does not must be the same to compare. */
static struct text
mask_value(struct reading *reading, struct text value)
{
    buf_reset(&reading->value);
    mask_add_again(&reading->value, csv_out_without_apostrophe(value), false);
    return (struct text){reading->value.data, reading->value.len};
}

static int
take_record(void *ctx, const struct record *record, struct err *err)
{
    struct reading *reading = ctx;
    struct text fields[WANTED_COUNT];
    struct finding_line line;
    uint64_t number = 0;

    if (!reading->has_header)
        return read_header(reading, record, err);
    for (int i = 0; i < WANTED_COUNT; i++) {
        if (reading->fields[i] >= record->field_count)
            return refuse(reading, "a line is too short", err);
        fields[i] = record->fields[reading->fields[i]];
    }
    if (fields[WANTED_LINE].len > 0 && !parse_unsigned(fields[WANTED_LINE], INT64_MAX, &number))
        return refuse(reading, "a line number is none", err);
    line = (struct finding_line){
        .file = fields[WANTED_FILE],
        .rule = fields[WANTED_RULE],
        .severity = fields[WANTED_SEVERITY],
        .column = fields[WANTED_COLUMN],
        .message = fields[WANTED_MESSAGE],
        .value = mask_value(reading, fields[WANTED_VALUE]),
        .line = (unsigned long)number,
    };
    return reading->sink->accept(reading->sink->ctx, &line, err);
}

static int
take_problem(void *ctx, const struct read_problem *problem, struct err *err)
{
    return refuse(ctx, problem->detail != NULL ? problem->detail : "it cannot be read", err);
}

int
findings_in_read(const char *path, const struct finding_line_sink *sink, struct err *err)
{
    struct buf name = {0};
    struct stat status;
    struct reading reading = {.sink = sink};
    const struct reader_sink records = {
        .record = take_record, .problem = take_problem, .ctx = &reading};
    int rc;

    buf_add_text(&name, path);
    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        buf_add_text(&name, "/findings.csv");
    reading.path = name.data;
    if (stat(name.data, &status) == 0 && S_ISFIFO(status.st_mode))
        rc = refuse(&reading, "it is a pipe, which can be read only once", err);
    else
        rc = table_in_read(name.data, &records, err);
    if (rc == 0 && !reading.has_header)
        rc = refuse(&reading, "it is empty", err);
    buf_free(&reading.value);
    buf_free(&name);
    return rc;
}
