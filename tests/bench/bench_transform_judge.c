#include "base/err.h"
#include "base/memory.h"
#include "transform/directory.h"
#include "transform/judge.h"
#include "transform/reference.h"

/*
 * How fast rows are judged, without reading and loading: invented SENR rows by
 * position, one pupil each, in the order of schools. Prints rows a second and the
 * memory that the process came to.
 *
 * bench_transform_judge [rows, 1000000 unless told]
 */
enum { SCHOOLS = 40, BATCH = 1000, FIELDS = 35, LINE_SIZE = 400 };

struct bench {
    char lines[BATCH][LINE_SIZE];
    struct text fields[BATCH][FIELDS];
    unsigned long accepted, findings;
};

static int
count_row(void *ctx, const struct row *row, struct err *err)
{
    (void)row;
    (void)err;
    ((struct bench *)ctx)->accepted++;
    return 0;
}

static int
count_finding(void *ctx, const struct finding *finding, struct err *err)
{
    (void)finding;
    (void)err;
    ((struct bench *)ctx)->findings++;
    return 0;
}

static struct directory *
make_directory(void)
{
    struct directory *directory = directory_new();

    for (unsigned i = 0; i <= SCHOOLS; i++) {
        struct school school = {.open_date = DATE_NONE, .close_date = DATE_NONE};

        snprintf(school.cds_code, sizeof school.cds_code, "0161234%07u", i == 0 ? 0 : 130000 + i);
        snprintf(school.grades, sizeof school.grades, "K-12");
        directory_add(directory, &school);
    }
    directory_seal(directory);
    return directory;
}

/* A pupil's row; a third of the pupils have left. SSIDs are spread as in real files. */
static void
make_line(char *line, unsigned long number, unsigned long rows)
{
    unsigned long ssid = 1000000000UL + number * 7919UL % 8999999999UL;
    unsigned long school = 130001UL + number * SCHOOLS / rows;
    const char *exit = number % 3 == 0 ? "20240605,E155" : ",";

    snprintf(line, LINE_SIZE,
        "SENR,A,%lu,0161234,%07lu,,2023-2024,%010lu,%lu,Robin,Lee,Example%lu,,,,,2010%02lu%02lu,F,"
        "Sacramento,US-CA,US,202308%02lu,10,%02lu,%s,,,,,,,,,",
        number, school, ssid, number, number % 997, number % 12 + 1, number % 28 + 1,
        number % 20 + 1, number % 12 + 1, exit);
}

static void
split(const char *line, struct text *fields)
{
    for (int i = 0; i < FIELDS; i++) {
        size_t len = strcspn(line, ",");

        fields[i] = (struct text){line, len};
        line += len + (line[len] == ',');
    }
}

static double
seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static long
peak_kilobytes(void)
{
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    long kilobytes = 0;

    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kilobytes = strtol(line + 6, NULL, 10);
    if (file != NULL)
        fclose(file);
    return kilobytes;
}

static double
judge_batch(struct bench *bench, struct judge *judge, unsigned long first, unsigned long rows)
{
    const struct record_sink *sink = judge_record_sink(judge);
    double start;
    struct err err;

    for (unsigned long i = 0; i < BATCH; i++) {
        make_line(bench->lines[i], first + i, rows);
        split(bench->lines[i], bench->fields[i]);
    }
    start = seconds_now();
    for (unsigned long i = 0; i < BATCH; i++) {
        struct record record = {.line = first + i + 1,
            .number = first + i + 1,
            .bytes = RECORD_BYTES_GRAPHIC,
            .field_count = FIELDS,
            .fields = bench->fields[i]};

        if (sink->record(sink->ctx, &record, &err) != 0)
            exit(EXIT_FAILURE);
    }
    return seconds_now() - start;
}

static double
judge_rows(struct bench *bench, struct judge *judge, unsigned long rows)
{
    int16_t positions[FIELDS];
    struct file_form form = {.extract = EXTRACT_SENR,
        .delimiter = ',',
        .field_count = FIELDS,
        .column_of_field = positions,
        .field_of_column = positions};
    double seconds = 0;
    struct err err;

    for (int i = 0; i < FIELDS; i++)
        positions[i] = (int16_t)i;
    if (judge_record_sink(judge)->begin(judge, &form, &err) != 0)
        exit(EXIT_FAILURE);
    for (unsigned long first = 0; first < rows; first += BATCH)
        seconds += judge_batch(bench, judge, first, rows);
    return seconds;
}

int
main(int argc, char **argv)
{
    unsigned long rows = argc > 1 ? strtoul(argv[1], NULL, 10) / BATCH * BATCH : 1000000;
    struct bench *bench = memory_new(sizeof *bench);
    struct reference *reference = reference_new();
    struct directory *directory = make_directory();
    const struct judge_options options = {
        .reference = reference, .directory = directory, .as_of = 19967, .max_rejected = 500};
    const struct judge_sinks sinks = {
        .rows = {count_row, bench}, .findings = {count_finding, bench}};
    struct judge *judge = judge_new(&options, &sinks);
    struct judgement judgement;
    double seconds = judge_rows(bench, judge, rows);
    struct err err;

    judge_finish(judge, &judgement, &err);
    printf("%lu rows, %lu accepted, %lu findings: %.3f s, %.2f million rows/s, peak %ld KiB\n",
        rows, bench->accepted, bench->findings, seconds, (double)rows / seconds / 1e6,
        peak_kilobytes());
    judge_free(judge);
    directory_free(directory);
    reference_free(reference);
    free(bench);
    return EXIT_SUCCESS;
}
