#include "base/err.h"
#include "base/memory.h"
#include "base/row.h"
#include "base/submission.h"
#include "sql/copy.h"

#include "sql/load_rows.h"

enum { KEY_COLUMNS = 5 };

struct load_rows {
    struct copy *copy;
    enum extract extract;
    char lea[8];
    char year[10];
    int64_t id;
    int column_count;
    int16_t columns[LAYOUT_MAX_COLUMNS]; /* positions in the layout */
    int school;                          /* position of school_of_attendance, -1 for none */
};

bool
load_rows_has_column(const struct column *column)
{
    static const char *const told[] = {
        "record_type", "transaction_type", "reporting_lea", "academic_year"};

    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (strcmp(column->name, told[i]) == 0)
            return false;
    return strncmp(column->name, "filler", strlen("filler")) != 0;
}

void
load_rows_table(enum extract extract, char name[TABLE_NAME_SIZE])
{
    snprintf(name, TABLE_NAME_SIZE, "%s", layout_of(extract)->name);
    for (char *at = name; *at != '\0'; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
}

int
load_rows_begin(struct load_rows **rows, struct db *db, const struct submission_key *key,
    int64_t id, struct err *err)
{
    const char *names[KEY_COLUMNS + LAYOUT_MAX_COLUMNS] = {
        "lea_code", "academic_year", "submission_id", "record", "line"};
    const struct layout *layout = layout_of(key->extract);
    struct load_rows *opened = memory_new(sizeof *opened);
    char table[TABLE_NAME_SIZE];

    *rows = NULL;
    opened->extract = key->extract;
    opened->id = id;
    opened->school = layout_column(key->extract, "school_of_attendance");
    snprintf(opened->lea, sizeof opened->lea, "%s", key->lea);
    school_year_format(key->year, opened->year);
    for (int i = 0; i < layout->column_count; i++) {
        if (!load_rows_has_column(&layout->columns[i]))
            continue;
        names[KEY_COLUMNS + opened->column_count] = layout->columns[i].name;
        opened->columns[opened->column_count++] = (int16_t)i;
    }
    load_rows_table(key->extract, table);
    if (copy_begin(&opened->copy, db, table, names, KEY_COLUMNS + opened->column_count,
            "load the rows", err) != 0) {
        free(opened);
        return -1;
    }
    *rows = opened;
    return 0;
}

/* The one place where a judged value becomes a value of the database. */
static void
put_value(struct copy *copy, const struct column *column, const struct value *value)
{
    switch (column->type) {
    case COLUMN_SSID:
        copy_put_int8(copy, value->number);
        break;
    case COLUMN_DATE:
        copy_put_date(copy, (int32_t)value->number);
        break;
    case COLUMN_FLAG:
        copy_put_bool(copy, value->text.len > 0 && text_upper(*value->text.at) == 'Y');
        break;
    case COLUMN_INT:
        copy_put_int2(copy, (int16_t)value->number);
        break;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        copy_put_numeric(copy, value->number, column->scale);
        break;
    case COLUMN_CODE:
    case COLUMN_TEXT:
    case COLUMN_NAME:
    case COLUMN_LEA:
    case COLUMN_SCHOOL:
    case COLUMN_YEAR:
    case COLUMN_COUNTY:
    case COLUMN_GRADE:
    case COLUMN_PLACEMENT:
        copy_put_text(copy, value->text);
        break;
    }
}

static int
begin_row(struct load_rows *rows, const struct row *row, struct err *err)
{
    size_t room = sizeof rows->lea + sizeof rows->year;

    if (row->number > INT32_MAX || row->line > INT32_MAX)
        return err_set(err, ERR_CONFIG, "a file of more than %d lines is not stored", INT32_MAX);
    for (int i = 0; i < rows->column_count; i++)
        room += row->values[rows->columns[i]].text.len;
    if (copy_row(rows->copy, room, err) != 0)
        return -1;
    copy_put_text(rows->copy, text_of(rows->lea));
    copy_put_text(rows->copy, text_of(rows->year));
    copy_put_int8(rows->copy, rows->id);
    copy_put_int4(rows->copy, (int32_t)row->number);
    copy_put_int4(rows->copy, (int32_t)row->line);
    return 0;
}

int
load_rows_add(struct load_rows *rows, const struct row *row, struct err *err)
{
    const struct column *columns = layout_of(rows->extract)->columns;

    if (begin_row(rows, row, err) != 0)
        return -1;
    for (int i = 0; i < rows->column_count; i++) {
        int position = rows->columns[i];
        const struct value *value = &row->values[position];

        /* A school that is not identified still tells two segments apart by what was given. */
        if (value->is_present || (position == rows->school && value->text.len > 0))
            put_value(rows->copy, &columns[position], value);
        else
            copy_put_null(rows->copy);
    }
    return 0;
}

int
load_rows_end(struct load_rows *rows, uint64_t *count, struct err *err)
{
    int rc = copy_end(rows->copy, count, err);

    free(rows);
    return rc;
}

void
load_rows_abandon(struct load_rows *rows)
{
    if (rows == NULL)
        return;
    copy_abandon(rows->copy);
    free(rows);
}

int
load_rows_clear(struct db *db, const struct submission_key *key, struct err *err)
{
    char table[TABLE_NAME_SIZE], year[10];

    load_rows_table(key->extract, table);
    school_year_format(key->year, year);
    return copy_clear(db, table, key->lea, year, "delete the replaced rows", err);
}
