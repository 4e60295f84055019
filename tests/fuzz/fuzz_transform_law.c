/*
 * A few rows of all extracts of an LEA and year, made of any bytes: no crash, no agreement loses
 * more than it claims, sums and counts agree with what was said, and the files in another order
 * give the same result. The first two bytes choose year and directory; then each row is a byte
 * for its extract and a byte or more for each column.
 */
#include "tests/support/fuzz_input.h"

#include "base/ada.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/school.h"
#include "transform/directory.h"
#include "transform/law/law.h"
#include "transform/reference.h"

enum { MAX_ROWS = 40 };

struct fuzz_row {
    enum extract extract;
    unsigned long number;
    struct value values[LAYOUT_MAX_COLUMNS];
};

struct outcome {
    struct buf text;
    uint64_t findings[EXTRACT_COUNT];
    int64_t claimed, ineligible;
};

static const char *const schools[] = {
    "0999905", "0999906", "0999910", "0000001", "0000000", "0199999"};

/* A code of the column's set; another column has one of few texts. */
static struct text
pick_text(const struct column *column, unsigned byte)
{
    static const char *const texts[] = {"A", "B", "0000000001", "2023-2024"};
    static struct reference *reference;
    const struct code_set *set = NULL;

    if (reference == NULL)
        reference = reference_new();
    if (column->type == COLUMN_SCHOOL)
        return text_of(schools[byte % (sizeof schools / sizeof *schools)]);
    if (column->type == COLUMN_FLAG)
        return byte % 2 == 0 ? TEXT("Y") : TEXT("N");
    if (column->code_set[0] != '\0')
        set = reference_code_set(reference, column->code_set);
    if (set == NULL)
        return text_of(texts[byte % (sizeof texts / sizeof *texts)]);
    return code_set_at(set, byte % code_set_size(set))->code;
}

/* Near the school year, most of them; some where no year is. */
static int64_t
make_date(struct fuzz_input *input)
{
    unsigned byte = fuzz_byte(input);

    if (byte >= 0xf0)
        return (int64_t)(fuzz_number(input, 3) % 3652059) - 719162;
    return 19500 + 2 * (int64_t)byte + fuzz_byte(input) % 2;
}

static void
make_value(const struct column *column, struct fuzz_input *input, struct value *value)
{
    static const int64_t numbers[] = {0, 1, 100, 500, 1000, 1800, 6000, 17500, 18000, 99999};
    unsigned byte = fuzz_byte(input);

    value->is_present =
        (column->is_required && column->type != COLUMN_GRADE && column->type != COLUMN_PLACEMENT) ||
        byte % 8 != 7;
    if (!value->is_present)
        return;
    byte /= 8;
    switch (column->type) {
    case COLUMN_SSID:
        value->number = 9900000001 + byte % 4;
        break;
    case COLUMN_DATE:
        value->number = strcmp(column->name, "birth_date") == 0 ? 12000 + 200 * (int64_t)byte
                                                                : make_date(input);
        break;
    case COLUMN_INT:
    case COLUMN_DAYS:
    case COLUMN_PERCENT:
    case COLUMN_DECIMAL:
        value->number = byte == 31 ? (int64_t)(fuzz_number(input, 8) >> 1) : numbers[byte % 10];
        value->number %= column_max_number(column) + 1;
        break;
    default:
        value->text = pick_text(column, byte);
        break;
    }
}

static size_t
make_rows(struct fuzz_input *input, struct fuzz_row rows[MAX_ROWS])
{
    unsigned long numbers[EXTRACT_COUNT] = {0};
    size_t count = 0;

    for (; count < MAX_ROWS && input->len > 0; count++) {
        struct fuzz_row *row = &rows[count];
        const struct layout *layout;

        row->extract = (enum extract)(fuzz_byte(input) % EXTRACT_COUNT);
        row->number = ++numbers[row->extract];
        memset(row->values, 0, sizeof row->values);
        layout = layout_of(row->extract);
        for (int i = 0; i < layout->column_count; i++)
            make_value(&layout->columns[i], input, &row->values[i]);
    }
    return count;
}

static int
on_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    struct outcome *outcome = ctx;

    (void)err;
    outcome->findings[extract]++;
    demand(finding->record > 0 && finding->rule != NULL);
    demand(finding->ineligible_days == NO_COST || finding->ineligible_days >= 0);
    demand(finding->ineligible_ada == NO_COST || finding->ineligible_ada >= 0);
    buf_printf(&outcome->text, "%d %lu %s %lld %lld %s\n", (int)extract, finding->record,
        finding->rule->id, (long long)finding->ineligible_days, (long long)finding->ineligible_ada,
        finding->detail == NULL ? "" : finding->detail);
    return 0;
}

static int
on_agreement(void *ctx, const struct law_agreement *agreement, struct err *err)
{
    struct outcome *outcome = ctx;

    (void)err;
    demand(agreement->claimed_days >= 0 && agreement->ineligible_days >= 0);
    demand(agreement->ineligible_days <= agreement->claimed_days);
    outcome->claimed += agreement->claimed_days;
    outcome->ineligible += agreement->ineligible_days;
    buf_printf(&outcome->text, "%lu: %lld of %lld\n", agreement->record,
        (long long)agreement->ineligible_days, (long long)agreement->claimed_days);
    return 0;
}

static int
on_ada_line(void *ctx, const struct ada_line *line, struct err *err)
{
    struct outcome *outcome = ctx;

    (void)err;
    demand(line->claimed >= 0);
    demand((line->eligible == ADA_NONE) == (line->excess == ADA_NONE));
    if (line->eligible != ADA_NONE)
        demand(line->eligible >= 0 && line->excess >= 0 &&
               line->claimed == line->eligible + line->excess);
    buf_printf(&outcome->text, "%s %s %d %d %lld %lld\n", line->rule, line->school,
        (int)line->program, (int)line->span, (long long)line->claimed, (long long)line->eligible);
    return 0;
}

static void
feed_extract(struct law *law, enum extract extract, const struct fuzz_row *rows, size_t count)
{
    bool has_begun = false;

    for (size_t i = 0; i < count; i++) {
        const struct row row = {extract, rows[i].number + 1, rows[i].number, rows[i].values};

        if (rows[i].extract != extract)
            continue;
        if (!has_begun)
            law_begin_extract(law, extract);
        has_begun = true;
        law_add_row(law, &row);
    }
}

static void
check_judgement(const struct law_judgement *judgement, const struct outcome *outcome)
{
    demand(judgement->claimed_days == outcome->claimed);
    demand(judgement->ineligible_days == outcome->ineligible);
    for (int extract = 0; extract < EXTRACT_COUNT; extract++) {
        uint64_t found = 0;

        for (size_t i = 0; i < judgement->count_count; i++)
            found += judgement->counts[extract][i].found;
        demand(found == outcome->findings[extract]);
    }
}

/* Judges the files in an order: from the first extract up, or down; told twice the same. */
static void
judge(const struct law_options *options, const struct fuzz_row *rows, size_t count, bool is_down,
    struct outcome *outcome)
{
    struct law_sinks sinks = {on_finding, on_agreement, on_ada_line, outcome};
    struct law *law = law_new(options);
    struct law_judgement judgement;
    struct err err;

    for (int i = 0; i < EXTRACT_COUNT; i++)
        feed_extract(law, (enum extract)(is_down ? EXTRACT_COUNT - 1 - i : i), rows, count);
    demand(law_finish(law, &sinks, &judgement, &err) == 0);
    check_judgement(&judgement, outcome);
    for (size_t i = 0; i < judgement.not_judged_count; i++)
        buf_printf(&outcome->text, "%d %s %s\n", (int)judgement.not_judged[i].extract,
            judgement.not_judged[i].rule->id, judgement.not_judged[i].reason);
    buf_terminate(&outcome->text);
    law_free(law);
}

static const struct directory *
fuzz_directory(void)
{
    static const char *const cds_codes[] = {
        "01999990000000", "01999990999905", "01999990999906", "01999990999910"};
    static struct directory *directory;

    if (directory != NULL)
        return directory;
    directory = directory_new();
    for (size_t i = 0; i < sizeof cds_codes / sizeof *cds_codes; i++) {
        struct school school = {.is_charter = i == 3,
            .open_date = DATE_NONE,
            .close_date = DATE_NONE,
            .doc = "54",
            .county_name = "",
            .district_name = "",
            .school_name = ""};

        snprintf(school.cds_code, sizeof school.cds_code, "%s", cds_codes[i]);
        directory_add(directory, &school);
    }
    directory_seal(directory);
    return directory;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fuzz_row rows[MAX_ROWS];
    struct fuzz_input input = {data, size};
    struct law_options options = {.key = {.lea = "0199999", .extract = EXTRACT_ISAG}};
    struct outcome up = {0}, down = {0};
    unsigned choice;
    size_t count;

    options.key.year = 2009 + (int)(fuzz_byte(&input) % 18);
    choice = fuzz_byte(&input);
    options.directory = (choice & 1) != 0 ? fuzz_directory() : NULL;
    if ((choice & 2) != 0)
        memcpy(options.key.lea, "0999910", 8);
    count = make_rows(&input, rows);
    judge(&options, rows, count, false, &up);
    judge(&options, rows, count, true, &down);
    demand(strcmp(up.text.data, down.text.data) == 0);
    buf_free(&up.text);
    buf_free(&down.text);
    return 0;
}
