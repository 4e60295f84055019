#include <sys/resource.h>

#include "base/err.h"
#include "base/parse.h"
#include "transform/law/law.h"
#include "transform/reference.h"

/*
 * How fast an LEA's year is judged by the law, without reading: invented pupils with a
 * row of SENR, STAS and SINF each, one in ten with an agreement and its facts. Prints
 * seconds and the memory that the process came to.
 *
 * bench_transform_law [pupils, 1000000 unless told]
 */
static double
seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct value
number(int64_t value)
{
    return (struct value){.number = value, .is_present = true};
}

static struct value
code(const char *text)
{
    return (struct value){.text = text_of(text), .is_present = true};
}

/* SSIDs are spread as in real files. */
static int64_t
ssid_of(unsigned long pupil)
{
    return (int64_t)(1000000000UL + pupil * 7919UL % 8999999999UL);
}

static void
add_pupils(struct law *law, enum extract extract, int ssid, int school, int birth_date,
    unsigned long pupils)
{
    struct value values[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {.extract = extract, .values = values};

    law_begin_extract(law, extract);
    values[school] = code("0130001");
    values[birth_date] = number(14000);
    for (unsigned long i = 1; i <= pupils; i++) {
        row.number = i;
        row.line = i + 1;
        values[ssid] = number(ssid_of(i));
        if (extract == EXTRACT_STAS)
            values[STAS_is_days_credited] = number(i % 10 == 0 ? 6000 : 0);
        law_add_row(law, &row);
    }
}

static void
add_studies(struct law *law, unsigned long pupils)
{
    static const int dates[] = {ISAG_signed_pupil_date, ISAG_signed_parent_date,
        ISAG_signed_teacher_date, ISAG_agreement_start_date};
    static const int days[] = {
        ISAG_is_schooldays, ISAG_days_taught, ISAG_days_time_value, ISAG_days_credited};
    struct value values[LAYOUT_MAX_COLUMNS] = {0}, facts[LAYOUT_MAX_COLUMNS] = {0};
    struct row row = {.extract = EXTRACT_ISAG, .values = values};
    struct row facts_row = {.extract = EXTRACT_ISPU, .values = facts};

    law_begin_extract(law, EXTRACT_ISAG);
    law_begin_extract(law, EXTRACT_ISPU);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        values[dates[i]] = number(19605);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        values[days[i]] = number(6000);
    values[ISAG_agreement_end_date] = number(19706);
    values[ISAG_birth_date] = number(14000);
    values[ISAG_school_of_attendance] = code("0130001");
    values[ISAG_grade_level] = code("10");
    values[ISAG_program_placement] = code("ALT");
    facts[ISPU_residence_county] = code("01");
    for (unsigned long i = 10; i <= pupils; i += 10) {
        row.number = facts_row.number = i / 10;
        row.line = facts_row.line = i / 10 + 1;
        values[ISAG_ssid] = facts[ISPU_ssid] = number(ssid_of(i));
        law_add_row(law, &row);
        law_add_row(law, &facts_row);
    }
}

static int
count_finding(void *ctx, enum extract extract, const struct finding *finding, struct err *err)
{
    (void)extract;
    (void)finding;
    (void)err;
    ++*(unsigned long *)ctx;
    return 0;
}

int
main(int argc, char **argv)
{
    struct law_options options = {.key = {.lea = "0161234", .year = 2023}};
    struct law_judgement judgement;
    struct law_sinks sinks = {.finding = count_finding};
    unsigned long findings = 0;
    uint64_t pupils = 1000000;
    struct rusage usage;
    struct err err = {0};
    double start, fed, done;
    struct law *law;

    if (argc > 1 && !parse_unsigned(text_of(argv[1]), 1000000000, &pupils))
        return 64;
    sinks.ctx = &findings;
    start = seconds();
    law = law_new(&options);
    add_pupils(law, EXTRACT_SENR, SENR_ssid, SENR_school_of_attendance, SENR_birth_date, pupils);
    add_pupils(law, EXTRACT_STAS, STAS_ssid, STAS_school_of_attendance, STAS_birth_date, pupils);
    add_pupils(law, EXTRACT_SINF, SINF_ssid, SINF_school_of_attendance, SINF_birth_date, pupils);
    add_studies(law, pupils);
    fed = seconds();
    if (law_finish(law, &sinks, &judgement, &err) != 0)
        return err_exit_status(err.code);
    done = seconds();
    getrusage(RUSAGE_SELF, &usage);
    printf("%llu pupils: fed in %.2f s, judged in %.2f s, %lu findings, %ld MiB\n",
        (unsigned long long)pupils, fed - start, done - fed, findings, usage.ru_maxrss / 1024);
    law_free(law);
    return 0;
}
