#include <errno.h>
#include <sys/socket.h>

#include "base/err.h"
#include "sql/db.h"

#include "cli/interrupt.h"
#include "cli/run_file.h"
#include "cli/run_plan.h"
#include "cli/run_pool.h"
#include "cli/run_result.h"
#include "cli/settings.h"

#include "cli/run_worker.h"

/* The next order; false when there is none any more. */
static bool
receive_order(int socket, struct run_order *order)
{
    ssize_t got;

    do {
        got = recv(socket, order, sizeof *order, 0);
    } while (got < 0 && errno == EINTR && interrupt_signal() == 0);
    return got == (ssize_t)sizeof *order;
}

static int
take_file(const struct run_pool *pool, size_t file, struct db **db, struct run_result *result,
    struct err *err)
{
    const char *conninfo = settings_text(pool->settings, OPTION_DB);

    /* A connection that failed once is not trusted again. */
    if (*db == NULL && db_open(db, conninfo, err) != 0)
        return -1;
    return run_file_take(pool->rules, *db, &pool->plan->files[file], result, err);
}

/* Fills the result of one file; false when the run was stopped meanwhile. */
static bool
work_on(const struct run_pool *pool, size_t file, struct db **db, struct run_result *result)
{
    struct err err = {0};

    *result = (struct run_result){.file = (uint32_t)file};
    if (take_file(pool, file, db, result, &err) == 0)
        return true;
    db_close(*db);
    *db = NULL;
    if (interrupt_signal() != 0)
        return false;
    result->outcome = RUN_FAILED;
    result->failure = err.code;
    result->has_results = false;
    snprintf(result->reason, sizeof result->reason, "%s", err.text);
    return true;
}

void
run_worker_live(const struct run_pool *pool, int socket)
{
    struct run_result result;
    struct run_order order;
    struct db *db = NULL;
    bool goes_on = true;

    while (goes_on && receive_order(socket, &order)) {
        for (size_t i = 0; goes_on && i < order.count; i++) {
            goes_on = work_on(pool, order.first + i, &db, &result) &&
                      send(socket, &result, sizeof result, MSG_NOSIGNAL) == (ssize_t)sizeof result;
        }
    }
    db_close(db);
}
