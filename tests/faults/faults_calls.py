"""The system refuses one call after the other: what is written does not arrive, or half of it."""
import errno
import os
import random
import shutil

from faults_memory import check_command, must_be_part_of, preload
from outcome import counted, fault, must
from world import RERUN_STATUS, YEAR, tree

CALLS = ("write", "close", "fsync", "rename", "mkdir", "create")
CANNOT_CREATE, IO_FAILED = 73, 74
SEED = 51749


def settings_of(world, call, number, code=errno.ENOSPC, **more):
    return preload(world, "disk", FAULT_CALL=call, FAULT_NUMBER=str(number), FAULT_ERRNO=str(code), **more)


def count_calls(world, trial, command, call):
    """Of the process that makes most."""
    path = os.path.join(trial.folder, "count")
    program = trial.start(*command, environment=settings_of(world, call, 0, FAULT_COUNT=path))
    must(program.wait() in RERUN_STATUS, "undisturbed:", trial.complaints())
    with open(path, encoding="ascii") as file:
        count = max(map(int, file))
    os.remove(path)
    return count


def refuse_each(world, trial, command, output):
    """Each call of each kind in turn, and all after it, or it alone."""
    failed = 0
    for call in CALLS:
        count = count_calls(world, trial, command, call)
        expected = tree(output)
        for number in range(1, count + 1):
            once = {"FAULT_ONCE": "1"} if number % 2 == 0 else {}
            code = (errno.EIO, errno.ENOSPC)[number % 3 == 0]
            shutil.rmtree(output)
            status = trial.start(*command, environment=settings_of(world, call, number, code, **once)).wait()
            got = tree(output) if os.path.isdir(output) else {}
            if status in RERUN_STATUS:
                # Only the sync of a folder may fail in silence: the rename itself has succeeded.
                must(got == expected, call, number, "changed the result")
            else:
                must(status in (CANNOT_CREATE, IO_FAILED), call, number, "ended with", status, trial.complaints())
                must(trial.last.complaints(), call, number, "is not told")
                must_be_part_of(got, expected, f"{call} {number}:")
                failed += 1
            os.makedirs(output, exist_ok=True)
    return failed


@fault()
def calls_fail_in_check(world):
    trial = world.trial("empty")
    failed = refuse_each(world, trial, check_command(world, trial), os.path.join(trial.folder, "checked"))
    must(failed > 50, "only", failed, "calls failed")
    trial.close()
    return f"{counted(failed, 'call')} refused, each told with status 73 or 74; files whole or not there"


@fault()
def calls_fail_in_report(world):
    trial = world.trial()
    output = os.path.join(trial.folder, "profile")
    command = ("report", "--year", YEAR, "--unsuppressed", "--format", "csv,json,html", "--output", output)
    failed = refuse_each(world, trial, command, output)
    must(failed > 20, "only", failed, "calls failed")
    trial.close()
    return f"{counted(failed, 'call')} refused, each told with status 73 or 74; files whole or not there"


@fault()
def calls_fail_in_run(world):
    """Some of them in each kind, in a run that keeps what it takes; one plain run more mends all."""
    chance = random.Random(SEED)
    trial = world.trial()
    kept = os.path.join(trial.folder, "kept")
    command = ("run", "--force", "--jobs", "1", "--keep", kept, "--output", trial.output, world.inbox)
    failed = 0
    for call in CALLS:
        shutil.rmtree(kept, ignore_errors=True)
        count = count_calls(world, trial, command, call)
        for number in sorted(chance.sample(range(1, count + 1), min(count, 6))):
            shutil.rmtree(kept)
            status = trial.start(*command, environment=settings_of(world, call, number)).wait()
            must(status in (*RERUN_STATUS, CANNOT_CREATE, IO_FAILED), call, number, "ended with", status,
                 trial.complaints())
            failed += status not in RERUN_STATUS
            trial.check_state()
            os.makedirs(kept, exist_ok=True)
    must(failed > 15, "only", failed, "calls failed")
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()
    return f"{counted(failed, 'call')} refused, each told with status 73 or 74; one run more mended it all"
