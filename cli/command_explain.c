#include "base/buf.h"
#include "base/err.h"
#include "report/render/out.h"
#include "transform/catalogue.h"
#include "transform/spelling.h"

#include "cli/command_table.h"
#include "cli/options/settings.h"
#include "cli/rules/rules_list.h"
#include "cli/screen/terminal.h"

enum { NEAREST = 3 };

/* "Value-Missing" as "value_missing". */
static void
fold_name(struct text name, char folded[SPELLING_MAX + 1])
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        folded[i] = c == '-' || c == ' ' ? '_' : c;
    }
    folded[name.len] = '\0';
}

/* True when number is one of the rule's CALPADS numbers. */
static bool
has_calpads_number(const struct rule_info *rule, const char *number)
{
    const char *at = rule->calpads;

    while (*at != '\0') {
        size_t len = strcspn(at, " ");

        if (text_equals_fold((struct text){at, len}, text_of(number)))
            return true;
        at += len + (at[len] == ' ');
    }
    return false;
}

/* Every rule with that CALPADS number; 0 when there is none. */
static size_t
explain_calpads(struct out *out, const char *number)
{
    size_t found = 0;

    for (size_t i = 0; i < catalogue_size(); i++) {
        if (!has_calpads_number(catalogue_rule(i), number))
            continue;
        if (found++ > 0)
            out_text(out, "\n\n");
        rules_list_explain(out, catalogue_rule(i));
    }
    return found;
}

/*
 * How far a rule's name is from what was asked for; a name that holds the words is
 * near. Names that share less than half with it are no help, however few are nearer.
 */
static bool
is_near(const char *id, const char *asked, size_t *distance)
{
    size_t len = strlen(asked);

    *distance = spelling_distance(text_of(id), text_of(asked));
    if (len >= 3 && strstr(id, asked) != NULL)
        *distance = 0;
    return *distance <= len / 2;
}

/* Nothing when none is near. */
static void
add_nearest(struct buf *buf, const char *asked)
{
    const struct rule_info *best[NEAREST + 1];
    size_t distances[NEAREST + 1];
    size_t count = 0;

    for (size_t i = 0; i < catalogue_size(); i++) {
        size_t at = count, distance;

        if (!is_near(catalogue_rule(i)->id, asked, &distance))
            continue;
        for (; at > 0 && distance < distances[at - 1]; at--) {
            best[at] = best[at - 1];
            distances[at] = distances[at - 1];
        }
        best[at] = catalogue_rule(i);
        distances[at] = distance;
        count += count < NEAREST;
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_text(buf, i == 0 ? "; did you mean " : i + 1 < count ? ", " : " or ");
        buf_add_text(buf, best[i]->id);
    }
    buf_add_text(buf, count > 0 ? "?" : "; isprofile rules lists them");
}

static int
refuse(const char *name, const char *folded, struct err *err)
{
    struct buf nearest = {0}, shown = {0};

    terminal_add_name(&shown, name);
    add_nearest(&nearest, folded);
    err_set(err, ERR_USAGE, "no rule is named \"%s\"%s", buf_terminate(&shown), nearest.data);
    buf_free(&nearest);
    buf_free(&shown);
    return -1;
}

int
command_explain(const struct settings *settings, struct err *err)
{
    struct out out = out_to_stream(stdout, err);
    const char *name = settings->arguments[0];
    char folded[SPELLING_MAX + 1];
    const struct rule_info *rule;

    if (strlen(name) > SPELLING_MAX)
        return err_set(err, ERR_USAGE, "explain: no rule has so long a name; see isprofile rules");
    fold_name(text_of(name), folded);
    rule = catalogue_find(folded);
    if (rule != NULL)
        rules_list_explain(&out, rule);
    else if (explain_calpads(&out, name) == 0)
        return refuse(name, folded, err);
    return out_status(&out);
}
