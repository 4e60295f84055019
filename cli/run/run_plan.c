#include "base/buf.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"
#include "ingest/ingest.h"

#include "cli/run/inbox.h"
#include "cli/run/run_known.h"

#include "cli/run/run_plan.h"

/* NAME_KEPT: how much of a file's name is in a folder's, which has more around it. */
enum { SCHOOL_YEAR_LENGTH = 9, NAME_KEPT = 200 };

static bool
is_wanted(const struct planned_file *file, const struct plan_filter *filter)
{
    if (filter->lea != NULL && strcmp(file->lea, filter->lea) != 0)
        return false;
    return filter->year == 0 || file->key.year == filter->year;
}

/* What the beginning does not tell, or cannot be read, the judgement will say. */
static struct planned_file
plan_file(const struct inbox_file *from, const struct run_known *known,
    const struct ingest_options *options)
{
    struct planned_file file = {
        .from = from, .known = known == NULL ? NULL : run_known_find(known, from->stamp)};
    const struct ingest_options reading = inbox_file_reading(from, options);
    struct err err;

    if (file.known != NULL)
        file.key = file.known->key;
    else if (ingest_peek(from->path, &reading, &file.key, &err) != 0)
        file.key = (struct submission_key){.extract = EXTRACT_NONE};
    memcpy(file.lea, from->expected_lea[0] != '\0' ? from->expected_lea : file.key.lea,
        sizeof file.lea);
    /* A code that has lost its zeros is whole in the name of the inbox. */
    if (file.key.lea[0] == '\0' && file.key.extract != EXTRACT_NONE && file.key.year != 0)
        memcpy(file.key.lea, from->expected_lea, sizeof file.key.lea);
    return file;
}

/* What the beginning does not tell comes last. */
static int
compare_years(int left, int right)
{
    if (left == 0 || right == 0)
        return (left == 0) - (right == 0);
    return left - right;
}

static int
compare_files(const void *a, const void *b)
{
    const struct planned_file *left = a, *right = b;
    int order = strcmp(left->lea, right->lea);

    if (order == 0)
        order = compare_years(left->key.year, right->key.year);
    if (order == 0)
        order = (int)left->key.extract - (int)right->key.extract;
    return order != 0 ? order : strcmp(left->from->path, right->from->path);
}

/* One who sends a file in another's name must not make that other's own file a double. */
static bool
may_be_twin(const struct planned_file *file)
{
    return file->key.lea[0] != '\0' && file->key.extract != EXTRACT_NONE && file->key.year != 0 &&
           strcmp(file->lea, file->key.lea) == 0;
}

static bool
is_same_submission(const struct planned_file *a, const struct planned_file *b)
{
    return strcmp(a->lea, b->lea) == 0 && a->key.extract == b->key.extract &&
           a->key.year == b->key.year;
}

/* Whether one of the first count files is this one by another path. */
static bool
is_repeated(const struct run_plan *plan, size_t count, const struct planned_file *file)
{
    for (size_t i = count; i-- > 0 && is_same_submission(&plan->files[i], file);) {
        const struct inbox_file *before = plan->files[i].from;

        if (before->device == file->from->device && before->node == file->from->node)
            return true;
    }
    return false;
}

/* A file that was named twice, by itself and with its folder, is one file. */
static void
drop_repeated(struct run_plan *plan)
{
    size_t kept = 0;

    for (size_t i = 0; i < plan->file_count; i++) {
        if (!is_repeated(plan, kept, &plan->files[i]))
            plan->files[kept++] = plan->files[i];
    }
    plan->file_count = kept;
}

/* Twins stand side by side in the order, but for files in another's name between them. */
static void
find_twins(struct run_plan *plan)
{
    struct planned_file *before = NULL;

    for (size_t i = 0; i < plan->file_count; i++) {
        struct planned_file *file = &plan->files[i];

        if (!may_be_twin(file))
            continue;
        if (before != NULL && is_same_submission(before, file)) {
            file->twin = before;
            if (before->twin == NULL)
                before->twin = file;
        }
        before = file;
    }
}

/* Whether a file bears the name that the folder of a submission has or begins with. */
static bool
is_named_as_submission(const char *name)
{
    size_t len = strcspn(name, "_");
    bool is_ods;
    int year;

    return layout_find_extract((struct text){name, len}, &is_ods) != EXTRACT_NONE &&
           strlen(name) > len + SCHOOL_YEAR_LENGTH &&
           parse_school_year((struct text){name + len + 1, SCHOOL_YEAR_LENGTH}, &year) &&
           strchr("_", name[len + 1 + SCHOOL_YEAR_LENGTH]) != NULL;
}

/* The file's name as part of a folder's. */
static void
add_safe_name(struct buf *buf, const char *name)
{
    for (size_t i = 0; i < NAME_KEPT && name[i] != '\0'; i++) {
        bool is_plain = isalnum((unsigned char)name[i]) || strchr("._-", name[i]) != NULL;

        buf_add_byte(buf, is_plain ? name[i] : '_');
    }
}

/* The only file that tells to be this submission of its LEA. */
static bool
has_own_folder(const struct planned_file *file)
{
    return may_be_twin(file) && file->twin == NULL;
}

/*
 * <lea>/<extract>_<year>; with the file's name where that would be the folder of
 * another submission, or where the file does not tell what it is.
 */
static void
name_folder(struct planned_file *file)
{
    struct buf buf = {0};
    char year[10];

    buf_printf(&buf, "%s/", file->lea[0] != '\0' ? file->lea : "unknown");
    if (may_be_twin(file)) {
        school_year_format(file->key.year, year);
        buf_printf(&buf, "%s_%s", layout_of(file->key.extract)->name, year);
        if (file->twin != NULL)
            buf_add_text(&buf, "_");
    }
    if (!has_own_folder(file))
        add_safe_name(&buf, file->from->name);
    if (!may_be_twin(file) && is_named_as_submission(file->from->name))
        buf_add_text(&buf, "~");
    file->folder = memory_copy_text(buf.data, buf.len);
    buf_free(&buf);
}

static void
number_folder(struct planned_file *file, size_t number)
{
    struct buf buf = {0};

    buf_printf(&buf, "%s~%zu", file->folder, number);
    free(file->folder);
    file->folder = memory_copy_text(buf.data, buf.len);
    buf_free(&buf);
}

/* Those of one folder together, the one whose own it is before all others. */
static int
compare_folders(const void *a, const void *b)
{
    const struct planned_file *left = *(struct planned_file *const *)a;
    const struct planned_file *right = *(struct planned_file *const *)b;
    int order = strcmp(left->folder, right->folder);

    if (order == 0)
        order = has_own_folder(right) - has_own_folder(left);
    return order != 0 ? order : (left > right) - (left < right);
}

/* Files of one name, from several folders: all but the first get a number. */
static void
part_folders(struct run_plan *plan)
{
    struct planned_file **files = memory_new_array(plan->file_count + 1, sizeof *files);
    size_t first = 0;

    for (size_t i = 0; i < plan->file_count; i++)
        files[i] = &plan->files[i];
    if (plan->file_count > 1)
        qsort(files, plan->file_count, sizeof *files, compare_folders);
    for (size_t i = 1; i < plan->file_count; i++) {
        if (strcmp(files[i]->folder, files[first]->folder) != 0)
            first = i;
        else
            number_folder(files[i], i - first + 1);
    }
    free(files);
}

static int
compare_groups(const void *a, const void *b)
{
    const struct plan_group *left = a, *right = b;

    if (left->bytes != right->bytes)
        return left->bytes > right->bytes ? -1 : 1;
    return left->first < right->first ? -1 : left->first > right->first;
}

static void
make_groups(struct run_plan *plan)
{
    plan->groups = memory_new_array(plan->file_count + 1, sizeof *plan->groups);
    for (size_t i = 0; i < plan->file_count; i++) {
        struct plan_group *group;

        if (i == 0 || strcmp(plan->files[i - 1].lea, plan->files[i].lea) != 0)
            plan->groups[plan->group_count++] = (struct plan_group){.first = i};
        group = &plan->groups[plan->group_count - 1];
        group->count++;
        group->bytes += plan->files[i].from->size;
    }
    if (plan->group_count > 1)
        qsort(plan->groups, plan->group_count, sizeof *plan->groups, compare_groups);
}

void
run_plan_make(struct run_plan *plan, const struct inbox *inbox, const struct run_known *known,
    const struct ingest_options *options, const struct plan_filter *filter)
{
    *plan = (struct run_plan){0};
    plan->files = memory_new_array(inbox->file_count + 1, sizeof *plan->files);
    for (size_t i = 0; i < inbox->file_count; i++) {
        struct planned_file file = plan_file(&inbox->files[i], known, options);

        if (is_wanted(&file, filter))
            plan->files[plan->file_count++] = file;
    }
    if (plan->file_count > 1)
        qsort(plan->files, plan->file_count, sizeof *plan->files, compare_files);
    drop_repeated(plan);
    find_twins(plan);
    for (size_t i = 0; i < plan->file_count; i++)
        name_folder(&plan->files[i]);
    part_folders(plan);
    make_groups(plan);
}

void
run_plan_reset(struct run_plan *plan)
{
    for (size_t i = 0; i < plan->file_count; i++)
        free(plan->files[i].folder);
    free(plan->files);
    free(plan->groups);
    *plan = (struct run_plan){0};
}
