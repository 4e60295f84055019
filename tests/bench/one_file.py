"""One SENR file: `isprofile check` against libcsv alone, DuckDB, Miller and csvkit."""

import csv
import json
import shutil

from measure import Failure, Figure, Series, output_of, ratio, run, say
from peers import FOLDER

YEAR = "2023-2024"
SEED_OF_FILE = 1
# Accepted with this many refused rows, so that no file is refused as a whole.
CHECK_OPTIONS = ("--max-rejected", "50")
MILLER_RULES = (
    'is_present($record_type) && $reporting_lea =~ "^[0-9]{7}$" && $academic_year == "%s"'
    ' && $ssid =~ "^[0-9]{10}$" && $birth_date =~ "^[0-9]{8}$" && $gender =~ "^[FMX]$"'
    ' && $enrollment_start_date =~ "^[0-9]{8}$" && $enrollment_exit_date =~ "^([0-9]{8})?$"'
    ' && $enrollment_status =~ "^(10|20|30|50)$" && $met_uc_csu_requirements =~ "^[YN]?$"'
    ' && $graduation_exemption =~ "^[YN]?$" && strlen($first_name) <= 30'
    ' && strlen($last_name) <= 50' % YEAR)


def make_files(options, folder):
    """The file without quotes and the one with every value of every second row in quotes."""
    made = folder / "made"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run([options.build / "generate", "--output", made, "--leas", "1", "--pupils",
         options.rows + 200, "--errors", "5", "--quirks", "--form", "plain", "--quoted", "0",
         "--gzip", "0", "--year", YEAR, "--seed", SEED_OF_FILE])
    source = next((made / "inbox").glob("*/*_SENR_*"))
    unquoted, quoted = folder / "unquoted.csv", folder / "half_quoted.csv"
    rows = -1
    with open(source, "rb") as lines, open(unquoted, "wb") as plain, open(quoted, "wb") as other:
        for line in lines:
            if b'"' in line or rows == options.rows:
                continue
            rows += 1
            plain.write(line)
            other.write(line if rows % 2 == 0
                        else b'"' + line.rstrip(b"\n").replace(b",", b'","') + b'"\n')
    if rows != options.rows:
        raise Failure(f"the generator made {rows} rows of SENR instead of {options.rows}")
    return {"unquoted": unquoted, "half quoted": quoted}, made / "directory.txt"


def read_result(folder):
    """Rows accepted and refused, and how often each rule was found in the accepted ones."""
    rows = json.loads((folder / "summary.json").read_text())["files"][0]["rows"]
    with open(folder / "rejected_rules.csv", newline="") as file:
        refused = {line["record"] for line in csv.DictReader(file)}
    if len(refused) != rows["rejected"]:
        raise Failure("check: rejected_rules.csv and summary.json differ")
    found = {}
    with open(folder / "findings.csv", newline="") as file:
        for line in csv.DictReader(file):
            if line["record"] not in refused:
                found[line["rule"]] = found.get(line["rule"], 0) + 1
    return {"accepted": rows["loaded"], "refused": rows["rejected"], "found": found}


def compare_with_duckdb(ours, theirs):
    """Raises unless both accept and refuse as many rows and find the same in the accepted ones."""
    refused = (theirs.pop("refused_by_reader") + theirs.pop("refused_by_rules")
               + theirs.pop("refused_by_other_rows"))
    pairs = {"accepted": (ours["accepted"], theirs.pop("accepted")),
             "refused": (ours["refused"], refused)}
    for rule, count in theirs.items():
        pairs[rule] = (ours["found"].get(rule, 0), count)
    wrong = [f"{name}: {a} and {b}" for name, (a, b) in pairs.items() if a != b]
    if wrong:
        raise Failure("isprofile and DuckDB differ: " + "; ".join(wrong))
    return {"accepted": ours["accepted"], "refused": ours["refused"],
            "rules": sum(1 for rule in theirs if theirs[rule] > 0),
            "findings": sum(theirs.values())}


class Contest:
    """All contestants on one file, and what their counts must agree on."""

    def __init__(self, options, peers, file, directory, work):
        self.options, self.peers = options, peers
        self.file, self.directory, self.work = file, directory, work
        self.series = {}
        self.agreed = None

    def note(self, name, title, number, figure):
        self.series.setdefault(name, Series(title)).add(number, figure)

    def check(self, number, *extra):
        results = self.work / "results"
        shutil.rmtree(results, ignore_errors=True)
        figure = run([self.options.program, "check", *CHECK_OPTIONS, "--directory", self.directory,
                      "--output", results, *extra, self.file])
        if extra:
            self.note("libcsv reader", "`isprofile check --reader libcsv`", number, figure)
        else:
            self.note("check", "`isprofile check`, all rules, all result files", number, figure)
        return read_result(results)

    def libcsv(self, number):
        out, figure = output_of([self.options.build / "tests" / "count_records", self.file])
        if int(out.split()[0]) != self.options.rows + 1:
            raise Failure(f"libcsv counted {out.split()[0]} records")
        self.note("libcsv", "libcsv alone, counting records and fields", number, figure)

    def duckdb(self, number, ours):
        out, figure = output_of(
            ["node", FOLDER / "duckdb" / "checks.mjs", self.options.threads, YEAR, self.file,
             self.directory, self.options.root / "transform" / "reference"])
        answer = json.loads(out)
        self.agreed = compare_with_duckdb(ours, answer["found"])
        self.note("DuckDB process", f"DuckDB, {self.options.threads} threads, the same checks, with"
                  " the start of node", number, figure)
        self.note("DuckDB", f"DuckDB, {self.options.threads} threads, the same checks, the"
                  " statements alone", number,
                  Figure(answer["seconds"], figure.processor, figure.peak_mib))

    def slow(self, number):
        if self.peers.has("csvkit"):
            self.note("csvkit", "`csvclean -n` of csvkit: number of fields only", number,
                      run(["csvclean", "-n", self.file]))
        if self.peers.has("miller"):
            self.note("miller", "`mlr filter`, 13 rules on the form of fields", number,
                      run(["mlr", "--icsv", "--ocsv", "--allow-ragged-csv-input", "filter",
                           MILLER_RULES, "then", "count", self.file]))

    def round(self, number):
        ours = self.check(number)
        self.libcsv(number)
        if self.peers.has("DuckDB"):
            self.duckdb(number, ours)
        if self.check(number, "--reader", "libcsv") != ours:
            raise Failure("check finds something else with --reader libcsv")
        if number < self.options.slow_rounds:
            self.slow(number)

    def summary(self):
        ratios = {}
        for name, other in self.series.items():
            if name != "check":
                ratios[name] = ratio(other, self.series["check"])
        return {"bytes": self.file.stat().st_size, "agreed": self.agreed, "ratios": ratios,
                "series": {name: series.summary() for name, series in self.series.items()}}


def measure(options, peers, work):
    """Returns the results of this part as plain numbers."""
    say(f"one file: making {options.rows:,} rows")
    files, directory = make_files(options, work)
    contests = {name: Contest(options, peers, file, directory, work)
                for name, file in files.items()}
    for number in range(options.rounds):
        for name, contest in contests.items():
            say(f"  one file, {name}, round {number + 1} of {options.rounds}")
            contest.round(number)
    return {"rows": options.rows, "rounds": options.rounds, "slow_rounds": options.slow_rounds,
            "files": {name: contest.summary() for name, contest in contests.items()}}
