#include <errno.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/fault_point.h"
#include "report/render/out.h"

#include "base/interrupt.h"
#include "cli/command_table.h"
#include "cli/core_dump.h"
#include "cli/help.h"
#include "cli/options/settings.h"
#include "cli/screen/terminal.h"
#include "cli/streams.h"

enum { SIGNAL_STATUS = 128 };

/* Options of the program itself, before any command. Returns 0, or -1 when argument is none. */
static int
answer_about_program(const char *argument, struct out *out)
{
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)
        help_write_overview(out);
    else if (strcmp(argument, "--version") == 0)
        help_write_version(out);
    else if (strcmp(argument, "--manual") == 0)
        help_write_manual(out);
    else
        return -1;
    return out_status(out);
}

static int
run_command(const struct command *command, int argc, char **argv, struct err *err)
{
    struct out out = out_to_stream(stdout, err);
    struct settings settings;

    if (settings_read(&settings, command, argc, argv, err) != 0)
        return -1;
    if (settings_flag(&settings, OPTION_HELP)) {
        help_write_command(&out, command);
        return out_status(&out);
    }
    return command->run(&settings, err);
}

static int
run_program(int argc, char **argv, struct err *err)
{
    struct out out = out_to_stream(stdout, err);
    const struct command *command;

    if (argc < 2)
        return err_set(err, ERR_USAGE, "no command; see isprofile --help");
    command = command_find(argv[1]);
    if (command != NULL)
        return run_command(command, argc - 1, argv + 1, err);
    if (answer_about_program(argv[1], &out) == 0)
        return 0;
    if (out.has_failed)
        return -1;
    return err_set(err, ERR_USAGE, "no command is named \"%s\"; see isprofile --help", argv[1]);
}

/* An empty text has been told already. */
static void
tell(const struct err *err)
{
    struct buf buf = {0};

    terminal_add_name(&buf, err->text);
    if (buf.len > 0)
        fprintf(stderr, "isprofile: %s\n", buf.data);
    buf_free(&buf);
}

int
main(int argc, char **argv)
{
    struct err err = {0};
    int rc;

    /* Results hold pupils' rows: nothing is ever made for everybody to read. */
    umask(027);
    core_dump_forbid();
    streams_hold();
    interrupt_watch();
    fault_point_pass("started");
    rc = run_program(argc, argv, &err);
    if (fflush(stdout) != 0 && rc == 0)
        rc = err_set_errno(&err, ERR_IO, errno, "could not write to standard output");
    if (ferror(stdout) != 0 && rc == 0)
        rc = err_set(&err, ERR_IO, "could not write to standard output");
    /* Whoever has stopped reading wants to hear no more. */
    if (rc != 0 && !(err.code == ERR_IO && streams_reader_has_gone()))
        tell(&err);
    if (rc != 0 && interrupt_signal() != 0)
        return SIGNAL_STATUS + interrupt_signal();
    return rc == 0 ? 0 : err_exit_status(err.code);
}
