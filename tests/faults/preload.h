#ifndef PRELOAD_H
#define PRELOAD_H

#include <stdlib.h>

/* The number that a variable of the environment holds, 0 for none; needs no memory. */
static inline unsigned long
number_of(const char *name)
{
    const char *value = getenv(name);
    unsigned long number = 0;

    while (value != NULL && *value >= '0' && *value <= '9')
        number = number * 10 + (unsigned long)(*value++ - '0');
    return number;
}

#endif
