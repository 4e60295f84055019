#include "base/character.h"

#include "report/profile/profile_text.h"
#include "report/render/number_text.h"

#include "report/workbook/profile_xlsx_row.h"

/* What the library takes for a text; a longer one leaves its cell empty. */
enum { MAX_CHARACTERS = 32767 };

/* XML holds neither controls nor the two code points that are no characters, U+FFFE and U+FFFF. */
static bool
is_no_xml(struct text character)
{
    return (character.len == 1 && (unsigned char)character.at[0] < 0x20) ||
           (character.len == 3 && memcmp(character.at, "\xEF\xBF", 2) == 0 &&
               (unsigned char)character.at[2] >= 0xBE);
}

const char *
xlsx_text_clean(struct buf *buf, struct text text)
{
    buf_reset(buf);
    for (size_t i = 0; i < text.len;) {
        size_t length = character_length((struct text){text.at + i, text.len - i});

        if (length == 0 || is_no_xml((struct text){text.at + i, length}))
            buf_add_text(buf, CHARACTER_REPLACEMENT);
        else
            buf_add(buf, text.at + i, length);
        i += length == 0 ? 1 : length;
    }
    return buf_terminate(buf);
}

static void
add(struct xlsx_rows *rows, struct text text)
{
    memcpy(rows->buf.data + rows->buf.len, text.at, text.len);
    rows->buf.len += text.len;
}

/* What a cell needs beside its text, with room to spare. */
enum { CELL_SIZE = 128 };

static void
begin_cell(struct xlsx_rows *rows, char column, size_t text_size)
{
    buf_reserve(&rows->buf, text_size + CELL_SIZE);
    add(rows, TEXT("<c r=\""));
    rows->buf.data[rows->buf.len++] = column;
    add(rows, (struct text){rows->number, rows->number_length});
}

static void
add_style(struct xlsx_rows *rows, lxw_format *format)
{
    char text[NUMBER_TEXT_SIZE];
    size_t length = number_text_unsigned((uint64_t)lxw_format_get_xf_index(format), text);

    add(rows, TEXT("\" s=\""));
    add(rows, (struct text){text, length});
}

/* Printable ASCII that stands for itself in XML, without blanks at its ends. */
static bool
is_plain(struct text text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];

        if (c < 0x20 || c == 0x7F || c == '&' || c == '<' || c == '>')
            return false;
    }
    return text.len < MAX_CHARACTERS && text.at[0] != ' ' && text.at[text.len - 1] != ' ';
}

/* As the library does it for what is not plain. */
static void
add_odd_text(struct xlsx_rows *rows, char column, struct text text)
{
    struct buf clean = {0};
    const char *at = xlsx_text_clean(&clean, text);
    bool has_blanks = at[0] == ' ' || at[clean.len - 1] == ' ';

    if (text_count_characters((struct text){at, clean.len}) <= MAX_CHARACTERS) {
        begin_cell(rows, column, clean.len * sizeof "&amp;");
        add(rows, TEXT("\" t=\"inlineStr\"><is><t"));
        add(rows, has_blanks ? TEXT(" xml:space=\"preserve\">") : TEXT(">"));
        for (; *at != '\0'; at++)
            add(rows, *at == '&'   ? TEXT("&amp;")
                      : *at == '<' ? TEXT("&lt;")
                      : *at == '>' ? TEXT("&gt;")
                                   : (struct text){at, 1});
        add(rows, TEXT("</t></is></c>"));
    }
    buf_free(&clean);
}

static void
add_text(struct xlsx_rows *rows, char column, struct text text)
{
    if (text.len == 0)
        return;
    if (!is_plain(text)) {
        add_odd_text(rows, column, text);
        return;
    }
    begin_cell(rows, column, text.len);
    add(rows, TEXT("\" t=\"inlineStr\"><is><t>"));
    add(rows, text);
    add(rows, TEXT("</t></is></c>"));
}

static void
add_mark(struct xlsx_rows *rows, char column)
{
    begin_cell(rows, column, 0);
    add_style(rows, rows->mark);
    add(rows, TEXT("\" t=\"inlineStr\"><is><t>" PROFILE_HIDDEN_MARK "</t></is></c>"));
}

static void
add_number(struct xlsx_rows *rows, char column, lxw_format *format, struct text number)
{
    begin_cell(rows, column, number.len);
    add_style(rows, format);
    add(rows, TEXT("\"><v>"));
    add(rows, number);
    add(rows, TEXT("</v></c>"));
}

static void
add_measure(struct xlsx_rows *rows, char column, const struct profile_row *row,
    enum profile_measure measure)
{
    char text[NUMBER_TEXT_SIZE];

    if (profile_hides(row, measure))
        add_mark(rows, column);
    else
        add_number(rows, column, rows->count,
            (struct text){text, number_text_unsigned(row->measures[measure], text)});
}

/* A number as the library writes it: 82.6 has an end there that it has not. */
static void
add_percent(struct xlsx_rows *rows, char column, const struct profile_row *row)
{
    char text[NUMBER_TEXT_SIZE];
    int64_t tenths;

    if (profile_hides_percent(row)) {
        add_mark(rows, column);
    } else if (profile_diploma_tenths(row, &tenths)) {
        int length = snprintf(text, sizeof text, "%.16G", (double)tenths / 10);

        add_number(rows, column, rows->percent, (struct text){text, (size_t)length});
    }
}

static void
add_places(struct xlsx_rows *rows, const struct profile_row *row)
{
    struct cds_parts parts = profile_cds_parts(row->place);

    add_text(rows, 'A', text_of(rows->year));
    add_text(rows, 'B', text_of(profile_level_code(row->place->level)));
    add_text(rows, 'C', parts.county);
    add_text(rows, 'D', parts.district);
    add_text(rows, 'E', parts.school);
    add_text(rows, 'F', text_of(row->place->county_name));
    add_text(rows, 'G', text_of(row->place->district_name));
    add_text(rows, 'H', text_of(row->place->school_name));
}

void
xlsx_rows_add(struct xlsx_rows *rows, const struct profile_row *row, lxw_row_t number)
{
    char text[NUMBER_TEXT_SIZE], column = 'M';

    rows->number_length = number_text_unsigned(number, text);
    memcpy(rows->number, text, rows->number_length);
    buf_reserve(&rows->buf, CELL_SIZE);
    add(rows, TEXT("<row r=\""));
    add(rows, (struct text){rows->number, rows->number_length});
    add(rows, TEXT("\">"));
    add_places(rows, row);
    add_text(rows, 'I', text_of(profile_filter_code(row->filter)));
    add_text(rows, 'J', text_of(row->category->breakdown));
    add_text(rows, 'K', text_of(row->category->code));
    add_text(rows, 'L', text_of(row->category->name));
    for (enum profile_measure measure = MEASURE_PUPILS; measure < MEASURE_COUNT; measure++) {
        add_measure(rows, column++, row, measure);
        if (measure == MEASURE_DIPLOMA)
            add_percent(rows, column++, row);
    }
    buf_reserve(&rows->buf, CELL_SIZE);
    add(rows, TEXT("</row>"));
}

void
xlsx_rows_pass(struct xlsx_rows *rows, const struct profile_row *row)
{
    int64_t tenths;

    for (enum profile_measure measure = MEASURE_PUPILS; measure < MEASURE_COUNT; measure++) {
        (void)lxw_format_get_xf_index(profile_hides(row, measure) ? rows->mark : rows->count);
        if (measure != MEASURE_DIPLOMA)
            continue;
        if (profile_hides_percent(row))
            (void)lxw_format_get_xf_index(rows->mark);
        else if (profile_diploma_tenths(row, &tenths))
            (void)lxw_format_get_xf_index(rows->percent);
    }
}
