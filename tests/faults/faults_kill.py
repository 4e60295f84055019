"""The client ends at every stage, by an injected point; what stands, stands, and a run more ends
where one would have."""
import random
import signal
import time

from outcome import counted, fault, must
from world import RERUN_STATUS

# What a run passes, in its order; base/fault_point.h tells what a point is.
STAGES = ("started", "planned", "file_begun", "record_read", "lock_taken", "rows_deleted",
          "piece_sent", "file_judged", "results_written", "copy_ended", "before_commit",
          "after_commit", "file_in_place", "year_locked", "year_judged", "files_done",
          "keys_read", "before_run_json", "before_run_record")
QUICK_STAGES = (("piece_sent", 2), ("after_commit", 3), ("file_in_place", 12), ("files_done", 1))
TIMES = (1, 2, 3, 5, 8, 13, 21, 34, 55)
KILLED = -signal.SIGKILL
SEED = 51749


def killed_run(world, stage, number):
    """True when the run came to that point and was killed there."""
    trial = world.trial()
    status = trial.run_to_end(point=f"{stage}:{number}")
    if status == KILLED:
        trial.check_recovery()
        trial.check_files()
    else:
        must(status in RERUN_STATUS, stage, "ended with", status, trial.complaints())
    trial.close()
    return status == KILLED


@fault(quick=True)
def killed_at_some_stages(world):
    for stage, number in QUICK_STAGES:
        must(killed_run(world, stage, number), "no run comes to", stage, number)
    return f"{counted(len(QUICK_STAGES), 'kill')}, each mended by one run more"


@fault()
def killed_at_every_stage(world):
    kills = 0
    for stage in STAGES:
        for number in TIMES:
            if not killed_run(world, stage, number):
                must(number > 1, "no run comes to", stage)
                break
            kills += 1
    return f"{counted(kills, 'kill')} at {len(STAGES)} stages, each mended by one run more"


killed_at_every_stage.stages = STAGES


@fault()
def killed_with_all_there(world):
    """A run that judges what stands once more is killed; the next finds everything unchanged."""
    for stage in ("record_read", "results_written", "before_commit", "after_commit"):
        trial = world.trial()
        trial.run_to_end()
        status = trial.run_to_end(options=("--force",), point=f"{stage}:3")
        must(status == KILLED, stage, "ended with", status, trial.complaints())
        trial.check_recovery(same_news=False)
        trial.check_files()
        trial.close()
    return "kills at 4 stages of run --force; one plain run more left nothing over"


@fault()
def killed_twice_in_recovery(world):
    """The run that mends is killed as well."""
    for stage in ("piece_sent", "after_commit", "file_in_place", "year_judged", "files_done"):
        trial = world.trial()
        for number in (3, 2, 1):
            trial.run_to_end(point=f"{stage}:{number}")
            trial.check_state()
        trial.check_recovery()
        trial.check_files()
        trial.close()
    return "three kills in a row at 5 stages, each mended by one run more"


@fault()
def killed_at_random_moments(world):
    """Twelve kills one after the other, without a look at where; the two states take turns."""
    chance = random.Random(SEED)
    trial = world.trial()
    killed = 0
    for turn in range(12):
        inbox = world.inbox if turn % 2 == 0 else world.inbox_before
        program = trial.start_run(inbox=inbox, jobs=2)
        time.sleep(chance.uniform(0.02, world.seconds))
        killed += program.kill() == KILLED
        trial.check_state()
    trial.check_recovery()
    trial.check_files()
    trial.close()
    must(killed >= 6, "only", killed, "of twelve runs were killed before their end")
    return f"{killed} of 12 runs were killed before their end; one run more mended it"


@fault()
def worker_killed_at_every_stage(world):
    """One process of a pool: the run is told as failed, the other LEAs are finished."""
    deaths = 0
    for stage in ("file_begun", "lock_taken", "piece_sent", "copy_ended", "before_commit",
                  "after_commit", "year_judged"):
        trial = world.trial()
        status = trial.run_to_end(point=f"{stage}:3:die", jobs=2)
        if status not in RERUN_STATUS:
            must(status == 70, stage, "ended with", status, trial.complaints())
            deaths += 1
        trial.check_recovery(same_news=False)
        trial.check_files()
        trial.close()
    must(deaths >= 5, "only", deaths, "workers died")
    return f"{counted(deaths, 'death')} of workers, each told with status 70 and mended by one run more"


@fault()
def stopped_at_every_stage(world):
    """SIGTERM: an orderly end with status 143, or one that came too late to matter."""
    stopped = 0
    for stage in STAGES:
        trial = world.trial()
        status = trial.run_to_end(point=f"{stage}:2:term")
        must(status in (*RERUN_STATUS, 143), stage, "ended with", status, trial.complaints())
        stopped += status == 143
        trial.check_files()
        trial.check_recovery()
        trial.close()
    must(stopped >= 5, "only", stopped, "runs were stopped")
    return f"{stopped} of {len(STAGES)} ended with status 143, the rest had only their end to come"
