#include "base/err.h"
#include "base/memory.h"
#include "base/record.h"
#include "transform/law/law.h"

#include "cli/pipeline/materials.h"

#include "cli/pipeline/law_feed.h"

struct law_listener {
    struct finding_sink findings; /* accept NULL: nobody listens */
    const struct file_form *form;
};

struct law_feed {
    const struct materials *materials;
    struct law *law; /* NULL before anything was fed */
    bool is_next;    /* the next row begins its extract */
    struct law_listener listeners[EXTRACT_COUNT];
    struct law_cost_sinks costs; /* zero: nobody listens */
};

struct law_feed *
law_feed_new(const struct materials *materials)
{
    struct law_feed *feed = memory_new(sizeof *feed);

    feed->materials = materials;
    feed->is_next = true;
    return feed;
}

void
law_feed_free(struct law_feed *feed)
{
    if (feed == NULL)
        return;
    law_free(feed->law);
    free(feed);
}

void
law_feed_next(struct law_feed *feed)
{
    feed->is_next = true;
}

/* The first submission tells whose law it is. */
static void
begin(struct law_feed *feed, const struct submission_key *key, enum extract extract)
{
    struct law_options options = {.directory = feed->materials->directory, .key = *key};

    if (feed->law == NULL)
        feed->law = law_new(&options);
    law_begin_extract(feed->law, extract);
    feed->is_next = false;
}

void
law_feed_add(struct law_feed *feed, const struct submission_key *key, const struct row *row)
{
    if (feed->is_next)
        begin(feed, key, row->extract);
    law_add_row(feed->law, row);
}

void
law_feed_keep(struct law_feed *feed, const struct submission_key *key)
{
    if (key->lea[0] != '\0' && key->year != 0 && key->extract != EXTRACT_NONE)
        begin(feed, key, key->extract);
    feed->is_next = true;
}

void
law_feed_drop(struct law_feed *feed, enum extract extract)
{
    if (feed->law != NULL && extract != EXTRACT_NONE)
        law_drop_extract(feed->law, extract);
}

void
law_feed_listen(struct law_feed *feed, enum extract extract, struct finding_sink findings,
    const struct file_form *form)
{
    feed->listeners[extract] = (struct law_listener){findings, form};
}

void
law_feed_listen_costs(struct law_feed *feed, const struct law_cost_sinks *costs)
{
    feed->costs = *costs;
}

static int
hear_agreement(void *ctx, const struct law_agreement *agreement, struct err *err)
{
    const struct law_feed *feed = ctx;

    return feed->costs.agreement(feed->costs.ctx, agreement, err);
}

static int
hear_ada_line(void *ctx, const struct ada_line *line, struct err *err)
{
    const struct law_feed *feed = ctx;

    return feed->costs.ada_line(feed->costs.ctx, line, err);
}

/* The position of a column in the file, from 1; 0 where it is not there. */
static int
field_of(const struct file_form *form, enum extract extract, const char *name)
{
    int column = layout_column(extract, name);

    for (int i = 0; column >= 0 && i < form->field_count; i++)
        if (form->column_of_field[i] == column)
            return i + 1;
    return 0;
}

static int
hear_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    const struct law_feed *feed = ctx;
    const struct law_listener *listener = &feed->listeners[extract];
    struct finding placed = *finding;

    if (listener->findings.accept == NULL)
        return 0;
    if (listener->form != NULL && finding->column != NULL)
        placed.field = field_of(listener->form, extract, finding->column);
    return listener->findings.accept(listener->findings.ctx, &placed, err);
}

int
law_feed_finish(
    struct law_feed *feed, struct law_judgement *judgement, bool *is_judged, struct err *err)
{
    struct law_sinks sinks = {
        .finding = hear_finding,
        .agreement = feed->costs.agreement != NULL ? hear_agreement : NULL,
        .ada_line = feed->costs.ada_line != NULL ? hear_ada_line : NULL,
        .ctx = feed,
    };

    *judgement = (struct law_judgement){0};
    *is_judged = feed->law != NULL;
    return feed->law != NULL ? law_finish(feed->law, &sinks, judgement, err) : 0;
}
