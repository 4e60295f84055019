#ifndef COMMAND_TABLE_H
#define COMMAND_TABLE_H

#include "cli/options/command.h"

struct err;
struct settings;

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
