"""Shows that no pupil's value gets where it does not belong.

    canaries.py --build DIR

Every column that tells of a pupil is filled with values that stand nowhere else, in
good rows and in bad ones: wrong types, wrong columns, too long, broken files, names
where the header should be. Then everything is done that the program can do, also with
a database that turns rows away in mid-COPY, and all that came out is searched: standard
output and error, result folders, public files, agency files, the server's log under
settings that log all they can, temporary folders, core dumps. Only rejected.csv may hold
such a value: it is the LEA's own rows. The name of an unknown column is shown, too, but
a first line that is no header is not.

The directory names places so that a spreadsheet might compute them and a browser run them;
nothing that is written may let it.

Changes the settings of the server that PGHOST names, so let scripts/localdb run lend one.
Exit 1: a value was found, or a file that others can read, or a formula or markup.
"""

import argparse
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from planting import LEA, ROOT, Canaries, make_directory, make_files, plant, read_layout
from searching import look_for_formulas, search

YEAR = "2023-2024"
# What an installation that wants to know everything may well have set.
HOSTILE = {
    "log_statement": "all",
    "log_min_messages": "debug1",
    "log_min_error_statement": "debug1",
    "log_error_verbosity": "verbose",
    "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1",
    "log_min_duration_statement": "0",
    "log_lock_waits": "on",
    "log_temp_files": "0",
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_verbose": "on",
    "auto_explain.log_nested_statements": "on",
}


class Trial:
    def __init__(self, program, work):
        self.program = program
        self.work = work
        self.said = work / "said"
        self.said.mkdir()
        self.number = 0
        self.canaries = Canaries()
        self.planted = plant(read_layout(), self.canaries)
        self.expected = set()

    def run(self, *arguments, user=None, expect=None, name=None):
        """Runs the program and keeps what it says."""
        self.number += 1
        base = self.said / f"{self.number:03d}_{name or arguments[0]}"
        environment = dict(os.environ, TMPDIR=str(self.work / "tmp"), ISPROFILE_AS_OF="2024-09-01")
        if user is not None:
            environment["PGUSER"] = user
        with open(f"{base}.out", "wb") as out, open(f"{base}.err", "wb") as err:
            status = subprocess.run([self.program, *map(str, arguments)], stdout=out, stderr=err,
                                    stdin=subprocess.DEVNULL, env=environment, check=False,
                                    cwd=self.work).returncode
        if expect is not None and status not in expect:
            text = pathlib.Path(f"{base}.err").read_text(encoding="utf-8", errors="replace")
            sys.exit(f"{arguments} ended with {status}, not {expect}:\n{text}")
        return status

    def file(self, name):
        return self.work / "files" / name


def psql(*statements):
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
    for statement in statements:
        command += ["-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def judge(trial):
    """What an LEA does by itself."""
    good = sorted(trial.file(f"good/{LEA}").iterdir())
    bad = sorted(trial.file(f"bad/{LEA}").iterdir())
    directory = ("--directory", ROOT / "fixtures/directory.txt")
    trial.run("check", *directory, "--output", trial.work / "out/check_good", *good, expect={0, 65})
    trial.run("check", *directory, "--max-rejected", "100", "--output",
              trial.work / "out/check_bad", *bad, expect={0, 65})
    for form in ("text", "json", "csv", "html"):
        trial.run("check", *directory, "--format", form, bad[0], expect={0, 65}, name=form)
    for path in sorted(trial.file("broken").iterdir()):
        trial.run("check", *directory, path, expect={0, 65}, name=path.name)
        trial.run("check", *directory, "--output", trial.work / "out/broken" / path.name, path,
                  expect={0, 65}, name=path.name)
    trial.run("compare", trial.work / "out/check_bad", trial.work / "out/check_good", expect={0})
    trial.run("compare", "--format", "json", trial.work / "out/check_good",
              trial.work / "out/check_bad", expect={0})


def load(trial, user):
    """What the state does every night."""
    out = trial.work / "out" / f"run_{user}"
    trial.run("run", "--output", out, trial.file("good"), user=user, expect={0, 65})
    trial.run("run", "--output", out, trial.file("other"), user=user, expect={0, 65})
    trial.run("run", "--output", out, "--max-rejected", "100", trial.file("bad"), user=user,
              expect={0, 65})
    trial.run("run", "--output", out, trial.file("broken"), user=user, expect={65})
    trial.run("state", "--year", YEAR, "--output", out, user=user, expect={0})
    trial.run("withdraw", LEA, "SENR", YEAR, user=user, expect={0})
    kept = trial.work / "out" / f"kept_{user}"
    trial.run("run", "--force", "--keep", kept, trial.file("good"), user=user, expect={0})
    for path in sorted(kept.rglob("*.gz"))[:1]:
        path.write_bytes(path.read_bytes()[:-40])
    trial.run("rebuild", "--from", kept, user=user, expect={78})


def turn_away(trial, user):
    """A server that refuses rows in mid-COPY and the places of schools, each in its own way."""
    header, rows = trial.planted["SENR"]
    name = rows[2][header.index("first_name")]
    birth = rows[2][header.index("birth_date")]
    view = ("CREATE VIEW isprofile.senr AS " + psql("SELECT pg_get_viewdef('isprofile.senr'::regclass)")
            + " GRANT SELECT ON isprofile.senr TO isprofile_loader")
    traps = [
        ("ALTER TABLE isprofile.senr_pack ADD CONSTRAINT trap"
         " CHECK (strpos(first_name, '%s') = 0) NOT VALID" % name,
         "ALTER TABLE isprofile.senr_pack DROP CONSTRAINT trap"),
        ("ALTER TABLE isprofile.senr_pack ALTER COLUMN adult_transition_status SET NOT NULL",
         "ALTER TABLE isprofile.senr_pack ALTER COLUMN adult_transition_status DROP NOT NULL"),
        ("ALTER TABLE isprofile.school_place ADD CONSTRAINT trap"
         " CHECK (lea_code <> '%s') NOT VALID" % LEA,
         "ALTER TABLE isprofile.school_place DROP CONSTRAINT trap"),
        ("ALTER TABLE isprofile.senr_pack ADD CONSTRAINT trap CHECK (5 > ALL (ssid)) NOT VALID",
         "ALTER TABLE isprofile.senr_pack DROP CONSTRAINT trap"),
        ("DROP VIEW isprofile.senr CASCADE;"
         " ALTER TABLE isprofile.senr_pack ALTER COLUMN middle_name TYPE json USING NULL",
         "ALTER TABLE isprofile.senr_pack ALTER COLUMN middle_name TYPE text COLLATE \"C\"; " + view),
        ("DROP VIEW isprofile.senr CASCADE; ALTER TABLE isprofile.senr_pack"
         " ALTER COLUMN birth_date TYPE text[]",
         "ALTER TABLE isprofile.senr_pack ALTER COLUMN birth_date TYPE date[]"
         " USING birth_date::date[]; " + view),
        ("ALTER TABLE isprofile.senr_pack ADD CONSTRAINT trap"
         " CHECK ('%s' <> ALL (birth_date)) NOT VALID" % birth,
         "ALTER TABLE isprofile.senr_pack DROP CONSTRAINT trap"),
    ]
    failed = 0
    for number, (set_up, take_away) in enumerate(traps):
        psql("SET client_min_messages = error", "DELETE FROM isprofile.senr_pack",
             "DELETE FROM isprofile.school_place", "SET log_statement = 'none'", "SET log_min_duration_statement = -1",
             "SET auto_explain.log_min_duration = -1", set_up)
        failed += trial.run("run", "--force", "--output", trial.work / f"out/trap_{user}_{number}",
                            trial.file("good"), user=user) not in (0, 65)
        psql("SET log_statement = 'none'", "DELETE FROM isprofile.senr_pack", take_away)
    if failed < len(traps) - 1:
        sys.exit(f"only {failed} of {len(traps)} traps stopped a load")
    trial.run("run", "--force", trial.file("good"), trial.file("other"), user=user, expect={0, 65})


def publish(trial, user):
    """What the analyst does: all of it, public and agency."""
    out = trial.work / "out"
    trial.run("report", "--year", YEAR, "--output", out / "public", "--agency", out / "agency",
              user=user, expect={0, 65})
    trial.run("report", "--year", YEAR, "--unsuppressed", "--output", out / "unsuppressed",
              user=user, expect={0})
    trial.run("snapshot", "create", "--year", YEAR, user=user, expect={0})
    trial.run("snapshot", "create", "--year", YEAR, user=user, expect={0})
    for words in (("list",), ("verify", "1"), ("diff", "1", "2")):
        trial.run("snapshot", *words, user=user, expect={0}, name="snapshot_" + words[0])
    trial.run("audit", "list", expect={0})
    trial.run("audit", "verify", expect={0})
    trial.run("status", user=user, expect={0})
    trial.run("status", "--format", "json", user=user, expect={0})
    # Another program's files are not there: the snapshot cannot be made again from nothing.
    trial.run("report", "--snapshot", "99", "--output", out / "none", user=user, expect={66})


def dump_core(trial):
    """A crash while rows are in memory leaves no image of them: the flag that the kernel gives."""
    lock = subprocess.Popen(
        ["psql", "-X", "-q", "-c", "BEGIN; LOCK TABLE isprofile.senr_pack; SELECT pg_sleep(60)"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    resource_free = ["bash", "-c", 'ulimit -c unlimited 2>/dev/null; exec "$@"', "bash",
                     trial.program, "run", "--jobs", "1", "--force", str(trial.file("good"))]
    try:
        time.sleep(0.5)
        process = subprocess.Popen(resource_free, cwd=trial.work / "tmp", stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(0.7)
        limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text(encoding="ascii")
        process.send_signal(signal.SIGABRT)
        status = os.waitpid(process.pid, 0)[1]
        process.returncode = status
    finally:
        lock.kill()
        lock.wait()
        subprocess.run(["psql", "-X", "-q", "-c", "SELECT pg_terminate_backend(pid)"
                        " FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'"
                        " AND pid <> pg_backend_pid()"], check=True, stdout=subprocess.DEVNULL)
    problems = []
    if not os.WIFSIGNALED(status) or os.WCOREDUMP(status):
        problems.append(f"a crash left a core dump, or was none (status {status:#x})")
    if not re.search(r"Max core file size +0 +0 ", limits):
        problems.append("core dumps are not limited to nothing")
    return problems


def prepare():
    database = "canaries"
    psql(f"DROP DATABASE IF EXISTS {database}")
    psql(f"CREATE DATABASE {database}")
    os.environ["PGDATABASE"] = database
    psql("LOAD 'auto_explain'",
         *[f"ALTER SYSTEM SET {name} = '{value}'" for name, value in HOSTILE.items()],
         "SELECT pg_reload_conf()")


def restore():
    psql("LOAD 'auto_explain'", *[f"ALTER SYSTEM RESET {name}" for name in HOSTILE],
         "SELECT pg_reload_conf()")


def try_all(trial, log):
    (trial.work / "tmp").mkdir()
    make_files(trial)
    judge(trial)
    trial.run("init", expect={0})
    make_directory(trial.work / "directory.txt")
    trial.run("directory", trial.work / "directory.txt", expect={0})
    psql("DROP ROLE IF EXISTS canary_night", "DROP ROLE IF EXISTS canary_day",
         "CREATE ROLE canary_night LOGIN IN ROLE isprofile_loader",
         "CREATE ROLE canary_day LOGIN IN ROLE isprofile_reporter")
    # Before PostgreSQL 15 a member of the loader's role cannot be given the right to be quiet.
    loaders = ["postgres", "isprofile_loader"]
    if int(psql("SHOW server_version_num")) >= 150000:
        loaders.append("canary_night")
    for user in loaders:
        load(trial, user)
        turn_away(trial, user)
    for user in ("isprofile_reporter", "canary_day"):
        publish(trial, user)
    problems = dump_core(trial)
    found, files = search(trial, [log])
    return problems + found + look_for_formulas(trial.work / "out"), files


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.build, "isprofile").resolve())
    for name in [name for name in os.environ if name.startswith("ISPROFILE_")]:
        del os.environ[name]
    os.environ["PGDATABASE"] = "postgres"
    work = pathlib.Path(tempfile.mkdtemp(prefix="isprofile-canaries."))
    log = pathlib.Path(psql("SHOW data_directory")).parent / "log"
    begun = log.stat().st_size
    try:
        prepare()
        trial = Trial(program, work)
        problems, files = try_all(trial, log)
        if log.stat().st_size - begun < 100000:
            problems.append("the server logged next to nothing: this would find no value")
    finally:
        os.environ["PGDATABASE"] = "postgres"
        restore()
        psql("DROP DATABASE IF EXISTS canaries", "DROP ROLE IF EXISTS canary_night",
             "DROP ROLE IF EXISTS canary_day")
        if not os.environ.get("KEEP"):
            shutil.rmtree(work)
    for problem in problems:
        print(problem)
    print(f"canaries: {files} files and {trial.number} commands searched for "
          f"{trial.canaries.count} values, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
