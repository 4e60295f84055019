#ifndef HELP_H
#define HELP_H

struct command;
struct out;

/* Words about the program, all from the table of commands. */

void help_write_overview(struct out *out);
void help_write_command(struct out *out, const struct command *command);

/* The manual as Markdown: docs/manual.md. */
void help_write_manual(struct out *out);

/* Name, version, and the rule set and reference data that it carries. */
void help_write_version(struct out *out);

#endif
