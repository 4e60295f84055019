#include <signal.h>
#include <sys/prctl.h>

#include "base/err.h"

#include "base/interrupt.h"

static volatile sig_atomic_t caught;

static void
note_signal(int number)
{
    caught = number;
}

void
interrupt_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_signal, .sa_flags = (int)SA_RESETHAND};
    struct sigaction before;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* nohup and the like have said that it shall not matter. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

void
interrupt_watch_worker(void)
{
    struct sigaction action = {.sa_handler = note_signal};

    sigaction(SIGTERM, &action, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

int
interrupt_signal(void)
{
    return caught;
}

int
interrupt_check(struct err *err)
{
    if (caught == 0)
        return 0;
    return err_set(err, ERR_TRY_AGAIN, "stopped by signal %d", (int)caught);
}
