#include <assert.h>

#include "base/digest.h"
#include "base/err.h"
#include "base/memory.h"
#include "reference_text.h"

#include "transform/code_set.h"
#include "transform/embedded_table.h"
#include "transform/reference.h"

enum { MAX_CODE_SETS = 32 };

/* The school years of one pair of codes. */
struct pair_years {
    bool is_listed;
    int16_t since, until;
};

/* The years of every pair of two sets: rows by the left code, columns by the right one. */
struct pair_table {
    const struct code_set *left, *right;
    struct pair_years *years;
};

struct reference {
    size_t set_count;
    struct code_set sets[MAX_CODE_SETS];
    struct alias_set aliases[ALIAS_KIND_COUNT];
    struct pair_table pairs[PAIR_KIND_COUNT];
    const struct code *kindergarten, *transitional_kindergarten;
    const struct code_set *completions;
    bool *is_graduate; /* by the place of the completion status */
    char version[SHA256_TEXT_SIZE];
};

static const struct {
    const char *table, *set;
} alias_tables[ALIAS_KIND_COUNT] = {
    [ALIAS_GRADE] = {"grade_alias", "grade_level"},
    [ALIAS_PLACEMENT] = {"program_placement_alias", "program_placement"},
};

static const struct {
    const char *table, *left, *right;
} pair_tables[PAIR_KIND_COUNT] = {
    [PAIR_EXIT_GRADE] = {"valid_exit_grade", "exit_reason", "grade_level"},
    [PAIR_COMPLETION_GRADE] = {"valid_completion_grade", "completion_status", "grade_level"},
    [PAIR_EXIT_COMPLETION] = {"valid_exit_completion", "exit_reason", "completion_status"},
};

/* The length of a table's name: that of its file without ".csv". 0 for a file of another kind. */
static size_t
table_name_len(const struct reference_text_file *file)
{
    const char *ending = strrchr(file->name, '.');

    return ending != NULL && strcmp(ending, ".csv") == 0 ? (size_t)(ending - file->name) : 0;
}

/* The bytes of a table that is embedded. */
static struct text
table_bytes(const char *name)
{
    const struct reference_text_file *file = reference_text;

    while (!text_equals((struct text){file->name, table_name_len(file)}, text_of(name))) {
        file++;
        assert(file->name != NULL);
    }
    return (struct text){file->bytes, file->len};
}

static void
read_code_sets(struct reference *reference)
{
    for (const struct reference_text_file *file = reference_text; file->name != NULL; file++) {
        struct text bytes = {file->bytes, file->len}, rest = bytes;
        struct text fields[EMBEDDED_MAX_FIELDS];
        size_t len = table_name_len(file);
        char name[40];

        if (len == 0 || embedded_table_next(&rest, fields) == 0)
            continue;
        if (!text_equals(fields[0], TEXT("code")))
            continue;
        assert(reference->set_count < MAX_CODE_SETS);
        snprintf(name, sizeof name, "%.*s", (int)len, file->name);
        code_set_init(&reference->sets[reference->set_count++], name, bytes);
    }
}

static size_t
place_in_set(const struct code_set *set, const struct code *code)
{
    return (size_t)(code - set->codes);
}

static void
read_pairs(struct reference *reference, enum pair_kind kind)
{
    struct pair_table *pairs = &reference->pairs[kind];
    struct text rest = table_bytes(pair_tables[kind].table);
    struct text fields[EMBEDDED_MAX_FIELDS];

    pairs->left = reference_code_set(reference, pair_tables[kind].left);
    pairs->right = reference_code_set(reference, pair_tables[kind].right);
    pairs->years = memory_new_array(pairs->left->count * pairs->right->count, sizeof *pairs->years);
    embedded_table_next(&rest, fields);
    while (embedded_table_next(&rest, fields) > 0) {
        size_t left = place_in_set(pairs->left, code_set_find(pairs->left, fields[0]));
        size_t right = place_in_set(pairs->right, code_set_find(pairs->right, fields[1]));

        pairs->years[left * pairs->right->count + right] = (struct pair_years){
            true, (int16_t)embedded_table_year(fields[2]), (int16_t)embedded_table_year(fields[3])};
    }
}

static void
read_graduates(struct reference *reference)
{
    struct text rest = table_bytes("completion_status");
    struct text fields[EMBEDDED_MAX_FIELDS];
    int outcome = embedded_table_column(fields, embedded_table_next(&rest, fields), "outcome");

    assert(outcome >= 0);
    reference->completions = reference_code_set(reference, "completion_status");
    reference->is_graduate =
        memory_new_array(reference->completions->count, sizeof *reference->is_graduate);
    for (size_t i = 0; embedded_table_next(&rest, fields) > 0; i++)
        reference->is_graduate[i] = text_equals(fields[outcome], TEXT("graduate"));
}

static void
compute_version(struct reference *reference)
{
    struct digest *digest = digest_new();

    for (const struct reference_text_file *file = reference_text; file->name != NULL; file++) {
        if (table_name_len(file) == 0)
            continue;
        digest_add(digest, file->name, strlen(file->name) + 1);
        digest_add(digest, file->bytes, file->len);
    }
    digest_finish(digest, reference->version);
    digest_free(digest);
}

struct reference *
reference_new(void)
{
    struct reference *reference = memory_new(sizeof *reference);
    const struct code_set *grades;

    read_code_sets(reference);
    for (int i = 0; i < ALIAS_KIND_COUNT; i++)
        alias_set_init(&reference->aliases[i], table_bytes(alias_tables[i].table),
            reference_code_set(reference, alias_tables[i].set));
    for (int i = 0; i < PAIR_KIND_COUNT; i++)
        read_pairs(reference, (enum pair_kind)i);
    grades = reference_code_set(reference, "grade_level");
    reference->kindergarten = code_set_find(grades, TEXT("KN"));
    reference->transitional_kindergarten = code_set_find(grades, TEXT("TK"));
    read_graduates(reference);
    compute_version(reference);
    return reference;
}

void
reference_free(struct reference *reference)
{
    if (reference == NULL)
        return;
    for (size_t i = 0; i < reference->set_count; i++)
        code_set_reset(&reference->sets[i]);
    for (int i = 0; i < ALIAS_KIND_COUNT; i++)
        alias_set_reset(&reference->aliases[i]);
    for (int i = 0; i < PAIR_KIND_COUNT; i++)
        free(reference->pairs[i].years);
    free(reference->is_graduate);
    free(reference);
}

const char *
reference_version(const struct reference *reference)
{
    return reference->version;
}

const struct code_set *
reference_code_set(const struct reference *reference, const char *name)
{
    for (size_t i = 0; i < reference->set_count; i++)
        if (strcmp(reference->sets[i].name, name) == 0)
            return &reference->sets[i];
    return NULL;
}

const struct alias_set *
reference_aliases(const struct reference *reference, enum alias_kind kind)
{
    return &reference->aliases[kind];
}

bool
reference_pair_is_valid(const struct reference *reference, enum pair_kind kind,
    const struct code *left, const struct code *right, int first_year)
{
    const struct pair_table *pairs = &reference->pairs[kind];
    const struct pair_years *years =
        &pairs->years[place_in_set(pairs->left, left) * pairs->right->count +
                      place_in_set(pairs->right, right)];

    return years->is_listed && (years->since == 0 || first_year >= years->since) &&
           (years->until == 0 || first_year <= years->until);
}

const struct code *
reference_grade_of_pairs(const struct reference *reference, const struct code *grade)
{
    return grade == reference->transitional_kindergarten ? reference->kindergarten : grade;
}

bool
reference_is_graduate(const struct reference *reference, const struct code *completion)
{
    return reference->is_graduate[place_in_set(reference->completions, completion)];
}

int
reference_walk(const struct reference *reference,
    int (*row)(void *ctx, const char *table, const struct text *fields, int count, bool is_header,
        struct err *err),
    void *ctx, struct err *err)
{
    (void)reference;
    for (const struct reference_text_file *file = reference_text; file->name != NULL; file++) {
        struct text rest = {file->bytes, file->len};
        struct text fields[EMBEDDED_MAX_FIELDS];
        bool is_header = true;
        char table[40];
        int count;

        if (table_name_len(file) == 0)
            continue;
        snprintf(table, sizeof table, "%.*s", (int)table_name_len(file), file->name);
        while ((count = embedded_table_next(&rest, fields)) > 0) {
            if (row(ctx, table, fields, count, is_header, err) != 0)
                return -1;
            is_header = false;
        }
    }
    return 0;
}
