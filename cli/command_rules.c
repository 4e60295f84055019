#include "base/err.h"
#include "report/render/out.h"

#include "cli/command_table.h"
#include "cli/options/settings.h"
#include "cli/rules/rules_list.h"

int
command_rules(const struct settings *settings, struct err *err)
{
    struct out out = out_to_stream(stdout, err);

    switch (settings_number(settings, OPTION_FORMAT)) {
    case 0:
    case FORMAT_TEXT:
        rules_list_write_text(&out);
        break;
    case FORMAT_MD:
        rules_list_write_markdown(&out);
        break;
    case FORMAT_CSV:
        rules_list_write_csv(&out);
        break;
    case FORMAT_JSON:
        rules_list_write_json(&out);
        break;
    default:
        return err_set(err, ERR_USAGE, "rules: one --format at a time");
    }
    return out_status(&out);
}
