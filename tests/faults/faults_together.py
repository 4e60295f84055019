"""Two at once, and the same again."""
import gzip
import os
import shutil

from outcome import fault, must
from world import RERUN_STATUS


def end_both(trial, first, second, same_news=True):
    for program in (first, second):
        status = program.wait()
        must(status in RERUN_STATUS, "ended with", status, program.complaints())
    trial.check_end(same_news)
    trial.check_files()


@fault(quick=True)
def one_job_twice_at_once(world):
    """The job runs while the one before is still at it: same inbox, same output."""
    trial = world.trial()
    first = trial.start_run(jobs=2)
    folder = os.path.join(trial.folder, "second")
    os.mkdir(folder)
    second = world.program(
        ("run", "--jobs", "2", "--output", trial.output, world.inbox), folder, trial.database)
    end_both(trial, first, second)
    trial.close()
    return "one waited for the other; the end is that of one run"


@fault()
def one_file_twice_at_once(world):
    """Two runs, each with an inbox of its own that holds the same files, and its own output. What is
    new over all LEAs is told by that which comes to it; each part by one of them at least."""
    trial = world.trial()
    folder = os.path.join(trial.folder, "second")
    os.mkdir(folder)
    shutil.copytree(world.inbox, os.path.join(folder, "inbox"))
    shutil.copytree(trial.output, os.path.join(folder, "results"))
    first = trial.start_run(jobs=2)
    second = world.program(("run", "--jobs", "2", "--output", "results", "inbox"), folder,
                           trial.database)
    end_both(trial, first, second, same_news=False)
    told = trial.news() | trial.news(os.path.join(folder, "results"))
    must(told >= world.news, "not told of all LEAs:", *(world.news - told))
    trial.close()
    return "each submission was loaded once"


@fault()
def many_runs_at_once(world):
    """Six runs over two states of the inbox, without a deadlock; the last word is a run more."""
    trial = world.trial()
    programs = []
    for number in range(6):
        folder = os.path.join(trial.folder, f"run_{number}")
        os.mkdir(folder)
        inbox = world.inbox if number % 2 == 0 else world.inbox_before
        programs.append(world.program(("run", "--jobs", "2", "--output", "results", inbox), folder,
                                      trial.database))
    for program in programs:
        status = program.wait()
        must(status in RERUN_STATUS, "ended with", status, program.output(), program.complaints())
    trial.check_state()
    shutil.rmtree(trial.output)
    must(trial.run_to_end() in RERUN_STATUS, "the last run failed")
    profile = trial.profile()
    must(profile == world.profile, "the profile differs")
    trial.close()
    return "six runs ended in order"


@fault(quick=True)
def same_bytes_again(world):
    """Under other names, and compressed: nothing is written, and it is said."""
    trial = world.trial()
    must(trial.run_to_end() in RERUN_STATUS, "the first run failed")
    ledger = "SELECT count(*), max(submission_id) FROM isprofile.submission"
    rows = "SELECT max(xmin::text::bigint), count(*) FROM isprofile.senr_pack"
    before = trial.query(ledger), trial.query(rows)
    again = os.path.join(trial.folder, "again")
    for path in world.files():
        target = os.path.join(again, os.path.dirname(path), "renamed_" + os.path.basename(path) + ".gz")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(os.path.join(world.inbox, path), "rb") as plain, gzip.open(target, "wb") as packed:
            shutil.copyfileobj(plain, packed)
    trial.run_to_end(inbox=again)
    told = trial.last.output()
    must(" accepted " not in told and " failed " not in told, told)
    after = trial.query(ledger), trial.query(rows)
    must(before[1] == after[1], "rows were written again")
    trial.check_state()
    must(trial.profile() == world.profile, "the profile differs")
    trial.close()
    return "every accepted file was told as unchanged; no row was written"


@fault()
def corrections_in_any_order(world):
    """Old, new, old, new: what came last stands, whole."""
    trial = world.trial()
    for inbox in (world.inbox, world.inbox_before, world.inbox, world.inbox_before):
        status = trial.run_to_end(inbox=inbox)
        must(status in RERUN_STATUS, "ended with", status, trial.complaints())
        trial.check_state()
    trial.check_recovery()
    trial.close()
    return "after each run what came last stood; the profile is that of the last"
