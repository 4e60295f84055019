#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "cli/options/command.h"

/* What each command takes, in the order of its help, each up to OPTION_COUNT. */
extern const struct command_option command_options_check[];
extern const struct command_option command_options_init[];
extern const struct command_option command_options_run[];
extern const struct command_option command_options_report[];
extern const struct command_option command_options_state[];
extern const struct command_option command_options_snapshot[];
extern const struct command_option command_options_status[];
extern const struct command_option command_options_directory[];
extern const struct command_option command_options_rebuild[];
extern const struct command_option command_options_withdraw[];
extern const struct command_option command_options_audit[];
extern const struct command_option command_options_rules[];
extern const struct command_option command_options_compare[];
extern const struct command_option command_options_explain[];

#endif
