#ifndef FIXTURE_WORLD_H
#define FIXTURE_WORLD_H

#include "rules/judging.h"

/* The world of fixtures/, for a group of tests: open_world() and close_world() are its setup and
 * its teardown. */
static struct judging_world *world;

static inline int
open_world(void **state)
{
    (void)state;
    world = judging_world_new("fixtures/directory.txt");
    return 0;
}

static inline int
close_world(void **state)
{
    (void)state;
    judging_world_free(world);
    return 0;
}

#endif
