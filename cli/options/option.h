#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;

/* The options (cli/options/option.def) and how their values are read. */

enum option_id {
#define OPTION(id, ...) OPTION_##id,
#include "cli/options/option.def"
#undef OPTION
    OPTION_COUNT,
};

enum option_type {
    OPTION_TYPE_FLAG,
    OPTION_TYPE_PATH,
    OPTION_TYPE_LEA,
    OPTION_TYPE_YEAR,    /* number: first calendar year */
    OPTION_TYPE_PERCENT, /* number: hundredths of a percent */
    OPTION_TYPE_SIZE,    /* number: bytes */
    OPTION_TYPE_NUMBER,
    OPTION_TYPE_DATE,     /* number: days since 1970-01-01 */
    OPTION_TYPE_ENCODING, /* number: 1 for windows-1252 */
    OPTION_TYPE_READER,   /* number: 1 for libcsv */
    OPTION_TYPE_FORMATS,  /* number: bits of enum format */
    OPTION_TYPE_CONNINFO,
    OPTION_TYPE_ID, /* number: 1 or more */
    OPTION_TYPE_TEXT,
};

/* What --format can name; each command takes some of them. */
enum format {
    FORMAT_TEXT = 1,
    FORMAT_JSON = 2,
    FORMAT_CSV = 4,
    FORMAT_HTML = 8,
    FORMAT_XLSX = 16,
    FORMAT_MD = 32,
};

struct option_info {
    const char *name;
    enum option_type type;
    const char *value_name; /* "" for a flag */
    const char *initial;    /* "" when there is no fixed default */
    const char *about;
};

enum { OPTION_ENVIRONMENT_SIZE = 40 };

const struct option_info *option_info(enum option_id id);

/* "ISPROFILE_MAX_REJECTED" of "max-rejected". */
void option_environment_name(enum option_id id, char name[OPTION_ENVIRONMENT_SIZE]);

/* A value as it stands after flag, environment and default. */
struct setting {
    bool is_given;    /* by flag or environment; for a flag also: it is on */
    const char *text; /* as spelled; NULL when there is none */
    int64_t number;
};

/*
 * Reads the text of a value; formats are the bits that the command takes.
 * Returns -1 with err (ERR_USAGE) when it is not one of the option's type; the
 * message begins with what is wrong and does not name the option.
 */
int option_read(enum option_id id, const char *text, unsigned formats, struct setting *setting,
    struct err *err);

/* The name of a format: "json". */
const char *format_name(enum format format);

#endif
