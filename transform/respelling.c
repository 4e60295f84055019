#include "base/buf.h"
#include "base/memory.h"

#include "base/intern.h"
#include "transform/respelling.h"
#include "transform/spelling.h"

enum { MAX_EXACT = 10000, MAX_SPELLING = 64 };

struct respellings {
    struct intern texts; /* column, spelling and code with a NUL behind each */
    uint64_t *rows;      /* by the number of the text */
    size_t rows_capacity;
    struct buf key;
    struct normalization *list;
};

struct respellings *
respellings_new(void)
{
    return memory_new(sizeof(struct respellings));
}

void
respellings_free(struct respellings *respellings)
{
    if (respellings == NULL)
        return;
    intern_reset(&respellings->texts);
    free(respellings->rows);
    free(respellings->list);
    buf_free(&respellings->key);
    free(respellings);
}

static struct text
make_key(struct buf *key, const char *column, struct text spelling, struct text code)
{
    buf_reset(key);
    buf_add(key, column, strlen(column) + 1);
    buf_add(key, spelling.at, spelling.len);
    buf_add_byte(key, '\0');
    buf_add(key, code.at, code.len);
    buf_add_byte(key, '\0');
    return (struct text){key->data, key->len};
}

static uint32_t
number_of(struct respellings *respellings, struct text key)
{
    uint32_t number = intern_add(&respellings->texts, key, 0);

    if (number >= respellings->rows_capacity) {
        respellings->rows_capacity =
            respellings->rows_capacity == 0 ? 64 : respellings->rows_capacity * 2;
        respellings->rows =
            memory_grow(respellings->rows, respellings->rows_capacity, sizeof *respellings->rows);
    }
    respellings->rows[number] = 0;
    return number;
}

void
respellings_add(
    struct respellings *respellings, const char *column, struct text spelling, struct text code)
{
    struct text key = make_key(&respellings->key, column, spelling, code);
    int64_t number = intern_find(&respellings->texts, key);

    if (number == INTERN_NONE &&
        (spelling.len > MAX_SPELLING || respellings->texts.count >= MAX_EXACT)) {
        char folded[SPELLING_MAX];
        size_t len;

        if (!spelling_fold(spelling, true, folded, &len))
            len = 0;
        key = make_key(&respellings->key, column, (struct text){folded, len}, code);
        number = intern_find(&respellings->texts, key);
    }
    if (number == INTERN_NONE)
        number = number_of(respellings, key);
    respellings->rows[number]++;
}

static int
compare(const void *a, const void *b)
{
    const struct normalization *x = a, *y = b;
    int order = strcmp(x->column, y->column);

    if (order == 0)
        order = strcmp(x->spelling, y->spelling);
    return order != 0 ? order : strcmp(x->code, y->code);
}

const struct normalization *
respellings_list(struct respellings *respellings, size_t *count)
{
    *count = respellings->texts.count;
    free(respellings->list);
    respellings->list = memory_new_array(*count + 1, sizeof *respellings->list);
    for (size_t i = 0; i < *count; i++) {
        struct normalization *normalization = &respellings->list[i];

        normalization->column = respellings->texts.entries[i].at;
        normalization->spelling = normalization->column + strlen(normalization->column) + 1;
        normalization->code = normalization->spelling + strlen(normalization->spelling) + 1;
        normalization->rows = respellings->rows[i];
    }
    qsort(respellings->list, *count, sizeof *respellings->list, compare);
    return respellings->list;
}
