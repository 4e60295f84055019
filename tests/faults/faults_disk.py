"""The server's disk is full. Needs root, to mount a small one."""
import os
import shutil
import subprocess
from contextlib import contextmanager

from outcome import LeftOut, fault, must
from program import release

IO_FAILED, UNAVAILABLE = 74, 69
CANNOT_CREATE = 73


@contextmanager
def small_disk(folder, options):
    os.makedirs(folder, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True)
    if done.returncode != 0:
        raise LeftOut("mounting needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def owner_of(world):
    return os.stat(os.path.join(world.server.folder, "data"))


def fill(path, leave):
    """Leaves so many bytes on the disk of path."""
    disk = os.statvfs(os.path.dirname(path))
    size = disk.f_bavail * disk.f_frsize - leave
    with open(path, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(size, 1))


@fault()
def server_has_no_room_for_rows(world):
    folder = os.path.join(world.work, "small")
    owner = owner_of(world)
    with small_disk(folder, f"size=256m,uid={owner.st_uid},gid={owner.st_gid},mode=700"):
        world.server.query(f"CREATE TABLESPACE small LOCATION '{folder}'", "postgres")
        trial = world.trial(more="TABLESPACE small")
        try:
            fill_the_tables(trial, os.path.join(folder, "filler"))
        finally:
            trial.close()
            world.server.query("DROP TABLESPACE small", "postgres")
    return "status 74 with SQLSTATE 53100, nothing half; with room again one run more mended it"


def fill_the_tables(trial, filler):
    # What the server keeps for new sessions is written before there is no room for it.
    trial.query("SELECT 1")
    fill(filler, 64 * 1024)
    status = trial.run_to_end()
    os.remove(filler)
    must(status == IO_FAILED and "53100" in trial.complaints(), "ended with", status, trial.complaints())
    trial.check_recovery(same_news=False)
    trial.check_files()


@fault()
def server_has_no_room_for_its_log(world):
    """The write-ahead log: the server ends itself, and comes back when there is room."""
    folder = os.path.join(world.work, "log")
    log = os.path.join(world.server.folder, "data", "pg_wal")
    owner = owner_of(world)
    world.server.crash()
    with small_disk(folder, f"size=1500m,uid={owner.st_uid},gid={owner.st_gid},mode=700"):
        inside = os.path.join(folder, "pg_wal")
        subprocess.run(["cp", "-a", log, inside], check=True)
        os.rename(log, log + ".kept")
        os.symlink(inside, log)
        try:
            world.server.start()
            fill_the_log(world, folder)
        finally:
            world.server.crash()
            os.remove(log)
            shutil.rmtree(log + ".kept")
            subprocess.run(["cp", "-a", inside, log], check=True)
    world.server.start()
    return "status 69 when the server ended itself; with room again one run more mended it"


def fill_the_log(world, folder):
    trial = world.trial_of_crash()
    program = trial.start_run(point="piece_sent:3:hold")
    held = program.wait_held()
    filler = os.path.join(folder, "filler")
    fill(filler, 0)
    for _ in range(200):
        world.server.query("SELECT pg_switch_wal(); SELECT txid_current();", "postgres", must_succeed=False)
        if not os.path.exists(os.path.join(world.server.folder, "data", "postmaster.pid")):
            break
        if "PANIC" in read_log(world):
            break
    must("PANIC" in read_log(world), "the server did not end itself")
    release(held)
    status = program.wait()
    must(status == UNAVAILABLE, "ended with", status, trial.complaints())
    os.remove(filler)
    world.server.crash()
    world.server.start()
    trial.check_recovery(same_news=False)
    trial.check_files()
    trial.close()


def read_log(world):
    with open(os.path.join(world.server.folder, "log"), encoding="utf-8", errors="replace") as file:
        return file.read()


@fault()
def results_are_read_only(world):
    trial = world.trial("empty")
    with small_disk(os.path.join(trial.folder, "fixed"), "size=1m,ro") as folder:
        status = trial.start("run", "--output", os.path.join(folder, "results"), world.inbox).wait()
        must(status == CANNOT_CREATE, "ended with", status, trial.complaints())
        must(trial.query("SELECT count(*) FROM isprofile.submission") == [["0"]], "something was loaded")
    trial.check_recovery(same_news=False)
    trial.close()
    return "status 73 before anything was loaded"
