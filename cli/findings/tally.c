#include "base/buf.h"
#include "base/memory.h"
#include "transform/catalogue.h"

#include "cli/findings/cause_table.h"
#include "cli/findings/mask.h"

#include "cli/findings/tally.h"

/* Values that are shown in full are cut in the lists; the findings file has them whole. */
enum { SHOWN_BYTES = 200 };

struct rule_samples {
    struct sample *samples;
    size_t count;
    struct tally_cost cost;
};

struct tally {
    struct rule_samples *rules; /* one a rule of the catalogue */
    struct cause_table *causes;
    bool show_values;
};

struct tally *
tally_new(bool show_values)
{
    struct tally *tally = memory_new(sizeof *tally);

    tally->rules = memory_new_array(catalogue_size(), sizeof *tally->rules);
    tally->causes = cause_table_new(show_values);
    tally->show_values = show_values;
    for (size_t i = 0; i < catalogue_size(); i++)
        tally->rules[i].cost = (struct tally_cost){NO_COST, NO_COST};
    return tally;
}

static void
free_samples(struct rule_samples *rule)
{
    for (size_t i = 0; i < rule->count; i++) {
        free(rule->samples[i].column);
        free(rule->samples[i].value);
        free(rule->samples[i].detail);
    }
    free(rule->samples);
}

void
tally_free(struct tally *tally)
{
    if (tally == NULL)
        return;
    for (size_t i = 0; i < catalogue_size(); i++)
        free_samples(&tally->rules[i]);
    free(tally->rules);
    cause_table_free(tally->causes);
    free(tally);
}

static char *
copy_string(const char *string)
{
    return string != NULL ? memory_copy_text(string, strlen(string)) : NULL;
}

static char *
copy_value(const struct tally *tally, const struct finding *finding)
{
    struct text value = finding->value;
    struct buf buf = {0};
    char *copy;

    if (!finding->has_value)
        return NULL;
    if (tally->show_values && value.len > SHOWN_BYTES)
        value.len = SHOWN_BYTES;
    mask_add(&buf, value, tally->show_values);
    copy = memory_copy_text(buf.len > 0 ? buf.data : "", buf.len);
    buf_free(&buf);
    return copy;
}

static void
add_cost(int64_t *sum, int64_t cost)
{
    if (cost == NO_COST)
        return;
    *sum = *sum == NO_COST ? cost : *sum + cost;
}

void
tally_add(struct tally *tally, const struct finding *finding)
{
    struct rule_samples *rule = &tally->rules[finding->rule->number];

    add_cost(&rule->cost.days, finding->ineligible_days);
    add_cost(&rule->cost.ada, finding->ineligible_ada);
    cause_table_add(tally->causes, finding);
    if (rule->count == TALLY_SAMPLES)
        return;
    if (rule->samples == NULL)
        rule->samples = memory_new_array(TALLY_SAMPLES, sizeof *rule->samples);
    rule->samples[rule->count++] = (struct sample){
        .line = finding->line,
        .record = finding->record,
        .field = finding->field,
        .column = copy_string(finding->column),
        .value = copy_value(tally, finding),
        .detail = copy_string(finding->detail),
        .ineligible_days = finding->ineligible_days,
        .ineligible_ada = finding->ineligible_ada,
    };
}

static char *
mask_again(const struct tally *tally, const char *value)
{
    struct buf buf = {0};
    char *copy;

    if (value == NULL)
        return NULL;
    mask_add_again(&buf, text_of(value), tally->show_values);
    copy = memory_copy_text(buf.len > 0 ? buf.data : "", buf.len);
    buf_free(&buf);
    return copy;
}

void
tally_put_sample(struct tally *tally, int rule, const struct sample *sample)
{
    struct rule_samples *samples = &tally->rules[rule];

    if (samples->count == TALLY_SAMPLES)
        return;
    if (samples->samples == NULL)
        samples->samples = memory_new_array(TALLY_SAMPLES, sizeof *samples->samples);
    samples->samples[samples->count] = *sample;
    samples->samples[samples->count].column = copy_string(sample->column);
    samples->samples[samples->count].value = mask_again(tally, sample->value);
    samples->samples[samples->count].detail = copy_string(sample->detail);
    samples->count++;
}

void
tally_put_cost(struct tally *tally, int rule, const struct tally_cost *cost)
{
    tally->rules[rule].cost = *cost;
}

void
tally_put_cause(struct tally *tally, const struct cause *cause)
{
    struct cause copy = *cause;
    char *value = mask_again(tally, cause->value);

    copy.value = value;
    cause_table_put(tally->causes, &copy);
    free(value);
}

void
tally_put_incomplete(struct tally *tally)
{
    cause_table_put_incomplete(tally->causes);
}

const struct sample *
tally_samples(const struct tally *tally, int rule, size_t *count)
{
    *count = tally->rules[rule].count;
    return tally->rules[rule].samples;
}

struct tally_cost
tally_cost(const struct tally *tally, int rule)
{
    return tally->rules[rule].cost;
}

size_t
tally_causes(const struct tally *tally, struct cause causes[TALLY_CAUSES], bool *is_complete)
{
    return cause_table_top(tally->causes, causes, TALLY_CAUSES, is_complete);
}

void
tally_keep_listed(struct tally *tally)
{
    struct cause_table *table = cause_table_new(tally->show_values);
    struct cause causes[TALLY_CAUSES];
    bool is_complete;
    size_t count = tally_causes(tally, causes, &is_complete);

    for (size_t i = 0; i < count; i++)
        cause_table_put(table, &causes[i]);
    if (!is_complete)
        cause_table_put_incomplete(table);
    cause_table_free(tally->causes);
    tally->causes = table;
}
