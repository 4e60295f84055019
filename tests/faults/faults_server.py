"""The server ends, ends a session, or does not answer."""
import os
import socket
import time

from outcome import counted, fault, must
from program import release
from proxy import Nth, NthCommit, Proxy
from world import RERUN_STATUS

UNAVAILABLE, TRY_AGAIN, STOPPED = 69, 75, 143


def crash_at(world, stage, number):
    trial = world.trial_of_crash()
    program = trial.start_run(point=f"{stage}:{number}:hold")
    held = program.wait_held()
    must(held is not None, "no run comes to", stage)
    world.server.crash()
    release(held)
    status = program.wait()
    world.server.start()
    must(status == UNAVAILABLE, stage, "ended with", status, trial.complaints())
    trial.check_recovery()
    trial.check_files()
    trial.close()


@fault(quick=True)
def server_crashes_in_copy(world):
    crash_at(world, "piece_sent", 3)
    return "status 69; one run more mended it"


@fault()
def server_crashes(world):
    stages = (("planned", 1), ("file_begun", 2), ("record_read", 40), ("lock_taken", 1),
              ("rows_deleted", 4), ("piece_sent", 5), ("file_judged", 3), ("copy_ended", 2),
              ("before_commit", 3), ("after_commit", 4), ("year_locked", 1), ("results_written", 2),
              ("year_judged", 2), ("file_in_place", 7), ("files_done", 1), ("before_run_json", 1),
              ("before_run_record", 1))
    for stage, number in stages:
        crash_at(world, stage, number)
    return f"status 69 at {len(stages)} stages; one run more mended each"


def with_proxy(world, trial, rules, **more):
    folder = os.path.join(trial.folder, "line")
    os.mkdir(folder)
    proxy = Proxy(folder, world.server.socket(), **rules)
    return proxy, trial.start_run(environment={"PGHOST": folder}, **more)


def cut(world, number, **rules):
    """A line that is cut once: the run tells of it, or comes to its end all the same. None when the
    run had ended before."""
    trial = world.trial()
    proxy, program = with_proxy(world, trial, rules)
    status = program.wait()
    proxy.close()
    must(proxy.cuts <= 1, "the line was cut", proxy.cuts, "times")
    must(status in (*RERUN_STATUS, UNAVAILABLE), "cut", number, "ended with", status,
         trial.complaints())
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()
    return status if proxy.cuts == 1 else None


@fault(quick=True)
def connection_cut_in_copy(world):
    status = cut(world, 1, from_client=Nth(b"d", 2, "cut"))
    must(status == UNAVAILABLE, "status", status)
    return "status 69; the other files were loaded, one run more mended it"


@fault()
def connection_cut_anywhere(world):
    """At statements and rows, on their way there and back."""
    cuts = [{"from_client": Nth(b"B", number, "cut")} for number in (1, 6, 20, 50, 100, 150, 200)]
    cuts += [{"from_client": Nth(b"d", number, "cut")} for number in (1, 4, 9)]
    cuts += [{"from_client": Nth(b"c", number, "cut")} for number in (1, 5)]
    cuts += [{"from_server": Nth(b"C", number, "cut")} for number in (2, 10, 40, 90, 160)]
    cuts += [{"from_server": Nth(b"Z", number, "cut")} for number in (1, 7, 60, 120)]
    made = sum(cut(world, number, **rules) is not None for number, rules in enumerate(cuts))
    must(made >= 15, "only", made, "cuts were made")
    return f"{made} cuts, each told with status 69 or of no matter; one run more mended each"


def lose_answer(world, number):
    """COMMIT has happened, and nobody says so: the status, or None when there were fewer."""
    trial = world.trial()
    proxy, program = with_proxy(
        world, trial, {"from_server": Nth(b"C", number, "cut", holds=b"COMMIT")})
    status = program.wait()
    proxy.close()
    must(proxy.cuts <= 1, "the line was cut", proxy.cuts, "times")
    must(status in (world.status, UNAVAILABLE), "ended with", status, trial.complaints())
    if status == UNAVAILABLE:
        trial.check_recovery(same_news=False)
    else:
        trial.check_end()
    trial.check_files()
    trial.close()
    return status if proxy.cuts == 1 else None


@fault(quick=True)
def commit_answer_lost(world):
    status = lose_answer(world, 2)
    must(status == world.status, "ended with", status)
    return "the outcome was looked up: the run ended as an undisturbed one"


@fault()
def commit_answer_lost_anywhere(world):
    """That of each COMMIT in turn; what is no file's is told as failed, and done again."""
    lost = []
    while len(lost) < 99 and (status := lose_answer(world, len(lost) + 1)) is not None:
        lost.append(status)
    looked_up = lost.count(world.status)
    must(looked_up >= 10, "only", looked_up, "of", len(lost), "were looked up")
    return f"{counted(len(lost), 'answer')} lost, {looked_up} looked up; one run more mended the others"


@fault()
def commit_lost(world):
    """COMMIT does not arrive; also that of the judgement over an LEA's files."""
    for number in (1, 2, 3, 8, 9, 12):
        status = cut(world, number, from_client=NthCommit(number, "cut"))
        must(status == UNAVAILABLE, "COMMIT", number, "ended with", status)
    return "status 69, and nothing had changed; one run more mended each of 6"


def told_and_lost(trial):
    """Files that the last run has called accepted and that do not stand."""
    standing = {tuple(row) for row in trial.query(
        "SELECT lea_code, extract, academic_year FROM isprofile.submission_current")}
    told = [tuple(line.split()[:3]) for line in trial.last.output().splitlines()
            if line.split()[3:4] == ["accepted"]]
    must(told, "no file was told as accepted")
    return [" ".join(key) for key in told if key not in standing]


@fault()
def server_crashes_at_commit(world):
    """COMMIT has happened, the server crashes before it says so, and comes back: with the file, or
    without it, if the commit had not waited for the disk."""

    def restart():
        world.server.crash()
        world.server.start()

    trial = world.trial_of_crash()
    proxy, program = with_proxy(
        world, trial, {"from_server": Nth(b"C", 2, "cut", holds=b"COMMIT", first=restart)})
    status = program.wait()
    proxy.close()
    must(status in (world.status, UNAVAILABLE), "ended with", status, trial.complaints())
    failed = trial.last.output().count(" failed ")
    must(failed == (status == UNAVAILABLE), "status", status, "with", failed, "files that failed")
    lost = told_and_lost(trial)
    must(not lost, "told as accepted, and lost:", *lost)
    if status == UNAVAILABLE:
        trial.check_recovery(same_news=False)
    trial.check_end(same_news=False)
    trial.check_files()
    trial.close()
    return "the outcome was looked up when the server was back"


def end_session(world, how, expected):
    trial = world.trial()
    program = trial.start_run(point="piece_sent:2:hold")
    held = program.wait_held()
    rows = trial.query(f"SELECT {how}(pid) FROM pg_stat_activity WHERE datname = current_database()"
                       " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
    must(rows == [["t"]], "sessions:", rows)
    release(held)
    status = program.wait()
    must(status == expected, how, "ended with", status, trial.complaints())
    must(program.output().count(" failed ") == 1, "more than one file failed")
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()


@fault(quick=True)
def session_terminated(world):
    end_session(world, "pg_terminate_backend", UNAVAILABLE)
    return "that file failed with status 69, the others were loaded"


@fault()
def statement_cancelled(world):
    end_session(world, "pg_cancel_backend", TRY_AGAIN)
    return "that file failed with status 75, the others were loaded"


@fault()
def server_never_answers(world):
    """Somebody listens, and says nothing."""
    trial = world.trial()
    folder = os.path.join(trial.folder, "silent")
    os.mkdir(folder)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(os.path.join(folder, ".s.PGSQL.5432"))
    listener.listen(8)
    began = time.monotonic()
    status = trial.run_to_end(environment={"PGHOST": folder, "PGCONNECT_TIMEOUT": "2"})
    took = time.monotonic() - began
    listener.close()
    must(status == UNAVAILABLE, "ended with", status)
    must(took < 10, "it took", took, "seconds")
    trial.check_recovery()
    trial.close()
    return "status 69 after the time of connect_timeout"


@fault()
def connection_stalls(world):
    """The line is up and nothing comes: SIGTERM still ends the run, soon."""
    trial = world.trial()
    proxy, program = with_proxy(world, trial, {"from_client": Nth(b"c", 2, "stall")})
    time.sleep(2 * world.seconds)
    must(program.process.poll() is None, "the run ended although the line stalls")
    program.process.terminate()
    status = program.wait(30)
    proxy.close()
    must(status == STOPPED, "ended with", status)
    trial.check_recovery()
    trial.check_files()
    trial.close()
    return "SIGTERM ended it with status 143 within the grace of ten seconds"


def lose_commits(world, comes_back):
    """Two files of an LEA are loaded; what is not on the disk by then is lost."""
    trial = world.trial("empty")
    world.server.query("CHECKPOINT", "postgres")
    program = trial.start_run(point="after_commit:2:hold")
    held = program.wait_held()
    must(held is not None, "no run comes to after_commit")
    count = "SELECT count(*) FROM isprofile.submission"
    loaded = int(trial.query(count)[0][0])
    world.server.crash()
    if comes_back:
        world.server.start()
        must(int(trial.query(count)[0][0]) < loaded, "nothing was lost")
    release(held)
    status = program.wait()
    if not comes_back:
        world.server.start()
    must(status == UNAVAILABLE, "ended with", status, trial.complaints())
    if comes_back:
        lost = told_and_lost(trial)
        must(not lost, "told as accepted, and lost:", *lost)
    else:
        must(" accepted " not in trial.last.output(), trial.last.output())
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()


@fault(quick=True)
def server_loses_commits(world):
    """The files of an LEA wait for the disk together. Until then none of them is told."""
    world.server.query("ALTER SYSTEM SET wal_writer_delay = '10s'", "postgres")
    world.server.query("SELECT pg_reload_conf()", "postgres")
    try:
        lose_commits(world, comes_back=True)
        lose_commits(world, comes_back=False)
    finally:
        world.server.query("ALTER SYSTEM RESET wal_writer_delay", "postgres")
        world.server.query("SELECT pg_reload_conf()", "postgres")
    return "nothing that was told as accepted was lost; what was lost was loaded again"
