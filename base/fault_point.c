#include <signal.h>

#include "base/parse.h"

#include "base/fault_point.h"

#ifdef FAULT_POINTS
static void
act(struct text deed)
{
    if (text_equals(deed, text_of("die")))
        raise(SIGKILL);
    else if (text_equals(deed, text_of("term")))
        kill(0, SIGTERM);
    else if (text_equals(deed, text_of("hold")))
        raise(SIGSTOP);
    else
        kill(0, SIGKILL);
}

/* The text up to the next colon; *rest goes on behind it. */
static struct text
next_part(const char **rest)
{
    struct text part = {*rest, strcspn(*rest, ":")};

    *rest += part.len + ((*rest)[part.len] == ':');
    return part;
}

void
fault_point_pass(const char *name)
{
    static uint64_t passed;
    const char *order = getenv("ISPROFILE_STOP_AT");
    uint64_t wanted = 1;
    struct text number;

    if (order == NULL || !text_equals(next_part(&order), text_of(name)))
        return;
    number = next_part(&order);
    if (number.len > 0 && !parse_unsigned(number, UINT32_MAX, &wanted))
        return;
    if (++passed == wanted)
        act(next_part(&order));
}
#endif
