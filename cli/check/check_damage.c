#include "base/buf.h"
#include "transform/catalogue.h"

#include "cli/findings/tally.h"
#include "cli/pipeline/pipeline.h"
#include "cli/pipeline/summary_json.h"

#include "cli/check/check_sentence.h"

/* What a spreadsheet program has done to the files, as far as the findings tell. */

enum { SHOWN_COLUMNS = 3 };

struct damage_count {
    uint64_t found;
    const char *columns[SHOWN_COLUMNS]; /* the first that were met */
    size_t column_count;
};

static void
add_column(struct damage_count *count, const char *column)
{
    for (size_t i = 0; i < count->column_count; i++) {
        if (strcmp(count->columns[i], column) == 0)
            return;
    }
    if (count->column_count < SHOWN_COLUMNS)
        count->columns[count->column_count++] = column;
}

static struct damage_count
count_rule(const struct summary *summary, enum rule_id rule)
{
    struct damage_count count = {0};

    for (size_t i = 0; i < summary->file_count; i++) {
        const struct judgement *judgement = &summary->files[i].outcome->judgement;
        size_t sample_count;
        const struct sample *samples =
            tally_samples(summary->files[i].tally, (int)rule, &sample_count);

        for (size_t j = 0; j < judgement->count_count; j++) {
            if (judgement->counts[j].rule == (int)rule)
                count.found += judgement->counts[j].found;
        }
        for (size_t j = 0; j < sample_count; j++) {
            if (samples[j].column != NULL)
                add_column(&count, samples[j].column);
        }
    }
    return count;
}

/* " (ssid, birth_date)" */
static void
add_columns(struct buf *buf, const struct damage_count *count)
{
    for (size_t i = 0; i < count->column_count; i++)
        buf_printf(buf, "%s%s", i == 0 ? " (" : ", ", count->columns[i]);
    buf_add_text(buf, count->column_count > 0 ? ")" : "");
}

void
check_sentence_add_damage(struct buf *buf, const struct summary *summary)
{
    struct damage_count damage = count_rule(summary, RULE_value_spreadsheet_damage);
    struct damage_count zeros = count_rule(summary, RULE_value_leading_zeros_lost);

    if (damage.found == 0 && zeros.found == 0)
        return;
    buf_add_text(buf, "A spreadsheet program has left its marks: ");
    if (damage.found > 0) {
        check_sentence_add_counted(buf, damage.found, "value");
        add_columns(buf, &damage);
        buf_printf(buf, " %s damaged beyond repair", damage.found == 1 ? "is" : "are");
    }
    if (damage.found > 0 && zeros.found > 0)
        buf_add_text(buf, ", and ");
    if (zeros.found > 0) {
        check_sentence_add_counted(buf, zeros.found, "code");
        add_columns(buf, &zeros);
        buf_printf(buf, " had lost %s leading zeros, which were put back",
            zeros.found == 1 ? "its" : "their");
    }
    /* What could be put back need not be sent again. */
    buf_add_text(
        buf, damage.found > 0
                 ? ". Export the file again and send it without opening it in a spreadsheet."
                 : ". Next time, send the export without opening it in a spreadsheet.");
}
