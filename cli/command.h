#ifndef COMMAND_H
#define COMMAND_H

#include "cli/option.h"

struct err;
struct settings;

/*
 * A command is data: what it is called, takes and does. The parser, --help and
 * the manual all follow from the table; a new command is a line in it.
 */

/* An option that a command takes; about replaces the common text unless NULL. */
struct command_option {
    enum option_id id; /* OPTION_COUNT ends a list */
    const char *about;
};

struct command {
    const char *name;
    const char *summary;   /* for the list of commands: half a line, no full stop */
    const char *arguments; /* for the synopsis: "FILE..." */
    const char *about;     /* paragraphs with an empty line between */
    const char *examples;  /* lines of shell */
    int min_arguments;
    int max_arguments; /* -1: any number */
    unsigned formats;  /* bits that --format takes */
    const struct command_option *options;

    /*
     * Does it. Returns 0, or -1 with err filled; ERR_DATA with an empty text ends
     * with status 65 after everything has been said.
     */
    int (*run)(const struct settings *settings, struct err *err);
};

/* All of them, in the order of the help, ended by a NULL name. */
extern const struct command command_table[];

/* NULL if there is none of that name. */
const struct command *command_find(const char *name);

/* The functions of the table, each in a file of its own name. */
int command_check(const struct settings *settings, struct err *err);
int command_init(const struct settings *settings, struct err *err);
int command_directory(const struct settings *settings, struct err *err);
int command_run(const struct settings *settings, struct err *err);
int command_report(const struct settings *settings, struct err *err);
int command_state(const struct settings *settings, struct err *err);
int command_snapshot(const struct settings *settings, struct err *err);
int command_status(const struct settings *settings, struct err *err);
int command_withdraw(const struct settings *settings, struct err *err);
int command_rules(const struct settings *settings, struct err *err);
int command_explain(const struct settings *settings, struct err *err);
int command_audit(const struct settings *settings, struct err *err);
int command_rebuild(const struct settings *settings, struct err *err);
int command_compare(const struct settings *settings, struct err *err);

#endif
