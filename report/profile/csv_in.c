#include "report/profile/csv_in.h"

/* Adds what stands between quotes; the opening one is read. False when the file ends inside. */
static bool
read_quoted(struct csv_in *csv)
{
    for (;;) {
        int c = getc_unlocked(csv->file);

        if (c == EOF)
            return false;
        if (c == '"') {
            c = getc_unlocked(csv->file);
            if (c != '"') {
                ungetc(c, csv->file);
                return true;
            }
        }
        csv->line += c == '\n';
        buf_add_byte(&csv->bytes, (char)c);
    }
}

static bool
end_field(struct csv_in *csv)
{
    if (csv->count == CSV_IN_MAX_FIELDS)
        return false;
    csv->ends[csv->count++] = csv->bytes.len;
    return true;
}

int
csv_in_next(struct csv_in *csv)
{
    int c = getc_unlocked(csv->file);

    if (c == EOF)
        return 0;
    buf_reset(&csv->bytes);
    csv->count = 0;
    for (; c != '\n' && c != EOF; c = getc_unlocked(csv->file)) {
        if (c == '"' ? !read_quoted(csv) : c == ',' && !end_field(csv))
            return -1;
        if (c != '"' && c != ',')
            buf_add_byte(&csv->bytes, (char)c);
    }
    csv->line++;
    return end_field(csv) ? 1 : -1;
}

struct text
csv_in_field(const struct csv_in *csv, int i)
{
    size_t start = i > 0 ? csv->ends[i - 1] : 0;
    size_t len = csv->ends[i] - start;

    return len > 0 ? (struct text){csv->bytes.data + start, len} : (struct text){0};
}

void
csv_in_reset(struct csv_in *csv)
{
    buf_free(&csv->bytes);
    *csv = (struct csv_in){0};
}
