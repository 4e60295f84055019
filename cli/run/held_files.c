#include "cli/run/file_result.h"

#include "cli/run/held_files.h"

bool
held_files_has(const struct held_files *held, enum extract extract)
{
    for (size_t i = 0; i < held->count; i++)
        if (held->files[i].result.key.extract == extract)
            return true;
    return false;
}

void
held_files_add(struct held_files *held, const struct run_result *result, struct file_result *own)
{
    held->files[held->count++] = (struct held_file){.result = *result, .own = own};
}

struct held_file *
held_files_find(struct held_files *held, enum extract extract)
{
    for (size_t i = 0; held != NULL && i < held->count; i++)
        if (held->files[i].own != NULL && held->files[i].result.key.extract == extract)
            return &held->files[i];
    return NULL;
}

bool
held_files_wait(const struct held_files *held)
{
    for (size_t i = 0; i < held->count; i++)
        if (held->files[i].own != NULL)
            return true;
    return false;
}

void
held_files_drop(struct held_files *held)
{
    for (size_t i = 0; i < held->count; i++) {
        file_result_free(held->files[i].own);
        held->files[i].own = NULL;
    }
}

bool
held_files_take_unsettled(struct held_files *held, struct run_result *result)
{
    while (held->count > 0 && held->files[held->count - 1].own == NULL) {
        const struct held_file *last = &held->files[--held->count];

        if (!last->is_settled) {
            *result = last->result;
            return true;
        }
    }
    return false;
}
