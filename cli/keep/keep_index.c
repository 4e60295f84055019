#include <errno.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/outfile.h"
#include "base/parse.h"
#include "base/text.h"
#include "sql/load/ledger.h"
#include "sql/moment.h"
#include "sql/reference_store.h"

#include "cli/keep/keep_index.h"

enum { INDEX_MODE = 0600, FIELD_COUNT = 12 };

static const char index_name[] = "index.tsv";
static const char head[] =
    "lea\textract\tacademic_year\tsha256\tbytes\trows_read\trows_loaded\trows_rejected\trule_set\t"
    "reference\tdirectory\tfile_name\n";

static int
compare_lines(const void *a, const void *b)
{
    const struct submission *left = a, *right = b;
    int order = strcmp(left->key.lea, right->key.lea);

    if (order == 0)
        order = strcmp(layout_of(left->key.extract)->name, layout_of(right->key.extract)->name);
    return order != 0 ? order : left->key.year - right->key.year;
}

struct submission *
keep_index_find(const struct keep_index *index, const struct submission *submission)
{
    return index->count == 0 ? NULL
                             : bsearch(submission, index->lines, index->count, sizeof *index->lines,
                                   compare_lines);
}

/* What stands, as lines, and what of the index before does not stand any more. */
struct standing {
    struct buf lines;
    struct keep_index *before; /* the digest of a line that still stands becomes "" */
};

/* Names in the ledger hold no control character, so none holds a tab. */
static int
add_line(void *ctx, const struct submission *line, struct err *err)
{
    struct standing *standing = ctx;
    struct submission *before = keep_index_find(standing->before, line);
    char year[10];

    (void)err;
    if (before != NULL && strcmp(before->sha256, line->sha256) == 0)
        before->sha256[0] = '\0';
    school_year_format(line->key.year, year);
    buf_printf(&standing->lines, "%s\t%s\t%s\t%s\t%llu\t%llu\t%llu\t%llu\t%s\t%s\t%s\t%s\n",
        line->key.lea, layout_of(line->key.extract)->name, year, line->sha256,
        (unsigned long long)line->bytes, (unsigned long long)line->rows.read,
        (unsigned long long)line->rows.loaded, (unsigned long long)line->rows.rejected,
        line->basis.rule_set, line->basis.reference, line->basis.directory, line->file_name);
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

/*
 * What an index has named and this database has never had is of another database, or of one that
 * was lost: without the index it could not be made again.
 */
static int
guard_index(const char *folder, struct keep_index *before, struct db *db, struct err *err)
{
    size_t gone = 0, unknown;

    for (size_t i = 0; i < before->count; i++) {
        struct submission line = before->lines[i];

        if (line.sha256[0] == '\0')
            continue;
        before->lines[i] = before->lines[gone];
        before->lines[gone++] = line;
    }
    if (ledger_count_unknown(db, before->lines, gone, &unknown, err) != 0)
        return -1;
    if (unknown == 0)
        return 0;
    return err_set(err, ERR_CONFIG,
        "\"%s/%s\" names %zu submission%s that this database has never had, and was left as it "
        "is; let isprofile rebuild make them stand again, or keep in another folder",
        folder, index_name, unknown, unknown == 1 ? "" : "s");
}

static int
read_standing(const char *folder, struct standing *standing, struct db *db,
    char version[SHA256_TEXT_SIZE], struct err *err)
{
    int rc = moment_begin(db, false, err);

    if (rc == 0)
        rc = directory_store_version(db, version, err);
    if (rc == 0)
        rc = ledger_walk_current(db, add_line, standing, err);
    if (rc == 0)
        rc = guard_index(folder, standing->before, db, err);
    moment_end(db);
    return rc;
}

int
keep_index_write(const char *folder, struct db *db, const char *directory_file, struct err *err)
{
    struct keep_index before = {0};
    struct standing standing = {.before = &before};
    struct buf text = {0};
    char version[SHA256_TEXT_SIZE];
    struct outfile *file = NULL;
    struct err ignored;
    int rc = outfile_make_folder(folder, err);

    /* One that was damaged tells nothing, its directory neither. */
    if (rc == 0 && keep_index_read(folder, &before, &ignored) != 0)
        keep_index_reset(&before);
    if (rc == 0)
        rc = read_standing(folder, &standing, db, version, err);
    if (rc != 0)
        goto done;
    /* The file that the directory was made of is known as long as it is that directory. */
    if (directory_file == NULL)
        directory_file = strcmp(before.directory, version) == 0 ? before.directory_file : "";
    buf_printf(&text, "directory\t%s\t%s\n%s", version, directory_file, head);
    buf_add(&text, standing.lines.data, standing.lines.len);
    add_sum(&text);
    rc = outfile_open(&file, folder, index_name, INDEX_MODE, err);
    if (rc == 0)
        rc = outfile_write(file, text.data, text.len, err);
    if (rc == 0)
        rc = outfile_commit(file, err);
    else
        outfile_discard(file);

done:
    keep_index_reset(&before);
    buf_free(&standing.lines);
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
is_digest(const char *field)
{
    return strlen(field) == SHA256_TEXT_SIZE - 1 &&
           strspn(field, "0123456789abcdef") == SHA256_TEXT_SIZE - 1;
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
           text_is_digits(text_of(fields[0])) &&
           parse_school_year(text_of(fields[2]), &line->key.year) && is_digest(fields[3]) &&
           read_digest(line->sha256, fields[3]) &&
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

    return text != NULL && strcmp(name, "directory") == 0 && (*text == '\0' || is_digest(text)) &&
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
    /* They are looked up. */
    for (size_t i = 1; i < index->count; i++)
        if (compare_lines(&index->lines[i - 1], &index->lines[i]) >= 0)
            return false;
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
