#include "ingest/form.h"

/* Without blanks, then without the quotes around it. */
static struct text
unquote(struct text name)
{
    name = text_trim(name);
    if (name.len >= 2 && name.at[0] == '"' && name.at[name.len - 1] == '"') {
        name.at++;
        name.len -= 2;
    }
    return text_trim(name);
}

static bool
is_name_byte(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/* Blanks but no tab, which may be a delimiter. */
static struct text
skip_blanks(struct text text)
{
    for (;;) {
        size_t len = text.len > 0 && text.at[0] == ' ' ? 1 : 0;

        if (text.len > 1 && memcmp(text.at, "\xc2\xa0", 2) == 0)
            len = 2;
        if (len == 0)
            return text;
        text.at += len;
        text.len -= len;
    }
}

/*
 * Takes a record type from the beginning of the line, in quotes or not; *rest is
 * what follows. EXTRACT_NONE when it begins otherwise.
 */
static enum extract
take_record_type(struct text line, bool *is_ods, struct text *rest)
{
    struct text type;
    bool has_quote;
    enum extract extract;

    line = text_trim(line);
    has_quote = line.len > 0 && line.at[0] == '"';
    line.at += has_quote;
    line.len -= has_quote;
    if (has_quote)
        line = skip_blanks(line);
    type = (struct text){line.at, 0};
    while (type.len < line.len && is_name_byte(line.at[type.len]))
        type.len++;
    extract = layout_find_extract(type, is_ods);
    *rest = (struct text){line.at + type.len, line.len - type.len};
    if (has_quote) {
        *rest = skip_blanks(*rest);
        if (rest->len > 0 && rest->at[0] == '"') {
            rest->at++;
            rest->len--;
        }
    }
    return extract;
}

static bool
is_delimiter(char c)
{
    return c == ',' || c == '^' || c == '\t';
}

/* Puts a printable name of the character at the beginning of text into name. */
static void
name_character(struct text text, char name[16])
{
    unsigned char byte = text.len > 0 ? (unsigned char)text.at[0] : 0;

    if (text.len == 0)
        snprintf(name, 16, "nothing");
    else if (byte == ' ')
        snprintf(name, 16, "a blank");
    else if (byte > ' ' && byte < 0x7f)
        snprintf(name, 16, "\"%c\"", byte);
    else
        snprintf(name, 16, "byte 0x%02X", byte);
}

/* The delimiter behind the record type; blanks may stand between, but a tab is one itself. */
static void
find_delimiter(struct text rest, struct form_guess *guess)
{
    struct text after = skip_blanks(rest);
    char name[16];

    if (after.len > 0 && is_delimiter(after.at[0])) {
        guess->is_known = true;
        guess->delimiter = after.at[0];
        return;
    }
    name_character(rest, name);
    guess->problem = READ_DELIMITER_UNCLEAR;
    snprintf(guess->detail, sizeof guess->detail,
        "%s follows the record type; a comma, a caret or a tab should", name);
}

enum { NAMES_MAX = RECORD_MAX_FIELDS };

/* Header names need no full CSV here: a delimiter within a quoted name only lowers the count. */
static int
split_names(struct text line, char delimiter, struct text *names)
{
    int count = 0;

    while (count < NAMES_MAX) {
        const char *stop = line.len > 0 ? memchr(line.at, delimiter, line.len) : NULL;
        size_t len = stop != NULL ? (size_t)(stop - line.at) : line.len;

        names[count++] = unquote((struct text){line.at, len});
        if (stop == NULL)
            break;
        line.at += len + 1;
        line.len -= len + 1;
    }
    return count;
}

static int
count_known(struct text line, char delimiter)
{
    struct text names[NAMES_MAX];
    int known;

    form_match_header(names, split_names(line, delimiter, names), &known);
    return known;
}

/* The delimiter of those given that splits the line into most known names; *known is how many. */
static char
best_delimiter(struct text line, const char *delimiters, int *known)
{
    char best = delimiters[0];

    *known = 0;
    for (const char *c = delimiters; *c != '\0'; c++) {
        int count;

        /* One name alone tells nothing. */
        if (line.len == 0 || memchr(line.at, *c, line.len) == NULL)
            continue;
        count = count_known(line, *c);
        if (count > *known) {
            *known = count;
            best = *c;
        }
    }
    return best;
}

static bool
has_curly_quote(struct text line)
{
    for (size_t i = 0; i + 3 <= line.len; i++)
        if (memcmp(line.at + i, "\xe2\x80\x9c", 3) == 0)
            return true;
    return false;
}

/* What the beginning of a file that is no extract looks like. Nothing of it is repeated. */
static const char *
describe(struct text line, bool *may_be_title)
{
    line = text_trim(line);
    if (line.len > 0 && line.at[0] == '<')
        return "it looks like XML or HTML, perhaps a page that tells of an error; send CSV";
    if (line.len > 0 && (line.at[0] == '{' || line.at[0] == '['))
        return "it looks like JSON; send CSV";
    if (has_curly_quote(line))
        return "the quotes of the first line are curly, as a word processor writes them; straight "
               "ones are needed";
    *may_be_title = true;
    return "the first line is neither a record that begins with a record type such as SENR nor a "
           "header row with the column names of an extract";
}

static void
recognise_header(struct text line, struct form_guess *guess)
{
    int known, other;
    char delimiter = best_delimiter(line, ",^\t", &known);
    char wrong = best_delimiter(line, ";|:", &other);

    if (other > known && other > 1) {
        guess->problem = READ_DELIMITER_UNCLEAR;
        snprintf(guess->detail, sizeof guess->detail,
            "the header row is split by \"%c\"; a comma, a caret or a tab should", wrong);
    } else if (known < 2) {
        guess->problem = READ_EXTRACT_NOT_RECOGNISED;
        snprintf(guess->detail, sizeof guess->detail, "%s", describe(line, &guess->may_be_title));
    } else {
        guess->is_known = true;
        guess->has_header = true;
        guess->delimiter = delimiter;
    }
}

void
form_recognise(struct text line, struct form_guess *guess)
{
    struct text rest;

    *guess = (struct form_guess){0};
    guess->extract = take_record_type(line, &guess->is_ods, &rest);
    if (guess->extract != EXTRACT_NONE)
        find_delimiter(rest, guess);
    else
        recognise_header(line, guess);
}

/* How many columns of the extract the names name; *required is how many of them it requires. */
static int
count_columns(enum extract extract, const struct text *names, int count, int *required)
{
    bool is_named[LAYOUT_MAX_COLUMNS] = {false};
    int named = 0;

    *required = 0;
    for (int i = 0; i < count; i++) {
        int column = layout_find_column(extract, names[i]);

        if (column < 0 || is_named[column])
            continue;
        is_named[column] = true;
        named++;
        *required += layout_of(extract)->columns[column].is_required;
    }
    return named;
}

static int
required_columns(enum extract extract)
{
    const struct layout *layout = layout_of(extract);
    int count = 0;

    for (int i = 0; i < layout->column_count; i++)
        count += layout->columns[i].is_required;
    return count;
}

enum extract
form_match_header(const struct text *names, int count, int *known)
{
    enum extract best = EXTRACT_NONE;

    *known = 0;
    for (int i = 0; i < EXTRACT_COUNT; i++) {
        enum extract extract = (enum extract)i;
        int required;
        int named = count_columns(extract, names, count, &required);

        if (named > *known)
            best = 2 * required >= required_columns(extract) ? extract : EXTRACT_NONE;
        else if (named == *known)
            best = EXTRACT_NONE;
        if (named > *known)
            *known = named;
    }
    return best;
}

bool
form_is_ods_column(struct text name)
{
    name = text_trim(name);
    return text_equals_fold(name, TEXT("Upload Date")) ||
           text_equals_fold(name, TEXT("Last Date Updated"));
}
