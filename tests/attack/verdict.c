#include "attack/verdict.h"

enum { SMALL_COUNT = 10, NARROWEST = 10, MOST_TOLD = 20 };

static const char *const figure_names[FIGURE_COUNT] = {"pupils", "fifty_percent_pupils",
    "long_term_pupils", "grade12_pupils", "diploma_count", "other_completer_count"};

static bool
is_small(int32_t count)
{
    return count > 0 && count <= SMALL_COUNT;
}

static void
tell(const struct world *world, size_t row, int figure, const char *what)
{
    size_t category_count = (size_t)world->categories.count;

    fprintf(stderr, "attack: place %s, %s, %s: %s\n", world->blocks[row / category_count].place,
        world->categories.code[row % category_count], figure_names[figure], what);
}

static bool
is_protected(const int32_t *truth, const int32_t *known, int figure)
{
    int base = release_base_of(figure);

    return is_small(truth[figure]) || (figure != PUPILS && known[base] != FIGURE_HIDDEN &&
                                          is_small(truth[base] - truth[figure]));
}

struct verdict
verdict_reach(const struct ranges *ranges, const struct sheet *known, const struct sheet *truth,
    bool is_telling)
{
    const struct world *world = ranges->world;
    size_t rows = world_row(world, world->block_count, 0);
    struct verdict verdict = {.wrong = ranges->is_contradictory};
    int told = is_telling ? 0 : MOST_TOLD;

    for (size_t i = 0; i < rows * FIGURE_COUNT; i++) {
        size_t row = i / FIGURE_COUNT;
        int figure = (int)(i % FIGURE_COUNT);
        struct range range = ranges->cells[row * COLUMN_COUNT + (size_t)figure];
        int64_t value = truth->figures[i];
        bool is_narrow = range.hi - range.lo < NARROWEST;

        if (value < range.lo || value > range.hi) {
            verdict.wrong++;
            if (told++ < MOST_TOLD)
                tell(world, row, figure, "taken for what it is not");
        }
        if (known->figures[i] != FIGURE_HIDDEN || value == 0)
            continue;
        verdict.hidden++;
        if (range.lo == range.hi)
            verdict.pinned++;
        else if (is_narrow && is_protected(&truth->figures[row * FIGURE_COUNT],
                                  &known->figures[row * FIGURE_COUNT], figure))
            verdict.narrow++;
        else
            continue;
        if (told++ < MOST_TOLD)
            tell(world, row, figure, range.lo == range.hi ? "one value left" : "narrow");
    }
    return verdict;
}

/* What is wrong with a figure by itself; NULL for nothing. */
static const char *
fault_of_figure(const int32_t *shown, const int32_t *truth, int figure)
{
    int base = release_base_of(figure);

    if (shown[figure] == FIGURE_HIDDEN)
        return NULL;
    if (shown[figure] != truth[figure])
        return "shown, and not true";
    if (is_small(shown[figure]))
        return "a small count is shown";
    if (figure != PUPILS && shown[base] == FIGURE_HIDDEN)
        return "shown, and what it is counted of is hidden";
    if (figure != PUPILS && is_small(shown[base] - shown[figure]))
        return "all but a small count is shown";
    return NULL;
}

static const char *
fault_of_percent(const int32_t *shown, enum percent_look percent)
{
    bool is_hidden = shown[DIPLOMA] == FIGURE_HIDDEN || shown[GRADE12] == FIGURE_HIDDEN;

    if (is_hidden != (percent == PERCENT_HIDDEN))
        return "the percentage is not hidden with its counts";
    if (!is_hidden && (shown[GRADE12] == 0) != (percent == PERCENT_BLANK))
        return "the percentage is not blank where nobody is counted";
    return NULL;
}

static size_t
look_at_row(
    const struct world *world, const struct sheet *shown, const struct sheet *truth, size_t row)
{
    const int32_t *figures = &shown->figures[row * FIGURE_COUNT];
    const char *fault = fault_of_percent(figures, shown->percent[row]);
    size_t faults = fault != NULL;

    if (fault != NULL)
        tell(world, row, DIPLOMA, fault);
    for (int f = 0; f < FIGURE_COUNT; f++) {
        fault = fault_of_figure(figures, &truth->figures[row * FIGURE_COUNT], f);
        if (fault == NULL)
            continue;
        faults++;
        tell(world, row, f, fault);
    }
    if (!truth->is_there[row] && figures[PUPILS] != FIGURE_HIDDEN) {
        faults++;
        tell(world, row, PUPILS, "a row of nobody is shown");
    }
    return faults;
}

/* In a breakdown, either no row hides its pupils or every category has a row. */
static bool
gives_rows_away(const struct world *world, const struct sheet *shown, uint32_t block, int category)
{
    const struct category_list *list = &world->categories;

    for (int c = 0; c < list->count; c++) {
        size_t row = world_row(world, block, c);

        if (strcmp(list->breakdown[c], list->breakdown[category]) == 0 && shown->is_there[row] &&
            shown->figures[row * FIGURE_COUNT + PUPILS] == FIGURE_HIDDEN)
            return true;
    }
    return false;
}

size_t
verdict_look(const struct world *world, const struct sheet *shown, const struct sheet *truth)
{
    size_t faults = 0;

    for (uint32_t b = 0; b < world->block_count && faults < MOST_TOLD; b++) {
        bool is_block = false;

        for (int c = 0; c < world->categories.count; c++)
            is_block |= truth->is_there[world_row(world, b, c)];
        for (int c = 0; is_block && c < world->categories.count; c++) {
            size_t row = world_row(world, b, c);

            if (shown->is_there[row])
                faults += look_at_row(world, shown, truth, row);
            else if (truth->is_there[row] || gives_rows_away(world, shown, b, c)) {
                faults++;
                tell(world, row, PUPILS, "the row is missing");
            }
        }
    }
    return faults;
}
