#include "attack/facts.h"

static void
add_part(struct sum *sum, const struct category_list *categories, const char *code)
{
    int category = category_list_find(categories, code);

    if (category >= 0)
        sum->parts[sum->part_count++] = category;
}

static void
add_sum(struct facts *facts, const struct category_list *categories, const char *whole,
    const char *const *parts)
{
    struct sum *sum = &facts->sums[facts->sum_count++];

    *sum = (struct sum){.whole = category_list_find(categories, whole)};
    for (; *parts != NULL; parts++)
        add_part(sum, categories, *parts);
}

static void
add_breakdowns(struct facts *facts, const struct category_list *categories)
{
    static const char *const exhaustive[] = {"race", "gender", "grade", "program_placement",
        "modality", "duration", "extent", "school_type"};

    for (size_t b = 0; b < sizeof exhaustive / sizeof *exhaustive; b++) {
        struct sum *sum = &facts->sums[facts->sum_count++];

        *sum = (struct sum){.whole = facts->total};
        for (int c = 0; c < categories->count; c++) {
            if (strcmp(categories->breakdown[c], exhaustive[b]) == 0)
                sum->parts[sum->part_count++] = c;
        }
    }
}

static void
add_spans(struct facts *facts, const struct category_list *categories)
{
    static const char *const all[] = {"GUN", "GRTKKN", "GR13", "GR46", "GR78", "GR912", NULL};
    static const char *const spans[][5] = {{"GTK", "GKN"}, {"G01", "G02", "G03"},
        {"G04", "G05", "G06"}, {"G07", "G08"}, {"G09", "G10", "G11", "G12"}};

    add_sum(facts, categories, "TA", all);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        add_sum(facts, categories, all[i + 1], spans[i]);
}

static void
add_twin(struct facts *facts, const struct category_list *categories, const char *code, int column,
    const char *other_code, int other_column)
{
    facts->twins[facts->twin_count++] = (struct twin){category_list_find(categories, code), column,
        category_list_find(categories, other_code), other_column};
}

static void
add_twins(struct facts *facts, const struct category_list *categories)
{
    static const char *const graduates_only[] = {"G09", "G10", "G11", "GUN"};

    add_twin(facts, categories, "TA", LONG_TERM, "DLONG", PUPILS);
    add_twin(facts, categories, "TA", LONG_TERM, "DLONG", LONG_TERM);
    add_twin(facts, categories, "XFULL", PUPILS, "XFULL", FIFTY_PERCENT);
    for (size_t i = 0; i < sizeof graduates_only / sizeof *graduates_only; i++)
        add_twin(facts, categories, graduates_only[i], GRADE12, graduates_only[i], DIPLOMA);
    add_twin(facts, categories, "TA", OTHER_COMPLETER, "GR912", OTHER_COMPLETER);
    add_twin(facts, categories, "TA", OTHER_COMPLETER, "G12", OTHER_COMPLETER);
}

static bool
is_listed(const char *code, const char *list)
{
    const char *found = strstr(list, code);

    return found != NULL && found[strlen(code)] == ' ' && (found == list || found[-1] == ' ');
}

static void
add_zeros(struct facts *facts, const struct category_list *categories)
{
    for (int c = 0; c < categories->count; c++) {
        const char *code = categories->code[c], *breakdown = categories->breakdown[c];
        bool is_grade = strcmp(breakdown, "grade") == 0 || strcmp(breakdown, "grade_span") == 0;

        if (strcmp(code, "DSHORT") == 0)
            facts->zeros[c] |= 1U << LONG_TERM;
        if (is_grade && !is_listed(code, "G12 GR912 "))
            facts->zeros[c] |= 1U << OTHER_COMPLETER;
        if (is_grade && !is_listed(code, "G09 G10 G11 G12 GR912 GUN "))
            facts->zeros[c] |= 1U << GRADE12 | 1U << DIPLOMA;
    }
}

void
facts_fill(struct facts *facts, const struct category_list *categories)
{
    *facts = (struct facts){.total = category_list_find(categories, "TA")};
    add_breakdowns(facts, categories);
    add_spans(facts, categories);
    add_twins(facts, categories);
    add_zeros(facts, categories);
    for (int c = 0; c < categories->count; c++) {
        const char *breakdown = categories->breakdown[c];

        facts->is_group[c] = strcmp(breakdown, "pupil_group") == 0;
        facts->is_missing[c] = strcmp(categories->code[c], "RD") == 0;
        facts->is_steady[c] = facts->is_group[c] || strcmp(breakdown, "total") == 0 ||
                              strcmp(breakdown, "race") == 0 || strcmp(breakdown, "gender") == 0;
    }
}
