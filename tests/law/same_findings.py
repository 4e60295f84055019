"""Shows that what an LEA's check of all its files says, the state's run says too.

    same_findings.py --build DIR [--quick] [--state LEAS PUPILS]

Each set of files (fixtures/clean, the sets of fixtures/rules, generated LEAs; with
--state a generated state of that size, and nothing else) is checked together, and taken
into a database of its own:

- all at once, by one process and by several;
- a file a run, in several orders, the earlier files no longer in the inbox;
- with one file changed, and then sent as it was.

The findings of every file must be the same rows in the same order, and all ways
must leave the same result folders and the same costs in the database, byte by
byte. Needs PGHOST; scripts/localdb run lends a server. Exit 1: something differs.
"""

import argparse
import collections
import csv
import filecmp
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
# Rows that point to the ledger go before it.
EMPTY = """
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN
        SELECT relname
          FROM pg_class
         WHERE relnamespace = 'isprofile'::regnamespace
           AND (relkind = 'p' OR relname IN ('finding_pack', 'normalization', 'submission'))
         ORDER BY relname = 'submission', relname
    LOOP
        EXECUTE format('DELETE FROM isprofile.%I', name);
    END LOOP;
END
$$
"""
COSTS = """
SELECT 'agreement', lea_code, academic_year, record::text, claimed_days::text,
       ineligible_days::text FROM isprofile.agreement_cost
UNION ALL
SELECT 'count', lea_code, academic_year, extract || ' ' || rule, found || ' of ' || applied,
       ineligible_days::text FROM isprofile.law_count
UNION ALL
SELECT 'ada', lea_code, academic_year,
       concat_ws(' ', school_code, rule, program_line, grade_span, claimed_ada),
       concat_ws(' ', comparison_ratio, is_ratio), concat_ws(' ', eligible_ada, excess_ada)
  FROM isprofile.ada_line
ORDER BY 1, 2, 3, 4
"""


def psql(database, *statements):
    command = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", "-d", database]
    for statement in statements:
        command += ["-c", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def read_findings(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[1:]


class Trial:
    """One set of files and the ways to judge it."""

    def __init__(self, comparison, name, files, directory, options, lea=None):
        self.comparison = comparison
        self.name = name
        self.files = files
        self.directory = directory
        self.options = options
        self.lea = lea
        self.work = comparison.work / "trial"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()

    def say(self, text):
        self.comparison.trouble.append(f"{self.name}: {text}")

    def check(self):
        """The findings by file; None when the files are no set of one LEA and year."""
        command = [self.comparison.isprofile, "check", *self.options, "--format", "csv",
                   "--directory", self.directory, "--output", self.work / "check", *self.files]
        if self.lea is not None:
            command += ["--lea", self.lea]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == 64:
            return None
        if done.returncode not in (0, 65):
            self.say(f"check ends with {done.returncode}: {done.stderr}")
        by_file = collections.defaultdict(list)
        for row in read_findings(self.work / "check" / "findings.csv"):
            by_file[row[0]].append(row)
        return by_file

    def run(self, output, files, *more):
        """A run over these files, which are all that the inbox holds."""
        inbox = self.work / "inbox"
        shutil.rmtree(inbox, ignore_errors=True)
        folder = inbox / self.lea if self.lea is not None else inbox
        folder.mkdir(parents=True)
        for file in files:
            shutil.copy(file, folder)
        done = subprocess.run(
            [self.comparison.isprofile, "run", *self.options, "--allow-shrink", "--output", output,
             *more, inbox], capture_output=True, text=True)
        if done.returncode not in (0, 65):
            self.say(f"run ends with {done.returncode}: {done.stderr}")

    def fresh(self, way):
        self.comparison.empty_database(self.directory)
        output = self.work / way
        output.mkdir()
        return output

    def costs(self):
        return psql(os.environ["PGDATABASE"], COSTS)

    def compare_findings(self, way, output, expected):
        found = {}
        for path in output.glob("*/*/findings.csv"):
            if path.parent.parent.name == "state":
                continue
            for row in read_findings(path):
                found.setdefault(row[0], []).append(row)
        for file in sorted(set(expected) | set(found)):
            if expected.get(file, []) == found.get(file, []):
                continue
            self.say(f"{way}: check and run differ over {file}")
            wanted, got = expected.get(file, []), found.get(file, [])
            for row in [row for row in wanted if row not in got][:3]:
                self.say(f"    only check: {','.join(row)}")
            for row in [row for row in got if row not in wanted][:3]:
                self.say(f"    only run: {','.join(row)}")
            return
        self.comparison.rows += sum(map(len, found.values()))

    def compare_folders(self, way, output, reference):
        for path in sorted(reference.glob("*/*/*")):
            other = output / path.relative_to(reference)
            if path.parent.parent.name == "state":
                continue
            if not other.exists() or not filecmp.cmp(path, other, shallow=False):
                self.say(f"{way}: {path.relative_to(reference)} is another one")
                return

    def orders(self):
        yield "forwards", sorted(self.files)
        yield "backwards", sorted(self.files, reverse=True)
        shuffled = sorted(self.files)
        random.Random(self.name).shuffle(shuffled)
        yield "shuffled", shuffled

    def judge(self, is_quick):
        expected = self.check()
        if expected is None:
            return
        at_once = self.fresh("at_once")
        self.run(at_once, self.files, "--jobs", "1")
        costs = self.costs()
        self.compare_findings("at once", at_once, expected)
        self.run(at_once, self.files, "--jobs", "4")
        self.compare_findings("seen again", at_once, expected)
        self.comparison.sets += 1
        self.comparison.law_rows += sum(
            row[5] in self.comparison.law_rules for rows in expected.values() for row in rows)
        if len(self.files) == 1:
            return
        for way, files in list(self.orders())[1 if is_quick else 0:2 if is_quick else 3]:
            output = self.fresh(way)
            for file in files:
                self.run(output, [file])
            self.compare_findings(way, output, expected)
            self.compare_folders(way, output, at_once)
            if self.costs() != costs:
                self.say(f"{way}: the database holds other costs")

    def change_and_change_back(self, file):
        """A file with fewer rows is sent, then the one before again; other files are gone."""
        expected = self.check()
        output = self.fresh("changed")
        self.run(output, self.files)
        costs = self.costs()
        shorter = self.work / file.name
        lines = file.read_bytes().splitlines(keepends=True)
        shorter.write_bytes(b"".join(lines[:1 + (len(lines) - 1) // 2]))
        self.run(output, [shorter])
        if self.costs() == costs:
            self.say(f"{file.name} with fewer rows makes no difference")
        self.run(output, [file])
        self.compare_findings(f"{file.name} changed back", output, expected)
        if self.costs() != costs:
            self.say(f"{file.name} changed back: the database holds other costs")


class Comparison:
    def __init__(self, build, work):
        self.isprofile = build / "isprofile"
        self.generate = build / "generate"
        self.work = work
        self.databases = {}
        self.trouble = []
        self.sets = self.rows = self.law_rows = 0
        rules = subprocess.run([self.isprofile, "rules", "--format", "csv"], check=True,
                               capture_output=True, text=True).stdout
        rows = list(csv.DictReader(rules.splitlines()))
        self.law_rules = {row["rule"] for row in rows if row["scope"] in ("cross", "lea")}
        self.state_rules = {row["rule"] for row in rows if row["scope"] == "state"}

    def make_database(self, directory):
        name = f"same_findings_{len(self.databases)}"
        psql("postgres", f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
        os.environ["PGDATABASE"] = name
        subprocess.run([self.isprofile, "init"], check=True, capture_output=True)
        subprocess.run([self.isprofile, "directory", directory], check=True, capture_output=True)
        return name

    def empty_database(self, directory):
        """A database with this directory and nothing else, for the programs that follow."""
        content = directory.read_bytes()
        if content not in self.databases:
            self.databases[content] = self.make_database(directory)
        os.environ["PGDATABASE"] = self.databases[content]
        psql(os.environ["PGDATABASE"], EMPTY)

    def drop_databases(self):
        for name in self.databases.values():
            psql("postgres", f"DROP DATABASE IF EXISTS {name}")

    def fixtures(self, is_quick):
        options = ["--as-of", "2024-09-01", "--max-rejected", "100"]
        directory = FIXTURES / "directory.txt"
        clean = sorted((FIXTURES / "clean").glob("*.csv"))
        Trial(self, "clean", clean, directory, options).judge(is_quick)
        for name in ("ISAG.csv", "STAS.csv", "ISAD.csv"):
            Trial(self, "clean", clean, directory, options).change_and_change_back(
                FIXTURES / "clean" / name)
        for folder in sorted((FIXTURES / "rules").iterdir()):
            if not folder.is_dir() or folder.name in self.state_rules:
                continue
            of_folder = (folder / "options").read_text().split() \
                if (folder / "options").exists() else []
            if any(not option.startswith("as_of=") for option in of_folder):
                continue
            more = [part for option in of_folder for part in ("--as-of", option[6:])]
            for inputs in sorted(path for path in folder.iterdir() if path.is_dir()):
                Trial(self, f"{folder.name}/{inputs.name}", sorted(inputs.iterdir()), directory,
                      options + more).judge(is_quick)

    def generated(self, is_quick, *arguments):
        data = self.work / "generated"
        shutil.rmtree(data, ignore_errors=True)
        subprocess.run([self.generate, "--output", data, *arguments], check=True,
                       capture_output=True)
        for folder in sorted((data / "inbox").iterdir()):
            Trial(self, f"generated {' '.join(arguments)}: {folder.name}",
                  sorted(folder.iterdir()), data / "directory.txt", ["--as-of", "2026-09-01"],
                  folder.name).judge(is_quick)
        self.whole_state(data)

    def whole_state(self, data):
        """The order of LEAs and the number of processes change nothing."""
        outputs = []
        for jobs in ("1", "4"):
            self.empty_database(data / "directory.txt")
            outputs.append(self.work / f"state_{jobs}")
            shutil.rmtree(outputs[-1], ignore_errors=True)
            subprocess.run([self.isprofile, "run", "--as-of", "2026-09-01", "--jobs", jobs,
                            "--output", outputs[-1], data / "inbox"], capture_output=True)
        files = [{path.relative_to(output): path.read_bytes() for path in output.rglob("*")
                  if path.is_file()} for output in outputs]
        if files[0] != files[1]:
            self.trouble.append("one process and four leave other folders: " + " ".join(
                str(name) for name in sorted(set(files[0]) | set(files[1]))
                if files[0].get(name) != files[1].get(name))[:400])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--state", nargs=2, metavar=("LEAS", "PUPILS"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="isprofile-same.") as folder:
        comparison = Comparison(options.build.resolve(), pathlib.Path(folder))
        if options.state:
            comparison.generated(options.quick, "--leas", options.state[0], "--pupils",
                                 options.state[1], "--quirks", "--errors", "1")
        else:
            comparison.fixtures(options.quick)
            comparison.generated(options.quick, "--leas", "4", "--pupils", "1200", "--quirks",
                                 "--errors", "20")
            comparison.generated(options.quick, "--leas", "3", "--pupils", "600", "--quirks",
                                 "--errors", "20", "--year", "2018-2019", "--seed", "7")
        comparison.drop_databases()
    for line in comparison.trouble[:60]:
        print(line)
    print(f"same findings: {comparison.sets} sets, {comparison.rows} findings compared, "
          f"{comparison.law_rows} of rules on several files; {len(comparison.trouble)} complaints")
    sys.exit(1 if comparison.trouble or comparison.sets < 20 or comparison.law_rows < 50 else 0)


if __name__ == "__main__":
    main()
