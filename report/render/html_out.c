#include "base/character.h"

#include "page_text.h"
#include "report/render/number_text.h"
#include "report/render/out.h"

#include "report/render/html_out.h"

static const char *
escape_of(unsigned char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F ? CHARACTER_REPLACEMENT
                                                                             : NULL;
    }
}

void
html_out_text(struct out *out, struct text text)
{
    size_t start = 0, i = 0;

    while (i < text.len) {
        size_t length = character_length((struct text){text.at + i, text.len - i});
        const char *escape =
            length == 0 ? CHARACTER_REPLACEMENT : escape_of((unsigned char)text.at[i]);

        if (escape == NULL) {
            i += length;
            continue;
        }
        out_bytes(out, text.at + start, i - start);
        out_text(out, escape);
        start = ++i;
    }
    out_bytes(out, text.at + start, text.len - start);
}

void
html_out_string(struct out *out, const char *text)
{
    html_out_text(out, text_of(text));
}

void
html_out_grouped(struct out *out, uint64_t number)
{
    char text[NUMBER_TEXT_SIZE];

    out_bytes(out, text, number_text_grouped(number, text));
}

void
html_out_percent(struct out *out, uint64_t part, uint64_t whole)
{
    char text[NUMBER_TEXT_SIZE];

    if (whole == 0) {
        html_out_raw(out, "&#8211;");
        return;
    }
    out_bytes(out, text, number_text_decimal(number_percent_tenths(part, whole), 1, text));
    html_out_raw(out, "%");
}

void
html_out_begin_page(struct out *out, const char *title)
{
    html_out_raw(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html_out_raw(out, "<meta http-equiv=\"Content-Security-Policy\" "
                      "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    html_out_raw(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html_out_string(out, title);
    html_out_raw(out, "</title>\n<style>\n");
    out_text(out, report_render_page);
    html_out_raw(out, "</style>\n</head>\n<body>\n");
}

void
html_out_end_page(struct out *out)
{
    html_out_raw(out, "</body>\n</html>\n");
}

void
html_out_bar(struct out *out, uint64_t part, uint64_t whole)
{
    char width[NUMBER_TEXT_SIZE];

    number_text_decimal(whole == 0 ? 0 : number_percent_tenths(part, whole), 1, width);
    html_out_raw(out, "<svg class=\"bar\" aria-hidden=\"true\" focusable=\"false\" "
                      "preserveAspectRatio=\"none\" viewBox=\"0 0 100 1\"><rect width=\"");
    out_text(out, width);
    html_out_raw(out, "\" height=\"1\"/></svg>");
}
