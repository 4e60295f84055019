#include "cli/command_options.h"

#include "cli/command_table.h"

const struct command command_table[] = {
    {
        .name = "check",
        .summary = "judge files as the state will, without a database",
        .arguments = "FILE...",
        .about =
            "Reads the extracts of one LEA and one school year and says whether the state's run "
            "would accept them, what is wrong and what to do next. A file may be plain or gzip; "
            "\"-\" is standard input. Nothing leaves this computer.\n\n"
            "Exit status 0 when every file would be accepted, 65 when one would be refused, 64 "
            "when the files are of two LEAs or years.",
        .examples = "isprofile check SENR.csv\n"
                    "isprofile check --directory pubschls.txt --output result SENR.csv STAS.csv",
        .min_arguments = 1,
        .max_arguments = -1,
        .formats = FORMAT_TEXT | FORMAT_JSON | FORMAT_CSV | FORMAT_HTML,
        .options = command_options_check,
        .run = command_check,
    },
    {
        .name = "init",
        .summary = "create or upgrade the schema, code sets and roles",
        .arguments = "",
        .about = "Brings the schema isprofile of the database to this program's version and stores "
                 "the code sets, parameters and rules. To run it again is harmless. A migration "
                 "that was applied and has changed since is refused with status 78.",
        .examples =
            "PGHOST=db.example.org PGSSLMODE=verify-full PGDATABASE=isprofile isprofile init",
        .min_arguments = 0,
        .max_arguments = 0,
        .options = command_options_init,
        .run = command_init,
    },
    {
        .name = "directory",
        .summary = "load the state's school directory",
        .arguments = "FILE",
        .about = "Replaces the school directory with the one in FILE (the state's pubschls.txt) "
                 "and looks the schools of all rows up in it. The same directory again changes "
                 "nothing. One that has lost more than a tenth of its lines is loaded with a "
                 "warning: it may have been cut off.",
        .examples = "isprofile directory pubschls.txt",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = command_options_directory,
        .run = command_directory,
    },
    {
        .name = "run",
        .summary = "take what arrived into the database",
        .arguments = "PATH...",
        .about =
            "Takes every file below each PATH. A folder named by the 7 digits of an LEA is that "
            "LEA's inbox: rows of another LEA are refused, also when PATH is a file in it. Other "
            "files may be of any LEA. Files and folders whose names begin with a dot or end in "
            ".part, links and everything that is no regular file are left alone; so are the "
            "folders of --output and --keep.\n\n"
            "Each file is one submission and one transaction: it replaces the LEA's extract of "
            "that year as a whole, or changes nothing. The same file again is unchanged, and "
            "takes next to no time. A refused file seen again is said once more in one line and "
            "does not count as new. A bad file never stops the others.\n\n"
            "One line for each submission goes to standard output, by LEA, year and extract, "
            "and a summary line. Standard error stays empty when all is well.\n\n"
            "Exit status 0 when every file was accepted or was known, 65 when one was newly "
            "refused. A failure goes before that, the gravest first: 70, 71, 69, 78, 74, 73, 77, "
            "75, 66.",
        .examples = "isprofile run --output results inbox\n"
                    "isprofile run --dry-run inbox/0161119/SENR.csv.gz",
        .min_arguments = 1,
        .max_arguments = -1,
        .options = command_options_run,
        .run = command_run,
    },
    {
        .name = "report",
        .summary = "make the statewide profile of a school year",
        .arguments = "",
        .about =
            "Makes the profile of Education Code 51749 from what stands in the database. The same "
            "data give the same bytes. Small counts are hidden, and so is what they could be "
            "worked out from; where hiding cannot protect them, nothing is written, and the "
            "command ends with status 65.\n\n"
            "With --unsuppressed the agency's own files are written, with every small count: "
            "profile-unsuppressed.csv, .json, .html and .xlsx, mode 0600. They are not for the "
            "public.\n\n"
            "With --agency more files are written: apportionment.csv, what the law makes of the "
            "ADA that the LEAs report (EC 51745(b), 51745.6), ineligible.csv, the days that rules "
            "cost, coverage.csv, who has submitted what, and suppression.csv, which figures are "
            "hidden and why. They alone are written without --output.",
        .examples = "isprofile report --year 2023-2024 --output profile\n"
                    "isprofile report --year 2023-2024 --unsuppressed --output agency\n"
                    "isprofile report --year 2023-2024 --agency agency",
        .min_arguments = 0,
        .max_arguments = 0,
        .formats = FORMAT_CSV | FORMAT_JSON | FORMAT_HTML | FORMAT_XLSX,
        .options = command_options_report,
        .run = command_report,
    },
    {
        .name = "state",
        .summary = "judge all LEAs of a school year together",
        .arguments = "",
        .about =
            "Looks for what no LEA can see by itself: a pupil in two LEAs at once, days claimed "
            "twice, an SSID that stands for two pupils or a pupil with two SSIDs. Every row that "
            "is concerned, of each LEA, is a line of findings.csv. A line for each rule that found "
            "something goes to standard output.\n\n"
            "run does the same at its end, for the pupils of the LEAs in which something changed.",
        .examples = "isprofile state --year 2023-2024 --output results",
        .min_arguments = 0,
        .max_arguments = 0,
        .options = command_options_state,
        .run = command_state,
    },
    {
        .name = "snapshot",
        .summary = "freeze what a profile was made of, and make it again",
        .arguments = "create|list|verify ID|diff ID ID",
        .about =
            "create freezes what the profile of a school year is made of: pupils, school "
            "directory, code sets, the digests of the submissions and of every file that report "
            "makes of them. A snapshot cannot be changed, and new submissions change nothing in "
            "it: report --snapshot makes the same bytes again at any time.\n\n"
            "list shows the snapshots. verify reads all of one, makes its files again and compares "
            "them with those of its creation. diff says, as CSV on standard output, which cells of "
            "the profile differ between two snapshots and which submissions were added, replaced "
            "or withdrawn in between; every count is shown, so the answer is not for the "
            "public.\n\n"
            "Exit status 66 when there is no such snapshot, 78 when one was changed after its "
            "creation or this program does not make the same files of it.",
        .examples = "isprofile snapshot create --year 2023-2024 --note \"as published\"\n"
                    "isprofile snapshot verify 1\n"
                    "isprofile snapshot diff 1 2",
        .min_arguments = 1,
        .max_arguments = 3,
        .formats = FORMAT_TEXT | FORMAT_CSV | FORMAT_JSON,
        .options = command_options_snapshot,
        .run = command_snapshot,
    },
    {
        .name = "status",
        .summary = "say when the last run was and which LEAs are missing",
        .arguments = "",
        .about = "Says when the last run ended and how, which extracts of a school year have "
                 "arrived beside the year before, which LEAs have sent some extracts but not "
                 "all, and which have sent some last year but none this year.\n\n"
                 "For monitors: exit status 75 when neither a run nor a submission is younger "
                 "than --max-age.",
        .examples = "isprofile status --max-age 26\n"
                    "isprofile status --year 2023-2024 --format json",
        .min_arguments = 0,
        .max_arguments = 0,
        .formats = FORMAT_TEXT | FORMAT_JSON,
        .options = command_options_status,
        .run = command_status,
    },
    {
        .name = "withdraw",
        .summary = "take a submission out",
        .arguments = "LEA EXTRACT YEAR",
        .about =
            "Takes the submission that stands for this LEA, extract and school year out of "
            "the database. The ledger keeps it as withdrawn. Afterwards none stands: the one "
            "before it does not return. A file of it that is still in the inbox is taken again "
            "by the next run; what a run has said of it stays in its result folder.",
        .examples = "isprofile withdraw 0161119 SENR 2023-2024",
        .min_arguments = 3,
        .max_arguments = 3,
        .options = command_options_withdraw,
        .run = command_withdraw,
    },
    {
        .name = "rebuild",
        .summary = "make the database again from what was kept",
        .arguments = "",
        .about =
            "Fills a database that init has just made with the submissions that stood when the "
            "last run, withdraw or directory with --keep ended, each judged as of the day of "
            "then. All that is kept is read and compared with its SHA-256 first; when something "
            "is missing or damaged, each is told, and the database is left alone. A rebuild that "
            "was stopped is started again.\n\n"
            "What does not stand any more, refusals, snapshots and the audit are not made again; "
            "for these keep a dump of the database (docs/backup.md).\n\n"
            "Exit status 66 when something kept is missing, 78 when it is damaged or the database "
            "holds something else, 65 when a submission was judged otherwise than before.",
        .examples = "isprofile init\n"
                    "isprofile rebuild --from /srv/kept",
        .min_arguments = 0,
        .max_arguments = 0,
        .options = command_options_rebuild,
        .run = command_rebuild,
    },
    {
        .name = "audit",
        .summary = "list who did what, and show that nothing of it was changed",
        .arguments = "list|verify [SHA256]",
        .about =
            "Every run, withdrawal, report, snapshot, look at single counts or findings of the "
            "state, directory and init leaves an entry: who, when, what. An entry holds the "
            "SHA-256 of the one before it and of the rows of the ledger that are new since.\n\n"
            "list shows the entries. verify makes every digest again; it tells each entry that was "
            "changed, moved or taken out, and each that speaks of submissions that were changed "
            "in the ledger. With the digest that an earlier verify said was the last, it also "
            "tells whether the end was taken away: keep it where the database's people cannot "
            "change it.\n\n"
            "Exit status 78 when something was changed.",
        .examples = "isprofile audit list\n"
                    "isprofile audit verify",
        .min_arguments = 1,
        .max_arguments = 2,
        .formats = FORMAT_TEXT | FORMAT_JSON,
        .options = command_options_audit,
        .run = command_audit,
    },
    {
        .name = "compare",
        .summary = "say what is fixed, new and still there between two results",
        .arguments = "OLD NEW",
        .about =
            "OLD and NEW are findings.csv of two checks or runs, or the folders that hold them. "
            "Lines move when a file is mended, so findings are the same when rule, column and "
            "masked value are: of 12 before and 5 now, 7 are fixed and 5 still there. Files belong "
            "together by their names, also when these differ in digits only.",
        .examples = "isprofile check --output monday SENR.csv\n"
                    "isprofile check --output tuesday SENR.csv\n"
                    "isprofile compare monday tuesday",
        .min_arguments = 2,
        .max_arguments = 2,
        .formats = FORMAT_TEXT | FORMAT_JSON,
        .options = command_options_compare,
        .run = command_compare,
    },
    {
        .name = "rules",
        .summary = "list every rule",
        .arguments = "",
        .about = "Writes the catalogue of rules, from the table that runs: what is found, what it "
                 "does, why, and how to fix it.",
        .examples = "isprofile rules\n"
                    "isprofile rules --format csv",
        .min_arguments = 0,
        .max_arguments = 0,
        .formats = FORMAT_TEXT | FORMAT_MD | FORMAT_CSV | FORMAT_JSON,
        .options = command_options_rules,
        .run = command_rules,
    },
    {
        .name = "explain",
        .summary = "explain one rule",
        .arguments = "RULE",
        .about = "Says what a rule looks for, what follows from it, why it is there, with an "
                 "example, and how to fix what it finds. RULE may also be a CALPADS number, such "
                 "as SENR0178.",
        .examples = "isprofile explain agreement_signed_late",
        .min_arguments = 1,
        .max_arguments = 1,
        .options = command_options_explain,
        .run = command_explain,
    },
    {.name = NULL},
};

const struct command *
command_find(const char *name)
{
    for (const struct command *command = command_table; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}
