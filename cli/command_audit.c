#include "base/err.h"
#include "sql/audit_chain.h"
#include "sql/db.h"
#include "sql/moment.h"

#include "cli/audit_list.h"
#include "cli/command_table.h"
#include "cli/database.h"
#include "cli/options/settings.h"

static const char usage[] =
    "usage: isprofile audit list [--format text or json], or isprofile audit verify [SHA256]";

static int
print_problem(void *ctx, const char *id, const char *what, struct err *err)
{
    static const struct {
        const char *name;
        const char *words;
    } problems[] = {
        {"missing", "is not there"},
        {"moved", "does not follow the entry before it"},
        {"changed", "was changed"},
        {"ledger", "speaks of submissions that were changed or taken out of the ledger"},
    };
    uint64_t *count = ctx;
    size_t i = 0;

    (void)err;
    while (i + 1 < sizeof problems / sizeof *problems && strcmp(problems[i].name, what) != 0)
        i++;
    printf("Entry %s %s.\n", id, problems[i].words);
    (*count)++;
    return 0;
}

/* All of it as it stood at one moment. */
static int
read_all(
    struct db *db, const char *known, struct audit_head *head, uint64_t *problems, struct err *err)
{
    int rc = moment_begin(db, false, err);

    if (rc == 0)
        rc = audit_chain_head(db, known, head, err);
    if (rc == 0)
        rc = audit_chain_verify(db, print_problem, problems, err);
    moment_end(db);
    return rc;
}

static int
verify(const struct settings *settings, struct db *db, struct err *err)
{
    const char *known = settings->argument_count > 1 ? settings->arguments[1] : "";
    struct audit_head head;
    uint64_t problems = 0;

    if (read_all(db, known, &head, &problems, err) != 0)
        return -1;
    if (*known != '\0' && !head.has_known) {
        printf("No entry has the digest %s: the end of the audit was taken away, or it is another "
               "audit.\n",
            known);
        problems++;
    }
    if (problems > 0)
        return err_set(err, ERR_CONFIG, "the audit was changed after it was written");
    printf("The audit holds: %llu entr%s, %llu submission%s, nothing was changed.\n",
        (unsigned long long)head.entries, head.entries == 1 ? "y" : "ies",
        (unsigned long long)head.spoken_of, head.spoken_of == 1 ? "" : "s");
    if (head.entries > 0)
        printf("Its last digest is %s\n", head.sha256);
    if (head.in_ledger > head.spoken_of)
        printf("No entry speaks yet of %llu: of a run that is at work or was killed. The "
               "next run's entry will.\n",
            (unsigned long long)(head.in_ledger - head.spoken_of));
    return 0;
}

/* A digest is printed as it was given, so it must be one. */
static int
check_arguments(const struct settings *settings, struct err *err)
{
    bool is_list = strcmp(settings->arguments[0], "list") == 0;
    bool is_verify = strcmp(settings->arguments[0], "verify") == 0;
    int64_t formats = settings_number(settings, OPTION_FORMAT);

    if ((!is_list && !is_verify) || (is_list && settings->argument_count > 1) ||
        (is_verify && settings_flag(settings, OPTION_FORMAT)) || (formats & (formats - 1)) != 0)
        return err_set(err, ERR_USAGE, "%s", usage);
    if (settings->argument_count > 1 &&
        (strlen(settings->arguments[1]) != SHA256_TEXT_SIZE - 1 ||
            strspn(settings->arguments[1], "0123456789abcdef") != SHA256_TEXT_SIZE - 1))
        return err_set(err, ERR_USAGE, "audit verify: a digest has 64 hexadecimal digits");
    return 0;
}

int
command_audit(const struct settings *settings, struct err *err)
{
    struct db *db = NULL;
    int rc;

    if (check_arguments(settings, err) != 0 || database_open_ready(settings, &db, err) != 0)
        return -1;
    if (strcmp(settings->arguments[0], "list") == 0)
        rc = audit_list_write(db, settings_number(settings, OPTION_FORMAT) == FORMAT_JSON, err);
    else
        rc = verify(settings, db, err);
    db_close(db);
    return rc;
}
