#include "base/buf.h"
#include "base/memory.h"
#include "base/profile_row.h"
#include "base/pupil.h"

#include "report/frozen/frozen_year.h"
#include "report/frozen/pupil_line.h"
#include "report/year/year_basis.h"

#include "report/diff_causes.h"

enum { LEA_LEN = 7, CDS_LEN = 14, FIRST_ROOM = 1024 };

/* An LEA has changed something at a place. */
struct cause {
    char place[CDS_LEN + 1];
    char lea[LEA_LEN + 1];
};

/* A line of a pupil, without its end. */
struct line {
    char kind;
    struct text text, lea, place;
};

struct lines {
    struct buf bytes;
    struct line *at;
    size_t count, room;
};

struct diff_causes {
    const struct year_basis *old_basis, *new_basis;
    struct lines old_lines, new_lines; /* of the pupil in hand */
    struct cause *list;                /* sorted up to the last forget_doubles() */
    size_t count, room;
    struct buf leas;
};

static struct text
take_field(struct text *rest)
{
    const char *tab = memchr(rest->at, '\t', rest->len);
    size_t len = tab == NULL ? rest->len : (size_t)(tab - rest->at);
    struct text field = {rest->at, len};

    len += tab != NULL;
    *rest = (struct text){rest->at + len, rest->len - len};
    return field;
}

/* The lines of a pupil; none for NULL. */
static void
fill_lines(struct lines *lines, const struct pupil *pupil)
{
    struct text rest;

    buf_reset(&lines->bytes);
    lines->count = 0;
    if (pupil == NULL)
        return;
    pupil_line_write(&lines->bytes, pupil);
    rest = (struct text){lines->bytes.data, lines->bytes.len};
    while (rest.len > 0) {
        size_t len = (size_t)((const char *)memchr(rest.at, '\n', rest.len) - rest.at);
        struct text fields = {rest.at, len};
        struct line line = {.text = fields};

        line.kind = *take_field(&fields).at;
        line.lea = take_field(&fields);
        line.place = take_field(&fields);
        if (lines->count == lines->room) {
            lines->room = lines->room * 2 + 16;
            lines->at = memory_grow(lines->at, lines->room, sizeof *lines->at);
        }
        lines->at[lines->count++] = line;
        rest = (struct text){rest.at + len + 1, rest.len - len - 1};
    }
}

static int
compare_causes(const void *a, const void *b)
{
    const struct cause *one = a, *other = b;
    int order = strcmp(one->place, other->place);

    return order != 0 ? order : strcmp(one->lea, other->lea);
}

static void
forget_doubles(struct diff_causes *causes)
{
    size_t kept = 0;

    if (causes->count > 0)
        qsort(causes->list, causes->count, sizeof *causes->list, compare_causes);
    for (size_t i = 0; i < causes->count; i++) {
        if (kept == 0 || compare_causes(&causes->list[kept - 1], &causes->list[i]) != 0)
            causes->list[kept++] = causes->list[i];
    }
    causes->count = kept;
}

static void
add_cause(struct diff_causes *causes, struct text place, struct text lea)
{
    struct cause *cause;

    if (causes->count == causes->room) {
        forget_doubles(causes);
        if (causes->count * 2 >= causes->room) {
            causes->room = causes->room * 2 + FIRST_ROOM;
            causes->list = memory_grow(causes->list, causes->room, sizeof *causes->list);
        }
    }
    cause = &causes->list[causes->count++];
    snprintf(cause->place, sizeof cause->place, "%.*s", (int)place.len, place.at);
    snprintf(cause->lea, sizeof cause->lea, "%.*s", (int)lea.len, lea.at);
}

/* At its school, if it is identified, and in the district. */
static void
add_causes(struct diff_causes *causes, const struct line *line)
{
    if (line->place.len == CDS_LEN)
        add_cause(causes, line->place, line->lea);
    add_cause(causes, (struct text){line->place.at, LEA_LEN}, line->lea);
}

static const struct submission *
find_submission(const struct year_basis *basis, struct text lea, enum extract extract)
{
    size_t low = 0, high = basis->submission_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct submission *at = &basis->submissions[middle];
        int order = text_compare(text_of(at->key.lea), lea);

        if (order == 0)
            order = strcmp(layout_of(at->key.extract)->name, layout_of(extract)->name);
        if (order == 0)
            return at;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool
has_changed(const struct diff_causes *causes, struct text lea, enum extract extract)
{
    const struct submission *before = find_submission(causes->old_basis, lea, extract);
    const struct submission *after = find_submission(causes->new_basis, lea, extract);

    if (before == NULL || after == NULL)
        return before != after;
    return strcmp(before->sha256, after->sha256) != 0 || before->rows.loaded != after->rows.loaded;
}

static bool
holds(const struct lines *lines, struct text text)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (text_equals(lines->at[i].text, text))
            return true;
    }
    return false;
}

static enum extract
extract_of(char kind)
{
    return kind == 'A' ? EXTRACT_STAS : kind == 'G' ? EXTRACT_ISAG : EXTRACT_SENR;
}

/* What of a person is kept without its LEA: it is taken to be of those that have rows of it. */
static bool
has_changed_person(const struct diff_causes *causes, struct text lea)
{
    return has_changed(causes, lea, EXTRACT_SINF) || has_changed(causes, lea, EXTRACT_SPRG) ||
           has_changed(causes, lea, EXTRACT_ISPU);
}

/* Looks at the lines of one side for what the other does not have. */
static void
look_at_lines(struct diff_causes *causes, const struct lines *lines, const struct lines *others)
{
    bool is_same_person = lines->count > 0 && holds(others, lines->at[0].text);

    for (size_t i = 1; i < lines->count; i++) {
        const struct line *line = &lines->at[i];

        if ((!holds(others, line->text) &&
                has_changed(causes, line->lea, extract_of(line->kind))) ||
            (!is_same_person && has_changed_person(causes, line->lea)))
            add_causes(causes, line);
    }
}

/* One of them may be NULL: a pupil of one snapshot alone. */
static void
look_at_pupil(
    struct diff_causes *causes, const struct pupil *old_pupil, const struct pupil *new_pupil)
{
    fill_lines(&causes->old_lines, old_pupil);
    fill_lines(&causes->new_lines, new_pupil);
    if (causes->old_lines.bytes.len == causes->new_lines.bytes.len &&
        memcmp(causes->old_lines.bytes.data, causes->new_lines.bytes.data,
            causes->old_lines.bytes.len) == 0)
        return;
    look_at_lines(causes, &causes->old_lines, &causes->new_lines);
    look_at_lines(causes, &causes->new_lines, &causes->old_lines);
}

static int
look_at_all(struct diff_causes *causes, struct frozen_year *old_year, struct frozen_year *new_year,
    struct err *err)
{
    const struct pupil *before, *after;
    int has_before = frozen_year_next_pupil(old_year, &before, err);
    int has_after = has_before < 0 ? -1 : frozen_year_next_pupil(new_year, &after, err);

    while (has_before == 1 || has_after == 1) {
        bool takes_before, takes_after;

        if (has_before < 0 || has_after < 0)
            break;
        takes_before = has_before == 1 && (has_after == 0 || before->ssid <= after->ssid);
        takes_after = has_after == 1 && (has_before == 0 || after->ssid <= before->ssid);
        look_at_pupil(causes, takes_before ? before : NULL, takes_after ? after : NULL);
        if (takes_before)
            has_before = frozen_year_next_pupil(old_year, &before, err);
        if (takes_after && has_before >= 0)
            has_after = frozen_year_next_pupil(new_year, &after, err);
    }
    return has_before < 0 || has_after < 0 ? -1 : 0;
}

int
diff_causes_read(struct diff_causes **causes, struct frozen_year *old_year,
    struct frozen_year *new_year, struct err *err)
{
    struct diff_causes *made = memory_new(sizeof *made);

    *causes = NULL;
    made->old_basis = frozen_year_basis(old_year);
    made->new_basis = frozen_year_basis(new_year);
    if (look_at_all(made, old_year, new_year, err) != 0) {
        diff_causes_free(made);
        return -1;
    }
    forget_doubles(made);
    *causes = made;
    return 0;
}

void
diff_causes_free(struct diff_causes *causes)
{
    if (causes == NULL)
        return;
    buf_free(&causes->old_lines.bytes);
    buf_free(&causes->new_lines.bytes);
    free(causes->old_lines.at);
    free(causes->new_lines.at);
    free(causes->list);
    buf_free(&causes->leas);
    free(causes);
}

/* The first cause of a place, or where it would stand. */
static size_t
find_place(const struct diff_causes *causes, const char *place)
{
    size_t low = 0, high = causes->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(causes->list[middle].place, place) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *
diff_causes_of(struct diff_causes *causes, const struct profile_place *place)
{
    buf_reset(&causes->leas);
    for (size_t i = find_place(causes, place->cds_code);
         i < causes->count && strcmp(causes->list[i].place, place->cds_code) == 0; i++)
        buf_printf(&causes->leas, "%s%s", causes->leas.len > 0 ? " " : "", causes->list[i].lea);
    return buf_terminate(&causes->leas);
}
