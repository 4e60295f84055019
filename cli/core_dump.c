#include <sys/prctl.h>
#include <sys/resource.h>

#include "cli/core_dump.h"

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define IS_TRACED_BY_SANITIZER 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define IS_TRACED_BY_SANITIZER 1
#endif

void
core_dump_forbid(void)
{
    const struct rlimit none = {0, 0};

    (void)setrlimit(RLIMIT_CORE, &none);
    /* The limit does not hold for dumps that go to a program; this does. */
#ifndef IS_TRACED_BY_SANITIZER
    (void)prctl(PR_SET_DUMPABLE, 0);
#endif
}
