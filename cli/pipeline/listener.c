#include "base/err.h"
#include "base/record.h"
#include "report/render/out.h"

#include "cli/findings/findings_csv.h"
#include "cli/findings/rejects.h"
#include "cli/findings/tally.h"

#include "cli/pipeline/listener.h"

static int
hear_finding(void *ctx, const struct finding *finding, struct err *err)
{
    struct listener *listener = ctx;

    tally_add(listener->tally, finding);
    if (listener->findings != NULL) {
        const struct out *out = listener->findings->csv.out;

        findings_csv_add(listener->findings, listener->file, finding);
        if (out_status(out) != 0) {
            if (err != out->err)
                *err = *out->err;
            return -1;
        }
    }
    return listener->rejects != NULL ? rejects_add_finding(listener->rejects, finding, err) : 0;
}

static int
hear_begin(void *ctx, const struct file_form *form, struct err *err)
{
    struct listener *listener = ctx;

    return listener->rejects != NULL ? rejects_begin(listener->rejects, form, err) : 0;
}

static int
hear_mixed(void *ctx, const struct record *record, const struct rule_info *rule, struct err *err)
{
    struct listener *listener = ctx;

    return listener->rejects != NULL ? rejects_add_mixed(listener->rejects, record, rule, err) : 0;
}

static int
hear_record(void *ctx, const struct record *record, struct err *err)
{
    struct listener *listener = ctx;

    return listener->rejects != NULL ? rejects_add_record(listener->rejects, record, err) : 0;
}

struct finding_sink
listener_finding_sink(struct listener *listener)
{
    return (struct finding_sink){hear_finding, listener};
}

struct reject_sink
listener_reject_sink(struct listener *listener)
{
    return (struct reject_sink){hear_begin, hear_mixed, hear_record, listener};
}
