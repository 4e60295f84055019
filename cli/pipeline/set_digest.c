#include "base/digest.h"

#include "cli/pipeline/set_digest.h"

static void
add_line(struct digest *digest, const char *name, const char *sha256)
{
    digest_add(digest, name, strlen(name));
    digest_add(digest, " ", 1);
    digest_add(digest, sha256, strlen(sha256));
    digest_add(digest, "\n", 1);
}

void
set_digest_make(
    const char *const files[EXTRACT_COUNT], const struct basis *basis, char text[SHA256_TEXT_SIZE])
{
    struct digest *digest = digest_new();
    int count = 0;

    for (int i = 0; i < EXTRACT_COUNT; i++) {
        if (files[i] == NULL)
            continue;
        count++;
        add_line(digest, layout_of((enum extract)i)->name, files[i]);
    }
    add_line(digest, "rules", basis->rule_set);
    add_line(digest, "reference", basis->reference);
    add_line(digest, "directory", basis->directory);
    digest_finish(digest, text);
    if (count == 0)
        *text = '\0';
    digest_free(digest);
}
