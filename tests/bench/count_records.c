#include <csv.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* libcsv alone, for comparison: counts the records and fields of a CSV file and does nothing else.
 */

enum { BLOCK_SIZE = 256 * 1024 };

struct counts {
    unsigned long long records, fields;
};

static void
on_field(void *text, size_t len, void *ctx)
{
    struct counts *counts = ctx;

    (void)text;
    (void)len;
    counts->fields++;
}

static void
on_record(int end, void *ctx)
{
    struct counts *counts = ctx;

    (void)end;
    counts->records++;
}

static int
count(int file, struct counts *counts)
{
    static char block[BLOCK_SIZE];
    struct csv_parser parser;
    ssize_t got;
    int status = -1;

    if (csv_init(&parser, 0) != 0)
        return -1;
    while ((got = read(file, block, sizeof block)) > 0)
        if (csv_parse(&parser, block, (size_t)got, on_field, on_record, counts) != (size_t)got)
            goto done;
    if (got == 0 && csv_fini(&parser, on_field, on_record, counts) == 0)
        status = 0;

done:
    csv_free(&parser);
    return status;
}

int
main(int argc, char **argv)
{
    struct counts counts = {0};
    int file = argc == 2 ? open(argv[1], O_RDONLY) : -1;

    if (file < 0) {
        fprintf(stderr, "usage: count_records FILE\n");
        return 64;
    }
    if (count(file, &counts) != 0) {
        fprintf(stderr, "count_records: cannot read %s as CSV\n", argv[1]);
        return 74;
    }
    close(file);
    printf("%llu %llu\n", counts.records, counts.fields);
    return 0;
}
