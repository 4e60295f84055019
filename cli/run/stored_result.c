#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/parse.h"
#include "transform/catalogue.h"

#include "cli/findings/tally.h"
#include "cli/run/json_in.h"

#include "cli/run/stored_result.h"

/* No summary is larger; what is gets no room. */
enum { SUMMARY_MAX_SIZE = 64 * 1024 * 1024 };

static bool
read_whole(const char *dir, struct buf *bytes)
{
    struct buf path = {0};
    struct stat status;
    ssize_t got = 0;
    int fd;

    buf_printf(&path, "%s/summary.json", dir);
    fd = open(path.data, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    buf_free(&path);
    if (fd < 0)
        return false;
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= SUMMARY_MAX_SIZE) {
        buf_reserve(bytes, (size_t)status.st_size + 1);
        while (bytes->len < (size_t)status.st_size &&
               (got = read(fd, bytes->data + bytes->len, (size_t)status.st_size - bytes->len)) > 0)
            bytes->len += (size_t)got;
    }
    close(fd);
    return bytes->len > 0 && got >= 0;
}

static size_t
count_members(const struct json_value *value)
{
    size_t count = 0;

    for (const struct json_value *at = value != NULL ? value->first : NULL; at != NULL;
         at = at->next)
        count++;
    return count;
}

/* NULL where the text is null or missing. */
static char *
string_of(const struct json_value *value, const char *key)
{
    const struct json_value *member = json_in_get(value, key);

    /* Strings have a NUL behind them. */
    return member != NULL && member->kind == JSON_STRING ? (char *)member->text.at : NULL;
}

static void
copy_digest(char to[SHA256_TEXT_SIZE], const struct json_value *value, const char *key)
{
    const char *text = string_of(value, key);

    snprintf(to, SHA256_TEXT_SIZE, "%s", text != NULL ? text : "");
}

/* The rule of a file by itself that an object names; NULL for any other. */
static const struct rule_info *
rule_of(const struct json_value *value)
{
    const char *id = string_of(value, "rule");
    const struct rule_info *rule = id != NULL ? catalogue_find(id) : NULL;

    return rule != NULL && !catalogue_rule_is_of_law((enum rule_id)rule->number) ? rule : NULL;
}

static bool
read_key(struct stored_result *stored, const struct json_value *file)
{
    struct submission_key *key = &stored->outcome.judgement.key;
    const char *lea = string_of(file, "lea"), *year = string_of(file, "academic_year");
    bool is_ods;

    if (lea == NULL || year == NULL)
        return false;
    snprintf(key->lea, sizeof key->lea, "%s", lea);
    key->extract = layout_find_extract(json_in_text(file, "extract"), &is_ods);
    return key->extract != EXTRACT_NONE && parse_school_year(text_of(year), &key->year);
}

static void
read_rows(struct row_counts *rows, const struct json_value *value)
{
    *rows = (struct row_counts){
        .read = json_in_unsigned(value, "read"),
        .loaded = json_in_unsigned(value, "loaded"),
        .rejected = json_in_unsigned(value, "rejected"),
        .withheld = json_in_unsigned(value, "withheld"),
    };
}

static void
read_ingest(struct ingest_result *ingest, const struct json_value *read)
{
    ingest->is_complete = json_in_boolean(read, "complete");
    ingest->bytes = json_in_unsigned(read, "bytes");
    ingest->raw_bytes = json_in_unsigned(read, "stored_bytes");
    ingest->gzip_members = (unsigned)json_in_unsigned(read, "gzip_members");
    copy_digest(ingest->sha256, read, "sha256");
}

static enum encoding
encoding_of(struct text name)
{
    static const char *const names[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};
    int i = 0;

    while (i < ENCODING_WINDOWS_1252 && !text_equals(name, text_of(names[i])))
        i++;
    return (enum encoding)i;
}

static void
read_form(struct stored_result *stored, const struct json_value *read)
{
    const struct json_value *columns = json_in_get(read, "columns");
    struct file_form *form = &stored->outcome.form;
    struct text delimiter = json_in_text(read, "delimiter");
    size_t count = count_members(columns);

    if (columns == NULL || count > RECORD_MAX_FIELDS || delimiter.len != 1)
        return;
    stored->outcome.has_form = true;
    stored->columns = memory_new_array(count + 1, sizeof *stored->columns);
    *form = (struct file_form){
        .extract = stored->outcome.judgement.key.extract,
        .has_header = text_equals(json_in_text(read, "form"), TEXT("header")),
        .is_ods = json_in_boolean(read, "ods"),
        .has_bom = json_in_boolean(read, "byte_order_mark"),
        .is_gzip = stored->outcome.ingest.gzip_members > 0,
        .delimiter = *delimiter.at,
        .encoding = encoding_of(json_in_text(read, "encoding")),
        .field_count = (int)count,
        .column_of_field = stored->columns,
    };
    count = 0;
    for (const struct json_value *at = columns->first; at != NULL; at = at->next)
        stored->columns[count++] =
            (int16_t)(at->kind == JSON_STRING ? layout_column(form->extract, at->text.at) : -1);
}

static void
read_samples(struct tally *tally, int rule, const struct json_value *samples)
{
    for (const struct json_value *at = samples != NULL ? samples->first : NULL; at != NULL;
         at = at->next) {
        const struct sample sample = {
            .line = (unsigned long)json_in_unsigned(at, "line"),
            .record = (unsigned long)json_in_unsigned(at, "record"),
            .field = (int)json_in_unsigned(at, "column_no"),
            .column = string_of(at, "column"),
            .value = string_of(at, "value"),
            .detail = string_of(at, "detail"),
            .ineligible_days = json_in_decimal(at, "ineligible_days", 2, NO_COST),
            .ineligible_ada = json_in_decimal(at, "ineligible_ada", 2, NO_COST),
        };

        tally_put_sample(tally, rule, &sample);
    }
}

static void
read_rules(struct stored_result *stored, const struct json_value *rules)
{
    for (const struct json_value *at = rules != NULL ? rules->first : NULL; at != NULL;
         at = at->next) {
        const struct rule_info *rule = rule_of(at);
        struct tally_cost cost = {json_in_decimal(at, "ineligible_days", 2, NO_COST),
            json_in_decimal(at, "ineligible_ada", 2, NO_COST)};
        struct rule_count *count;

        if (rule == NULL)
            continue;
        count = &stored->counts[rule->number];
        count->found = json_in_unsigned(at, "found");
        count->applied = json_in_unsigned(at, "applied");
        count->ineligible_days = cost.days != NO_COST ? cost.days : 0;
        tally_put_cost(stored->tally, rule->number, &cost);
        read_samples(stored->tally, rule->number, json_in_get(at, "samples"));
    }
}

static void
read_causes(struct stored_result *stored, const struct json_value *file)
{
    const struct json_value *causes = json_in_get(file, "causes");

    for (const struct json_value *at = causes != NULL ? causes->first : NULL; at != NULL;
         at = at->next) {
        const struct cause cause = {
            .rule = rule_of(at),
            .column = string_of(at, "column"),
            .value = string_of(at, "value"),
            .detail = string_of(at, "detail"),
            .line = (unsigned long)json_in_unsigned(at, "first_line"),
            .rows = json_in_unsigned(at, "rows"),
        };

        if (cause.rule != NULL && cause.column != NULL)
            tally_put_cause(stored->tally, &cause);
    }
    if (!json_in_boolean(file, "causes_are_complete"))
        tally_put_incomplete(stored->tally);
}

static void
read_not_judged(struct stored_result *stored, const struct json_value *list)
{
    struct judgement *judgement = &stored->outcome.judgement;

    stored->not_judged = memory_new_array(count_members(list) + 1, sizeof *stored->not_judged);
    for (const struct json_value *at = list != NULL ? list->first : NULL; at != NULL;
         at = at->next) {
        const struct rule_info *rule = rule_of(at);
        const char *reason = string_of(at, "reason");

        if (rule != NULL && reason != NULL)
            stored->not_judged[judgement->not_judged_count++] = (struct not_judged){rule, reason};
    }
    judgement->not_judged = stored->not_judged;
}

static void
read_normalizations(struct stored_result *stored, const struct json_value *list)
{
    struct judgement *judgement = &stored->outcome.judgement;

    stored->normalizations =
        memory_new_array(count_members(list) + 1, sizeof *stored->normalizations);
    for (const struct json_value *at = list != NULL ? list->first : NULL; at != NULL;
         at = at->next) {
        const struct normalization each = {string_of(at, "column"), string_of(at, "spelling"),
            string_of(at, "code"), json_in_unsigned(at, "rows")};

        if (each.column != NULL && each.spelling != NULL && each.code != NULL)
            stored->normalizations[judgement->normalization_count++] = each;
    }
    judgement->normalizations = stored->normalizations;
}

/* True when root is the summary of one file. */
static bool
read_summary(struct stored_result *stored, const struct json_value *root, bool show_values)
{
    struct judgement *judgement = &stored->outcome.judgement;
    const struct json_value *files = json_in_get(root, "files");
    const struct json_value *file = files != NULL ? files->first : NULL;
    struct text verdict = json_in_text(file, "verdict");

    stored->outcome.file = string_of(file, "file");
    if (count_members(files) != 1 || stored->outcome.file == NULL || !read_key(stored, file))
        return false;
    copy_digest(stored->basis.rule_set, root, "rule_set");
    copy_digest(stored->basis.reference, root, "reference");
    copy_digest(stored->basis.directory, root, "directory");
    copy_digest(stored->set, root, "set");
    stored->max_rejected = (unsigned)json_in_decimal(root, "max_rejected_percent", 2, 0);
    stored->tally = tally_new(show_values);
    stored->counts = memory_new_array(catalogue_size(), sizeof *stored->counts);
    for (size_t i = 0; i < catalogue_size(); i++)
        stored->counts[i].rule = (int)i;
    judgement->counts = stored->counts;
    judgement->count_count = catalogue_size();
    judgement->verdict = text_equals(verdict, text_of(verdict_name(VERDICT_ACCEPTED)))
                             ? VERDICT_ACCEPTED
                             : VERDICT_REFUSED;
    read_rows(&judgement->rows, json_in_get(file, "rows"));
    read_ingest(&stored->outcome.ingest, json_in_get(file, "read"));
    read_form(stored, json_in_get(file, "read"));
    read_rules(stored, json_in_get(file, "rules"));
    read_causes(stored, file);
    read_not_judged(stored, json_in_get(file, "not_judged"));
    read_normalizations(stored, json_in_get(file, "normalizations"));
    return true;
}

struct stored_result *
stored_result_read(const char *dir, bool show_values)
{
    struct stored_result *stored = memory_new(sizeof *stored);
    struct buf bytes = {0};

    if (read_whole(dir, &bytes))
        stored->json = json_in_read((struct text){bytes.data, bytes.len});
    buf_free(&bytes);
    if (stored->json != NULL && read_summary(stored, json_in_root(stored->json), show_values))
        return stored;
    stored_result_free(stored);
    return NULL;
}

void
stored_result_free(struct stored_result *stored)
{
    if (stored == NULL)
        return;
    json_in_free(stored->json);
    tally_free(stored->tally);
    free(stored->columns);
    free(stored->counts);
    free(stored->not_judged);
    free(stored->normalizations);
    free(stored);
}
