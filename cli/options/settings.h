#ifndef SETTINGS_H
#define SETTINGS_H

#include "cli/options/option.h"

struct command;
struct err;

/* What a command was told: flag over environment over default, and its arguments. */
struct settings {
    const struct command *command;
    struct setting values[OPTION_COUNT];
    char *const *arguments; /* borrowed from argv */
    int argument_count;
};

/*
 * Reads the command line of a command; argv[0] is its name. Fails with ERR_USAGE
 * for a wrong command line and with ERR_CONFIG for a wrong value in the environment
 * that no flag goes before.
 */
int settings_read(struct settings *settings, const struct command *command, int argc, char **argv,
    struct err *err);

bool settings_flag(const struct settings *settings, enum option_id id);
int64_t settings_number(const struct settings *settings, enum option_id id);

/* NULL when not given and without default. */
const char *settings_text(const struct settings *settings, enum option_id id);

/* The day to take for today. */
int32_t settings_today(const struct settings *settings);

#endif
