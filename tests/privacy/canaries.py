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
import csv
import gzip
import os
import pathlib
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEA = "0199999"
YEAR = "2023-2024"
FORMULA = re.compile(r"^ *[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]")
NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")
ENTITY = {"reporting_lea", "academic_year", "record_type"}
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


def read_layout():
    """Each extract's columns: name, type, longest value."""
    text = (ROOT / "base/layout.def").read_text(encoding="utf-8")
    layout = {}
    for extract, name, kind, width in re.findall(
            r'^COLUMN\((\w+), (\w+), "[^"]*", "[^"]*", (\w+), (\d+),', text, re.M):
        layout.setdefault(extract, []).append((name, kind, int(width)))
    return layout


class Canaries:
    """Makes the values and finds them again."""

    def __init__(self):
        self.count = 0
        self.dates = {}

    def text(self, width):
        self.count += 1
        value = f"Zq{self.count:05d}"
        return value if width == 0 or width >= len(value) else "Zqx"[:width]

    def ssid(self, old):
        return "84063" + old[-5:]

    def date(self, old):
        """Another day of the same month, the same for all rows of a pupil."""
        day = 1 + (int(old[6:]) + 12) % 28
        new = f"{old[:6]}{day:02d}"
        self.dates[new] = None
        return new

    def pattern(self):
        parts = [r"[Zz][Qq][0-9Xx][0-9]*", r"8406[34][0-9]{5}"]
        for date in self.dates:
            year, month, day = date[:4], date[4:6], date[6:]
            parts += [date, f"{year}-{month}-{day}", f"{month}/{day}/{year}"]
        return re.compile("|".join(parts).encode())


def plant(layout, canaries):
    """The clean set with a canary in every column of a pupil: extract -> header, rows."""
    planted = {}
    for extract, columns in layout.items():
        with open(ROOT / f"fixtures/clean/{extract}.csv", newline="", encoding="utf-8") as file:
            header, *rows = list(csv.reader(file))
        kinds = {name: (kind, width) for name, kind, width in columns}
        for row in rows:
            for at, name in enumerate(header):
                kind, width = kinds[name]
                if name == "ssid":
                    row[at] = canaries.ssid(row[at])
                elif name == "birth_date":
                    row[at] = canaries.date(row[at])
                elif name == "supervisor_seid" and row[at]:
                    row[at] = "84064" + row[at][-5:]
                elif name == "agreement_id" or kind in ("NAME", "TEXT") and width > 2:
                    row[at] = canaries.text(width)
        planted[extract] = (header, rows)
    return planted


def bad_rows(extract, header, rows, canaries):
    """A good row made bad in each column in turn."""
    made = []
    for at, name in enumerate(header):
        if name in ENTITY:
            continue
        for value in (canaries.text(0), "=" + canaries.text(0), canaries.text(0) + "y" * 300,
                      "Z\x01" + canaries.text(0), "84063" + "9" * 4, canaries.text(0) + "\n"):
            row = list(rows[len(made) % len(rows)])
            row[at] = value
            made.append(row)
    row = list(rows[0])
    made += [row + [canaries.text(0)], row[:-3], list(rows[0])]
    return made


def write(path, header, rows, encoding="utf-8"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, lineterminator="\n")
        if header is not None:
            writer.writerow(header)
        writer.writerows(rows)


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


def make_directory(path):
    """The fixtures' directory with names that are formulas and markup."""
    lines = (ROOT / "fixtures/directory.txt").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    names = {"County": "@SUM(1)<b>", "District": "\uFF1D1+1<script>alert(1)</script>",
             "School": "=cmd|' /C calc'!A0\"><img src=x onerror=alert(1)>"}
    made = [lines[0]]
    for line in lines[1:]:
        cells = line.split("\t")
        for name, value in names.items():
            cells[header.index(name)] = f"{value}{len(made)}"
        made.append("\t".join(cells))
    path.write_text("\n".join(made) + "\n", encoding="utf-8")


def psql(*statements):
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
    for statement in statements:
        command += ["-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def make_files(trial):
    """Good files, files with bad rows, and files that are broken as a whole."""
    for extract, (header, rows) in trial.planted.items():
        bad = bad_rows(extract, header, rows, trial.canaries)
        write(trial.file(f"good/{LEA}/{extract}.csv"), header, rows)
        write(trial.file(f"bad/{LEA}/{extract}.csv"), header, rows + bad)
        write(trial.file(f"other/0799997/{extract}.csv"), header,
              [["0799997" if cell == LEA else cell for cell in row] for row in rows])
        write(trial.file(f"broken/no_header_{extract}.csv"), None, rows)
        write(trial.file(f"broken/wrong_header_{extract}.csv"), rows[0], rows)
        for name in ("reporting_lea", "academic_year", "record_type"):
            mixed = [list(row) for row in rows] + [list(rows[0])]
            mixed[-1][header.index(name)] = trial.canaries.text(0)
            write(trial.file(f"broken/{name}_{extract}.csv"), header, mixed)
    header, rows = trial.planted["SENR"]
    whole = trial.file(f"good/{LEA}/SENR.csv").read_bytes()
    first = header.index("first_name")
    latin = [list(row) for row in rows]
    latin[0][first] = trial.canaries.text(0) + "é"
    write(trial.file("broken/latin.csv"), header, latin, "latin-1")
    trial.file("broken/unclosed.csv").write_bytes(whole + b'SENR,,"Zq99999,')
    trial.file("broken/cut.csv.gz").write_bytes(gzip.compress(whole)[:-40])
    trial.file("broken/nul.csv").write_bytes(whole.replace(b"Zq0000", b"Zq\x000000", 1))
    trial.file("broken/caret.txt").write_bytes(
        b"".join("^".join(row).encode() + b"\n" for row in rows[:3]))


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
    """A server that refuses rows in mid-COPY and in what is derived, each in its own way."""
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


def contents(path):
    """The bytes to search: of a workbook, what is in it."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return b"\n".join(book.read(name) for name in book.namelist())
    return path.read_bytes()


def search(trial, logs):
    pattern = trial.canaries.pattern()
    problems, files = [], 0
    for path in sorted([*trial.said.rglob("*"), *(trial.work / "out").rglob("*"),
                        *(trial.work / "tmp").rglob("*"), *logs]):
        if path not in logs and path.is_relative_to(trial.work / "out"):
            mode = stat.S_IMODE(path.stat().st_mode)
            is_public = "public" in path.relative_to(trial.work).parts[:-1]
            if mode & (0o027 if path.is_dir() else 0o133 if is_public else 0o137):
                problems.append(f"{path.relative_to(trial.work)}: mode {mode:o}")
        if not path.is_file() or path.name == "rejected.csv":
            continue
        files += 1
        found = {match.decode() for match in pattern.findall(contents(path))}
        if found:
            problems.append(f"{path}: {len(found)} values, such as {sorted(found)[:4]}")
            lines = [line for line in contents(path).splitlines() if pattern.search(line)]
            problems += ["    " + line[:300].decode(errors="replace") for line in lines[:3]]
    for path in (trial.work / "tmp").iterdir():
        problems.append(f"a temporary file is left: {path.name}")
    return problems, files


def look_for_formulas(folder):
    """What a spreadsheet might compute or a browser run."""
    problems, cells = [], 0
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix == ".csv" and not path.name.startswith("rejected"):
            with open(path, newline="", encoding="utf-8") as file:
                for row in csv.reader(file):
                    cells += len(row)
                    problems += [f"{path}: formula {cell[:40]!r}" for cell in row
                                 if FORMULA.match(cell) and not NUMBER.match(cell)][:1]
        if path.suffix == ".html":
            text = path.read_text(encoding="utf-8")
            problems += [f"{path}: markup {mark}" for mark in ("<script>alert", "<img ", ")<b>")
                         if mark in text]
        if path.suffix == ".xlsx" and re.search(rb"<f[ >]", contents(path)):
            problems.append(f"{path}: a formula")
    if cells < 1000:
        problems.append(f"only {cells} cells were looked at")
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
