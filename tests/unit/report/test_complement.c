#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/profile_row.h"

#include "report/suppress/bounds.h"
#include "report/suppress/complement.h"

/* Worked tables: counts by row and column, the last ones totals, as one line a row and column. */
enum { MAX_SIZE = 8 };

struct table {
    uint32_t rows, columns; /* with the totals */
    uint32_t values[MAX_SIZE * MAX_SIZE];
};

struct engine {
    struct cell_grid grid;
    struct line_set lines;
    struct complement *complement;
    uint8_t marks[MAX_SIZE * MAX_SIZE];
};

static void
hide(void *ctx, uint32_t cell, uint8_t mark)
{
    struct engine *engine = ctx;

    engine->marks[cell] = mark;
    complement_touch(engine->complement, cell);
}

static void
add_line(struct line_set *set, uint32_t first, uint32_t step, uint32_t count)
{
    line_set_begin(set, first + step * (count - 1));
    for (uint32_t i = 0; i + 1 < count; i++)
        line_set_add(set, first + step * i);
    line_set_end(set);
}

static void
engine_open(struct engine *engine, const struct table *table)
{
    *engine = (struct engine){.grid = {.row_count = table->rows * table->columns,
                                  .width = 1,
                                  .published = 1,
                                  .values = table->values}};
    engine->grid.marks = engine->marks;
    for (uint32_t row = 0; row < table->rows; row++)
        add_line(&engine->lines, row * table->columns, 1, table->columns);
    for (uint32_t column = 0; column < table->columns; column++)
        add_line(&engine->lines, column, table->columns, table->rows);
    line_set_index(&engine->lines, &engine->grid);
    engine->complement = complement_new(&(struct complement_request){
        .grid = &engine->grid,
        .sets = &engine->lines,
        .set_count = 1,
        .strict = 1,
        .hider = {hide, engine},
    });
    for (uint32_t cell = 0; cell < engine->grid.row_count; cell++) {
        if (table->values[cell] <= SMALL_COUNT)
            hide(engine, cell, CELL_PRIMARY);
    }
    complement_settle(engine->complement);
}

static void
engine_close(struct engine *engine)
{
    complement_free(engine->complement);
    line_set_free(&engine->lines);
}

static void
assert_mask(const struct engine *engine, const char *mask)
{
    char got[MAX_SIZE * MAX_SIZE + 1] = "";

    for (uint32_t cell = 0; cell < engine->grid.row_count; cell++)
        got[cell] = cell_is_hidden(&engine->grid, cell) ? '*' : '.';
    assert_string_equal(got, mask);
}

/* Bounds of the hidden cells, each "lo-hi " in the order of the table. */
static void
assert_bounds(const struct engine *engine, const char *expected)
{
    uint16_t *equal = memory_new_array(engine->lines.line_count, sizeof *equal);
    uint16_t *none = memory_new_array(engine->lines.line_count, sizeof *none);
    const struct line_relations relations = {equal, none, none};
    struct bounds *bounds = bounds_new(&(struct bounds_request){
        .grid = &engine->grid,
        .sets = &engine->lines,
        .relations = &relations,
        .set_count = 1,
        .ceiling = engine->grid.values[engine->grid.row_count - 1],
    });
    char got[256] = "";
    size_t len = 0;

    for (uint32_t line = 0; line < engine->lines.line_count; line++)
        equal[line] = 1;
    assert_true(bounds_work_out(bounds));
    for (uint32_t cell = 0; cell < engine->grid.row_count; cell++) {
        struct bound bound = bounds_of(bounds, cell);

        if (cell_is_hidden(&engine->grid, cell))
            len += (size_t)snprintf(got + len, sizeof got - len, "%u-%u ", bound.lo, bound.hi);
    }
    assert_string_equal(got, expected);
    bounds_free(bounds);
    free(equal);
    free(none);
}

static void
race_by_grade_span(void **state)
{
    static const struct table table = {.rows = 6,
        .columns = 4,
        .values = {64, 71, 158, 293, /* Hispanic */
            40, 28, 55, 123,         /* White */
            15, 7, 22, 44,           /* Asian */
            12, 14, 19, 45,          /* Black */
            4, 13, 16, 33,           /* Not reported */
            135, 133, 270, 538}};
    struct engine engine;

    (void)state;
    engine_open(&engine, &table);
    assert_mask(&engine, "...."
                         "...."
                         "**.."
                         "...."
                         "**.."
                         "....");
    assert_bounds(&engine, "2-19 3-20 0-17 0-17 ");
    engine_close(&engine);
}

static void
two_small_counts_do_not_hide_each_other(void **state)
{
    static const struct table table = {.rows = 4,
        .columns = 4,
        .values = {3, 2, 40, 45, 30, 25, 60, 115, 22, 41, 17, 80, 55, 68, 117, 240}};
    struct engine engine;

    (void)state;
    engine_open(&engine, &table);
    assert_mask(&engine, "***."
                         "**.."
                         "*.*."
                         "....");
    assert_bounds(&engine, "0-27 0-27 18-45 28-55 0-27 0-27 12-39 ");
    engine_close(&engine);
}

static void
the_total_goes_when_no_part_is_left(void **state)
{
    static const struct table one = {.rows = 1, .columns = 2, .values = {5, 20}};
    static const struct table zero = {.rows = 1, .columns = 4, .values = {0, 0, 30, 20}};
    struct engine engine;

    (void)state;
    engine_open(&engine, &one); /* a line that does not add up */
    assert_mask(&engine, "**");
    engine_close(&engine);
    engine_open(&engine, &zero); /* zeros do not protect each other here */
    assert_mask(&engine, "***.");
    engine_close(&engine);
}

static void
the_later_of_equals_is_hidden(void **state)
{
    static const struct table table = {.rows = 1, .columns = 5, .values = {20, 7, 20, 30, 77}};
    struct engine engine;

    (void)state;
    engine_open(&engine, &table);
    assert_mask(&engine, ".**..");
    engine_close(&engine);
}

static void
known_cells_protect_nothing(void **state)
{
    static const struct table table = {.rows = 1, .columns = 5, .values = {12, 7, 20, 30, 69}};
    struct engine engine;

    (void)state;
    engine_open(&engine, &table);
    assert_mask(&engine, "**...");
    /* Had the first been public before, the third would have gone. */
    engine.marks[0] |= CELL_KNOWN;
    complement_touch(engine.complement, 0);
    complement_settle(engine.complement);
    assert_mask(&engine, "***..");
    assert_bounds(&engine, "12-12 0-27 0-27 ");
    engine_close(&engine);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(race_by_grade_span),
        cmocka_unit_test(two_small_counts_do_not_hide_each_other),
        cmocka_unit_test(the_total_goes_when_no_part_is_left),
        cmocka_unit_test(the_later_of_equals_is_hidden),
        cmocka_unit_test(known_cells_protect_nothing),
    };

    return cmocka_run_group_tests_name("complement", tests, NULL, NULL);
}
