#include "base/memory.h"
#include "base/school.h"

#include "report/frozen/pupil_line.h"

enum {
    GROUP_BITS = 63,
    PLACE_FIELDS = 3,
};

static const char *const outcomes[] = {
    [COMPLETION_NONE] = "", [COMPLETION_GRADUATE] = "graduate", [COMPLETION_OTHER] = "other"};

static void
write_place(struct buf *buf, const char *kind, const struct pupil_place *place)
{
    tab_line_string(buf, kind);
    tab_line_string(buf, place->lea);
    tab_line_string(buf, place->cds_code);
    tab_line_string(buf, place->is_identified ? NULL : place->raw_code);
}

static void
write_attendance(struct buf *buf, const struct pupil_attendance *row)
{
    write_place(buf, "A", &row->place);
    tab_line_number(buf, row->is_days);
    tab_line_number(buf, row->expected_days);
    tab_line_end(buf);
}

static void
write_agreement(struct buf *buf, const struct pupil_agreement *row)
{
    write_place(buf, "G", &row->place);
    tab_line_string(buf, row->school);
    tab_line_string(buf, row->agreement_id);
    tab_line_date(buf, row->start_date);
    tab_line_date(buf, row->end_date);
    tab_line_number(buf, row->is_schooldays);
    tab_line_number(buf, row->is_percent);
    tab_line_string(buf, row->grade);
    tab_line_string(buf, row->placement);
    tab_line_string(buf, row->is_course_based ? "CBIS" : "TRAD");
    tab_line_number(buf, row->record);
    tab_line_end(buf);
}

static void
write_enrollment(struct buf *buf, const struct pupil_enrollment *row)
{
    write_place(buf, "E", &row->place);
    tab_line_string(buf, row->school);
    tab_line_number(buf, row->status);
    tab_line_date(buf, row->start_date);
    if (row->exit_date == INT32_MAX)
        tab_line_string(buf, NULL);
    else
        tab_line_date(buf, row->exit_date);
    tab_line_string(buf, row->exit_reason);
    tab_line_string(buf, outcomes[row->completion]);
    tab_line_string(buf, row->grade);
    tab_line_string(buf, row->gender);
    tab_line_number(buf, row->record);
    tab_line_end(buf);
}

void
pupil_line_write(struct buf *buf, const struct pupil *pupil)
{
    tab_line_string(buf, "P");
    tab_line_number(buf, pupil->ssid);
    tab_line_string(buf, pupil->has_sinf ? pupil->race : NULL);
    tab_line_string(buf, pupil->has_sinf ? pupil->gender : NULL);
    tab_line_number(buf, pupil->groups);
    tab_line_end(buf);
    for (size_t i = 0; i < pupil->attendance_count; i++)
        write_attendance(buf, &pupil->attendance[i]);
    for (size_t i = 0; i < pupil->agreement_count; i++)
        write_agreement(buf, &pupil->agreements[i]);
    for (size_t i = 0; i < pupil->enrollment_count; i++)
        write_enrollment(buf, &pupil->enrollments[i]);
}

/* The number of the field behind the place. */
static int
read_place(struct tab_reader *lines, struct pupil_place *place)
{
    tab_reader_copy(lines, 1, place->lea, sizeof place->lea);
    tab_reader_copy(lines, 2, place->cds_code, sizeof place->cds_code);
    place->raw_code = lines->count > PLACE_FIELDS ? lines->fields[PLACE_FIELDS] : NULL;
    place->is_identified = place->raw_code == NULL;
    return PLACE_FIELDS + 1;
}

/* Makes room for one more item of size bytes. */
static void *
grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room * 2 + 16;
    return memory_grow(items, *room, size);
}

static void
read_attendance(struct pupil_reader *reader)
{
    struct tab_reader *lines = &reader->lines;
    struct pupil_attendance *row;
    int at;

    reader->attendance = grow(reader->attendance, reader->pupil.attendance_count,
        &reader->attendance_room, sizeof *reader->attendance);
    row = &reader->attendance[reader->pupil.attendance_count++];
    at = read_place(lines, &row->place);
    row->is_days = (int32_t)tab_reader_number(lines, at++, INT32_MIN, INT32_MAX);
    row->expected_days = (int32_t)tab_reader_number(lines, at, INT32_MIN, INT32_MAX);
}

static void
read_agreement(struct pupil_reader *reader)
{
    struct tab_reader *lines = &reader->lines;
    struct pupil_agreement *row;
    int at;

    reader->agreements = grow(reader->agreements, reader->pupil.agreement_count,
        &reader->agreement_room, sizeof *reader->agreements);
    row = &reader->agreements[reader->pupil.agreement_count++];
    at = read_place(lines, &row->place);
    row->school = tab_reader_string(lines, at++);
    row->agreement_id = tab_reader_string(lines, at++);
    row->start_date = tab_reader_date(lines, at++);
    row->end_date = tab_reader_date(lines, at++);
    row->is_schooldays = (int32_t)tab_reader_number(lines, at++, INT32_MIN, INT32_MAX);
    row->is_percent = (int32_t)tab_reader_number(lines, at++, INT32_MIN, INT32_MAX);
    tab_reader_copy(lines, at++, row->grade, sizeof row->grade);
    tab_reader_copy(lines, at++, row->placement, sizeof row->placement);
    row->is_course_based = strcmp(tab_reader_string(lines, at++), "CBIS") == 0;
    row->record = (int32_t)tab_reader_number(lines, at, 0, INT32_MAX);
}

static enum completion
read_completion(struct tab_reader *lines, int field)
{
    const char *outcome = tab_reader_string(lines, field);

    for (int i = 0; i < (int)(sizeof outcomes / sizeof *outcomes); i++) {
        if (strcmp(outcomes[i], outcome) == 0)
            return (enum completion)i;
    }
    lines->is_broken = true;
    return COMPLETION_NONE;
}

static void
read_enrollment(struct pupil_reader *reader)
{
    struct tab_reader *lines = &reader->lines;
    struct pupil_enrollment *row;
    int at;

    reader->enrollments = grow(reader->enrollments, reader->pupil.enrollment_count,
        &reader->enrollment_room, sizeof *reader->enrollments);
    row = &reader->enrollments[reader->pupil.enrollment_count++];
    at = read_place(lines, &row->place);
    row->school = tab_reader_string(lines, at++);
    row->status = (int16_t)tab_reader_number(lines, at++, 0, INT16_MAX);
    row->start_date = tab_reader_date(lines, at++);
    row->exit_date = INT32_MAX;
    if (at < lines->count && lines->fields[at] != NULL)
        row->exit_date = tab_reader_date(lines, at);
    at++;
    tab_reader_copy(lines, at++, row->exit_reason, sizeof row->exit_reason);
    row->completion = read_completion(lines, at++);
    tab_reader_copy(lines, at++, row->grade, sizeof row->grade);
    tab_reader_copy(lines, at++, row->gender, sizeof row->gender);
    row->record = (int32_t)tab_reader_number(lines, at, 0, INT32_MAX);
}

static void
read_person(struct pupil_reader *reader)
{
    struct tab_reader *lines = &reader->lines;

    reader->pupil = (struct pupil){.ssid = tab_reader_number(lines, 1, 0, INT64_MAX)};
    reader->pupil.has_sinf = lines->count > 2 && lines->fields[2] != NULL;
    if (reader->pupil.has_sinf) {
        tab_reader_copy(lines, 2, reader->pupil.race, sizeof reader->pupil.race);
        tab_reader_copy(lines, 3, reader->pupil.gender, sizeof reader->pupil.gender);
    }
    reader->pupil.groups = (unsigned)tab_reader_number(lines, 4, 0, GROUP_BITS);
}

/* The kind of the current line; '?' for one that has none. */
static char
kind_of(const struct tab_reader *lines)
{
    const char *kind = lines->fields[0];

    return kind != NULL && kind[0] != '\0' && kind[1] == '\0' ? kind[0] : '?';
}

/* False when the current line belongs to no pupil before it. */
static bool
read_row(struct pupil_reader *reader)
{
    switch (kind_of(&reader->lines)) {
    case 'A':
        read_attendance(reader);
        return true;
    case 'G':
        read_agreement(reader);
        return true;
    case 'E':
        read_enrollment(reader);
        return true;
    default:
        return false;
    }
}

const struct pupil *
pupil_reader_next(struct pupil_reader *reader)
{
    struct tab_reader *lines = &reader->lines;

    if (!reader->has_line && !tab_reader_next(lines))
        return NULL;
    if (kind_of(lines) != 'P') {
        lines->is_broken = true;
        return NULL;
    }
    read_person(reader);
    while ((reader->has_line = tab_reader_next(lines)) && read_row(reader))
        continue;
    if (lines->is_broken)
        return NULL;
    reader->pupil.attendance = reader->attendance;
    reader->pupil.agreements = reader->agreements;
    reader->pupil.enrollments = reader->enrollments;
    return &reader->pupil;
}

void
pupil_reader_feed(struct pupil_reader *reader, char *bytes, size_t len)
{
    reader->lines = (struct tab_reader){.at = bytes, .end = bytes + len};
    reader->has_line = false;
}

void
pupil_reader_reset(struct pupil_reader *reader)
{
    free(reader->attendance);
    free(reader->agreements);
    free(reader->enrollments);
    *reader = (struct pupil_reader){0};
}

static void
write_date_if_known(struct buf *buf, int32_t date)
{
    if (date == DATE_NONE)
        tab_line_string(buf, NULL);
    else
        tab_line_date(buf, date);
}

void
school_line_write(struct buf *buf, const struct school *school)
{
    tab_line_string(buf, school->cds_code);
    tab_line_string(buf, school->is_charter ? "Y" : "N");
    write_date_if_known(buf, school->open_date);
    write_date_if_known(buf, school->close_date);
    tab_line_string(buf, school->doc);
    tab_line_string(buf, school->soc);
    tab_line_string(buf, school->edops);
    tab_line_string(buf, school->grades);
    tab_line_string(buf, school->county_name);
    tab_line_string(buf, school->district_name);
    tab_line_string(buf, school->school_name);
    tab_line_end(buf);
}

static int32_t
read_date_if_known(struct tab_reader *lines, int field)
{
    if (field < lines->count && lines->fields[field] == NULL)
        return DATE_NONE;
    return tab_reader_date(lines, field);
}

void
school_line_read(struct tab_reader *lines, struct school *school)
{
    *school = (struct school){0};
    tab_reader_copy(lines, 0, school->cds_code, sizeof school->cds_code);
    school->is_charter = strcmp(tab_reader_string(lines, 1), "Y") == 0;
    school->open_date = read_date_if_known(lines, 2);
    school->close_date = read_date_if_known(lines, 3);
    tab_reader_copy(lines, 4, school->doc, sizeof school->doc);
    tab_reader_copy(lines, 5, school->soc, sizeof school->soc);
    tab_reader_copy(lines, 6, school->edops, sizeof school->edops);
    tab_reader_copy(lines, 7, school->grades, sizeof school->grades);
    school->county_name = tab_reader_string(lines, 8);
    school->district_name = tab_reader_string(lines, 9);
    school->school_name = tab_reader_string(lines, 10);
}
