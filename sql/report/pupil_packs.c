#include "base/err.h"
#include "sql/report/census.h"
#include "sql/report/code_book.h"
#include "sql/report/pack_list.h"
#include "sql/report/place_book.h"
#include "sql/report/pupil_rows.h"
#include "sql/report/ssid_set.h"

#include "sql/report/pupil_packs.h"

/* The lists of the statements, in the order of their columns. All begin with these. */
enum { SSID, RECORD, SCHOOL, BEHIND_SCHOOL };

enum { IS_SCHOOLDAYS = 1 };
enum { EXEMPT = BEHIND_SCHOOL, DAYS_NOT_CREDITED, DAYS_CREDITED, EXPECTED_DAYS };
enum { AGREEMENT_ID = BEHIND_SCHOOL, AGREED_FROM, AGREED_TO, AGREED_DAYS, AGREED_PERCENT };
enum { AGREED_GRADE = AGREED_PERCENT + 1, PLACEMENT, MODALITY };
enum { STATUS = BEHIND_SCHOOL, START_DATE, EXIT_DATE, EXIT_REASON, COMPLETION, GRADE, GENDER };
enum { SINF_DATE = BEHIND_SCHOOL, SINF_GENDER, HISPANIC, RACE_MISSING, FIRST_RACE, RACES = 5 };
enum { FIRST_FLAG = 1, FLAGS = 6 };
enum { PROGRAM = 1 };

/* Cuts what is too long, which no judged value is. */
static void
copy_text(char *to, size_t size, struct text text)
{
    size_t len = text.len < size ? text.len : size - 1;

    if (len > 0)
        memcpy(to, text.at, len);
    to[len] = '\0';
}

#define COPY_TEXT(to, text) copy_text(to, sizeof(to), text)

static int32_t
days(struct pack_list *list, int row)
{
    return (int32_t)pack_list_number(list, row, 0);
}

/* False when the row is of a pupil without independent study. */
static bool
find_pupil(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t *pupil)
{
    return ssid_set_find(packs->with_is, pack_list_number(&pack->lists[SSID], row, 0), pupil);
}

static int
read_head(const struct pupil_packs *packs, struct pack_row *pack, int row, struct row_head *head,
    struct err *err)
{
    head->record = days(&pack->lists[RECORD], row);
    return place_book_find(
        packs->places, pack->lea, pack_list_text(&pack->lists[SCHOOL], row), &head->place, err);
}

int
pupil_packs_take_with_is(void *ctx, const PGresult *row, struct err *err)
{
    const struct pupil_packs *packs = ctx;
    struct pack_row pack;

    if (pack_row_read(&pack, row, err) != 0)
        return -1;
    for (int i = 0; i < pack.rows; i++)
        if (pack_list_number(&pack.lists[IS_SCHOOLDAYS], i, 1) > 0)
            ssid_set_add(packs->with_is, pack_list_number(&pack.lists[SSID], i, 0));
    return 0;
}

/* Passes the rows of a pack that are of pupils with independent study. */
static int
pass_rows(const struct pupil_packs *packs, const PGresult *result,
    int (*take)(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
        struct err *err),
    struct err *err)
{
    struct pack_row pack;
    uint32_t pupil;

    if (pack_row_read(&pack, result, err) != 0)
        return -1;
    for (int i = 0; i < pack.rows; i++)
        if (find_pupil(packs, &pack, i, &pupil) && take(packs, &pack, i, pupil, err) != 0)
            return -1;
    return 0;
}

static int
take_attendance(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
    struct err *err)
{
    struct pack_list *lists = pack->lists;
    struct row_of_attendance item;

    if (pack_list_number(&lists[EXEMPT], row, 0) != 0)
        return 0;
    item.is_days = days(&lists[DAYS_NOT_CREDITED], row) + days(&lists[DAYS_CREDITED], row);
    item.expected_days = days(&lists[EXPECTED_DAYS], row);
    if (item.is_days == 0 && item.expected_days == 0)
        return 0;
    if (read_head(packs, pack, row, &item.head, err) != 0)
        return -1;
    pupil_rows_add_attendance(packs->rows, pupil, &item);
    return 0;
}

int
pupil_packs_take_attendance(void *ctx, const PGresult *row, struct err *err)
{
    return pass_rows(ctx, row, take_attendance, err);
}

static int
take_agreement(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
    struct err *err)
{
    struct pack_list *lists = pack->lists;
    struct row_of_agreement item;

    if (read_head(packs, pack, row, &item.head, err) != 0)
        return -1;
    item.start_date = pack_list_date(&lists[AGREED_FROM], row, 0);
    item.end_date = pack_list_date(&lists[AGREED_TO], row, 0);
    item.is_schooldays = days(&lists[AGREED_DAYS], row);
    item.is_percent = days(&lists[AGREED_PERCENT], row);
    COPY_TEXT(item.grade, pack_list_text(&lists[AGREED_GRADE], row));
    COPY_TEXT(item.placement, pack_list_text(&lists[PLACEMENT], row));
    item.is_course_based = text_equals(pack_list_text(&lists[MODALITY], row), TEXT("CBIS"));
    pupil_rows_add_agreement(packs->rows, pupil, &item, pack_list_text(&lists[AGREEMENT_ID], row));
    return 0;
}

int
pupil_packs_take_agreements(void *ctx, const PGresult *row, struct err *err)
{
    return pass_rows(ctx, row, take_agreement, err);
}

/* Whether the enrollment counts and holds on census day. */
static bool
is_enrolled(const struct pupil_packs *packs, struct pack_list *lists, int row)
{
    struct text status = pack_list_text(&lists[STATUS], row);

    return (text_equals(status, TEXT("10")) || text_equals(status, TEXT("30"))) &&
           pack_list_date(&lists[START_DATE], row, 0) <= packs->census_day &&
           pack_list_date(&lists[EXIT_DATE], row, INT32_MAX) > packs->census_day &&
           !text_equals(pack_list_text(&lists[EXIT_REASON], row), TEXT("N470"));
}

static void
keep_enrollment(const struct pupil_packs *packs, struct pack_row *pack, int row,
    const struct row_head *head, uint32_t pupil)
{
    struct pack_list *lists = pack->lists;
    struct text status = pack_list_text(&lists[STATUS], row);
    struct row_of_enrollment item = {.head = *head};

    for (size_t i = 0; i < status.len; i++)
        item.status = (uint8_t)(item.status * 10 + status.at[i] - '0');
    item.start_date = pack_list_date(&lists[START_DATE], row, 0);
    item.exit_date = pack_list_date(&lists[EXIT_DATE], row, INT32_MAX);
    COPY_TEXT(item.exit_reason, pack_list_text(&lists[EXIT_REASON], row));
    item.completion =
        (uint8_t)code_book_completion(packs->codes, pack_list_text(&lists[COMPLETION], row));
    COPY_TEXT(item.grade, pack_list_text(&lists[GRADE], row));
    COPY_TEXT(item.gender, pack_list_text(&lists[GENDER], row));
    pupil_rows_add_enrollment(packs->rows, pupil, &item);
}

int
pupil_packs_take_enrollments(void *ctx, const PGresult *row, struct err *err)
{
    const struct pupil_packs *packs = ctx;
    struct pack_row pack;
    uint32_t pupil;

    if (pack_row_read(&pack, row, err) != 0)
        return -1;
    for (int i = 0; i < pack.rows; i++) {
        bool has_is = find_pupil(packs, &pack, i, &pupil);
        bool is_counted = is_enrolled(packs, pack.lists, i);
        struct row_head head;

        if (!has_is && !is_counted)
            continue;
        if (read_head(packs, &pack, i, &head, err) != 0)
            return -1;
        if (is_counted)
            census_add(packs->census, pack_list_number(&pack.lists[SSID], i, 0),
                place_book_at(packs->places, head.place)->group);
        if (has_is)
            keep_enrollment(packs, &pack, i, &head, pupil);
    }
    return 0;
}

/* Two or more reporting categories make a race of their own. */
static const char *
race_of(const struct pupil_packs *packs, struct pack_list *lists, int row)
{
    const char *only = NULL;

    if (pack_list_number(&lists[HISPANIC], row, 0) != 0)
        return "RH";
    if (pack_list_number(&lists[RACE_MISSING], row, 0) != 0)
        return "RD";
    for (int i = 0; i < RACES; i++) {
        const char *race =
            code_book_race(packs->codes, pack_list_text(&lists[FIRST_RACE + i], row));

        if (race != NULL && only != NULL && strcmp(race, only) != 0)
            return "RT";
        if (race != NULL)
            only = race;
    }
    return only == NULL ? "RD" : only;
}

static int
take_demographics(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
    struct err *err)
{
    struct pack_list *lists = pack->lists;
    struct row_of_demographics item = {0};

    (void)err;
    item.start_date = pack_list_date(&lists[SINF_DATE], row, 0);
    item.record = days(&lists[RECORD], row);
    COPY_TEXT(item.lea, pack->lea);
    COPY_TEXT(item.race, text_of(race_of(packs, lists, row)));
    COPY_TEXT(item.gender, pack_list_text(&lists[SINF_GENDER], row));
    pupil_rows_add_demographics(packs->rows, pupil, &item, pack_list_text(&lists[SCHOOL], row));
    return 0;
}

int
pupil_packs_take_demographics(void *ctx, const PGresult *row, struct err *err)
{
    return pass_rows(ctx, row, take_demographics, err);
}

static int
take_groups(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
    struct err *err)
{
    static const unsigned bits[FLAGS] = {GROUP_ENGLISH_LEARNER, GROUP_DISABILITIES,
        GROUP_DISADVANTAGED, GROUP_MIGRANT, GROUP_FOSTER, GROUP_HOMELESS};
    unsigned groups = 0;

    (void)err;
    for (int flag = 0; flag < FLAGS; flag++)
        if (pack_list_number(&pack->lists[FIRST_FLAG + flag], row, 0) != 0)
            groups |= bits[flag];
    pupil_rows_add_groups(packs->rows, pupil, groups);
    return 0;
}

int
pupil_packs_take_groups(void *ctx, const PGresult *row, struct err *err)
{
    return pass_rows(ctx, row, take_groups, err);
}

static int
take_program(const struct pupil_packs *packs, struct pack_row *pack, int row, uint32_t pupil,
    struct err *err)
{
    (void)err;
    pupil_rows_add_groups(packs->rows, pupil,
        code_book_group(packs->codes, pack_list_text(&pack->lists[PROGRAM], row)));
    return 0;
}

int
pupil_packs_take_programs(void *ctx, const PGresult *row, struct err *err)
{
    return pass_rows(ctx, row, take_program, err);
}
