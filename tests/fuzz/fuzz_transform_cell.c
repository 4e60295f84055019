/*
 * Any bytes as a cell of any column: a value that passes is in its limits, holds no control
 * character, and passes again as the same; spellings, spans, places and damage read any bytes. The
 * first two bytes choose extract and column, the third the school year.
 */
#include "tests/support/fuzz_input.h"

#include "base/date.h"
#include "transform/cell.h"
#include "transform/damage.h"
#include "transform/directory.h"
#include "transform/place.h"
#include "transform/spelling.h"

static const struct reference *
fuzz_reference(void)
{
    static struct reference *reference;

    if (reference == NULL)
        reference = reference_new();
    return reference;
}

static const struct directory *
fuzz_directory(void)
{
    static struct directory *directory;
    struct school school = {
        .cds_code = "01612340000000", .open_date = DATE_NONE, .close_date = DATE_NONE};

    if (directory != NULL)
        return directory;
    directory = directory_new();
    directory_add(directory, &school);
    memcpy(school.cds_code + 7, "0130001", 7);
    memcpy(school.grades, "K-12", 5);
    directory_add(directory, &school);
    directory_seal(directory);
    return directory;
}

static bool
is_number(enum column_type type)
{
    return type == COLUMN_DAYS || type == COLUMN_PERCENT || type == COLUMN_INT ||
           type == COLUMN_DECIMAL;
}

/* What passed, judged once more. */
static void
check_again(const struct cell_plan *plan, const struct value *value, int year)
{
    struct cell cell = {.year = year};
    char *copy = fuzz_copy(value->text);
    struct value again;

    demand(cell_judge(plan, (struct text){copy, value->text.len}, &cell, &again) == RULE_NONE);
    demand(text_equals(again.text, value->text) && again.number == value->number);
    demand(cell.change == CELL_AS_IS);
    free(copy);
}

static void
check_cell(const struct cell_plan *plan, struct text text, int year)
{
    struct cell cell = {.year = year};
    char detail[CHECK_DETAIL_SIZE] = "";
    struct value value;
    unsigned code_point;
    enum rule_id rule = cell_judge(plan, text, &cell, &value);

    if (rule != RULE_NONE) {
        cell_explain(plan, rule, text, detail);
        demand(memchr(detail, '\0', sizeof detail) != NULL);
        return;
    }
    demand(value.is_present && value.text.len > 0);
    if (plan->kind >= CELL_GRADE)
        return;
    demand(!cell_has_control(value.text, &code_point));
    demand(
        !is_number(plan->column->type) || (value.number >= 0 && value.number <= plan->max_number));
    check_again(plan, &value, year);
}

static void
check_suggestion(const struct code_set *set, const struct alias_set *aliases, struct text text)
{
    char suggestion[SUGGESTION_SIZE];

    for (int only_near = 0; only_near < 2; only_near++) {
        spelling_suggest(set, aliases, text, only_near == 1, suggestion);
        demand(memchr(suggestion, '\0', sizeof suggestion) != NULL);
    }
}

/* Grades and placements: folding twice is folding once, and an alias is a code of its set. */
static void
check_spelling(struct text text, enum alias_kind kind)
{
    const struct reference *reference = fuzz_reference();
    const struct alias_set *aliases = reference_aliases(reference, kind);
    const struct code_set *set =
        reference_code_set(reference, kind == ALIAS_GRADE ? "grade_level" : "program_placement");
    char folded[SPELLING_MAX], again[SPELLING_MAX];
    size_t len, again_len;

    check_suggestion(set, aliases, text);
    if (!spelling_fold(text, kind == ALIAS_PLACEMENT, folded, &len)) {
        demand(text.len > SPELLING_MAX);
        return;
    }
    demand(spelling_fold((struct text){folded, len}, kind == ALIAS_PLACEMENT, again, &again_len));
    demand(len == again_len && memcmp(folded, again, len) == 0);

    const struct code *code = alias_set_find(aliases, (struct text){folded, len});

    demand(code == NULL || code_set_find(set, code->code) == code);
    demand(spelling_distance((struct text){folded, len}, (struct text){folded, len}) == 0);
}

static void
check_place(struct text text)
{
    struct place place = place_resolve(fuzz_directory(), text, TEXT("0161234"));
    char grades[32];
    int low, high;

    demand((place.kind == PLACE_SCHOOL) == (place.school != NULL));
    demand(place.kind != PLACE_SCHOOL || text_equals(text, TEXT("0130001")));
    place = place_resolve(NULL, text, (struct text){0});
    demand(place.school == NULL);
    snprintf(grades, sizeof grades, "%.*s", text.len > 31 ? 31 : (int)text.len, text.at);
    if (place_parse_span(grades, &low, &high))
        demand(low <= high);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_input input = {data, size};
    enum extract extract = (enum extract)(fuzz_byte(&input) % EXTRACT_COUNT);
    unsigned place = fuzz_byte(&input), years = fuzz_byte(&input);
    const struct layout *layout = layout_of(extract);
    struct text text = text_trim((struct text){(const char *)input.at, input.len});
    struct cell_plan plan;
    char *copy;

    if (text.len == 0)
        return 0;
    copy = fuzz_copy(text);
    text.at = copy;
    cell_plan_init(&plan, extract, &layout->columns[place % (unsigned)layout->column_count],
        fuzz_reference(), (years & 0x80) != 0 ? fuzz_directory() : NULL);
    plan.latest_year = 2030;
    check_cell(&plan, text, plan.kind == CELL_YEAR ? 0 : 2009 + (int)(years & 0x0f));
    for (enum damage_forms forms = DAMAGE_OF_TEXT; forms <= DAMAGE_OF_DATE; forms++)
        demand(damage_name(damage_find(text, forms)) != NULL);
    check_spelling(text, ALIAS_GRADE);
    check_spelling(text, ALIAS_PLACEMENT);
    check_place(text);
    free(copy);
    return 0;
}
