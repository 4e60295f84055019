#include "cli/command_options.h"

const struct command_option command_options_check[] = {
    {OPTION_DIRECTORY, NULL},
    {OPTION_LEA, "the LEA (7 digits) that the files must be of"},
    {OPTION_MAX_REJECTED, NULL},
    {OPTION_MAX_EXPANDED, NULL},
    {OPTION_STRICT, NULL},
    {OPTION_ENCODING, NULL},
    {OPTION_READER, NULL},
    {OPTION_FORMAT, "text (the page for people, to standard output), html (the same as a page for "
                    "browsers, report.html), json (summary.json) and csv (findings.csv, "
                    "rejected.csv, rejected_rules.csv); text alone unless told, all of them with "
                    "--output. Without --output one of them goes to standard output"},
    {OPTION_OUTPUT, NULL},
    {OPTION_SHOW_VALUES, NULL},
    {OPTION_AS_OF, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_init[] = {
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_run[] = {
    {OPTION_JOBS, NULL},
    {OPTION_LEA, "take only files that come from or are of this LEA (7 digits)"},
    {OPTION_YEAR, "take only files of this school year, such as 2023-2024"},
    {OPTION_MAX_REJECTED, NULL},
    {OPTION_MAX_EXPANDED, NULL},
    {OPTION_ALLOW_SHRINK, NULL},
    {OPTION_FORCE, NULL},
    {OPTION_DRY_RUN, NULL},
    {OPTION_WAIT, NULL},
    {OPTION_ENCODING, NULL},
    {OPTION_READER, NULL},
    {OPTION_OUTPUT, "write the results into this folder: DIR/<lea>/<extract>_<year>/ for each "
                    "submission, with report.html for its people, and DIR/run.json for the whole "
                    "run"},
    {OPTION_SHOW_VALUES, NULL},
    {OPTION_KEEP, NULL},
    {OPTION_DB, NULL},
    {OPTION_AS_OF, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_report[] = {
    {OPTION_YEAR, "the school year of the profile, such as 2023-2024; a snapshot tells its own"},
    {OPTION_SNAPSHOT, NULL},
    {OPTION_OUTPUT, "the folder for the files; it is made if missing"},
    {OPTION_UNSUPPRESSED, NULL},
    {OPTION_AGENCY, NULL},
    {OPTION_EARLIER, NULL},
    {OPTION_FORMAT,
        "csv (with data-dictionary.csv), json, html and xlsx, with commas between; all of "
        "them unless told"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_state[] = {
    {OPTION_YEAR, "the school year, such as 2023-2024"},
    {OPTION_OUTPUT, "the folder for the findings, DIR/state/<year>/findings.csv; it is made if "
                    "missing"},
    {OPTION_SHOW_VALUES, NULL},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_snapshot[] = {
    {OPTION_YEAR, "create: the school year to freeze; list: only this one"},
    {OPTION_NOTE, NULL},
    {OPTION_EARLIER, NULL},
    {OPTION_FORMAT, "list: text (unless told) or json; diff: csv (unless told) or json"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_status[] = {
    {OPTION_YEAR, "the school year to look at; the latest with a submission unless told"},
    {OPTION_MAX_AGE, NULL},
    {OPTION_FORMAT, "text (unless told) or json (every LEA)"},
    {OPTION_AS_OF,
        "the day whose beginning, in UTC, to take for now; the server's clock unless told"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_directory[] = {
    {OPTION_KEEP, "keep the file in this folder, packed, mode 0600, so that isprofile rebuild can "
                  "make the database again"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_rebuild[] = {
    {OPTION_FROM, NULL},
    {OPTION_JOBS, NULL},
    {OPTION_WAIT, NULL},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_withdraw[] = {
    {OPTION_WAIT, NULL},
    {OPTION_KEEP, "the folder of what is kept; its index no longer names the submission"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_audit[] = {
    {OPTION_FORMAT, "list: text (unless told) or json"},
    {OPTION_DB, NULL},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_rules[] = {
    {OPTION_FORMAT, "text (a short list), md (docs/rules.md), csv (the columns of the "
                    "specification) or json (everything); text unless told"},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_compare[] = {
    {OPTION_FORMAT, "text (the page for people) or json (docs/compare-json.md); text unless told"},
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};

const struct command_option command_options_explain[] = {
    {OPTION_HELP, NULL},
    {OPTION_COUNT, NULL},
};
