#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/parse.h"
#include "sql/conninfo.h"

#include "cli/options/option.h"

enum { MAX_NUMBER = 100000, WHOLE_PERCENT = 10000 };

static const struct option_info options[OPTION_COUNT] = {
#define OPTION(id, name, type, value_name, initial, about)                                         \
    [OPTION_##id] = {name, OPTION_TYPE_##type, value_name, initial, about},
#include "cli/options/option.def"
#undef OPTION
};

static const struct {
    enum format format;
    const char *name;
} formats[] = {
    {FORMAT_TEXT, "text"},
    {FORMAT_JSON, "json"},
    {FORMAT_CSV, "csv"},
    {FORMAT_HTML, "html"},
    {FORMAT_XLSX, "xlsx"},
    {FORMAT_MD, "md"},
};

enum { FORMAT_NAMES = sizeof formats / sizeof *formats };

const struct option_info *
option_info(enum option_id id)
{
    return &options[id];
}

void
option_environment_name(enum option_id id, char name[OPTION_ENVIRONMENT_SIZE])
{
    int len = snprintf(name, OPTION_ENVIRONMENT_SIZE, "ISPROFILE_%s", options[id].name);

    for (int i = 0; i < len; i++)
        name[i] = name[i] == '-' ? '_' : text_upper(name[i]);
}

const char *
format_name(enum format format)
{
    for (int i = 0; i < FORMAT_NAMES; i++) {
        if (formats[i].format == format)
            return formats[i].name;
    }
    return NULL;
}

/* 0 when the command takes no format of that name. */
static unsigned
find_format(struct text name, unsigned taken)
{
    for (int i = 0; i < FORMAT_NAMES; i++) {
        if ((formats[i].format & taken) != 0 && text_equals(name, text_of(formats[i].name)))
            return formats[i].format;
    }
    return 0;
}

static int
refuse_format(struct text name, unsigned taken, struct err *err)
{
    struct buf names = {0};

    for (int i = 0; i < FORMAT_NAMES; i++) {
        if ((formats[i].format & taken) != 0)
            buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", formats[i].name);
    }
    err_set(err, ERR_USAGE, "no format is named \"%.*s\" here; there are %s", (int)name.len,
        name.at, names.data);
    buf_free(&names);
    return -1;
}

static int
read_formats(const char *text, unsigned taken, int64_t *number, struct err *err)
{
    unsigned bits = 0;

    for (const char *at = text;; at++) {
        struct text name = {at, strcspn(at, ",")};
        unsigned bit = find_format(name, taken);

        if (bit == 0)
            return refuse_format(name, taken, err);
        bits |= bit;
        at += name.len;
        if (*at == '\0')
            break;
    }
    *number = bits;
    return 0;
}

static int
read_choice(const char *text, const char *first, const char *second, int64_t *number)
{
    *number = strcasecmp(text, second) == 0;
    return *number == 1 || strcasecmp(text, first) == 0 ? 0 : -1;
}

/* The environment has no way to leave a value out, so a flag there is told in a word. */
static int
read_flag(const char *text, struct setting *setting)
{
    static const char *const on[] = {"1", "yes", "true", "on"};
    static const char *const off[] = {"0", "no", "false", "off"};

    for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
        if (strcasecmp(text, on[i]) == 0 || strcasecmp(text, off[i]) == 0) {
            setting->is_given = strcasecmp(text, on[i]) == 0;
            return 0;
        }
    }
    return -1;
}

/* Numbers of every kind. True when text is one. */
static bool
read_number(enum option_type type, struct text text, int64_t *number)
{
    uint64_t found = 0;
    int32_t date;
    int year;

    switch (type) {
    case OPTION_TYPE_LEA:
        return text.len == 7 && text_is_digits(text);
    case OPTION_TYPE_YEAR:
        if (!parse_school_year(text, &year))
            return false;
        *number = year;
        return true;
    case OPTION_TYPE_PERCENT:
        return parse_decimal(text, 2, WHOLE_PERCENT, number);
    case OPTION_TYPE_DATE:
        if (!date_parse(text, &date))
            return false;
        *number = date;
        return true;
    case OPTION_TYPE_SIZE:
        if (!parse_size(text, &found) || found == 0 || found > INT64_MAX)
            return false;
        break;
    case OPTION_TYPE_ID:
        if (!parse_unsigned(text, INT64_MAX, &found) || found == 0)
            return false;
        break;
    default:
        if (!parse_unsigned(text, MAX_NUMBER, &found))
            return false;
        break;
    }
    *number = (int64_t)found;
    return true;
}

/* What a value of the type looks like, for the message. */
static const char *
expectation(enum option_type type)
{
    switch (type) {
    case OPTION_TYPE_FLAG:
        return "yes or no";
    case OPTION_TYPE_LEA:
        return "7 digits";
    case OPTION_TYPE_YEAR:
        return "a school year such as 2023-2024";
    case OPTION_TYPE_PERCENT:
        return "a percentage from 0 to 100 with at most two decimals";
    case OPTION_TYPE_SIZE:
        return "a size such as 64M or 16G";
    case OPTION_TYPE_DATE:
        return "a date such as 2024-07-01";
    case OPTION_TYPE_ENCODING:
        return "utf-8 or windows-1252";
    case OPTION_TYPE_READER:
        return "fast or libcsv";
    case OPTION_TYPE_ID:
        return "the number of a snapshot";
    default:
        return "a whole number up to 100000";
    }
}

int
option_read(
    enum option_id id, const char *text, unsigned taken, struct setting *setting, struct err *err)
{
    enum option_type type = options[id].type;
    bool is_read;

    setting->is_given = true;
    setting->text = text;
    switch (type) {
    case OPTION_TYPE_PATH:
        return *text != '\0' ? 0 : err_set(err, ERR_USAGE, "a name is needed, not an empty text");
    case OPTION_TYPE_CONNINFO:
        return conninfo_check(text, err);
    case OPTION_TYPE_TEXT:
        return 0;
    case OPTION_TYPE_FORMATS:
        return read_formats(text, taken, &setting->number, err);
    case OPTION_TYPE_FLAG:
        is_read = read_flag(text, setting) == 0;
        break;
    case OPTION_TYPE_ENCODING:
        is_read = read_choice(text, "utf-8", "windows-1252", &setting->number) == 0;
        break;
    case OPTION_TYPE_READER:
        is_read = read_choice(text, "fast", "libcsv", &setting->number) == 0;
        break;
    default:
        is_read = read_number(type, text_of(text), &setting->number);
    }
    if (!is_read)
        return err_set(err, ERR_USAGE, "\"%s\" is not %s", text, expectation(type));
    return 0;
}
