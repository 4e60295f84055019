"""Runs the tests of other folders that the table names."""
import os
import subprocess
import sys

from outcome import Failed, LeftOut

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DONE = {}


def command_of(test, world):
    """The command, which may serve several names of the table."""
    folder, _, rest = test.partition("/")
    build = os.path.join(world.build, "tests")
    source = rest.split("/")[-1].partition(".")[0]
    if folder == "cli":
        return [os.path.join(ROOT, "tests", "cli", "run.sh"), "--build", world.build, rest]
    if folder == "rules" and "." not in rest:
        return [os.path.join(build, "test_rules")]
    if folder == "db":
        # A server of its own: roles, which some tests make and drop, are of all its databases.
        program = os.path.join(build, "db_" + source)
        return [os.path.join(ROOT, "scripts", "localdb"), "run", "--", program]
    if folder in ("privacy", "naughty"):
        # Settings of the server change, so a server of its own, too.
        script = os.path.join(ROOT, "tests", folder, rest + ".py")
        where = {"privacy": ["--build", world.build],
                 "naughty": ["--program", os.path.join(world.build, "isprofile")]}[folder]
        return [os.path.join(ROOT, "scripts", "localdb"), "run", "--", sys.executable, "-B", script, *where]
    if folder == "fuzz":
        corpus = source.split("_", 2)[2]
        return [os.path.join(build, source), os.path.join(ROOT, "tests", "fuzz", "corpus", corpus)]
    return [os.path.join(build, source)]


def run(test, world):
    command = command_of(test, world)
    key = tuple(command)
    if key not in DONE:
        program = command[-1] if test.startswith("db/") else command[0]
        if not os.access(program, os.X_OK):
            raise LeftOut(f"{os.path.basename(program)} is not built")
        environment = {**os.environ, **world.server.environment, "PGDATABASE": "postgres"}
        DONE[key] = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                                   capture_output=True, text=True, errors="replace", timeout=900)
    done = DONE[key]
    if done.returncode == 77 or "1 left out" in done.stdout:
        raise LeftOut("not on this machine")
    if done.returncode != 0:
        raise Failed((done.stdout + done.stderr)[-400:].strip())
    return "passed"
