#include "base/memory.h"

#include "cli/school_list.h"

struct school_list {
    struct school **schools;
    size_t count;
    size_t capacity;
};

struct school_list *
school_list_new(void)
{
    return memory_new(sizeof(struct school_list));
}

void
school_list_free(struct school_list *list)
{
    if (list == NULL)
        return;
    for (size_t i = 0; i < list->count; i++) {
        free((char *)list->schools[i]->county_name);
        free((char *)list->schools[i]->district_name);
        free((char *)list->schools[i]->school_name);
        free(list->schools[i]);
    }
    free(list->schools);
    free(list);
}

static int
add_school(void *ctx, const struct school *school, struct err *err)
{
    struct school_list *list = ctx;
    struct school *copy = memory_new(sizeof *copy);

    (void)err;
    *copy = *school;
    copy->county_name = memory_copy_text(school->county_name, strlen(school->county_name));
    copy->district_name = memory_copy_text(school->district_name, strlen(school->district_name));
    copy->school_name = memory_copy_text(school->school_name, strlen(school->school_name));
    if (list->count == list->capacity) {
        list->capacity = list->capacity > 0 ? 2 * list->capacity : 1024;
        list->schools = memory_grow(list->schools, list->capacity, sizeof *list->schools);
    }
    list->schools[list->count++] = copy;
    return 0;
}

struct school_sink
school_list_sink(struct school_list *list)
{
    return (struct school_sink){add_school, list};
}

static int
compare_codes(const void *a, const void *b)
{
    const struct school *const *left = a, *const *right = b;

    return strcmp((*left)->cds_code, (*right)->cds_code);
}

const struct school *const *
school_list_sort(struct school_list *list, size_t *count)
{
    if (list->count > 0)
        qsort(list->schools, list->count, sizeof *list->schools, compare_codes);
    *count = list->count;
    return (const struct school *const *)list->schools;
}
