#ifndef CHECK_STEPS_H
#define CHECK_STEPS_H

struct check_page;

/* "What to do next": a few steps, those first that clear most rows. */
void check_steps_write(const struct check_page *page);

#endif
