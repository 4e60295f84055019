#include "base/character.h"
#include "base/err.h"
#include "base/parse.h"
#include "report/render/number_text.h"
#include "report/snapshot.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/report/snapshot_store.h"

#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/diff_output.h"
#include "cli/options/settings.h"
#include "cli/report_materials.h"
#include "cli/snapshot_list.h"

static int
refuse_note(const char *note, struct err *err)
{
    struct text rest = text_of(note);

    if (strlen(note) >= SNAPSHOT_NOTE_SIZE)
        return err_set(err, ERR_USAGE, "snapshot create: --note is longer than %d bytes",
            SNAPSHOT_NOTE_SIZE - 1);
    while (rest.len > 0) {
        size_t len = character_length(rest);

        if (len == 0 || character_steers((struct text){rest.at, len}))
            return err_set(
                err, ERR_USAGE, "snapshot create: --note is to be one line of text in UTF-8");
        rest = (struct text){rest.at + len, rest.len - len};
    }
    return 0;
}

static void
print_count(const char *what, uint64_t count)
{
    char text[NUMBER_TEXT_SIZE];

    number_text_grouped(count, text);
    printf("  %-14s%s\n", what, text);
}

static void
print_created(const struct snapshot_info *info)
{
    char year[10];

    school_year_format(info->year, year);
    printf("Snapshot %lld of %s is made.\n", (long long)info->id, year);
    print_count("pupils", info->pupils);
    print_count("submissions", info->submissions);
    print_count("bytes", info->bytes);
    printf("  %-14s%s\n", "checksum", info->checksum);
}

static int
enter_created(struct db *db, const struct snapshot_info *info, struct err *err)
{
    char subject[64], details[96], year[10];

    school_year_format(info->year, year);
    snprintf(subject, sizeof subject, "%lld of %s", (long long)info->id, year);
    snprintf(details, sizeof details, "checksum %s", info->checksum);
    return audit_chain_add(db, "snapshot create", subject, details, err);
}

static int
create(const struct settings *settings, struct db *db, struct err *err)
{
    const char *note = settings_text(settings, OPTION_NOTE);
    struct report_materials materials = {0};
    struct snapshot_request request = {.note = note == NULL ? "" : note};
    struct snapshot_info info;
    int rc = -1;

    request.year = (int)settings_number(settings, OPTION_YEAR);
    request.earlier = settings_text(settings, OPTION_EARLIER);
    if (refuse_note(request.note, err) != 0)
        return -1;
    if (report_materials_make(&materials, err) == 0) {
        request.reference = materials.tables;
        request.versions = &materials.versions;
        rc = snapshot_create(db, &request, &info, err);
    }
    if (rc == 0)
        rc = enter_created(db, &info, err);
    if (rc == 0)
        print_created(&info);
    report_materials_free(&materials);
    return rc;
}

static int
list(const struct settings *settings, struct db *db, struct err *err)
{
    int year =
        settings_flag(settings, OPTION_YEAR) ? (int)settings_number(settings, OPTION_YEAR) : 0;

    return snapshot_list_write(
        db, year, settings_number(settings, OPTION_FORMAT) == FORMAT_JSON, err);
}

/* Files of a folder that are the same, told in one line. */
struct same_files {
    char folder[40]; /* "" before the first */
    size_t count;
};

static void
end_folder(struct same_files *same)
{
    if (same->count > 0)
        printf("%-29s the same bytes in %zu file%s\n", same->folder, same->count,
            same->count == 1 ? "" : "s");
    same->count = 0;
}

/* True when it was counted; else it is to be told by itself. */
static bool
count_in_folder(struct same_files *same, const char *name)
{
    const char *slash = strchr(name, '/');
    size_t len = slash == NULL ? 0 : (size_t)(slash - name) + 1;

    if (len == 0 || len >= sizeof same->folder)
        return false;
    if (strncmp(same->folder, name, len) != 0)
        end_folder(same);
    memcpy(same->folder, name, len);
    same->folder[len] = '\0';
    same->count++;
    return true;
}

static void
print_file(void *ctx, const char *name, enum snapshot_file outcome)
{
    static const char *const words[] = {
        [SNAPSHOT_FILE_SAME] = "the same bytes",
        [SNAPSHOT_FILE_DIFFERENT] = "OTHER BYTES",
        [SNAPSHOT_FILE_MISSING] = "NOT MADE by this program",
    };

    if (outcome == SNAPSHOT_FILE_SAME && count_in_folder(ctx, name))
        return;
    end_folder(ctx);
    printf("%-29s %s\n", name, words[outcome]);
}

static int
read_id(const char *text, int64_t *id, struct err *err)
{
    uint64_t number = 0;

    if (!parse_unsigned(text_of(text), INT64_MAX, &number) || number == 0)
        return err_set(err, ERR_USAGE, "snapshot: \"%s\" is not the number of a snapshot", text);
    *id = (int64_t)number;
    return 0;
}

static int
verify(const struct settings *settings, struct db *db, struct err *err)
{
    struct same_files same = {.count = 0};
    const struct snapshot_verdict verdict = {print_file, &same};
    int64_t id = 0;
    int rc;

    if (read_id(settings->arguments[1], &id, err) != 0)
        return -1;
    rc = snapshot_verify(db, id, &verdict, err);
    end_folder(&same);
    if (rc != 0)
        return -1;
    printf("Snapshot %lld holds: nothing of it was changed.\n", (long long)id);
    return 0;
}

static int
enter_compared(struct db *db, int64_t old_id, int64_t new_id, struct err *err)
{
    char subject[64];

    snprintf(subject, sizeof subject, "%lld and %lld", (long long)old_id, (long long)new_id);
    return audit_chain_add(db, "snapshot diff", subject, "", err);
}

static int
diff(const struct settings *settings, struct db *db, struct err *err)
{
    int64_t old_id = 0, new_id = 0;

    if (read_id(settings->arguments[1], &old_id, err) != 0 ||
        read_id(settings->arguments[2], &new_id, err) != 0)
        return -1;
    if (enter_compared(db, old_id, new_id, err) != 0)
        return -1;
    return diff_output_write(
        db, old_id, new_id, settings_number(settings, OPTION_FORMAT) == FORMAT_JSON, err);
}

static const struct action {
    const char *name;
    int argument_count; /* with its own name */
    bool needs_year;
    unsigned formats; /* bits of which one may be told */
    const char *usage;
    int (*run)(const struct settings *settings, struct db *db, struct err *err);
} actions[] = {
    {"create", 1, true, 0, "create --year YEAR [--note TEXT] [--earlier FILE]", create},
    {"list", 1, false, FORMAT_TEXT | FORMAT_JSON, "list [--year YEAR] [--format text or json]",
        list},
    {"verify", 2, false, 0, "verify ID", verify},
    {"diff", 3, false, FORMAT_CSV | FORMAT_JSON, "diff ID ID [--format csv or json]", diff},
};

static const struct action *
find_action(const char *name)
{
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    }
    return NULL;
}

static int
check_action(const struct action *action, const struct settings *settings, struct err *err)
{
    unsigned formats = settings_flag(settings, OPTION_FORMAT)
                           ? (unsigned)settings_number(settings, OPTION_FORMAT)
                           : 0;
    bool is_one_format = (formats & (formats - 1)) == 0 && (formats & ~action->formats) == 0;

    if (settings->argument_count == action->argument_count && is_one_format &&
        (!action->needs_year || settings_flag(settings, OPTION_YEAR)))
        return 0;
    return err_set(err, ERR_USAGE, "usage: isprofile snapshot %s", action->usage);
}

int
command_snapshot(const struct settings *settings, struct err *err)
{
    const struct action *action = find_action(settings->arguments[0]);
    struct db *db = NULL;
    int rc;

    if (action == NULL)
        return err_set(err, ERR_USAGE, "snapshot: \"%s\" is none of create, list, verify and diff",
            settings->arguments[0]);
    if (check_action(action, settings, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    rc = action->run(settings, db, err);
    db_close(db);
    return rc;
}
