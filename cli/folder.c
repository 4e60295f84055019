#include <limits.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"

#include "cli/folder.h"

/* Adds one name of a path; "." is nothing and ".." takes the last name away. */
static void
add_name(struct buf *path, const char *name, size_t len)
{
    if (len == 0 || (len == 1 && name[0] == '.'))
        return;
    if (len == 2 && name[0] == '.' && name[1] == '.') {
        while (path->len > 0 && path->data[--path->len] != '/')
            continue;
        return;
    }
    buf_add_byte(path, '/');
    buf_add(path, name, len);
}

/*
 * Replaces what is there of the path by where it really is. Called after each name,
 * so that a link is followed before a ".." behind it is.
 */
static void
follow(struct buf *path)
{
    char *real = realpath(path->len == 0 ? "/" : buf_terminate(path), NULL);

    if (real == NULL)
        return;
    buf_reset(path);
    if (strcmp(real, "/") != 0)
        buf_add_text(path, real);
    free(real);
}

/* An absolute path without links, "." and ".."; "" is the root. */
static void
resolve(struct buf *path, const char *name)
{
    char here[PATH_MAX];

    if (*name != '/' && getcwd(here, sizeof here) != NULL)
        resolve(path, here);
    while (*name != '\0') {
        size_t len = strcspn(name, "/");

        add_name(path, name, len);
        follow(path);
        name += len + (name[len] == '/');
    }
    buf_terminate(path);
}

bool
folder_is_inside(const char *inner, const char *outer)
{
    struct buf in = {0}, out = {0};
    bool is_inside;

    resolve(&in, inner);
    resolve(&out, outer);
    is_inside = in.len >= out.len && memcmp(in.data, out.data, out.len) == 0 &&
                (in.len == out.len || in.data[out.len] == '/');
    buf_free(&in);
    buf_free(&out);
    return is_inside;
}

char *
folder_find_outer(const char *folder, bool (*is_one)(const char *path))
{
    struct buf path = {0};
    char *found = NULL;

    resolve(&path, folder);
    while (path.len > 0 && found == NULL) {
        add_name(&path, "..", 2);
        if (is_one(path.len == 0 ? "/" : buf_terminate(&path)))
            found =
                path.len == 0 ? memory_copy_text("/", 1) : memory_copy_text(path.data, path.len);
    }
    buf_free(&path);
    return found;
}

const char *
folder_find_file(const char *folder, const char *const *names)
{
    struct buf path = {0};
    const char *found = NULL;

    for (; *names != NULL && found == NULL; names++) {
        buf_reset(&path);
        buf_printf(&path, "%s/%s", folder, *names);
        if (access(path.data, F_OK) == 0)
            found = *names;
    }
    buf_free(&path);
    return found;
}
