#include <libpq-fe.h>

#include "base/err.h"
#include "base/memory.h"
#include "sql/query.h"
#include "sql_text.h"

#include "sql/report/code_book.h"

/* The columns of the statement. */
enum { KIND, CODE, MEANING };

struct code_book {
    PGresult *rows; /* in the order of kind and code */
    int count;
};

int
code_book_open(struct code_book **book, struct db *db, struct err *err)
{
    PGresult *rows = query_rows(db, sql_report_meanings, 0, NULL, "read what codes mean", err);

    *book = NULL;
    if (rows == NULL)
        return -1;
    *book = memory_new(sizeof **book);
    (*book)->rows = rows;
    (*book)->count = PQntuples(rows);
    return 0;
}

void
code_book_close(struct code_book *book)
{
    if (book == NULL)
        return;
    PQclear(book->rows);
    free(book);
}

/* NULL when there is no such code. */
static const char *
find(const struct code_book *book, const char *kind, struct text code)
{
    int low = 0, high = book->count;

    while (low < high) {
        int middle = low + (high - low) / 2;
        int order = strcmp(PQgetvalue(book->rows, middle, KIND), kind);

        if (order == 0)
            order = text_compare(text_of(PQgetvalue(book->rows, middle, CODE)), code);
        if (order == 0)
            return PQgetvalue(book->rows, middle, MEANING);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

enum completion
code_book_completion(const struct code_book *book, struct text completion_status)
{
    const char *outcome =
        completion_status.len == 0 ? NULL : find(book, "completion", completion_status);

    if (outcome == NULL)
        return COMPLETION_NONE;
    if (strcmp(outcome, "graduate") == 0)
        return COMPLETION_GRADUATE;
    return strcmp(outcome, "other_completer") == 0 ? COMPLETION_OTHER : COMPLETION_NONE;
}

unsigned
code_book_group(const struct code_book *book, struct text education_program)
{
    static const struct {
        const char *pupil_group;
        unsigned bit;
    } groups[] = {{"swd", GROUP_DISABILITIES}, {"sed", GROUP_DISADVANTAGED},
        {"migrant", GROUP_MIGRANT}, {"foster", GROUP_FOSTER}, {"homeless", GROUP_HOMELESS}};
    const char *found = find(book, "program", education_program);

    for (size_t i = 0; found != NULL && i < sizeof groups / sizeof *groups; i++)
        if (strcmp(groups[i].pupil_group, found) == 0)
            return groups[i].bit;
    return 0;
}

const char *
code_book_race(const struct code_book *book, struct text race)
{
    return race.len == 0 ? NULL : find(book, "race", race);
}
