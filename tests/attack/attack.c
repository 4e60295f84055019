#include "base/memory.h"

#include "attack/verdict.h"

/*
 * attack [--all] CATEGORIES PUBLIC TRUTH [EARLIER [EARLIER_TRUTH]]
 *
 * Tries to work out what the profile.csv PUBLIC hides, and holds what it finds
 * against TRUTH, the same profile unsuppressed. CATEGORIES is
 * reporting_category.csv; EARLIER is a release of the same year that was public
 * before; with EARLIER_TRUTH, what that was made of, the attacker also knows which
 * figures are still the same.
 *
 * The attackers that the rules speak of must find nothing: status 1 when one of
 * them does, 2 when the attack or its input is wrong. With --all others follow
 * who know more than the rules assume; what they find is told, no more.
 */
struct case_at_hand {
    struct world world;
    struct facts facts;
    struct sheet shown, truth;
    struct sheet earlier, earlier_truth;
    struct sheet known; /* shown, and what the earlier release shows and still is so */
    bool has_earlier, has_earlier_truth;
};

/* Which figures of the earlier release are known to be still the same. */
enum link {
    LINK_NONE,
    LINK_PLACES, /* those of places in which nothing has changed: everybody knows who sends again */
    LINK_FIGURES /* all that are, be it by chance */
};

struct attacker {
    const char *name;
    struct knowledge knowledge;
    enum link link;
};

static const struct attacker bound[] = {
    {"one who knows what the rules assume", {.of_sums = true}, LINK_NONE},
    {"one who also knows where nothing has changed", {.of_sums = true}, LINK_PLACES},
};

static const struct attacker beyond[] = {
    {"a reader of the file alone", {.of_sums = false}, LINK_NONE},
    {"- and of pupil groups as parts of the total", {.of_groups = true}, LINK_NONE},
    {"- and of how the mask is made", {.of_groups = true, .of_the_mask = true}, LINK_NONE},
    {"the rules, and that rests add up too", {.of_sums = true, .of_rests = true}, LINK_NONE},
    {"the rules, and pupil groups", {.of_sums = true, .of_groups = true}, LINK_NONE},
    {"the rules, and all figures that are the same", {.of_sums = true}, LINK_FIGURES},
    {"the rules, rests, groups and the mask",
        {.of_sums = true, .of_rests = true, .of_groups = true, .of_the_mask = true}, false},
};

static void
fill_known(struct case_at_hand *at)
{
    size_t count = world_row(&at->world, at->world.block_count, 0) * FIGURE_COUNT;

    at->known.figures = memory_new_array(count, sizeof *at->known.figures);
    at->known.is_there = at->shown.is_there;
    memcpy(at->known.figures, at->shown.figures, count * sizeof *at->known.figures);
    for (size_t i = 0; at->has_earlier && i < count; i++) {
        if (at->earlier.is_there[i / FIGURE_COUNT] &&
            at->earlier.figures[i] == at->truth.figures[i])
            at->known.figures[i] = at->earlier.figures[i];
    }
}

static void
read_case(struct case_at_hand *at, char **paths, int path_count)
{
    struct release releases[4];
    const struct release *all[] = {&releases[0], &releases[1], &releases[2], &releases[3]};
    size_t count = (size_t)path_count - 1;

    category_list_read(&at->world.categories, paths[0]);
    for (size_t i = 0; i < count; i++)
        release_read(&releases[i], &at->world.categories, paths[i + 1]);
    world_build(&at->world, all, count);
    facts_fill(&at->facts, &at->world.categories);
    sheet_fill(&at->shown, &at->world, &releases[0]);
    sheet_fill(&at->truth, &at->world, &releases[1]);
    at->has_earlier = count > 2;
    at->has_earlier_truth = count > 3;
    if (at->has_earlier)
        sheet_fill(&at->earlier, &at->world, &releases[2]);
    if (at->has_earlier_truth)
        sheet_fill(&at->earlier_truth, &at->world, &releases[3]);
    for (size_t i = 0; i < count; i++)
        release_free(&releases[i]);
    fill_known(at);
}

static void
free_case(struct case_at_hand *at)
{
    free(at->known.figures);
    sheet_free(&at->shown);
    sheet_free(&at->truth);
    sheet_free(&at->earlier);
    sheet_free(&at->earlier_truth);
    world_free(&at->world);
}

/* True when the column of a row is the same in both releases. */
static bool
is_unchanged(const struct case_at_hand *at, size_t row, int column)
{
    const int32_t *now = &at->truth.figures[row * FIGURE_COUNT];
    const int32_t *then = &at->earlier_truth.figures[row * FIGURE_COUNT];
    int figure = column < FIGURE_COUNT ? column : column - FIGURE_COUNT + 1;
    int base = release_base_of(figure);

    return now[figure] == then[figure] && (column < FIGURE_COUNT || now[base] == then[base]);
}

static bool
is_unchanged_place(const struct case_at_hand *at, uint32_t block)
{
    size_t first = world_row(&at->world, block, 0) * FIGURE_COUNT;
    size_t count = (size_t)at->world.categories.count * FIGURE_COUNT;

    return memcmp(&at->truth.figures[first], &at->earlier_truth.figures[first],
               count * sizeof *at->truth.figures) == 0;
}

/* What is known of an unchanged figure from one release holds in the other. */
static bool
exchange(const struct case_at_hand *at, enum link link, struct ranges *now, struct ranges *then)
{
    size_t count = (size_t)at->world.categories.count * COLUMN_COUNT;
    bool is_news = false;

    for (uint32_t block = 0; block < at->world.block_count; block++) {
        size_t first = world_row(&at->world, block, 0) * COLUMN_COUNT;
        bool is_same = is_unchanged_place(at, block);

        for (size_t i = first; (is_same || link == LINK_FIGURES) && i < first + count; i++) {
            struct range a = now->cells[i], b = then->cells[i];

            if ((a.lo == b.lo && a.hi == b.hi) ||
                !is_unchanged(at, i / COLUMN_COUNT, (int)(i % COLUMN_COUNT)))
                continue;
            is_news |= ranges_narrow(now, i, b.lo, b.hi);
            is_news |= ranges_narrow(then, i, a.lo, a.hi);
        }
    }
    return is_news;
}

static void
settle_both(const struct case_at_hand *at, const struct attacker *attacker, struct ranges *now)
{
    struct ranges then;

    ranges_start(&then, &(struct ranges_request){&at->world, &at->facts, attacker->knowledge,
                            &at->earlier, &at->earlier_truth});
    do {
        ranges_settle(&then);
        ranges_settle(now);
    } while (exchange(at, attacker->link, now, &then) && !then.is_contradictory &&
             !now->is_contradictory);
    now->is_contradictory |= then.is_contradictory;
    ranges_free(&then);
}

static struct verdict
try_attacker(const struct case_at_hand *at, const struct attacker *attacker, bool is_telling)
{
    struct ranges ranges;
    struct verdict verdict;

    ranges_start(&ranges, &(struct ranges_request){
                              &at->world, &at->facts, attacker->knowledge, &at->known, &at->truth});
    if (attacker->link != LINK_NONE)
        settle_both(at, attacker, &ranges);
    else
        ranges_settle(&ranges);
    verdict = verdict_reach(&ranges, &at->known, &at->truth, is_telling);
    ranges_free(&ranges);
    printf("%-46s%9zu hidden%8zu with one value%8zu narrow\n", attacker->name, verdict.hidden,
        verdict.pinned, verdict.narrow);
    if (verdict.wrong > 0)
        fprintf(stderr, "attack: %zu figures were taken for what they are not\n", verdict.wrong);
    return verdict;
}

/* What stays hidden because an earlier release hid it can be 0, whatever else the mask tells. */
static bool
can_try(const struct case_at_hand *at, const struct attacker *attacker)
{
    if (attacker->knowledge.of_the_mask && at->has_earlier)
        return false;
    return attacker->link == LINK_NONE || at->has_earlier_truth;
}

static int
run(const struct case_at_hand *at, bool is_all)
{
    size_t faults = verdict_look(&at->world, &at->shown, &at->truth);
    size_t found = faults, wrong = 0;
    struct verdict verdict;

    printf("%zu faults that can be seen without thinking\n", faults);
    for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
        if (!can_try(at, &bound[i]))
            continue;
        verdict = try_attacker(at, &bound[i], true);
        found += verdict.pinned + verdict.narrow;
        wrong += verdict.wrong;
    }
    for (size_t i = 0; is_all && i < sizeof beyond / sizeof *beyond; i++) {
        if (can_try(at, &beyond[i]))
            wrong += try_attacker(at, &beyond[i], false).wrong;
    }
    return wrong > 0 ? 2 : found > 0;
}

int
main(int argc, char **argv)
{
    static struct case_at_hand at;
    bool is_all = argc > 1 && strcmp(argv[1], "--all") == 0;
    int status;

    argc -= is_all + 1;
    argv += is_all + 1;
    if (argc < 3 || argc > 5) {
        fprintf(
            stderr, "usage: attack [--all] CATEGORIES PUBLIC TRUTH [EARLIER [EARLIER_TRUTH]]\n");
        return 2;
    }
    read_case(&at, argv, argc);
    status = run(&at, is_all);
    free_case(&at);
    return status;
}
