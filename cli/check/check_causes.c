#include "base/buf.h"

#include "cli/pipeline/summary_json.h"
#include "cli/screen/terminal.h"

#include "cli/check/check_causes.h"

/* Files and their causes come in order, so among equals the earlier one stays before. */
static size_t
insert(struct check_cause *causes, size_t count, const struct check_cause *cause)
{
    size_t at = count;

    while (at > 0 && cause->cause.rows > causes[at - 1].cause.rows)
        at--;
    if (at == CHECK_CAUSES)
        return count;
    if (count < CHECK_CAUSES)
        count++;
    memmove(&causes[at + 1], &causes[at], (count - 1 - at) * sizeof *causes);
    causes[at] = *cause;
    return count;
}

size_t
check_causes_list(
    const struct summary *summary, struct check_cause causes[CHECK_CAUSES], bool *is_complete)
{
    size_t count = 0;

    *is_complete = true;
    for (size_t i = 0; i < summary->file_count; i++) {
        struct cause of_file[TALLY_CAUSES];
        bool is_file_complete;
        size_t file_count = tally_causes(summary->files[i].tally, of_file, &is_file_complete);

        *is_complete = *is_complete && is_file_complete;
        for (size_t j = 0; j < file_count; j++) {
            struct check_cause cause = {&summary->files[i], of_file[j]};

            count = insert(causes, count, &cause);
        }
    }
    return count;
}

void
check_causes_add_value(struct buf *buf, const struct cause *cause)
{
    buf_add_text(buf, cause->column);
    if (cause->value == NULL) {
        buf_add_text(buf, " is blank");
        return;
    }
    buf_add_text(buf, ": ");
    terminal_add_name(buf, cause->value);
}
