#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"

#include "report/frozen/tab_line.h"

#include "report/frozen/report_reference.h"

struct pair_list {
    struct report_pair *pairs;
    size_t count;
};

struct report_reference {
    struct profile_category *categories;
    size_t category_count;
    struct pair_list placements;
    struct pair_list special_schools;
    struct buf lines;
};

struct report_reference *
report_reference_new(void)
{
    return memory_new(sizeof(struct report_reference));
}

static void
free_pairs(struct pair_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free((char *)list->pairs[i].code);
        free((char *)list->pairs[i].meaning);
    }
    free(list->pairs);
}

void
report_reference_free(struct report_reference *reference)
{
    if (reference == NULL)
        return;
    for (size_t i = 0; i < reference->category_count; i++) {
        free((char *)reference->categories[i].name);
        free((char *)reference->categories[i].breakdown);
    }
    free(reference->categories);
    free_pairs(&reference->placements);
    free_pairs(&reference->special_schools);
    buf_free(&reference->lines);
    free(reference);
}

static void
add_pair(struct pair_list *list, struct text code, struct text meaning)
{
    list->pairs = memory_grow(list->pairs, list->count + 1, sizeof *list->pairs);
    list->pairs[list->count++] = (struct report_pair){
        memory_copy_text(code.at, code.len), memory_copy_text(meaning.at, meaning.len)};
}

static int
add_category(struct report_reference *reference, const struct text *fields, struct err *err)
{
    struct profile_category category = {0};

    if (fields[0].len >= sizeof category.code)
        return err_set(err, ERR_BUG, "reporting_category holds a code that is too long");
    memcpy(category.code, fields[0].at, fields[0].len);
    category.name = memory_copy_text(fields[1].at, fields[1].len);
    category.breakdown = memory_copy_text(fields[2].at, fields[2].len);
    reference->categories = memory_grow(
        reference->categories, reference->category_count + 1, sizeof *reference->categories);
    reference->categories[reference->category_count++] = category;
    return 0;
}

/* "SPEC;SPECON;SSS": each of the EdOps codes stands for the one placement. */
static int
add_placement(struct report_reference *reference, const struct text *fields, struct err *err)
{
    struct text rest = fields[2];

    (void)err;
    while (rest.len > 0) {
        const char *end = memchr(rest.at, ';', rest.len);
        size_t len = end != NULL ? (size_t)(end - rest.at) : rest.len;

        add_pair(&reference->placements, (struct text){rest.at, len}, fields[0]);
        len += end != NULL;
        rest = (struct text){rest.at + len, rest.len - len};
    }
    return 0;
}

static int
add_special_school(struct report_reference *reference, const struct text *fields, struct err *err)
{
    (void)err;
    add_pair(&reference->special_schools, fields[0], fields[1]);
    return 0;
}

static const struct table {
    const char *name;
    const char *columns[3];
    int (*add)(struct report_reference *reference, const struct text *fields, struct err *err);
} tables[] = {
    {"reporting_category", {"code", "name", "breakdown"}, add_category},
    {"program_placement", {"code", "name", "edops"}, add_placement},
    {"special_school", {"code", "name", NULL}, add_special_school},
};

/* The first columns are the ones expected; more may follow. */
static bool
has_columns(const struct table *table, const struct text *fields, int count)
{
    for (int i = 0; i < 3 && table->columns[i] != NULL; i++) {
        if (i >= count || !text_equals(fields[i], text_of(table->columns[i])))
            return false;
    }
    return true;
}

static void
add_line(struct buf *lines, const char *name, const struct text *fields, int count, bool is_header)
{
    tab_line_string(lines, name);
    tab_line_string(lines, is_header ? "header" : "row");
    for (int i = 0; i < count; i++)
        tab_line_text(lines, fields[i]);
    tab_line_end(lines);
}

int
report_reference_row(void *ctx, const char *name, const struct text *fields, int count,
    bool is_header, struct err *err)
{
    struct report_reference *reference = ctx;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(tables[i].name, name) != 0)
            continue;
        add_line(&reference->lines, name, fields, count, is_header);
        if (!is_header)
            return tables[i].add(reference, fields, err);
        if (!has_columns(&tables[i], fields, count))
            return err_set(err, ERR_BUG, "the columns of %s are not as expected", name);
    }
    return 0;
}

const struct profile_category *
report_reference_categories(const struct report_reference *reference, size_t *count)
{
    *count = reference->category_count;
    return reference->categories;
}

const struct report_pair *
report_reference_placements(const struct report_reference *reference, size_t *count)
{
    *count = reference->placements.count;
    return reference->placements.pairs;
}

const struct report_pair *
report_reference_special_schools(const struct report_reference *reference, size_t *count)
{
    *count = reference->special_schools.count;
    return reference->special_schools.pairs;
}

struct text
report_reference_lines(const struct report_reference *reference)
{
    return (struct text){reference->lines.data, reference->lines.len};
}
