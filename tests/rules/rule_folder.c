#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/parse.h"

#include "rules/rule_folder.h"

static int
order_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The entries of a folder that take() wants, sorted. */
static size_t
list_entries(
    const char *path, bool (*take)(const struct dirent *), char (**names)[RULE_FOLDER_NAME_SIZE])
{
    DIR *dir = opendir(path);
    const struct dirent *entry;
    size_t count = 0;

    *names = NULL;
    if (dir == NULL)
        return 0;
    while ((entry = readdir(dir)) != NULL) {
        if (!take(entry))
            continue;
        *names = memory_grow(*names, count + 1, sizeof **names);
        snprintf((*names)[count++], sizeof **names, "%s", entry->d_name);
    }
    closedir(dir);
    if (count > 0)
        qsort(*names, count, sizeof **names, order_names);
    return count;
}

static bool
is_folder(const struct dirent *entry)
{
    return entry->d_type == DT_DIR && entry->d_name[0] != '.';
}

static bool
ends_with(const char *name, const char *end)
{
    size_t len = strlen(name);

    return len >= strlen(end) && strcmp(name + len - strlen(end), end) == 0;
}

static bool
is_input(const struct dirent *entry)
{
    const char *name = entry->d_name;

    if (ends_with(name, ".options"))
        return false;
    return strncmp(name, "passes", 6) == 0 || strncmp(name, "fails", 5) == 0;
}

static bool
is_file(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

size_t
rule_folder_list(const char *path, char (**names)[RULE_FOLDER_NAME_SIZE])
{
    return list_entries(path, is_folder, names);
}

static void
copy_cell(const char **line, char *cell, size_t size)
{
    size_t len = strcspn(*line, ",\n");

    assert_true(len < size);
    memcpy(cell, *line, len);
    cell[len] = '\0';
    *line += len;
    if (**line == ',')
        (*line)++;
}

/* "2.5" as hundredths, nothing as no cost. */
static int64_t
copy_cost(const char **line)
{
    char cell[32];
    int64_t cost = NO_COST;

    copy_cell(line, cell, sizeof cell);
    if (cell[0] != '\0')
        assert_true(parse_decimal(text_of(cell), 2, INT64_MAX, &cost));
    return cost;
}

static void
read_expectation(struct rule_folder *folder, const char *line, bool has_costs)
{
    struct rule_expectation *one;
    char number[32];

    folder->expectations = memory_grow(
        folder->expectations, folder->expectation_count + 1, sizeof *folder->expectations);
    one = &folder->expectations[folder->expectation_count++];
    copy_cell(&line, one->file, sizeof one->file);
    copy_cell(&line, number, sizeof number);
    copy_cell(&line, one->column, sizeof one->column);
    copy_cell(&line, one->rule, sizeof one->rule);
    one->has_costs = has_costs;
    if (has_costs) {
        one->ineligible_days = copy_cost(&line);
        one->ineligible_ada = copy_cost(&line);
    }
    one->line = strcmp(number, "*") == 0 ? -1 : strtol(number, NULL, 10);
    if (*line != '\n' && *line != '\0')
        fail_msg("%s/expected.csv: line %zu", folder->path, folder->expectation_count + 1);
}

static void
read_expectations(struct rule_folder *folder)
{
    char path[RULE_FOLDER_NAME_SIZE + 32];
    char line[1024];
    bool has_costs;
    FILE *file;

    snprintf(path, sizeof path, "%s/expected.csv", folder->path);
    file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is missing", path);
    assert_non_null(fgets(line, sizeof line, file));
    has_costs = strcmp(line, "file,line,column,rule,ineligible_days,ineligible_ada\n") == 0;
    if (!has_costs && strcmp(line, "file,line,column,rule\n") != 0)
        fail_msg("%s: unexpected header", path);
    while (fgets(line, sizeof line, file) != NULL)
        read_expectation(folder, line, has_costs);
    fclose(file);
}

bool
rule_folder_read(const char *rules, const char *rule, struct rule_folder *folder)
{
    *folder = (struct rule_folder){0};
    snprintf(folder->path, sizeof folder->path, "%s/%s", rules, rule);
    if (access(folder->path, R_OK | X_OK) != 0)
        return false;
    folder->input_count = list_entries(folder->path, is_input, &folder->inputs);
    read_expectations(folder);
    return true;
}

void
rule_folder_reset(struct rule_folder *folder)
{
    free(folder->inputs);
    free(folder->expectations);
    *folder = (struct rule_folder){0};
}

/* Folders named without an ending are sets of files. */
size_t
rule_folder_files(
    const struct rule_folder *folder, const char *input, char (**names)[RULE_FOLDER_NAME_SIZE])
{
    char path[2 * RULE_FOLDER_NAME_SIZE + 2];
    size_t count = 0;

    snprintf(path, sizeof path, "%s/%s", folder->path, input);
    if (strchr(input, '.') == NULL)
        count = list_entries(path, is_file, names);
    if (count == 0) {
        *names = memory_new_array(1, sizeof **names);
        snprintf((*names)[0], sizeof **names, "%s", input);
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        int len = snprintf(path, sizeof path, "%s/%s", input, (*names)[i]);

        assert_in_range(len, 1, sizeof **names - 1);
        memcpy((*names)[i], path, (size_t)len + 1);
    }
    return count;
}

static bool
apply_option(struct judging_options *options, const char *name, const char *value)
{
    int64_t percent;

    if (strcmp(name, "directory") == 0 && strcmp(value, "no") == 0) {
        options->without_directory = true;
        return true;
    }
    if (strcmp(name, "encoding") == 0 && strcmp(value, "windows-1252") == 0) {
        options->is_windows_1252 = true;
        return true;
    }
    if (strcmp(name, "lea") == 0 && strlen(value) == 7) {
        memcpy(options->lea, value, 8);
        return true;
    }
    if (strcmp(name, "as_of") == 0)
        return date_parse(text_of(value), &options->as_of);
    if (strcmp(name, "max_expanded") == 0)
        return parse_size(text_of(value), &options->max_expanded);
    if (strcmp(name, "max_rejected") == 0 && parse_decimal(text_of(value), 2, 10000, &percent)) {
        options->max_rejected = (unsigned)percent;
        return true;
    }
    return false;
}

static bool
read_options(const char *path, struct judging_options *options)
{
    FILE *file = fopen(path, "rb");
    char line[256];

    if (file == NULL)
        return false;
    while (fgets(line, sizeof line, file) != NULL) {
        char *value = strchr(line, '=');

        line[strcspn(line, "\n")] = '\0';
        if (value == NULL)
            fail_msg("%s: \"%s\"", path, line);
        *value++ = '\0';
        if (!apply_option(options, line, value))
            fail_msg("%s: %s", path, line);
    }
    fclose(file);
    return true;
}

void
rule_folder_options(
    const struct rule_folder *folder, const char *input, struct judging_options *options)
{
    char path[2 * RULE_FOLDER_NAME_SIZE + 32];

    /* Most inputs hold more refused rows than an LEA may send. */
    *options = (struct judging_options){.max_rejected = 10000};
    date_from_civil(2024, 9, 1, &options->as_of);
    snprintf(path, sizeof path, "%s/%s.options", folder->path, input);
    if (read_options(path, options))
        return;
    snprintf(path, sizeof path, "%s/options", folder->path);
    read_options(path, options);
}
