"""Each loader as its manual shows it first, and the rows that it leaves: lists of texts, or none."""

import csv
import os
import pathlib
import shutil
import sqlite3
import subprocess

from faults import COLUMNS

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CREATE = ("DROP TABLE IF EXISTS peer; CREATE TABLE peer (%s, PRIMARY KEY (ssid))" % ", ".join(
    name + (" date" if name.endswith("_date") else " text") for name in COLUMNS))


class Outcome:
    """rows: as texts by column name. told: it said that something is wrong, by status or words."""

    def __init__(self, rows, told, words=""):
        self.rows, self.told, self.words = rows, told, words


def call(*command, folder=None):
    """Status and words; the status is that of timeout(1) for what does not end."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, cwd=folder,
                              stdin=subprocess.DEVNULL, timeout=30)
    except subprocess.TimeoutExpired:
        return 124, "did not end"
    words = (done.stdout + done.stderr).decode(errors="replace")
    return done.returncode, words


def psql(*arguments):
    return call("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments)


def stored(query):
    done = subprocess.run(["psql", "-X", "-q", "--csv", "-c", query], capture_output=True,
                          check=True)
    return list(csv.DictReader(done.stdout.decode().splitlines(True)))


def load_psql(path, _folder):
    psql("-c", CREATE)
    status, words = psql("-c", f"\\copy peer FROM '{path}' WITH (FORMAT csv, HEADER)")
    return Outcome(stored("SELECT * FROM peer"), status != 0, words)


def load_pgloader(path, folder):
    psql("-c", CREATE)
    target = "postgresql:///%s?host=%s&port=%s" % (
        os.environ.get("PGDATABASE", "postgres"), os.environ["PGHOST"],
        os.environ.get("PGPORT", "5432"))
    script = folder / "peer.load"
    script.write_text(f"""LOAD CSV FROM '{path}' INTO {target}&sslmode=disable
        TARGET TABLE public.peer
        WITH skip header = 1, fields terminated by ',';
""", encoding="utf-8")
    status, words = call("pgloader", "--root-dir", folder / "root", script)
    errors = [line.split()[1] for line in words.splitlines()
              if line.startswith('"public"."peer"') or line.startswith("public.peer")]
    told = status != 0 or any(error != "0" for error in errors) or " ERROR " in words \
        or " FATAL " in words or "KABOOM" in words
    return Outcome(stored("SELECT * FROM peer"), told, words)


def load_csvsql(path, folder):
    database = folder / "peer.sqlite"
    database.unlink(missing_ok=True)
    status, words = call("csvsql", "--insert", "--db", f"sqlite:///{database}", "--tables", "peer", path)
    rows = []
    if database.exists():
        connection = sqlite3.connect(database)
        connection.row_factory = sqlite3.Row
        try:
            rows = [{key: "" if row[key] is None else str(row[key]) for key in row.keys()}
                    for row in connection.execute("SELECT * FROM peer")]
        except sqlite3.Error:
            rows = []
        connection.close()
    return Outcome(rows, status != 0, words)


def load_csvclean(path, folder):
    copy = folder / path.name
    if copy != path:
        shutil.copy(path, copy)
    status, words = call("csvclean", copy, folder=folder)
    stem = copy.name.split(".")[0]
    rows, errors = [], False
    for made in folder.glob(stem + "*_out.csv"):
        with open(made, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    for made in folder.glob(stem + "*_err.csv"):
        errors = True
    return Outcome(rows, status != 0 or errors, words)


def load_duckdb(path, folder):
    made = folder / "duckdb.csv"
    made.unlink(missing_ok=True)
    status, words = call("node", HERE / "duckdb.mjs", path, made)
    rows = []
    if made.exists():
        csv.field_size_limit(1 << 30)
        with open(made, newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    return Outcome(rows, status != 0, words)


def load_ours(program, path, folder):
    inbox = folder / "inbox" / "0199999"
    shutil.rmtree(folder / "inbox", ignore_errors=True)
    inbox.mkdir(parents=True)
    shutil.copy(path, inbox / path.name)
    # The earlier file's rows would stand on: nothing stands before a fault.
    subprocess.run([program, "withdraw", "0199999", "SENR", "2023-2024"], capture_output=True)
    status, words = call(program, "run", "--output", folder / "result", folder / "inbox")
    rows = stored("SELECT 'SENR' AS record_type, lea_code AS reporting_lea, school_of_attendance,"
                  " academic_year, ssid::text, last_name, birth_date, gender,"
                  " enrollment_start_date, enrollment_status, grade_level FROM isprofile.senr")
    refused = any(path.stat().st_size > 80 for path in (folder / "result").rglob("rejected_rules.csv"))
    return Outcome(rows, status != 0 or refused, words)
