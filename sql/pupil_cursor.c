#include "base/err.h"
#include "base/memory.h"
#include "base/pupil.h"
#include "base/submission.h"
#include "sql/moment.h"
#include "sql/pupil_stream.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/pupil_cursor.h"

enum stream_kind {
    STREAM_ATTENDANCE,
    STREAM_AGREEMENTS,
    STREAM_ENROLLMENTS,
    STREAM_DEMOGRAPHICS,
    STREAM_GROUPS,
    STREAM_COUNT,
};

/* The places of the columns behind the SSID, which all rows with a place have in common. */
enum { COLUMN_OF_LEA = 1, COLUMN_OF_CDS, COLUMN_OF_RAW, COLUMN_BEHIND_PLACE };

static const struct {
    const char *name;
    const char *declare;
} cursors[STREAM_COUNT] = {
    [STREAM_ATTENDANCE] = {"pupil_attendance", sql_report_pupil_attendance},
    [STREAM_AGREEMENTS] = {"pupil_agreements", sql_report_pupil_agreements},
    [STREAM_ENROLLMENTS] = {"pupil_enrollments", sql_report_pupil_enrollments},
    [STREAM_DEMOGRAPHICS] = {"pupil_demographics", sql_report_pupil_demographics},
    [STREAM_GROUPS] = {"pupil_groups", sql_report_pupil_groups},
};

struct pupil_cursor {
    struct db *db;
    bool has_begun; /* a moment of its own, which ends with it */
    struct pupil_stream *streams[STREAM_COUNT];
    struct pupil pupil;
    struct pupil_attendance *attendance;
    struct pupil_agreement *agreements;
    struct pupil_enrollment *enrollments;
    size_t attendance_room, agreement_room, enrollment_room;
    char **texts; /* of the current pupil */
    size_t text_count, text_room;
};

static int
open_streams(struct pupil_cursor *cursor, int year, struct err *err)
{
    char text[10];

    school_year_format(year, text);
    cursor->has_begun = !moment_is_open(cursor->db);
    if ((cursor->has_begun && moment_begin(cursor->db, false, err) != 0) ||
        query_exec(cursor->db, sql_report_plan_settings, "set up the cursors", err) != 0)
        return -1;
    for (int i = 0; i < STREAM_COUNT; i++)
        if (pupil_stream_open(&cursor->streams[i], cursor->db, cursors[i].name, cursors[i].declare,
                text, err) != 0)
            return -1;
    return 0;
}

int
pupil_cursor_open(struct pupil_cursor **cursor, struct db *db, int year, struct err *err)
{
    struct pupil_cursor *opened = memory_new(sizeof *opened);

    *cursor = NULL;
    opened->db = db;
    if (open_streams(opened, year, err) != 0) {
        pupil_cursor_close(opened);
        return -1;
    }
    *cursor = opened;
    return 0;
}

static void
forget_texts(struct pupil_cursor *cursor)
{
    while (cursor->text_count > 0)
        free(cursor->texts[--cursor->text_count]);
}

void
pupil_cursor_close(struct pupil_cursor *cursor)
{
    struct err ignored;

    if (cursor == NULL)
        return;
    for (int i = 0; i < STREAM_COUNT; i++)
        pupil_stream_close(cursor->streams[i]);
    if (cursor->has_begun)
        moment_end(cursor->db);
    else
        (void)query_exec(cursor->db, "CLOSE ALL", "close the cursors", &ignored);
    forget_texts(cursor);
    free(cursor->texts);
    free(cursor->attendance);
    free(cursor->agreements);
    free(cursor->enrollments);
    free(cursor);
}

/* Makes room for one more item of size bytes. */
static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 16 : *room * 2;
    return memory_grow(items, *room, size);
}

/* A copy that lives as long as the current pupil. */
static const char *
keep_text(struct pupil_cursor *cursor, const char *text)
{
    cursor->texts =
        grow(cursor->texts, cursor->text_count, &cursor->text_room, sizeof *cursor->texts);
    cursor->texts[cursor->text_count] = memory_copy_text(text, strlen(text));
    return cursor->texts[cursor->text_count++];
}

static void
read_place(
    struct pupil_cursor *cursor, const struct pupil_stream *stream, struct pupil_place *place)
{
    place->is_identified = pupil_stream_is_null(stream, COLUMN_OF_RAW);
    place->raw_code =
        place->is_identified ? NULL : keep_text(cursor, pupil_stream_text(stream, COLUMN_OF_RAW));
    snprintf(place->lea, sizeof place->lea, "%s", pupil_stream_text(stream, COLUMN_OF_LEA));
    snprintf(
        place->cds_code, sizeof place->cds_code, "%s", pupil_stream_text(stream, COLUMN_OF_CDS));
}

static void
add_attendance(struct pupil_cursor *cursor, const struct pupil_stream *stream)
{
    int at = COLUMN_BEHIND_PLACE;
    struct pupil_attendance *item;

    cursor->attendance = grow(cursor->attendance, cursor->pupil.attendance_count,
        &cursor->attendance_room, sizeof *cursor->attendance);
    item = &cursor->attendance[cursor->pupil.attendance_count++];
    read_place(cursor, stream, &item->place);
    item->is_days = pupil_stream_int4(stream, at++);
    item->expected_days = pupil_stream_int4(stream, at);
}

static void
add_agreement(struct pupil_cursor *cursor, const struct pupil_stream *stream)
{
    int at = COLUMN_BEHIND_PLACE;
    struct pupil_agreement *item;

    cursor->agreements = grow(cursor->agreements, cursor->pupil.agreement_count,
        &cursor->agreement_room, sizeof *cursor->agreements);
    item = &cursor->agreements[cursor->pupil.agreement_count++];
    read_place(cursor, stream, &item->place);
    item->school = keep_text(cursor, pupil_stream_text(stream, at++));
    item->agreement_id = keep_text(cursor, pupil_stream_text(stream, at++));
    item->start_date = pupil_stream_date(stream, at++, 0);
    item->end_date = pupil_stream_date(stream, at++, 0);
    item->is_schooldays = pupil_stream_int4(stream, at++);
    item->is_percent = pupil_stream_int4(stream, at++);
    snprintf(item->grade, sizeof item->grade, "%s", pupil_stream_text(stream, at++));
    snprintf(item->placement, sizeof item->placement, "%s", pupil_stream_text(stream, at++));
    item->is_course_based = pupil_stream_bool(stream, at++);
    item->record = pupil_stream_int4(stream, at);
}

static enum completion
completion_of(const char *outcome)
{
    if (strcmp(outcome, "graduate") == 0)
        return COMPLETION_GRADUATE;
    if (strcmp(outcome, "other_completer") == 0)
        return COMPLETION_OTHER;
    return COMPLETION_NONE;
}

static void
add_enrollment(struct pupil_cursor *cursor, const struct pupil_stream *stream)
{
    int at = COLUMN_BEHIND_PLACE;
    struct pupil_enrollment *item;

    cursor->enrollments = grow(cursor->enrollments, cursor->pupil.enrollment_count,
        &cursor->enrollment_room, sizeof *cursor->enrollments);
    item = &cursor->enrollments[cursor->pupil.enrollment_count++];
    read_place(cursor, stream, &item->place);
    item->school = keep_text(cursor, pupil_stream_text(stream, at++));
    item->status = pupil_stream_int2(stream, at++);
    item->start_date = pupil_stream_date(stream, at++, 0);
    item->exit_date = pupil_stream_date(stream, at++, INT32_MAX);
    snprintf(item->exit_reason, sizeof item->exit_reason, "%s", pupil_stream_text(stream, at++));
    item->completion = completion_of(pupil_stream_text(stream, at++));
    snprintf(item->grade, sizeof item->grade, "%s", pupil_stream_text(stream, at++));
    snprintf(item->gender, sizeof item->gender, "%s", pupil_stream_text(stream, at++));
    item->record = pupil_stream_int4(stream, at);
}

static void
set_demographics(struct pupil *pupil, const struct pupil_stream *stream)
{
    pupil->has_sinf = true;
    snprintf(pupil->race, sizeof pupil->race, "%s", pupil_stream_text(stream, 1));
    snprintf(pupil->gender, sizeof pupil->gender, "%s", pupil_stream_text(stream, 2));
}

static void
add_row(struct pupil_cursor *cursor, enum stream_kind kind)
{
    const struct pupil_stream *stream = cursor->streams[kind];

    switch (kind) {
    case STREAM_ATTENDANCE:
        add_attendance(cursor, stream);
        break;
    case STREAM_AGREEMENTS:
        add_agreement(cursor, stream);
        break;
    case STREAM_ENROLLMENTS:
        add_enrollment(cursor, stream);
        break;
    case STREAM_DEMOGRAPHICS:
        set_demographics(&cursor->pupil, stream);
        break;
    default:
        cursor->pupil.groups |= (unsigned)pupil_stream_int4(stream, 1);
        break;
    }
}

/* The lowest SSID that any stream stands at; false when all are at their end. */
static bool
find_next(const struct pupil_cursor *cursor, int64_t *ssid)
{
    bool found = false;

    for (int i = 0; i < STREAM_COUNT; i++) {
        const struct pupil_stream *stream = cursor->streams[i];

        if (!pupil_stream_has_row(stream) || (found && pupil_stream_ssid(stream) >= *ssid))
            continue;
        *ssid = pupil_stream_ssid(stream);
        found = true;
    }
    return found;
}

int
pupil_cursor_next(struct pupil_cursor *cursor, const struct pupil **pupil, struct err *err)
{
    int64_t ssid = 0;

    forget_texts(cursor);
    cursor->pupil = (struct pupil){0};
    if (!find_next(cursor, &ssid))
        return 0;
    cursor->pupil.ssid = ssid;
    for (int i = 0; i < STREAM_COUNT; i++)
        while (pupil_stream_has_row(cursor->streams[i]) &&
               pupil_stream_ssid(cursor->streams[i]) == ssid) {
            add_row(cursor, (enum stream_kind)i);
            if (pupil_stream_next(cursor->streams[i], err) != 0)
                return -1;
        }
    cursor->pupil.attendance = cursor->attendance;
    cursor->pupil.agreements = cursor->agreements;
    cursor->pupil.enrollments = cursor->enrollments;
    *pupil = &cursor->pupil;
    return 1;
}
