#include <stdint.h>
#include <unistd.h>

#include "base/memory.h"

void
memory_end(void)
{
    static const char message[] = "isprofile: out of memory\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);

    (void)written;
    _exit(71);
}

void *
memory_new(size_t size)
{
    void *memory = calloc(1, size != 0 ? size : 1);

    if (memory == NULL)
        memory_end();
    return memory;
}

void *
memory_new_array(size_t count, size_t size)
{
    void *memory = calloc(count != 0 ? count : 1, size);

    if (memory == NULL)
        memory_end();
    return memory;
}

void *
memory_grow(void *old, size_t count, size_t size)
{
    void *memory = reallocarray(old, count != 0 ? count : 1, size);

    if (memory == NULL)
        memory_end();
    return memory;
}

char *
memory_copy_text(const char *text, size_t len)
{
    char *copy = memory_new(len + 1);

    if (len > 0)
        memcpy(copy, text, len);
    return copy;
}
