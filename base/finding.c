#include "base/finding.h"

const char *
severity_name(enum severity severity)
{
    static const char *const names[] = {"info", "warning", "ineligible", "error", "fatal"};

    return names[severity];
}

const char *
rule_scope_name(enum rule_scope scope)
{
    static const char *const names[] = {"field", "row", "file", "cross", "lea", "state"};

    return names[scope];
}
