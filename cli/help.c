#include "base/buf.h"
#include "base/submission.h"
#include "report/render/out.h"
#include "transform/catalogue.h"
#include "transform/reference.h"

#include "cli/command_table.h"
#include "cli/screen/terminal.h"

#include "cli/help.h"

enum { COMMAND_COLUMN = 14, OPTION_COLUMN = 6, STATUS_COLUMN = 8, SHORT_DIGEST = 16 };

static const struct {
    int number;
    const char *meaning;
} statuses[] = {
#define STATUS(number, meaning) {number, meaning},
#include "cli/exit_status.def"
#undef STATUS
};

enum { STATUSES = sizeof statuses / sizeof *statuses };

static const char connection_text[] =
    "The database is reached as libpq does it: PGHOST, PGDATABASE, PGUSER, PGSERVICE and the "
    "other PG variables, a service file, a password file (~/.pgpass), or --db.";

void
help_write_version(struct out *out)
{
    struct reference *reference = reference_new();
    char rule_set[SHA256_TEXT_SIZE];

    catalogue_version(rule_set);
    out_printf(out, "isprofile %s\n", ISPROFILE_VERSION);
    out_printf(out, "rule set %.*s, %zu rules\n", SHORT_DIGEST, rule_set, catalogue_size());
    out_printf(out, "reference data %.*s\n", SHORT_DIGEST, reference_version(reference));
    reference_free(reference);
}

void
help_write_overview(struct out *out)
{
    out_text(out, "isprofile - from extracts of independent study to the statewide profile\n\n"
                  "usage: isprofile COMMAND [OPTION]... [ARGUMENT]...\n"
                  "       isprofile COMMAND --help\n"
                  "       isprofile --help | --version | --manual\n\n"
                  "commands:\n");
    for (const struct command *command = command_table; command->name != NULL; command++)
        out_printf(out, "  %-*s%s\n", COMMAND_COLUMN - 2, command->name, command->summary);
    out_text(out, "\n");
    terminal_wrap(out,
        "Every option has a twin in the environment: ISPROFILE_MAX_REJECTED=2.5 is "
        "--max-rejected 2.5, ISPROFILE_STRICT=yes is --strict. A flag goes before the environment.",
        0, 0);
    out_text(out, "\n");
    terminal_wrap(out, connection_text, 0, 0);
    out_text(out, "\nexit status:\n");
    for (int i = 0; i < STATUSES; i++) {
        out_printf(out, "  %-*d", STATUS_COLUMN - 2, statuses[i].number);
        terminal_wrap(out, statuses[i].meaning, STATUS_COLUMN, STATUS_COLUMN);
    }
}

static const char *
option_about(const struct command_option *option)
{
    return option->about != NULL ? option->about : option_info(option->id)->about;
}

/* "--max-rejected PERCENT" */
static void
add_spelling(struct buf *buf, enum option_id id)
{
    const struct option_info *info = option_info(id);

    buf_printf(buf, "--%s", info->name);
    if (*info->value_name != '\0')
        buf_printf(buf, " %s", info->value_name);
}

static void
write_option(struct out *out, const struct command_option *option)
{
    const struct option_info *info = option_info(option->id);
    struct buf buf = {0};

    add_spelling(&buf, option->id);
    out_printf(out, "  %s\n", buf.data);
    buf_reset(&buf);
    buf_add_text(&buf, option_about(option));
    if (*info->initial != '\0')
        buf_printf(&buf, " (%s unless told)", info->initial);
    terminal_indent(out, OPTION_COLUMN);
    terminal_wrap(out, buf.data, OPTION_COLUMN, OPTION_COLUMN);
    buf_free(&buf);
}

/* Each line of the examples with an indent of its own. */
static void
write_examples(struct out *out, const char *examples, const char *indent)
{
    while (*examples != '\0') {
        size_t len = strcspn(examples, "\n");

        out_printf(out, "%s%.*s\n", indent, (int)len, examples);
        examples += len;
        examples += *examples == '\n';
    }
}

void
help_write_command(struct out *out, const struct command *command)
{
    out_printf(out, "isprofile %s - %s\n\n", command->name, command->summary);
    out_printf(out, "usage: isprofile %s [OPTION]...%s%s\n\n", command->name,
        *command->arguments != '\0' ? " " : "", command->arguments);
    terminal_wrap(out, command->about, 0, 0);
    out_text(out, "\noptions:\n");
    for (const struct command_option *each = command->options; each->id != OPTION_COUNT; each++)
        write_option(out, each);
    out_text(out, "\nexamples:\n");
    write_examples(out, command->examples, "  ");
}

static void
write_manual_option(struct out *out, const struct command_option *option)
{
    const struct option_info *info = option_info(option->id);
    char name[OPTION_ENVIRONMENT_SIZE];
    struct buf buf = {0};

    add_spelling(&buf, option->id);
    out_printf(out, "| `%s` | ", buf.data);
    buf_free(&buf);
    if (option->id != OPTION_HELP) {
        option_environment_name(option->id, name);
        out_printf(out, "`%s`", name);
    }
    out_printf(out, " | %s | %s |\n", info->initial, option_about(option));
}

static void
write_manual_command(struct out *out, const struct command *command)
{
    out_printf(out, "\n## isprofile %s\n\n", command->name);
    out_printf(out, "    isprofile %s [OPTION]...%s%s\n\n", command->name,
        *command->arguments != '\0' ? " " : "", command->arguments);
    out_printf(out, "%s\n\n", command->about);
    out_text(out, "| option | environment | unless told | what it does |\n|---|---|---|---|\n");
    for (const struct command_option *each = command->options; each->id != OPTION_COUNT; each++)
        write_manual_option(out, each);
    out_text(out, "\nExamples:\n\n");
    write_examples(out, command->examples, "    ");
}

void
help_write_manual(struct out *out)
{
    out_text(out, "# Manual\n\n"
                  "<!-- Written by `isprofile --manual`; a test compares it. Do not edit. -->\n\n"
                  "`isprofile COMMAND [OPTION]... [ARGUMENT]...`\n\n"
                  "| command | what it does |\n|---|---|\n");
    for (const struct command *command = command_table; command->name != NULL; command++)
        out_printf(
            out, "| [%s](#isprofile-%s) | %s |\n", command->name, command->name, command->summary);
    out_text(out, "\nEvery option has a twin in the environment. A flag goes before the "
                  "environment, the environment before the default. A flag without a value is "
                  "`yes` or `no` there.\n\n");
    out_printf(out, "%s A password is never an option.\n\n", connection_text);
    out_text(out, "Data go to standard output, talk goes to standard error. `NO_COLOR` turns "
                  "colours off.\n");
    for (const struct command *command = command_table; command->name != NULL; command++)
        write_manual_command(out, command);
    out_text(out, "\n## Exit status\n\n| status | meaning |\n|---|---|\n");
    for (int i = 0; i < STATUSES; i++)
        out_printf(out, "| %d | %s |\n", statuses[i].number, statuses[i].meaning);
}
