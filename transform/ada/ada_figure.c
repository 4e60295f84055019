#include "base/memory.h"

#include "transform/ada/ada_rows.h"
#include "transform/catalogue.h"

#include "transform/ada/ada_figure.h"

static const struct {
    const char *doc;
    enum ada_lea lea;
} kinds[] = {
    {"00", ADA_LEA_COUNTY_OFFICE},
    {"02", ADA_LEA_CHARTER},
    {"03", ADA_LEA_CHARTER},
    {"54", ADA_LEA_UNIFIED_DISTRICT},
    {"56", ADA_LEA_HIGH_DISTRICT},
};

enum ada_lea
ada_lea_of(const struct school *lea)
{
    if (lea == NULL)
        return ADA_LEA_UNKNOWN;
    if (lea->is_charter)
        return ADA_LEA_CHARTER;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(lea->doc, kinds[i].doc) == 0)
            return kinds[i].lea;
    return ADA_LEA_DISTRICT;
}

struct ada_figure *
ada_figure_list_add(struct ada_figure_list *list, enum rule_id rule, enum ada_program program,
    const struct ada_sum *sum)
{
    struct ada_figure *figure;

    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        list->figures = memory_grow(list->figures, list->capacity, sizeof *list->figures);
    }
    figure = &list->figures[list->count++];
    *figure = (struct ada_figure){
        .line =
            {
                .rule = catalogue_rule(rule)->id,
                .program = program,
                .comparison_ratio = ADA_NONE,
                .is_ratio = ADA_NONE,
                .eligible = ADA_NONE,
                .excess = ADA_NONE,
            },
        .record = sum->record,
        .file_line = sum->line,
        .found = RULE_NONE,
    };
    return figure;
}

void
ada_figure_list_reset(struct ada_figure_list *list)
{
    free(list->figures);
    *list = (struct ada_figure_list){0};
}

const char *
ada_figure_text(int64_t hundredths, char text[ADA_TEXT_SIZE])
{
    snprintf(text, ADA_TEXT_SIZE, "%lld.%02lld", (long long)(hundredths / 100),
        (long long)(hundredths % 100));
    return text;
}
