#include "base/buf.h"
#include "base/memory.h"
#include "sql/report/place_book.h"

#include "sql/report/pupil_rows.h"

enum kind { ATTENDANCE, AGREEMENTS, ENROLLMENTS, KIND_COUNT };

struct row_list {
    char *rows;
    size_t count, room;
};

static const size_t row_sizes[KIND_COUNT] = {sizeof(struct row_of_attendance),
    sizeof(struct row_of_agreement), sizeof(struct row_of_enrollment)};

/* What is known of one pupil. */
struct gathered {
    uint32_t last[KIND_COUNT]; /* the number of its last row, from 1; 0 for none */
    struct row_of_demographics demographics;
    uint8_t groups;
    bool has_sinf;
};

struct pupil_rows {
    const struct place_book *book;
    struct row_list lists[KIND_COUNT];
    struct gathered *pupils;
    struct buf texts; /* each with its NUL */

    /* Of the pupil that is told. */
    struct pupil pupil;
    const struct row_head **sorted;
    size_t sorted_room;
    struct pupil_attendance *attendance;
    struct pupil_agreement *agreements;
    struct pupil_enrollment *enrollments;
    size_t attendance_room, agreement_room, enrollment_room;
};

struct pupil_rows *
pupil_rows_new(uint32_t pupil_count, const struct place_book *book)
{
    struct pupil_rows *rows = memory_new(sizeof *rows);

    rows->book = book;
    rows->pupils = memory_new_array((size_t)pupil_count + 1, sizeof *rows->pupils);
    return rows;
}

void
pupil_rows_free(struct pupil_rows *rows)
{
    if (rows == NULL)
        return;
    for (int i = 0; i < KIND_COUNT; i++)
        free(rows->lists[i].rows);
    buf_free(&rows->texts);
    free(rows->pupils);
    free((void *)rows->sorted);
    free(rows->attendance);
    free(rows->agreements);
    free(rows->enrollments);
    free(rows);
}

/* Where the text is kept. */
static uint32_t
keep_text(struct pupil_rows *rows, struct text text)
{
    uint32_t at = (uint32_t)rows->texts.len;

    buf_add(&rows->texts, text.at, text.len);
    buf_add_byte(&rows->texts, '\0');
    return at;
}

static const char *
text_at(const struct pupil_rows *rows, uint32_t at)
{
    return rows->texts.data + at;
}

/* Copies the row behind the others of its kind, and the pupil's. */
static void *
add_row(struct pupil_rows *rows, enum kind kind, uint32_t pupil, const void *row)
{
    struct row_list *list = &rows->lists[kind];
    size_t size = row_sizes[kind];
    void *added;
    struct row_head *head;

    if (list->count == list->room) {
        list->room = list->room + list->room / 2 + 1024;
        list->rows = memory_grow(list->rows, list->room, size);
    }
    added = memcpy(list->rows + list->count++ * size, row, size);
    head = added;
    head->next = rows->pupils[pupil].last[kind]; /* a chain, backwards */
    rows->pupils[pupil].last[kind] = (uint32_t)list->count;
    return added;
}

void
pupil_rows_add_attendance(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_attendance *row)
{
    (void)add_row(rows, ATTENDANCE, pupil, row);
}

void
pupil_rows_add_enrollment(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_enrollment *row)
{
    (void)add_row(rows, ENROLLMENTS, pupil, row);
}

void
pupil_rows_add_agreement(
    struct pupil_rows *rows, uint32_t pupil, const struct row_of_agreement *row, struct text id)
{
    struct row_of_agreement *added = add_row(rows, AGREEMENTS, pupil, row);

    added->id = keep_text(rows, id);
}

void
pupil_rows_add_groups(struct pupil_rows *rows, uint32_t pupil, unsigned groups)
{
    rows->pupils[pupil].groups |= (uint8_t)groups;
}

/* Whether the row comes after the one that stands. */
static bool
is_later(const struct pupil_rows *rows, const struct row_of_demographics *row, struct text school,
    const struct row_of_demographics *standing)
{
    int order = strcmp(row->lea, standing->lea);

    if (row->start_date != standing->start_date)
        return row->start_date > standing->start_date;
    if (order == 0)
        order = text_compare(school, text_of(text_at(rows, standing->school)));
    return order != 0 ? order > 0 : row->record > standing->record;
}

void
pupil_rows_add_demographics(struct pupil_rows *rows, uint32_t pupil,
    const struct row_of_demographics *row, struct text school)
{
    struct gathered *gathered = &rows->pupils[pupil];

    if (gathered->has_sinf && !is_later(rows, row, school, &gathered->demographics))
        return;
    gathered->has_sinf = true;
    gathered->demographics = *row;
    gathered->demographics.school = keep_text(rows, school);
}

/* By LEA and record. */
static int
compare_heads(const void *a, const void *b, void *ctx)
{
    const struct pupil_rows *rows = ctx;
    const struct row_head *one = *(const struct row_head *const *)a;
    const struct row_head *other = *(const struct row_head *const *)b;
    int order = one->place == other->place ? 0
                                           : strcmp(place_book_at(rows->book, one->place)->lea,
                                                 place_book_at(rows->book, other->place)->lea);

    return order != 0 ? order : (one->record > other->record) - (one->record < other->record);
}

/* Puts a pupil's rows of a kind into rows->sorted. */
static size_t
sort_rows(struct pupil_rows *rows, enum kind kind, uint32_t pupil)
{
    const struct row_list *list = &rows->lists[kind];
    size_t count = 0;

    for (uint32_t number = rows->pupils[pupil].last[kind]; number != 0;) {
        const void *row = list->rows + (number - 1) * row_sizes[kind];
        const struct row_head *head = row;

        if (count == rows->sorted_room) {
            rows->sorted_room = rows->sorted_room * 2 + 16;
            rows->sorted =
                memory_grow((void *)rows->sorted, rows->sorted_room, sizeof *rows->sorted);
        }
        rows->sorted[count++] = head;
        number = head->next;
    }
    if (count > 1)
        qsort_r((void *)rows->sorted, count, sizeof *rows->sorted, compare_heads, rows);
    return count;
}

/* Makes room for count items. */
static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count <= *room)
        return items;
    *room = count * 2;
    return memory_grow(items, *room, size);
}

static void
tell_attendance(struct pupil_rows *rows, uint32_t pupil)
{
    size_t count = sort_rows(rows, ATTENDANCE, pupil);

    rows->attendance =
        grow(rows->attendance, count, &rows->attendance_room, sizeof *rows->attendance);
    for (size_t i = 0; i < count; i++) {
        const struct row_of_attendance *row = (const void *)rows->sorted[i];
        struct pupil_attendance *item = &rows->attendance[i];

        place_book_tell(rows->book, row->head.place, &item->place);
        item->is_days = row->is_days;
        item->expected_days = row->expected_days;
    }
    rows->pupil.attendance = rows->attendance;
    rows->pupil.attendance_count = count;
}

static void
tell_agreements(struct pupil_rows *rows, uint32_t pupil)
{
    size_t count = sort_rows(rows, AGREEMENTS, pupil);

    rows->agreements =
        grow(rows->agreements, count, &rows->agreement_room, sizeof *rows->agreements);
    for (size_t i = 0; i < count; i++) {
        const struct row_of_agreement *row = (const void *)rows->sorted[i];
        struct pupil_agreement *item = &rows->agreements[i];

        place_book_tell(rows->book, row->head.place, &item->place);
        item->school = place_book_at(rows->book, row->head.place)->school;
        item->agreement_id = text_at(rows, row->id);
        item->start_date = row->start_date;
        item->end_date = row->end_date;
        item->is_schooldays = row->is_schooldays;
        item->is_percent = row->is_percent;
        memcpy(item->grade, row->grade, sizeof item->grade);
        memcpy(item->placement, row->placement, sizeof item->placement);
        item->is_course_based = row->is_course_based;
        item->record = row->head.record;
    }
    rows->pupil.agreements = rows->agreements;
    rows->pupil.agreement_count = count;
}

static void
tell_enrollments(struct pupil_rows *rows, uint32_t pupil)
{
    size_t count = sort_rows(rows, ENROLLMENTS, pupil);

    rows->enrollments =
        grow(rows->enrollments, count, &rows->enrollment_room, sizeof *rows->enrollments);
    for (size_t i = 0; i < count; i++) {
        const struct row_of_enrollment *row = (const void *)rows->sorted[i];
        struct pupil_enrollment *item = &rows->enrollments[i];

        place_book_tell(rows->book, row->head.place, &item->place);
        item->school = place_book_at(rows->book, row->head.place)->school;
        item->status = row->status;
        item->start_date = row->start_date;
        item->exit_date = row->exit_date;
        memcpy(item->exit_reason, row->exit_reason, sizeof item->exit_reason);
        item->completion = (enum completion)row->completion;
        memcpy(item->grade, row->grade, sizeof item->grade);
        memcpy(item->gender, row->gender, sizeof item->gender);
        item->record = row->head.record;
    }
    rows->pupil.enrollments = rows->enrollments;
    rows->pupil.enrollment_count = count;
}

const struct pupil *
pupil_rows_tell(struct pupil_rows *rows, uint32_t pupil, int64_t ssid)
{
    const struct gathered *gathered = &rows->pupils[pupil];

    rows->pupil =
        (struct pupil){.ssid = ssid, .groups = gathered->groups, .has_sinf = gathered->has_sinf};
    memcpy(rows->pupil.race, gathered->demographics.race, sizeof rows->pupil.race);
    memcpy(rows->pupil.gender, gathered->demographics.gender, sizeof rows->pupil.gender);
    tell_attendance(rows, pupil);
    tell_agreements(rows, pupil);
    tell_enrollments(rows, pupil);
    return &rows->pupil;
}
