"""What the system does to a process: signals, streams, limits, clocks and locales."""
import os
import resource
import shutil
import signal
import socket
import subprocess

from faults_memory import check_command, preload
from outcome import LeftOut, fault, must
from program import release
from world import RERUN_STATUS

IO_FAILED, UNAVAILABLE = 74, 69


def undisturbed(world, environment, **more):
    """A run that must end as if nothing were."""
    trial = world.trial()
    status = trial.run_to_end(environment=environment, **more)
    must(status == world.status, "ended with", status, trial.complaints())
    trial.check_end()
    trial.check_files()
    trial.close()


@fault(quick=True)
def signals_interrupt_every_call(world):
    undisturbed(world, preload(world, "storm", FAULT_STORM="700"), jobs=2)
    return "EINTR everywhere, and the end is the same"


@fault()
def calls_are_short(world):
    undisturbed(world, preload(world, "storm", FAULT_STORM="2000", FAULT_SHORT="13"))
    return "never more than 13 bytes read or written at once, and the end is the same"


@fault(quick=True)
def reader_of_output_leaves(world):
    """check | head -1, and a run whose output nobody reads any more: quiet, but not well. A run tells
    of refused files first."""
    trial = world.trial()
    for command in (check_command(world, trial),
                    ("run", "--jobs", "1", "--output", trial.output, world.inbox)):
        reader, writer = os.pipe()
        os.close(reader)
        program = trial.start(*command, stdout=writer)
        os.close(writer)
        status = program.wait()
        must(status in (IO_FAILED, world.status), command[0], "ended with", status, program.complaints())
        must(program.complaints() == "", program.complaints())
    trial.check_end()
    trial.check_files()
    trial.close()
    return "status 74 or 65 without a word; the run took every file all the same"


@fault(quick=True)
def streams_are_closed(world):
    """Started without standard input, output or error: no file takes their place."""
    for closed in ((1,), (0, 1, 2)):
        trial = world.trial()
        redirections = " ".join(("<&-", ">&-", "2>&-")[fd] for fd in closed)
        program = os.path.join(world.build, "isprofile")
        status = subprocess.run(
            ["sh", "-c", f'"$0" "$@" {redirections}', program, "run", "--jobs", "1", "--output",
             trial.output, world.inbox], env=world.environment(trial.database), cwd=trial.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        must(status in (world.status, IO_FAILED if 1 in closed else 0), "without", closed, "it ended with", status)
        trial.check_end()
        trial.check_files()
        trial.close()
    return "the results are the same; status 74 where there was no standard output"


@fault()
def hang_up(world):
    """The terminal goes: an orderly end, status 129; also where the tests themselves ignore it."""
    trial = world.trial()
    program = trial.start_run(point="piece_sent:2:hold",
                              preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
    held = program.wait_held()
    must(held is not None, "nothing was sent")
    os.killpg(program.process.pid, signal.SIGHUP)
    os.kill(held, signal.SIGCONT)
    status = program.wait()
    must(status == 128 + signal.SIGHUP, "ended with", status, program.complaints())
    trial.check_recovery()
    trial.check_files()
    trial.close()
    return "status 129; one run more mended it"


def limited(world, kind, value):
    trial = world.trial()
    program = trial.start_run(preexec_fn=lambda: resource.setrlimit(kind, (value, value)))
    status = program.wait()
    complaints = trial.complaints()
    trial.check_state()
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()
    return status, complaints


@fault()
def files_may_not_grow(world):
    """RLIMIT_FSIZE, which by itself would end the process."""
    status, complaints = limited(world, resource.RLIMIT_FSIZE, 4096)
    must(status == IO_FAILED and "File too large" in complaints, "ended with", status, complaints)
    return "status 74; one run more mended it"


@fault()
def no_file_can_be_opened(world):
    for limit in (4, 6, 8, 10, 12, 14, 16):
        status, complaints = limited(world, resource.RLIMIT_NOFILE, limit)
        must(status > 0 or status in RERUN_STATUS, limit, "files: ended with", status, complaints)
        must(status in RERUN_STATUS or complaints, "nothing is told with", limit, "files")
    return "told, never ended by a signal; one run more mended each of 7 limits"


@fault()
def umask_is_odd(world):
    for mask in (0, 0o777):
        trial = world.trial("empty")
        status = trial.run_to_end(preexec_fn=lambda mask=mask: os.umask(mask))
        must(status in RERUN_STATUS, "umask", oct(mask), "ended with", status, trial.complaints())
        for path, _, names in os.walk(trial.output):
            for name in names:
                mode = os.stat(os.path.join(path, name)).st_mode & 0o777
                must(mode == 0o640, "umask", oct(mask), "made", name, oct(mode))
            must(os.stat(path).st_mode & 0o007 == 0, "anybody may enter", path)
        trial.close()
    return "files have mode 0640, and nobody else may enter the folders"


@fault()
def clock_is_odd(world):
    """Long ago, far ahead, in another zone: --as-of tells the day."""
    if shutil.which("faketime") is None:
        raise LeftOut("faketime is not installed")
    found = subprocess.run(["faketime", "2020-01-01", "printenv", "LD_PRELOAD"], capture_output=True,
                           text=True, check=True).stdout.strip()
    for moment in ("@1971-02-03 04:05:06", "@2040-02-29 23:59:58"):
        undisturbed(world, {"LD_PRELOAD": found, "FAKETIME": moment, "TZ": "Pacific/Apia"})
    return "in 1971 and 2040 the same end as today"


def with_a_clock(trial):
    """An environment whose clock a file sets, also while a process runs; the file."""
    if shutil.which("faketime") is None:
        raise LeftOut("faketime is not installed")
    found = subprocess.run(["faketime", "2020-01-01", "printenv", "LD_PRELOAD"], capture_output=True,
                           text=True, check=True).stdout.strip()
    clock = os.path.join(trial.folder, "clock")
    set_clock(clock, "+0")
    return clock, {"LD_PRELOAD": found, "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1",
                   "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def set_clock(clock, offset):
    with open(clock, "w", encoding="ascii") as file:
        file.write(offset + "\n")


@fault()
def clock_jumps(world):
    """A day back and ten years on in the middle of a run; an hour back while no server answers."""
    for offset in ("-1d", "+10y"):
        trial = world.trial()
        clock, environment = with_a_clock(trial)
        program = trial.start_run(point="piece_sent:3:hold", environment=environment)
        held = program.wait_held()
        must(held is not None, "nothing was sent")
        set_clock(clock, offset)
        release(held)
        status = program.wait()
        must(status == world.status, offset, "ended with", status, trial.complaints())
        trial.check_end()
        trial.check_files()
        trial.close()
    trial = world.trial("empty")
    clock, environment = with_a_clock(trial)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(os.path.join(trial.folder, ".s.PGSQL.5432"))
        listener.listen(8)
        program = trial.start_run(environment={**environment, "PGHOST": trial.folder, "PGCONNECT_TIMEOUT": "2"})
        with listener.accept()[0] as connection:
            # What it sends first, it sends when it waits already.
            must(connection.recv(1), "nobody connects")
            set_clock(clock, "-1h")
            status = program.wait(20)
    must(status == UNAVAILABLE, "ended with", status, trial.complaints())
    trial.close()
    return "the same end, whatever the clock says; connect_timeout holds"


@fault()
def locale_is_odd(world):
    for name in ("tr_TR.UTF-8", "de_DE.ISO-8859-1", "nowhere"):
        undisturbed(world, {"LC_ALL": name, "LANG": name, "LANGUAGE": "de:tr"})
    return "the same bytes under three others"
