#include <errno.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"
#include "base/parse.h"
#include "sql/ledger.h"
#include "sql/moment.h"
#include "sql/reference_store.h"

#include "cli/keep_index.h"

enum { INDEX_MODE = 0600, FIELD_COUNT = 12 };

static const char index_name[] = "index.tsv";
static const char head[] =
    "lea\textract\tacademic_year\tsha256\tbytes\trows_read\trows_loaded\trows_rejected\trule_set\t"
    "reference\tdirectory\tfile_name\n";

/* Names in the ledger hold no control character, so none holds a tab. */
static int
add_line(void *text, const struct submission *line, struct err *err)
{
    char year[10];

    (void)err;
    school_year_format(line->key.year, year);
    buf_printf(text, "%s\t%s\t%s\t%s\t%llu\t%llu\t%llu\t%llu\t%s\t%s\t%s\t%s\n", line->key.lea,
        layout_of(line->key.extract)->name, year, line->sha256, (unsigned long long)line->bytes,
        (unsigned long long)line->rows.read, (unsigned long long)line->rows.loaded,
        (unsigned long long)line->rows.rejected, line->basis.rule_set, line->basis.reference,
        line->basis.directory, line->file_name);
    return 0;
}

static void
add_sum(struct buf *text)
{
    struct digest *digest = digest_new();
    char sha256[SHA256_TEXT_SIZE];

    digest_add(digest, text->data, text->len);
    digest_finish(digest, sha256);
    digest_free(digest);
    buf_printf(text, "sha256\t%s\n", sha256);
}

/* The file that the directory was made of, as long as it is that directory. */
static void
find_directory_file(const char *folder, const char *version, char file[SHA256_TEXT_SIZE])
{
    struct keep_index before = {0};
    struct err ignored;

    file[0] = '\0';
    if (keep_index_read(folder, &before, &ignored) == 0 && strcmp(before.directory, version) == 0)
        memcpy(file, before.directory_file, SHA256_TEXT_SIZE);
    keep_index_reset(&before);
}

static int
read_standing(struct db *db, struct buf *lines, char version[SHA256_TEXT_SIZE], struct err *err)
{
    int rc = moment_begin(db, false, err);

    if (rc == 0)
        rc = directory_store_version(db, version, err);
    if (rc == 0)
        rc = ledger_walk_current(db, add_line, lines, err);
    moment_end(db);
    return rc;
}

int
keep_index_write(const char *folder, struct db *db, const char *directory_file, struct err *err)
{
    struct buf text = {0}, lines = {0};
    char version[SHA256_TEXT_SIZE], file_sha256[SHA256_TEXT_SIZE];
    struct outfile *file = NULL;
    int rc = outfile_make_folder(folder, err);

    if (rc == 0)
        rc = read_standing(db, &lines, version, err);
    if (rc != 0)
        goto done;
    if (directory_file != NULL)
        memcpy(file_sha256, directory_file, sizeof file_sha256);
    else
        find_directory_file(folder, version, file_sha256);
    buf_printf(&text, "directory\t%s\t%s\n%s", version, file_sha256, head);
    buf_add(&text, lines.data, lines.len);
    add_sum(&text);
    rc = outfile_open(&file, folder, index_name, INDEX_MODE, err);
    if (rc == 0)
        rc = outfile_write(file, text.data, text.len, err);
    if (rc == 0)
        rc = outfile_commit(file, err);
    else
        outfile_discard(file);

done:
    buf_free(&lines);
    buf_free(&text);
    return rc == 0 ? 0 : err_wrap(err, "could not write the index of what is kept");
}

static int
read_whole(const char *path, struct buf *text, struct err *err)
{
    char block[65536];
    size_t got;
    FILE *file = fopen(path, "re");
    int rc = 0;

    if (file == NULL)
        return err_set_errno(err, ERR_IO, errno, "could not open \"%s\"", path);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_add(text, block, got);
    if (ferror(file) != 0)
        rc = err_set_errno(err, ERR_IO, errno, "could not read \"%s\"", path);
    fclose(file);
    buf_terminate(text);
    return rc;
}

/* Takes the sum off the end of text; false when it is not that of the lines before it. */
static bool
take_sum(struct buf *text)
{
    const size_t len = strlen("sha256\t") + SHA256_TEXT_SIZE;
    struct buf lines = {0};
    bool holds;

    if (text->len <= len)
        return false;
    buf_add(&lines, text->data, text->len - len);
    add_sum(&lines);
    holds = lines.len == text->len && memcmp(lines.data, text->data, lines.len) == 0;
    buf_free(&lines);
    text->len -= len;
    buf_terminate(text);
    return holds;
}

static bool
read_digest(char *to, const char *field)
{
    snprintf(to, SHA256_TEXT_SIZE, "%s", field);
    return strlen(field) < SHA256_TEXT_SIZE;
}

static bool
read_line(char *text, struct submission *line)
{
    char *fields[FIELD_COUNT];
    bool is_ods;

    *line = (struct submission){.verdict = VERDICT_ACCEPTED};
    for (int i = 0; i < FIELD_COUNT; i++)
        fields[i] = strsep(&text, "\t");
    if (fields[FIELD_COUNT - 1] == NULL || text != NULL)
        return false;
    line->key.extract = layout_find_extract(text_of(fields[1]), &is_ods);
    snprintf(line->key.lea, sizeof line->key.lea, "%s", fields[0]);
    line->file_name = memory_copy_text(fields[11], strlen(fields[11]));
    return line->key.extract != EXTRACT_NONE && strlen(fields[0]) == sizeof line->key.lea - 1 &&
           parse_school_year(text_of(fields[2]), &line->key.year) &&
           strlen(fields[3]) == SHA256_TEXT_SIZE - 1 && read_digest(line->sha256, fields[3]) &&
           parse_unsigned(text_of(fields[4]), INT64_MAX, &line->bytes) &&
           parse_unsigned(text_of(fields[5]), INT64_MAX, &line->rows.read) &&
           parse_unsigned(text_of(fields[6]), INT64_MAX, &line->rows.loaded) &&
           parse_unsigned(text_of(fields[7]), INT64_MAX, &line->rows.rejected) &&
           read_digest(line->basis.rule_set, fields[8]) &&
           read_digest(line->basis.reference, fields[9]) &&
           read_digest(line->basis.directory, fields[10]);
}

static bool
read_directory(char *text, struct keep_index *index)
{
    char *name = strsep(&text, "\t"), *version = strsep(&text, "\t");

    return text != NULL && strcmp(name, "directory") == 0 &&
           read_digest(index->directory, version) && read_digest(index->directory_file, text);
}

static bool
read_lines(char *text, struct keep_index *index)
{
    char *line = strsep(&text, "\n");
    size_t head_len = strlen(head) - 1;

    if (line == NULL || !read_directory(line, index))
        return false;
    line = strsep(&text, "\n");
    if (line == NULL || strlen(line) != head_len || strncmp(line, head, head_len) != 0)
        return false;
    while ((line = strsep(&text, "\n")) != NULL && *line != '\0') {
        index->lines = memory_grow(index->lines, index->count + 1, sizeof *index->lines);
        if (!read_line(line, &index->lines[index->count++]))
            return false;
    }
    return true;
}

int
keep_index_read(const char *folder, struct keep_index *index, struct err *err)
{
    struct buf path = {0}, text = {0};
    int rc;

    *index = (struct keep_index){0};
    buf_printf(&path, "%s/%s", folder, index_name);
    rc = read_whole(path.data, &text, err);
    if (rc == 0 && (!take_sum(&text) || !read_lines(text.data, index)))
        rc = err_set(err, ERR_CONFIG, "\"%s\" is damaged", path.data);
    buf_free(&path);
    buf_free(&text);
    return rc;
}

void
keep_index_reset(struct keep_index *index)
{
    for (size_t i = 0; i < index->count; i++)
        free((char *)(uintptr_t)index->lines[i].file_name);
    free(index->lines);
    *index = (struct keep_index){0};
}
