/* Runs a fuzz target over every file of the folders named: what the fuzzer once found stays found.
 */
#include <dirent.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/memory.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buf bytes = {0};
    char chunk[4096];
    size_t got;

    if (file == NULL) {
        perror(path);
        exit(1);
    }
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, chunk, got);
    fclose(file);
    buf_terminate(&bytes);
    /* A copy of the exact size lets AddressSanitizer see a read past the end. */
    char *exact = memory_copy_text(bytes.data, bytes.len);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, bytes.len);
    free(exact);
    buf_free(&bytes);
}

int
main(int argc, char **argv)
{
    unsigned replayed = 0;

    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        struct dirent *entry;

        if (folder == NULL) {
            perror(argv[i]);
            return 1;
        }
        while ((entry = readdir(folder)) != NULL) {
            struct buf path = {0};

            if (entry->d_name[0] == '.')
                continue;
            buf_printf(&path, "%s/%s", argv[i], entry->d_name);
            replay_file(path.data);
            buf_free(&path);
            replayed++;
        }
        closedir(folder);
    }
    printf("%u inputs replayed\n", replayed);
    return replayed > 0 ? 0 : 1;
}
