#include "transform/catalogue.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"

#include "cli/check/odd_lines.h"

/* Fewer rules than this may well be of one row that is wrong. */
enum { LEAST_RULES = 3 };

/* The line in which all findings of the rule stand; 0 when they do not, or are too many to tell. */
static unsigned long
find_only_line(const struct summary_file *file, const struct rule_count *count)
{
    enum severity severity = catalogue_rule((size_t)count->rule)->severity;
    size_t sample_count;
    const struct sample *samples = tally_samples(file->tally, count->rule, &sample_count);

    if (severity != SEVERITY_ERROR && severity != SEVERITY_INELIGIBLE)
        return 0;
    if (sample_count == 0 || count->found > sample_count)
        return 0;
    for (size_t i = 1; i < sample_count; i++) {
        if (samples[i].line != samples[0].line)
            return 0;
    }
    return samples[0].line;
}

static struct odd_line
count_line(const struct summary_file *file, unsigned long line)
{
    const struct judgement *judgement = &file->outcome->judgement;
    struct odd_line odd = {.line = line};

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];
        size_t sample_count;

        if (count->found == 0 || find_only_line(file, count) != line)
            continue;
        odd.rules++;
        odd.found += count->found;
        if (odd.detail == NULL)
            odd.detail = tally_samples(file->tally, count->rule, &sample_count)->detail;
    }
    return odd;
}

struct odd_line
odd_lines_next(const struct summary_file *file, unsigned long last)
{
    const struct judgement *judgement = &file->outcome->judgement;
    struct odd_line best = {0};

    for (size_t i = 0; i < judgement->count_count; i++) {
        const struct rule_count *count = &judgement->counts[i];
        unsigned long line = count->found > 0 ? find_only_line(file, count) : 0;
        struct odd_line odd;

        if (line <= last || (best.line > 0 && line >= best.line))
            continue;
        odd = count_line(file, line);
        if (odd.rules >= LEAST_RULES)
            best = odd;
    }
    return best;
}

bool
odd_lines_have(const struct summary_file *file, const struct rule_count *count)
{
    unsigned long line = find_only_line(file, count);

    return line > 0 && count_line(file, line).rules >= LEAST_RULES;
}
