#include "base/err.h"
#include "report/render/out.h"

#include "cli/command_table.h"
#include "cli/compare/compare_page.h"
#include "cli/compare/comparison.h"
#include "cli/options/settings.h"
#include "cli/screen/terminal.h"

int
command_compare(const struct settings *settings, struct err *err)
{
    const char *old = settings->arguments[0], *new = settings->arguments[1];
    int64_t format = settings_number(settings, OPTION_FORMAT);
    struct comparison *comparison = NULL;
    struct out out = out_to_stream(stdout, err);
    struct compare_page page = {.out = &out, .in_colour = terminal_takes_colour(stdout)};
    int rc = -1;

    if (format == (FORMAT_TEXT | FORMAT_JSON))
        return err_set(err, ERR_USAGE, "compare: one --format at a time");
    if (strcmp(old, "-") == 0 || strcmp(new, "-") == 0)
        return err_set(
            err, ERR_USAGE, "compare: a result is read twice, and so not from standard input (-)");
    if (comparison_read(&comparison, old, new, err) != 0)
        goto done;
    page.comparison = comparison;
    if (format == FORMAT_JSON)
        compare_json_write(&out, comparison, old, new);
    else
        compare_page_write(&page);
    rc = out_status(&out);

done:
    comparison_free(comparison);
    return rc;
}
