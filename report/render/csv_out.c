#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/render/csv_out.h"

static void
separate(struct csv_out *csv)
{
    if (csv->is_inside_row)
        out_bytes(csv->out, ",", 1);
    csv->is_inside_row = true;
}

static bool
needs_quotes(struct text text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr(",\"\r\n", text.at[i]) != NULL && text.at[i] != '\0')
            return true;
    }
    return false;
}

static void
write_quoted(struct out *out, struct text text, const char *prefix)
{
    size_t start = 0;

    out_bytes(out, "\"", 1);
    out_text(out, prefix);
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '"')
            continue;
        out_bytes(out, text.at + start, i + 1 - start);
        start = i; /* the quote once more */
    }
    out_bytes(out, text.at + start, text.len - start);
    out_bytes(out, "\"", 1);
}

static void
write_value(struct csv_out *csv, struct text text, const char *prefix)
{
    separate(csv);
    if (needs_quotes(text)) {
        write_quoted(csv->out, text, prefix);
        return;
    }
    out_text(csv->out, prefix);
    out_bytes(csv->out, text.at, text.len);
}

void
csv_out_text(struct csv_out *csv, struct text text)
{
    write_value(csv, text, "");
}

void
csv_out_string(struct csv_out *csv, const char *text)
{
    csv_out_text(csv, text_of(text));
}

/* Spreadsheets take the wide forms of East Asian keyboards for the plain ones. */
static bool
begins_wide(struct text text)
{
    static const char *const wide[] = {"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (text.len >= strlen(wide[i]) && memcmp(text.at, wide[i], strlen(wide[i])) == 0)
            return true;
    }
    return false;
}

bool
csv_out_is_formula(struct text text)
{
    while (text.len > 0 && text.at[0] == ' ')
        text = (struct text){text.at + 1, text.len - 1};
    if (text.len == 0 || text.at[0] == '\0')
        return false;
    return strchr("=+-@\t\r", text.at[0]) != NULL || begins_wide(text);
}

struct text
csv_out_without_apostrophe(struct text text)
{
    struct text rest;

    if (text.len < 2 || text.at[0] != '\'')
        return text;
    rest = (struct text){text.at + 1, text.len - 1};
    return csv_out_is_formula(rest) ? rest : text;
}

void
csv_out_free_text(struct csv_out *csv, struct text text)
{
    write_value(csv, text, csv_out_is_formula(text) ? "'" : "");
}

void
csv_out_free_string(struct csv_out *csv, const char *text)
{
    csv_out_free_text(csv, text_of(text));
}

void
csv_out_blank(struct csv_out *csv)
{
    separate(csv);
}

void
csv_out_unsigned(struct csv_out *csv, uint64_t number)
{
    separate(csv);
    out_unsigned(csv->out, number);
}

void
csv_out_decimal(struct csv_out *csv, int64_t number, int scale)
{
    char text[NUMBER_TEXT_SIZE];

    separate(csv);
    out_bytes(csv->out, text, number_text_decimal(number, scale, text));
}

void
csv_out_end_row(struct csv_out *csv)
{
    out_bytes(csv->out, "\n", 1);
    csv->is_inside_row = false;
}

void
csv_out_header(struct csv_out *csv, const char *const *names, int count)
{
    for (int i = 0; i < count; i++)
        csv_out_string(csv, names[i]);
    csv_out_end_row(csv);
}
