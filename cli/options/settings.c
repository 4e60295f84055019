#include <getopt.h>

#include "base/date.h"
#include "base/err.h"

#include "cli/options/command.h"

#include "cli/options/settings.h"

/* getopt_long() must not return a character that means something to it. */
enum { FIRST_VALUE = 1000 };

static int
read_default(struct settings *settings, enum option_id id, struct err *err)
{
    const char *initial = option_info(id)->initial;
    struct setting *setting = &settings->values[id];

    if (*initial == '\0')
        return 0;
    if (option_read(id, initial, settings->command->formats, setting, err) != 0)
        return -1;
    setting->is_given = false;
    return 0;
}

static int
read_environment(struct settings *settings, enum option_id id, struct err *err)
{
    char name[OPTION_ENVIRONMENT_SIZE];
    const char *text;

    option_environment_name(id, name);
    text = getenv(name);
    if (text == NULL || *text == '\0' || id == OPTION_HELP)
        return 0;
    if (option_read(id, text, settings->command->formats, &settings->values[id], err) == 0)
        return 0;
    err->code = ERR_CONFIG;
    return err_wrap(err, "the environment variable %s", name);
}

static int
read_flag(struct settings *settings, enum option_id id, const char *text, struct err *err)
{
    if (option_info(id)->type == OPTION_TYPE_FLAG) {
        settings->values[id].is_given = true;
        return 0;
    }
    if (option_read(id, text, settings->command->formats, &settings->values[id], err) == 0)
        return 0;
    return err_wrap(err, "--%s", option_info(id)->name);
}

static void
fill_long_options(const struct command *command, struct option *long_options)
{
    int count = 0;

    for (const struct command_option *each = command->options; each->id != OPTION_COUNT; each++) {
        bool is_flag = option_info(each->id)->type == OPTION_TYPE_FLAG;

        long_options[count++] = (struct option){.name = option_info(each->id)->name,
            .has_arg = is_flag ? no_argument : required_argument,
            .val = FIRST_VALUE + (int)each->id};
    }
    long_options[count] = (struct option){0};
}

static int
refuse(const struct command *command, int answer, char **argv, struct err *err)
{
    /* Of letters behind one "-", only the one that is no option. */
    const char letter[] = {'-', (char)optopt, '\0'};
    bool is_letter = optopt > 0 && optopt < FIRST_VALUE;
    const char *text = is_letter ? letter : argv[optind - 1];
    /* What follows "=" may be a secret that was tried as an option. */
    int len = (int)strcspn(text, "=");

    if (answer == ':')
        return err_set(err, ERR_USAGE, "option %.*s needs a value; see isprofile %s --help", len,
            text, command->name);
    if (optopt >= FIRST_VALUE)
        return err_set(err, ERR_USAGE, "option %.*s takes no value; see isprofile %s --help", len,
            text, command->name);
    return err_set(err, ERR_USAGE, "%s takes no option %.*s; see isprofile %s --help",
        command->name, len, text, command->name);
}

static int
read_flags(struct settings *settings, int argc, char **argv, struct err *err)
{
    struct option long_options[OPTION_COUNT + 1];
    int answer;

    fill_long_options(settings->command, long_options);
    optind = 0;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":h", long_options, NULL)) != -1) {
        if (answer == 'h')
            answer = FIRST_VALUE + OPTION_HELP;
        if (answer < FIRST_VALUE)
            return refuse(settings->command, answer, argv, err);
        if (read_flag(settings, (enum option_id)(answer - FIRST_VALUE), optarg, err) != 0)
            return -1;
    }
    settings->arguments = argv + optind;
    settings->argument_count = argc - optind;
    return 0;
}

static int
count_arguments(const struct settings *settings, struct err *err)
{
    const struct command *command = settings->command;
    bool is_short = settings->argument_count < command->min_arguments;

    if (!is_short &&
        (command->max_arguments < 0 || settings->argument_count <= command->max_arguments))
        return 0;
    return err_set(err, ERR_USAGE, "%s: too %s arguments; usage: isprofile %s [OPTION]...%s%s",
        command->name, is_short ? "few" : "many", command->name,
        *command->arguments != '\0' ? " " : "", command->arguments);
}

static int
read_defaults(struct settings *settings, struct err *err)
{
    for (const struct command_option *each = settings->command->options; each->id != OPTION_COUNT;
         each++) {
        if (read_default(settings, each->id, err) != 0)
            return -1;
    }
    return 0;
}

/* What a flag has told is not looked up: a wrong value behind it does no harm. */
static int
read_environments(struct settings *settings, struct err *err)
{
    for (const struct command_option *each = settings->command->options; each->id != OPTION_COUNT;
         each++) {
        if (!settings_flag(settings, each->id) && read_environment(settings, each->id, err) != 0)
            return -1;
    }
    return 0;
}

int
settings_read(struct settings *settings, const struct command *command, int argc, char **argv,
    struct err *err)
{
    *settings = (struct settings){.command = command};
    if (read_defaults(settings, err) != 0 || read_flags(settings, argc, argv, err) != 0)
        return -1;
    /* What stands in the environment is no reason to refuse help. */
    if (settings_flag(settings, OPTION_HELP))
        return 0;
    if (read_environments(settings, err) != 0)
        return -1;
    return count_arguments(settings, err);
}

bool
settings_flag(const struct settings *settings, enum option_id id)
{
    return settings->values[id].is_given;
}

int64_t
settings_number(const struct settings *settings, enum option_id id)
{
    return settings->values[id].number;
}

const char *
settings_text(const struct settings *settings, enum option_id id)
{
    return settings->values[id].text;
}

int32_t
settings_today(const struct settings *settings)
{
    const struct setting *setting = &settings->values[OPTION_AS_OF];

    return setting->is_given ? (int32_t)setting->number : date_today();
}
