"""Checks that what `generate` planted is what `isprofile check` finds.

    planted.py GENERATE ISPROFILE [option of generate]...

Makes submissions in a temporary folder and checks each LEA's files. Every row
that the list says must be refused is refused by the rule that it names, and no
other row is; the same of whole files. Every row that is odd on purpose is found
so, and no row is found ineligible that the list does not name.
"""

import collections
import csv
import os
import pathlib
import subprocess
import sys
import tempfile


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def check_files(isprofile, lea, files, directory, output):
    """The findings; None where the files are of two LEAs or years, which check does not mix."""
    command = [isprofile, "check", "--directory", str(directory), "--lea", lea,
               "--format", "csv,json", "--output", str(output), *files]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 64 and len(files) > 1:
        return None
    if done.returncode not in (0, 65):
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return read_rows(output / "findings.csv")


def check_lea(isprofile, folder, directory, output):
    files = sorted(str(path) for path in folder.iterdir())
    findings = check_files(isprofile, folder.name, files, directory, output)
    if findings is not None:
        return findings
    return [row for file in files
            for row in check_files(isprofile, folder.name, [file], directory, output)]


class Comparison:
    def __init__(self, planted):
        self.planted = collections.defaultdict(set)
        for row in planted:
            self.planted[row["severity"]].add((row["file"], row["record"], row["rule"]))
        self.damaged = {name for name, _, _ in self.planted["fatal"]}
        self.found = collections.defaultdict(set)
        self.seen_rules = set()
        self.trouble = []

    def add(self, findings):
        for row in findings:
            name = os.path.basename(row["file"])
            self.seen_rules.add(row["rule"])
            if row["severity"] == "fatal" or name not in self.damaged:
                record = row["record"] if row["severity"] != "fatal" else ""
                self.found[row["severity"]].add((name, record, row["rule"]))

    def say(self, text, items):
        if items:
            self.trouble.append(f"{len(items)} {text}:")
            self.trouble.extend("    " + " ".join(item) for item in sorted(items)[:12])

    def refused_rows(self):
        planted = {row for row in self.planted["error"] if row[0] not in self.damaged}
        found = self.found["error"]
        rows = {row[:2] for row in found}
        self.say("rows that must be refused by their rule and are not", planted - found)
        self.say("rows that are refused and were not planted",
                 {row for row in found if row[:2] not in {plant[:2] for plant in planted}})
        return len(rows)

    def files(self):
        self.say("files that must be refused by their rule and are not",
                 self.planted["fatal"] - self.found["fatal"])
        self.say("files that are refused and were not planted",
                 {row for row in self.found["fatal"] if row[0] not in self.damaged})
        return len(self.damaged)

    @staticmethod
    def follow_from(refused, found):
        """Days whose agreement was refused are days without an agreement: so many of an LEA."""
        left = collections.Counter(name[:7] for name, _ in refused if "_ISAG_" in name)
        follow = set()
        for row in sorted(found):
            if row[2] == "is_without_agreement" and left[row[0][:7]] > 0:
                left[row[0][:7]] -= 1
                follow.add(row)
        return follow

    def odd_rows(self):
        """Only rules that the program judges: others it may not have yet, or need the database."""
        refused = {row[:2] for row in self.found["error"]}
        count = 0
        for severity in ("ineligible", "warning"):
            planted = {row for row in self.planted[severity]
                       if row[0] not in self.damaged and row[2] in self.seen_rules}
            found = {row for row in self.found[severity] if row[:2] not in refused}
            self.say(f"rows that must be found {severity} and are not", planted - found)
            if severity == "ineligible":
                self.say("rows that are found ineligible and were not planted",
                         found - planted - self.follow_from(refused, found))
            count += len(planted)
        return count


def main():
    generate, isprofile, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        data = root / "data"
        subprocess.run([generate, "--output", str(data), *options], check=True)
        comparison = Comparison(read_rows(data / "planted.csv"))
        folders = sorted((data / "inbox").iterdir())
        for folder in folders:
            comparison.add(
                check_lea(isprofile, folder, data / "directory.txt", root / "result"))
        counts = (comparison.refused_rows(), comparison.files(), comparison.odd_rows())
    print(f"{len(folders)} LEAs: {counts[0]} rows and {counts[1]} files refused, "
          f"{counts[2]} rows odd")
    if comparison.trouble:
        sys.exit("\n".join(comparison.trouble))


main()
