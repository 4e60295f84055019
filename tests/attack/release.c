#include <stdbool.h>

#include "base/memory.h"

#include "attack/release.h"

enum { MAX_FIELDS = 32, FIELD_COUNT = 18 };

/* The columns of profile.csv that the attack reads. */
enum {
    FIELD_LEVEL = 1,
    FIELD_COUNTY,
    FIELD_DISTRICT,
    FIELD_SCHOOL,
    FIELD_CHARTER = 8,
    FIELD_BREAKDOWN,
    FIELD_CATEGORY,
    FIELD_PUPILS,
    FIELD_PERCENT = 16,
    FIELD_OTHER
};

int
release_base_of(int figure)
{
    return figure >= DIPLOMA ? GRADE12 : PUPILS;
}

int
category_list_find(const struct category_list *categories, const char *code)
{
    for (int i = 0; i < categories->count; i++) {
        if (strcmp(categories->code[i], code) == 0)
            return i;
    }
    return -1;
}

static _Noreturn void
refuse(const char *path, size_t line, const char *what)
{
    fprintf(stderr, "attack: \"%s\", line %zu: %s\n", path, line, what);
    exit(2);
}

/* Splits a line in place; quotes are taken off. No field of these files spans lines. */
static int
split(char *line, char *fields[MAX_FIELDS])
{
    int count = 0;
    char *to = line;

    for (char *from = line; count < MAX_FIELDS; from++) {
        bool is_quoted = *from == '"';

        fields[count++] = to;
        for (from += is_quoted; *from != '\0' && *from != '\n'; from++) {
            if (is_quoted && *from == '"' && *++from != '"')
                is_quoted = false;
            if (!is_quoted && (*from == ',' || *from == '\n' || *from == '\0'))
                break;
            *to++ = *from;
        }
        if (*from != ',') {
            *to = '\0';
            break;
        }
        *to++ = '\0';
    }
    return count;
}

static FILE *
open_file(const char *path)
{
    FILE *file = fopen(path, "re");

    if (file == NULL) {
        perror(path);
        exit(2);
    }
    return file;
}

void
category_list_read(struct category_list *categories, const char *path)
{
    FILE *file = open_file(path);
    char *line = NULL, *fields[MAX_FIELDS];
    size_t size = 0;

    categories->count = 0;
    for (size_t number = 1; getline(&line, &size, file) > 0; number++) {
        int at = categories->count;

        if (number == 1)
            continue;
        if (split(line, fields) != 3 || at == MAX_CATEGORIES ||
            strlen(fields[0]) >= sizeof categories->code[at] ||
            strlen(fields[2]) >= sizeof categories->breakdown[at])
            refuse(path, number, "no category");
        memcpy(categories->code[at], fields[0], strlen(fields[0]) + 1);
        memcpy(categories->breakdown[at], fields[2], strlen(fields[2]) + 1);
        categories->count++;
    }
    free(line);
    fclose(file);
}

/* The place of text in a list of single characters or words; -1 for none. */
static int
position(const char *text, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++) {
        if (strcmp(text, words[i]) == 0)
            return i;
    }
    return -1;
}

/* A code has so many digits, or stands above its level and is blank. */
static void
copy_code(char *to, const char *code, size_t len)
{
    if (strlen(code) == len)
        memcpy(to, code, len);
}

static void
fill_place(struct release_row *row, char *fields[MAX_FIELDS], const char *path, size_t line)
{
    static const char *const levels[] = {"T", "C", "D", "S", NULL};
    static const char *const charters[] = {"All", "N", "Y", NULL};
    int level = position(fields[FIELD_LEVEL], levels);
    int charter = position(fields[FIELD_CHARTER], charters);

    if (level < 0 || charter < 0)
        refuse(path, line, "no place or charter filter");
    memset(row->place, ' ', sizeof row->place - 1);
    row->place[0] = (char)('0' + level);
    copy_code(row->place + 1, fields[FIELD_COUNTY], 2);
    copy_code(row->place + 3, fields[FIELD_DISTRICT], 5);
    copy_code(row->place + 8, fields[FIELD_SCHOOL], 7);
    row->place[15] = (char)('0' + charter);
    row->place[16] = '\0';
}

static int32_t
figure_of(const char *text, const char *path, size_t line)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (strcmp(text, "*") == 0)
        return FIGURE_HIDDEN;
    if (*text < '0' || *text > '9' || *end != '\0' || value > INT32_MAX)
        refuse(path, line, "no count");
    return (int32_t)value;
}

static void
fill_row(struct release_row *row, const struct category_list *categories, char *fields[MAX_FIELDS],
    const char *path, size_t line)
{
    int category = category_list_find(categories, fields[FIELD_CATEGORY]);
    const char *percent = fields[FIELD_PERCENT];

    fill_place(row, fields, path, line);
    if (category < 0 || strcmp(categories->breakdown[category], fields[FIELD_BREAKDOWN]) != 0)
        refuse(path, line, "no category");
    row->category = (uint8_t)category;
    row->percent = *percent == '\0'  ? PERCENT_BLANK
                   : *percent == '*' ? PERCENT_HIDDEN
                                     : PERCENT_SHOWN;
    for (int i = 0; i < DIPLOMA + 1; i++)
        row->figures[i] = figure_of(fields[FIELD_PUPILS + i], path, line);
    row->figures[OTHER_COMPLETER] = figure_of(fields[FIELD_OTHER], path, line);
}

void
release_read(struct release *release, const struct category_list *categories, const char *path)
{
    FILE *file = open_file(path);
    char *line = NULL, *fields[MAX_FIELDS];
    size_t size = 0, capacity = 0;

    *release = (struct release){0};
    for (size_t number = 1; getline(&line, &size, file) > 0; number++) {
        if (number == 1)
            continue;
        if (split(line, fields) != FIELD_COUNT)
            refuse(path, number, "another number of columns");
        if (release->count == capacity) {
            capacity = capacity * 2 + 1024;
            release->rows = memory_grow(release->rows, capacity, sizeof *release->rows);
        }
        fill_row(&release->rows[release->count++], categories, fields, path, number);
    }
    free(line);
    fclose(file);
    if (release->count == 0)
        refuse(path, 1, "no rows");
}

void
release_free(struct release *release)
{
    free(release->rows);
    release->rows = NULL;
}
