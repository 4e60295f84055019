#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "base/memory.h"

#include "base/interrupt.h"
#include "cli/run/run_plan.h"
#include "cli/run/run_worker.h"

#include "cli/run/run_pool.h"

enum { GRACE_POLLS = 100, POLL_MILLISECONDS = 100, LISTEN_MILLISECONDS = 1000 };

struct worker {
    pid_t pid;
    int socket;             /* -1: there is none */
    struct run_order order; /* what is still to come of the last one */
    bool is_at_work;        /* its end is still to come */
};

struct pool_state {
    struct run_pool *pool;
    struct worker *workers;
    struct pollfd *polls;
    int worker_count;
    size_t next_group;
    size_t reported; /* results that done() has had */
    bool *has_result;
    bool is_worker;
};

/* Closes a worker's socket, which ends it when it asks for more, and waits for its end. */
static int
end_worker(struct worker *worker)
{
    int status = 0;

    if (worker->socket < 0)
        return 0;
    close(worker->socket);
    worker->socket = -1;
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

/* In the child: everything but its own socket is the parent's business. */
static void
become_worker(struct pool_state *state, int socket)
{
    for (int i = 0; i < state->worker_count; i++) {
        if (state->workers[i].socket >= 0)
            close(state->workers[i].socket);
    }
    state->is_worker = true;
    run_worker_live(state->pool, socket);
    close(socket);
}

static int
start_worker(struct pool_state *state, struct worker *worker, struct err *err)
{
    int sockets[2];
    pid_t pid;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
        return err_set_errno(err, ERR_IO, errno, "could not make a socket for a worker");
    /* What waits in the buffers must not be written twice. */
    fflush(NULL);
    pid = fork();
    if (pid < 0) {
        close(sockets[0]);
        close(sockets[1]);
        return err_set_errno(err, ERR_IO, errno, "could not start a worker process");
    }
    if (pid == 0) {
        close(sockets[0]);
        become_worker(state, sockets[1]);
        return 0;
    }
    close(sockets[1]);
    *worker = (struct worker){.pid = pid, .socket = sockets[0]};
    return 0;
}

static void
report_in_order(struct pool_state *state)
{
    struct run_pool *pool = state->pool;

    while (state->reported < pool->plan->file_count && state->has_result[state->reported] &&
           !pool->results[state->reported].is_waiting)
        pool->done(pool->ctx, &pool->results[state->reported++]);
}

static void
send_order(struct worker *worker, const struct run_order *order)
{
    worker->order = *order;
    worker->is_at_work = true;
    /* A worker that died meanwhile is noticed where its answer is awaited. */
    (void)send(worker->socket, order, sizeof *order, MSG_NOSIGNAL);
}

/* Gives a worker the next LEA, or sends it home. */
static void
give_order(struct pool_state *state, struct worker *worker)
{
    const struct run_plan *plan = state->pool->plan;
    struct run_order order = {.group = state->next_group};

    if (state->next_group == plan->group_count) {
        end_worker(worker);
        return;
    }
    order.first = plan->groups[state->next_group].first;
    order.count = plan->groups[state->next_group++].count;
    send_order(worker, &order);
}

static enum err_code
failure_of(int status)
{
    return WIFEXITED(status) && WEXITSTATUS(status) == err_exit_status(ERR_NO_MEMORY)
               ? ERR_NO_MEMORY
               : ERR_BUG;
}

static void
write_reason(char *reason, size_t size, int status)
{
    if (WIFSIGNALED(status))
        snprintf(
            reason, size, "the process that worked on it was ended by signal %d", WTERMSIG(status));
    else
        snprintf(reason, size, "the process that worked on it ended with status %d",
            WEXITSTATUS(status));
}

/* It died over the years of an LEA: which of them it was, the next run finds out. */
static void
bury_judge(struct pool_state *state, const struct worker *worker, int status)
{
    const struct run_plan *plan = state->pool->plan;
    const struct planned_file *file = &plan->files[plan->groups[worker->order.group].first];
    struct run_law_result result = {.year = file->key.year, .failure = failure_of(status)};

    memcpy(result.lea, file->lea, sizeof result.lea);
    write_reason(result.reason, sizeof result.reason, status);
    state->pool->judged(state->pool->ctx, &result);
}

static void
fail_file(struct pool_state *state, size_t file, int status)
{
    struct run_result *result = &state->pool->results[file];

    *result = (struct run_result){.file = (uint32_t)file,
        .outcome = RUN_FAILED,
        .failure = failure_of(status),
        .key = state->pool->plan->files[file].key};
    write_reason(result->reason, sizeof result->reason, status);
    state->has_result[file] = true;
}

/* The first result of the group that waits, from a file on; SIZE_MAX when there is none. */
static size_t
find_waiting(const struct pool_state *state, size_t number)
{
    const struct plan_group *group = &state->pool->plan->groups[number];

    for (size_t file = group->first; file < group->first + group->count; file++)
        if (state->has_result[file] && state->pool->results[file].is_waiting)
            return file;
    return SIZE_MAX;
}

/* All is settled that was waiting: the work on the group is over. */
static void
end_waiting(struct pool_state *state, size_t number)
{
    size_t file;

    while ((file = find_waiting(state, number)) != SIZE_MAX)
        state->pool->results[file].is_waiting = false;
    report_in_order(state);
}

/*
 * What a dead worker had in hand is failed; perhaps it is why the worker died. That is a file that
 * was to be settled after an earlier death, or the next file, or the judgement over all.
 */
static void
bury_worker(struct pool_state *state, struct worker *worker)
{
    int status = end_worker(worker);
    struct run_order *order = &worker->order;
    size_t waiting;

    if (!worker->is_at_work)
        return;
    waiting = find_waiting(state, order->group);
    if (order->is_after_death && waiting != SIZE_MAX) {
        fail_file(state, waiting, status);
    } else if (order->count > 0) {
        fail_file(state, order->first++, status);
        order->count--;
    } else if (!order->is_past_judging) {
        bury_judge(state, worker, status);
        order->is_past_judging = true;
    }
    order->is_after_death = true;
    if (order->is_past_judging)
        worker->is_at_work = find_waiting(state, order->group) != SIZE_MAX;
    report_in_order(state);
}

/* Another process in place of a dead one, for what that had left and the other LEAs. */
static int
replace_worker(struct pool_state *state, struct worker *worker, struct err *err)
{
    const struct run_order rest = worker->order;
    bool is_at_work = worker->is_at_work;

    if (!is_at_work && state->next_group == state->pool->plan->group_count)
        return 0;
    if (start_worker(state, worker, err) != 0 || state->is_worker)
        return state->is_worker ? 0 : -1;
    if (is_at_work)
        send_order(worker, &rest);
    else
        give_order(state, worker);
    return 0;
}

static void
take_file(struct pool_state *state, struct worker *worker, const struct run_answer *answer)
{
    state->pool->results[answer->file.file] = answer->file;
    state->has_result[answer->file.file] = true;
    if (answer->kind == ANSWER_FILE) {
        worker->order.first++;
        worker->order.count--;
    }
    report_in_order(state);
}

/* Takes one answer of a worker. */
static int
take_answer(struct pool_state *state, struct worker *worker, struct err *err)
{
    struct run_answer answer;
    ssize_t got = recv(worker->socket, &answer, sizeof answer, 0);

    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return 0;
    if (got != (ssize_t)sizeof answer) {
        bury_worker(state, worker);
        return replace_worker(state, worker, err);
    }
    switch (answer.kind) {
    case ANSWER_FILE:
    case ANSWER_SETTLED:
        take_file(state, worker, &answer);
        break;
    case ANSWER_LAW:
        state->pool->judged(state->pool->ctx, &answer.law);
        break;
    case ANSWER_END:
        end_waiting(state, worker->order.group);
        worker->is_at_work = false;
        give_order(state, worker);
        break;
    }
    return 0;
}

/* Waits up to timeout milliseconds for answers; returns how many workers there are. */
static int
poll_workers(struct pool_state *state, int timeout)
{
    int alive = 0;

    for (int i = 0; i < state->worker_count; i++) {
        state->polls[i] = (struct pollfd){.fd = state->workers[i].socket, .events = POLLIN};
        alive += state->workers[i].socket >= 0;
    }
    if (alive > 0 && poll(state->polls, (nfds_t)state->worker_count, timeout) <= 0) {
        for (int i = 0; i < state->worker_count; i++)
            state->polls[i].revents = 0;
    }
    return alive;
}

static int
serve_workers(struct pool_state *state, struct err *err)
{
    while (interrupt_check(err) == 0) {
        if (poll_workers(state, LISTEN_MILLISECONDS) == 0)
            return 0;
        for (int i = 0; i < state->worker_count && !state->is_worker; i++) {
            if (state->polls[i].revents != 0 && take_answer(state, &state->workers[i], err) != 0)
                return -1;
        }
        if (state->is_worker)
            return 0;
    }
    return -1;
}

/* Asks the workers to stop, gives them a while, and ends those that do not. */
static void
stop_workers(struct pool_state *state)
{
    for (int i = 0; i < state->worker_count; i++) {
        if (state->workers[i].socket >= 0)
            kill(state->workers[i].pid, SIGTERM);
    }
    for (int polls = 0; polls < GRACE_POLLS && poll_workers(state, POLL_MILLISECONDS) > 0;
         polls++) {
        for (int i = 0; i < state->worker_count; i++) {
            struct run_answer answer;

            if (state->polls[i].revents != 0 &&
                recv(state->workers[i].socket, &answer, sizeof answer, 0) <= 0)
                end_worker(&state->workers[i]);
        }
    }
    for (int i = 0; i < state->worker_count; i++) {
        if (state->workers[i].socket >= 0)
            kill(state->workers[i].pid, SIGKILL);
        end_worker(&state->workers[i]);
    }
}

static int
start_workers(struct pool_state *state, struct err *err)
{
    for (int i = 0; i < state->worker_count; i++)
        state->workers[i].socket = -1;
    for (int i = 0; i < state->worker_count; i++) {
        if (start_worker(state, &state->workers[i], err) != 0)
            return -1;
        if (state->is_worker)
            return 0;
        give_order(state, &state->workers[i]);
    }
    return 0;
}

int
run_pool_work(struct run_pool *pool, bool *is_worker, struct err *err)
{
    size_t groups = pool->plan->group_count;
    struct pool_state state = {
        .pool = pool, .worker_count = (size_t)pool->jobs < groups ? pool->jobs : (int)groups};
    int rc;

    state.workers = memory_new_array((size_t)state.worker_count + 1, sizeof *state.workers);
    state.polls = memory_new_array((size_t)state.worker_count + 1, sizeof *state.polls);
    state.has_result = memory_new_array(pool->plan->file_count + 1, sizeof *state.has_result);
    for (size_t i = 0; i < pool->plan->file_count; i++)
        state.has_result[i] = pool->plan->files[i].is_settled;
    report_in_order(&state);
    rc = start_workers(&state, err);
    if (rc == 0 && !state.is_worker)
        rc = serve_workers(&state, err);
    if (rc != 0 && !state.is_worker)
        stop_workers(&state);
    *is_worker = state.is_worker;
    free(state.workers);
    free(state.polls);
    free(state.has_result);
    return rc;
}
