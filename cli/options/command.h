#ifndef COMMAND_H
#define COMMAND_H

#include "cli/options/option.h"

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

#endif
