#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/row.h"
#include "base/state_key.h"
#include "base/submission.h"
#include "sql/copy.h"
#include "sql/load/row_pack.h"

#include "sql/load/load_rows.h"

enum { TOLD_COLUMNS = 5, PACK_COLUMNS = 2, OPEN_PACKS = 2 };

/* Rows of STAS that tell days of independent study stand in packs of their own. */
struct load_rows {
    struct copy *copy;
    enum extract extract;
    char lea[8];
    char year[10];
    int64_t id;
    uint64_t count;
    int column_count;
    struct load_column {
        int16_t position; /* in the layout */
        bool is_text;
        bool is_flag;
    } columns[LAYOUT_MAX_COLUMNS];
    int school; /* position of school_of_attendance, -1 for none */
    struct row_pack *packs[OPEN_PACKS];
    int32_t first_records[OPEN_PACKS];
    struct buf keys[OPEN_PACKS]; /* of their rows; see base/state_key.h */
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

static void
name_packs(enum extract extract, char name[PACK_NAME_SIZE])
{
    char table[TABLE_NAME_SIZE];

    load_rows_table(extract, table);
    snprintf(name, PACK_NAME_SIZE, "%s_pack", table);
}

/* As migration 0017 has it. */
static enum row_pack_type
type_of(const struct column *column)
{
    switch (column->type) {
    case COLUMN_SSID:
        return ROW_PACK_INT8;
    case COLUMN_DATE:
        return ROW_PACK_DATE;
    case COLUMN_FLAG:
        return ROW_PACK_BOOL;
    case COLUMN_INT:
        return ROW_PACK_INT2;
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        return column_max_number(column) > INT32_MAX ? ROW_PACK_INT8 : ROW_PACK_INT4;
    case COLUMN_CODE:
    case COLUMN_TEXT:
    case COLUMN_NAME:
    case COLUMN_LEA:
    case COLUMN_SCHOOL:
    case COLUMN_YEAR:
    case COLUMN_COUNTY:
    case COLUMN_GRADE:
    case COLUMN_PLACEMENT:
        break;
    }
    return ROW_PACK_TEXT;
}

/* The columns of a pack, and the packs that are open. */
static int
lay_out(struct load_rows *rows, const char *names[])
{
    const struct layout *layout = layout_of(rows->extract);
    enum row_pack_type types[PACK_COLUMNS + LAYOUT_MAX_COLUMNS] = {ROW_PACK_INT4, ROW_PACK_INT4};
    enum row_pack_type type;
    int count = TOLD_COLUMNS;

    if (rows->extract == EXTRACT_STAS)
        names[count++] = "has_is";
    names[count++] = "record";
    names[count++] = "line";
    for (int i = 0; i < layout->column_count; i++) {
        if (!load_rows_has_column(&layout->columns[i]))
            continue;
        names[count++] = layout->columns[i].name;
        type = type_of(&layout->columns[i]);
        types[PACK_COLUMNS + rows->column_count] = type;
        rows->columns[rows->column_count++] =
            (struct load_column){(int16_t)i, type == ROW_PACK_TEXT, type == ROW_PACK_BOOL};
    }
    if (state_key_size(rows->extract) > 0)
        names[count++] = "keys";
    for (int i = 0; i < OPEN_PACKS; i++)
        rows->packs[i] = row_pack_new(types, PACK_COLUMNS + rows->column_count);
    return count;
}

static void
free_rows(struct load_rows *rows)
{
    for (int i = 0; i < OPEN_PACKS; i++) {
        row_pack_free(rows->packs[i]);
        buf_free(&rows->keys[i]);
    }
    free(rows);
}

int
load_rows_begin(struct load_rows **rows, struct db *db, const struct submission_key *key,
    int64_t id, struct err *err)
{
    const char *names[TOLD_COLUMNS + 1 + PACK_COLUMNS + LAYOUT_MAX_COLUMNS + 1] = {
        "lea_code", "academic_year", "submission_id", "first_record", "rows"};
    struct load_rows *opened = memory_new(sizeof *opened);
    char table[PACK_NAME_SIZE];
    int count;

    *rows = NULL;
    opened->extract = key->extract;
    opened->id = id;
    opened->school = layout_column(key->extract, "school_of_attendance");
    snprintf(opened->lea, sizeof opened->lea, "%s", key->lea);
    school_year_format(key->year, opened->year);
    count = lay_out(opened, names);
    name_packs(key->extract, table);
    if (copy_begin(&opened->copy, db, table, names, count, "load the rows", err) != 0) {
        free_rows(opened);
        return -1;
    }
    *rows = opened;
    return 0;
}

/* The one place where a judged value becomes a value of the database. */
static void
put_value(struct row_pack *pack, const struct load_column *column, const struct value *value)
{
    if (column->is_text)
        row_pack_put_text(pack, value->text);
    else if (column->is_flag)
        row_pack_put_number(pack, value->text.len > 0 && text_upper(*value->text.at) == 'Y');
    else
        row_pack_put_number(pack, value->number);
}

static void
put_row(struct load_rows *rows, struct row_pack *pack, const struct row *row)
{
    row_pack_begin_row(pack);
    row_pack_put_number(pack, (int64_t)row->number);
    row_pack_put_number(pack, (int64_t)row->line);
    for (int i = 0; i < rows->column_count; i++) {
        const struct load_column *column = &rows->columns[i];
        const struct value *value = &row->values[column->position];

        /* A school that is not identified still tells schools apart by what was given. */
        if (value->is_present || (column->position == rows->school && value->text.len > 0))
            put_value(pack, column, value);
        else
            row_pack_put_null(pack);
    }
}

static void
put_key(struct load_rows *rows, struct buf *keys, const struct row *row)
{
    size_t size = state_key_size(rows->extract);

    buf_reserve(keys, size);
    if (size > 0)
        state_key_write(row, (unsigned char *)keys->data + keys->len);
    keys->len += size;
}

static int
send_pack(struct load_rows *rows, int which, struct err *err)
{
    struct row_pack *pack = rows->packs[which];
    struct buf *keys = &rows->keys[which];

    if (copy_row(rows->copy, row_pack_size(pack) + keys->len, err) != 0)
        return -1;
    copy_put_text(rows->copy, text_of(rows->lea));
    copy_put_text(rows->copy, text_of(rows->year));
    copy_put_int8(rows->copy, rows->id);
    copy_put_int4(rows->copy, rows->first_records[which]);
    copy_put_int4(rows->copy, row_pack_rows(pack));
    if (rows->extract == EXTRACT_STAS)
        copy_put_bool(rows->copy, which == 1);
    row_pack_send(pack, rows->copy);
    if (keys->len > 0)
        copy_put_text(rows->copy, (struct text){keys->data, keys->len});
    buf_reset(keys);
    return 0;
}

static int64_t
number_of(const struct value *value)
{
    return value->is_present ? value->number : 0;
}

/* Days of a pupil who is exempt from the counts are none. */
static bool
has_independent_study(const struct row *row)
{
    const struct value *values = row->values, *exempt;

    if (row->extract != EXTRACT_STAS)
        return false;
    exempt = &values[STAS_exempt];
    if (exempt->is_present && text_upper(*exempt->text.at) == 'Y')
        return false;
    return number_of(&values[STAS_is_days_not_credited]) +
               number_of(&values[STAS_is_days_credited]) >
           0;
}

int
load_rows_add(struct load_rows *rows, const struct row *row, struct err *err)
{
    int which = has_independent_study(row);
    struct row_pack *pack = rows->packs[which];

    if (row->number > INT32_MAX || row->line > INT32_MAX)
        return err_set(err, ERR_CONFIG, "a file of more than %d lines is not stored", INT32_MAX);
    if (row_pack_rows(pack) == 0)
        rows->first_records[which] = (int32_t)row->number;
    put_row(rows, pack, row);
    put_key(rows, &rows->keys[which], row);
    rows->count++;
    return row_pack_rows(pack) == ROW_PACK_ROWS ? send_pack(rows, which, err) : 0;
}

int
load_rows_end(struct load_rows *rows, uint64_t *count, struct err *err)
{
    uint64_t packs;
    int rc;

    *count = rows->count;
    for (int i = 0; i < OPEN_PACKS; i++) {
        if (row_pack_rows(rows->packs[i]) > 0 && send_pack(rows, i, err) != 0) {
            load_rows_abandon(rows);
            return -1;
        }
    }
    rc = copy_end(rows->copy, &packs, err);
    free_rows(rows);
    return rc;
}

void
load_rows_abandon(struct load_rows *rows)
{
    if (rows == NULL)
        return;
    copy_abandon(rows->copy);
    free_rows(rows);
}

int
load_rows_clear(struct db *db, const struct submission_key *key, struct err *err)
{
    char table[PACK_NAME_SIZE], year[10];

    name_packs(key->extract, table);
    school_year_format(key->year, year);
    return copy_clear(db, table, key->lea, year, "delete the replaced rows", err);
}
