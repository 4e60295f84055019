"""Memory runs out: at the n-th allocation and from then on, for one n after the other."""
import os
import random
import shutil
import signal

from outcome import LeftOut, counted, fault, must
from world import RERUN_STATUS, YEAR, tree

OUT_OF_MEMORY = 71
SEED = 51749


def preload(world, name, **settings):
    library = os.path.join(world.build, "tests", f"libpreload_{name}.so")
    if not os.path.exists(library):
        raise LeftOut(f"{os.path.basename(library)} is not built")
    return {"LD_PRELOAD": library, **settings}


def sample(count, number):
    """Every allocation of a small number; else the first, where a program sets itself up, and some
    of the others."""
    if count <= number:
        return range(1, count + 1)
    first = number // 2
    rest = random.Random(SEED).sample(range(first + 1, count + 1), number - first)
    return [*range(1, first + 1), *sorted(rest)]


def count_allocations(world, trial, command):
    """Of the process that makes most."""
    path = os.path.join(trial.folder, "count")
    program = trial.start(*command, environment=preload(world, "memory", FAULT_ALLOCATION_COUNT=path))
    must(program.wait() in RERUN_STATUS, "undisturbed:", trial.complaints())
    with open(path, encoding="ascii") as file:
        return max(map(int, file))


def must_be_part_of(got, expected, what):
    """Files appear whole, or not at all."""
    for path, digest in got.items():
        must(path.endswith(".part") or expected.get(path) == digest, what, path)


def starve(world, trial, command, output, number, may_fall=False, **more):
    """The command, as often as told, each time with less memory; what it leaves is whole. may_fall:
    a library that does not look whether it got memory may take the program with it."""
    count = count_allocations(world, trial, command)
    expected = tree(output)
    starved = 0
    for n in sample(count, number):
        shutil.rmtree(output)
        settings = preload(world, "memory", FAULT_ALLOCATION=str(n), **more)
        status = trial.start(*command, environment=settings).wait()
        if may_fall and status == -signal.SIGSEGV:
            must_be_part_of(tree(output) if os.path.isdir(output) else {}, expected, f"allocation {n}:")
        elif status in RERUN_STATUS:
            must(tree(output) == expected, "allocation", n, "changed the result")
        else:
            must(status == OUT_OF_MEMORY, "allocation", n, "of", count, "ended with", status,
                 trial.complaints())
            must("out of memory" in trial.last.complaints(), "allocation", n, "is not told")
            must_be_part_of(tree(output) if os.path.isdir(output) else {}, expected, f"allocation {n}:")
            starved += 1
        os.makedirs(output, exist_ok=True)
    return starved, count


def check_command(world, trial):
    lea = os.path.join(world.inbox, os.path.dirname(world.files()[0]))
    files = [os.path.join(lea, name) for name in sorted(os.listdir(lea))]
    return ("check", "--directory", os.path.join(world.work, "made", "directory.txt"), "--output",
            os.path.join(trial.folder, "checked"), *files)


def starve_check(world, number, **more):
    trial = world.trial("empty")
    starved, count = starve(
        world, trial, check_command(world, trial), os.path.join(trial.folder, "checked"), number, **more)
    trial.close()
    return f"{counted(starved, 'run')} of check without memory, of {counted(count, 'allocation')} each"


@fault(quick=True)
def memory_is_out_in_check(world):
    return starve_check(world, 60) + ": status 71, files whole or not there"


@fault()
def memory_is_out_at_each_allocation(world):
    told = starve_check(world, 1500)
    return told + ": status 71, files whole or not there"


@fault()
def memory_is_out_once(world):
    told = starve_check(world, 400, FAULT_ALLOCATION_ONCE="1")
    return told + ", a single one at a time: status 71, or the same result"


def starve_report(world, formats, number, **more):
    trial = world.trial()
    output = os.path.join(trial.folder, "profile")
    command = ("report", "--year", YEAR, "--unsuppressed", "--format", formats, "--output", output)
    starved, count = starve(world, trial, command, output, number, **more)
    trial.check_state()
    trial.close()
    return f"{counted(starved, 'report')} without memory told with status 71, of {counted(count, 'allocation')}"


@fault()
def memory_is_out_in_report(world):
    return starve_report(world, "csv,json,html", 150) + "; files whole or not there"


@fault()
def memory_is_out_in_workbook(world):
    return starve_report(world, "xlsx", 60, may_fall=True) + "; files whole or not there in the others too"


def starve_run(world, number, **more):
    """In the parent or in a worker, whichever comes to that allocation first. By force, since what
    one run has loaded the next would leave alone."""
    trial = world.trial()
    count = count_allocations(world, trial, ("run", "--jobs", "1", "--output", trial.output, world.inbox))
    starved = 0
    for n in sorted(random.Random(SEED).sample(range(1, count + 1), number)):
        settings = preload(world, "memory", FAULT_ALLOCATION=str(n), **more)
        status = trial.start_run(options=("--force",), environment=settings).wait()
        must(status in (*RERUN_STATUS, OUT_OF_MEMORY), "allocation", n, "ended with", status,
             trial.complaints())
        starved += status == OUT_OF_MEMORY
        trial.check_state()
    must(starved > number // 8, "only", starved, "runs were without memory")
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()
    return counted(starved, "run")


@fault()
def memory_is_out_in_run(world):
    told = starve_run(world, 80)
    return told + " without memory: status 71, nothing half; one run more mended it all"


@fault()
def memory_is_out_once_in_run(world):
    told = starve_run(world, 80, FAULT_ALLOCATION_ONCE="1")
    return told + " without memory for a moment: status 71, nothing half; one run more mended it all"
