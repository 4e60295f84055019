#ifndef RELEASE_H
#define RELEASE_H

#include <stddef.h>
#include <stdint.h>

/*
 * A profile.csv as anybody can read it. Written for the attack alone: nothing of
 * the program that made the file is used.
 */
enum {
    FIGURE_COUNT = 6, /* pupils, fifty percent, long term, grade 12, diploma, other completer */
    FIGURE_HIDDEN = -1,
    PLACE_KEY_SIZE = 17,
    MAX_CATEGORIES = 128
};

enum { PUPILS, FIFTY_PERCENT, LONG_TERM, GRADE12, DIPLOMA, OTHER_COMPLETER };

/* The column that a figure is counted of; pupils of themselves. */
int release_base_of(int figure);

struct category_list {
    char code[MAX_CATEGORIES][12];
    char breakdown[MAX_CATEGORIES][24];
    int count;
};

/* -1 when there is none. */
int category_list_find(const struct category_list *categories, const char *code);

/* Of the percentage only whether it says anything is kept. */
enum percent_look { PERCENT_BLANK, PERCENT_HIDDEN, PERCENT_SHOWN };

struct release_row {
    /* Level 0 to 3, the code, blanks up to 14, charter 0 to 2: sorts like the file. */
    char place[PLACE_KEY_SIZE];
    uint8_t category;
    uint8_t percent;
    int32_t figures[FIGURE_COUNT]; /* or FIGURE_HIDDEN */
};

struct release {
    struct release_row *rows;
    size_t count;
};

/* Both end the program with status 2 when the file is not what it should be. */
void category_list_read(struct category_list *categories, const char *path);
void release_read(
    struct release *release, const struct category_list *categories, const char *path);
void release_free(struct release *release);

#endif
