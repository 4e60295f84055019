"""check_samples.py ISPROFILE: packs the samples, unpacks them, and checks every one as a vendor would.

The findings of `isprofile check` are compared with expected.csv: all above info, and those of the
rule itself. The pack is made twice and must be the same, whatever the umask and the times of the files.
"""

import csv
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OF_ALL_LEAS = {"pupil_in_two_leas", "days_claimed_twice", "identity_conflict"}
# A file without a good row is refused whatever share is allowed: that follows from the others.
NO_ROW_LEFT = "no good row is left"
ACCEPTED, REFUSED = 0, 65


def pack(folder):
    """The two packs, made under two umasks, must be one."""
    made = []
    for umask in (0o022, 0o077):
        path = Path(folder) / f"samples{umask}.tar.gz"
        subprocess.run([ROOT / "scripts" / "sample-pack", path], check=True, umask=umask)
        made.append(path.read_bytes())
    assert made[0] == made[1], "the pack is not the same twice"
    with tarfile.open(path) as archive:
        names = archive.getnames()
        assert names == sorted(names), "the names are not in order"
        assert {(m.mtime, m.uid, m.gid) for m in archive.getmembers()} == {(0, 0, 0)}
        archive.extractall(folder, filter="data") if hasattr(tarfile, "data_filter") \
            else archive.extractall(folder)
    return Path(folder) / "isprofile-samples"


def options_of(folder, name, pack_folder):
    """The command line of an input: the defaults, then its own options, or those of the folder."""
    values = {"directory": "yes", "max_rejected": "100", "as_of": "2024-09-01"}
    path = folder / f"{name}.options"
    if not path.exists():
        path = folder / "options"
    if path.exists():
        values.update(line.split("=", 1) for line in path.read_text().split())
    arguments = []
    for key, value in values.items():
        if key == "directory":
            arguments += ["--directory", pack_folder / "directory.txt"] if value == "yes" else []
        else:
            arguments += ["--" + key.replace("_", "-"), value]
    return arguments


def check(isprofile, arguments, files, output):
    """The findings of a check, by file, and its status."""
    done = subprocess.run([isprofile, "check", "--format", "csv", "--output", output, *arguments, *files],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (ACCEPTED, REFUSED):
        sys.exit(f"{files[0]}: status {done.returncode}: {done.stderr}")
    with open(Path(output) / "findings.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines)), done.returncode


def read_expected(folder):
    """Expected findings of each input of a rule's folder, by the first part of their path."""
    expected = defaultdict(list)
    with open(folder / "expected.csv", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            expected[row["file"].split("/")[0]].append(row)
    return expected


def fits(expected, found):
    if expected["rule"] != found["rule"] or Path(expected["file"]).name != found["file"]:
        return False
    if expected["line"] != "*" and int(expected["line"]) != int(found["line"] or 0):
        return False
    if expected["column"] not in ("*", found["column"]):
        return False
    if "ineligible_days" not in expected:
        return True
    return all(Decimal(expected[cost] or -1) == Decimal(found[cost] or -1)
               for cost in ("ineligible_days", "ineligible_ada"))


def compare(name, rule, expected, found):
    """What is not as expected, in sentences."""
    left = [row for row in found if (row["severity"] != "info" or row["rule"] == rule)
            and NO_ROW_LEFT not in row["message"]]
    for row in expected:
        match = next((each for each in left if fits(row, each)), None)
        if match is None:
            yield f"{name}: {row} is not found"
        else:
            left.remove(match)
    for row in left:
        yield f"{name}: line {row['line']}, {row['column']}: {row['rule']} is not expected"


def inputs_of(folder):
    for path in sorted(folder.iterdir()):
        if path.name.startswith(("passes", "fails")) and path.suffix != ".options":
            yield path


def check_rule(isprofile, samples, folder, output, counts):
    expected = read_expected(folder)
    for path in inputs_of(folder):
        is_set = path.is_dir() and path.suffix == ""
        files = sorted(path.iterdir()) if is_set else [path]
        found, _ = check(isprofile, options_of(folder, path.name, samples), files, output)
        fires = any(row["rule"] == folder.name for row in found)
        counts["fails" if fires else "passes"] += 1
        if fires != path.name.startswith("fails"):
            yield f"{folder.name}/{path.name}: the rule is {'' if fires else 'not '}found"
        yield from compare(f"{folder.name}/{path.name}", folder.name, expected[path.name], found)


def check_clean(isprofile, samples, folder, output):
    files = sorted(folder.iterdir())
    arguments = ["--as-of", "2024-09-01", "--directory", samples / "directory.txt"]
    if folder.name == "windows_1252":
        arguments += ["--encoding", "windows-1252"]
    found, status = check(isprofile, arguments, files, output)
    allowed = {"value_leading_zeros_lost"} if folder.name == "spellings" else set()
    yield from (f"{folder.name}: {row['rule']}" for row in found
                if row["severity"] != "info" and row["rule"] not in allowed)
    if status != ACCEPTED or len(files) == 0:
        yield f"{folder.name}: not accepted"


def main():
    isprofile = Path(sys.argv[1]).resolve()
    for name in [name for name in os.environ if name.startswith("ISPROFILE_")]:
        del os.environ[name]
    listed = subprocess.run([isprofile, "rules", "--format", "csv"], capture_output=True, text=True,
                            check=True).stdout.splitlines()
    rules = {row["rule"] for row in csv.DictReader(listed)}
    counts = Counter()
    with tempfile.TemporaryDirectory() as folder:
        samples = pack(folder)
        output = Path(folder) / "output"
        problems = []
        for clean in [samples / "clean", *sorted((samples / "forms").iterdir())]:
            counts["clean"] += 1
            problems += check_clean(isprofile, samples, clean, output)
        for rule in sorted((samples / "rules").iterdir()):
            if rule.name not in rules:
                problems.append(f"{rule.name}: no such rule")
            elif rule.name not in OF_ALL_LEAS:
                counts["rules"] += 1
                problems += check_rule(isprofile, samples, rule, output, counts)
    for problem in problems:
        print(problem)
    print(f"{counts['clean']} clean sets, {counts['rules']} rules, {counts['passes']} inputs that pass, {counts['fails']} that fail: "
          f"{len(problems)} problems")
    sys.exit(1 if problems or counts["rules"] < 100 or counts["clean"] < 10 else 0)


if __name__ == "__main__":
    main()
