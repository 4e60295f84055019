"""The other commands are killed at every point that they pass; again is as if nothing had happened."""
import os
import signal

from outcome import counted, fault, must
from world import RERUN_STATUS, ROOT, YEAR, tree

KILLED = -signal.SIGKILL
MISSING = 66


def kill(trial, command, stage, number):
    """True when the command came to that point and was killed there."""
    status = trial.start(*command, point=f"{stage}:{number}").wait()
    must(status in (KILLED, 0), command[0], "at", stage, number, "ended with", status, trial.complaints())
    return status == KILLED


def must_succeed(trial, *command):
    status = trial.start(*command).wait()
    must(status == 0, command[0], "ended with", status, trial.complaints())


def kill_again_and_again(trial, command, stage, number, times):
    """So often, each time at the number-th point of that name: what was done before it stays done.
    Then a call more comes to its end."""
    kills = sum(kill(trial, command, stage, number) for _ in range(times))
    must_succeed(trial, *command)
    return kills


@fault()
def report_killed(world):
    """At every file; the next call puts all of them in place."""
    trial = world.trial()
    trial.run_to_end()
    output = os.path.join(trial.folder, "killed")
    command = ("report", "--year", YEAR, "--unsuppressed", "--format", "csv,json", "--output", output)
    kills = 0
    while kill(trial, command, "file_in_place", kills + 1):
        kills += 1
        trial.check_state()
    must(kills >= 4, "only", kills, "files were put in place")
    must(tree(output) == world.profile, "the profile differs")
    trial.close()
    return f"{counted(kills, 'kill')}, one at each file; the last call made the profile"


def init_step_by_step(world, stage, number):
    trial = world.trial("template0")
    times = len(os.listdir(os.path.join(ROOT, "sql", "migrations"))) + 3
    kills = kill_again_and_again(trial, ("init",), stage, number, times)
    must_succeed(trial, "directory", os.path.join(world.work, "made", "directory.txt"))
    must(trial.run_to_end() == world.status, "the run ended otherwise:", trial.complaints())
    must(trial.profile() == world.profile, "the profile differs")
    trial.check_state()
    trial.close()
    return kills


@fault()
def init_killed(world):
    """Before and after each of its transactions."""
    kills = init_step_by_step(world, "before_commit", 2) + init_step_by_step(world, "after_commit", 1)
    must(kills > 20, "only", kills, "kills")
    return f"{counted(kills, 'kill')}; what was done stayed, and the schema was whole in the end"


def other_directory(world, trial):
    """The directory with a school less and another name for the last that stays."""
    with open(os.path.join(world.work, "made", "directory.txt"), encoding="utf-8") as file:
        lines = file.read().splitlines()[:-1]
    cells = lines[-1].split("\t")
    at = lines[0].split("\t").index("School")
    lines[-1] = "\t".join([*cells[:at], "Another Name", *cells[at + 1:]])
    path = os.path.join(trial.folder, "directory.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def change_at(world, make_command, stage, number):
    """A loaded state is changed, with a kill at that point and the same again; the profile that it
    comes to, and whether there was a kill. Withdrawn once, a submission is not there any more."""
    trial = world.trial()
    trial.run_to_end()
    command = make_command(trial)
    was_killed = stage is not None and kill(trial, command, stage, number)
    trial.check_state()
    if was_killed or stage is None:
        status = trial.start(*command).wait()
        must(status in (0, MISSING) if was_killed else status == 0, command[0], "ended with", status,
             trial.complaints())
    trial.check_state()
    profile = trial.profile()
    trial.close()
    return profile, was_killed


def kill_change(world, make_command):
    expected, _ = change_at(world, make_command, None, 0)
    must(expected != world.profile, "the command changed nothing")
    kills = 0
    for stage in ("piece_sent", "before_commit", "after_commit"):
        for number in (1, 2, 3):
            profile, was_killed = change_at(world, make_command, stage, number)
            must(profile == expected, "the profile differs after", stage, number)
            if not was_killed:
                break
            kills += 1
    must(kills >= 2, "only", kills, "kills")
    return kills


@fault()
def changes_killed(world):
    """A directory that changes, and a submission that is taken out."""
    lea = world.files()[0].split(os.sep)[0]
    kills = kill_change(world, lambda trial: ("directory", other_directory(world, trial)))
    kills += kill_change(world, lambda trial: ("withdraw", lea, "STAS", YEAR))
    return f"{counted(kills, 'kill')}; the same command again ended where one alone would have"


@fault()
def snapshot_killed(world):
    """What was frozen is whole, or not there."""
    trial = world.trial()
    trial.run_to_end()
    must_succeed(trial, "report", "--year", YEAR, "--output", os.path.join(trial.folder, "public"))
    command = ("snapshot", "create", "--year", YEAR)
    made = kills = 0
    for stage in ("piece_sent", "before_commit", "after_commit"):
        number = 1
        while kill(trial, command, stage, number):
            kills += 1
            number += 1
            trial.check_state()
        made += 1
    rows = trial.query("SELECT snapshot_id FROM isprofile.snapshot ORDER BY 1")
    must(len(rows) >= made and kills >= 2, len(rows), "snapshots after", kills, "kills")
    for row in rows:
        must_succeed(trial, "snapshot", "verify", row[0])
    trial.close()
    return f"{counted(kills, 'kill')}; each of {len(rows)} snapshots that are there is whole"


@fault()
def keeping_killed(world):
    """run --keep is killed, and rebuild, which makes the database again from what was kept."""
    trial = world.trial("empty")
    keep = ("--keep", os.path.join(trial.folder, "kept"))
    must_succeed(trial, "directory", *keep, os.path.join(world.work, "made", "directory.txt"))
    kills = 0
    for stage, number in (("file_in_place", 2), ("before_commit", 4), ("after_commit", 6),
                          ("file_in_place", 40), ("files_done", 1), ("before_run_record", 1)):
        status = trial.run_to_end(options=keep, point=f"{stage}:{number}")
        kills += status == KILLED
    must(kills >= 5, "only", kills, "runs were killed")
    must(trial.run_to_end(options=keep) in RERUN_STATUS, "the run ended otherwise:", trial.complaints())
    left = [path for path in tree(keep[1]) if path.endswith(".part")]
    must(not left, "left over:", *left)
    again = world.trial("template0")
    must_succeed(again, "init")
    rebuild = ("rebuild", "--jobs", "1", "--from", keep[1])
    kills += kill_again_and_again(again, rebuild, "after_commit", 3, 8)
    must(again.profile() == world.profile, "the profile differs")
    again.check_state()
    again.close()
    trial.close()
    return f"{counted(kills, 'kill')} of run --keep and of rebuild; the database was made again"
