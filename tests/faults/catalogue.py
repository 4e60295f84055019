"""The table of faults, and whether what it points to is there.

faults.csv has a row for each fault: its id, what it is, how it is made, what must happen, and the
tests that keep it, each by name: faults/<function here>, cli/<case>, rules/<fixture>,
privacy/<script>, naughty/<script>, or <folder of tests>/<file> with .<test> for one of it."""
import csv
import os
import re

from outcome import MADE, Failed

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
COLUMNS = ["id", "fault", "made", "must", "kept_by"]


def read():
    with open(os.path.join(HERE, "faults.csv"), encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        rows = list(table)
    if table.fieldnames != COLUMNS:
        raise Failed(f"faults.csv has other columns than {COLUMNS}")
    for row in rows:
        row["kept_by"] = row["kept_by"].split()
    return rows


def names_a_test(name):
    """A test of cmocka is a function that its file lists."""
    path, _, test = name.partition(".")
    source = os.path.join(ROOT, "tests", path + ".c")
    if not os.path.exists(source):
        return False
    if not test:
        return True
    with open(source, encoding="utf-8") as file:
        return re.search(rf"cmocka_unit_test\w*\(\s*{re.escape(test)}\b", file.read()) is not None


def is_of_ctest(name):
    with open(os.path.join(ROOT, "tests", "CMakeLists.txt"), encoding="utf-8") as file:
        return f"NAME {name}\n" in file.read().replace(" COMMAND", "\n")


def is_there(name):
    folder, _, rest = name.partition("/")
    if folder == "faults":
        return rest in MADE
    if folder == "cli":
        return os.path.exists(os.path.join(ROOT, "tests", "cli", rest, "cmd"))
    if folder == "rules" and "." not in rest:
        return os.path.isdir(os.path.join(ROOT, "fixtures", "rules", rest))
    if folder in ("privacy", "naughty"):
        return os.path.exists(os.path.join(ROOT, "tests", name + ".py"))
    return names_a_test(name)


def promises():
    """The tests that docs/reliability.md names beside its promises."""
    with open(os.path.join(ROOT, "docs", "reliability.md"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("| "):
                yield from re.findall(r"`([^`]+)`", line.split("|")[2])


def keeps_a_promise(name):
    """A test of the table's kind, one of ctest, a script, or a folder or file of tests."""
    places = (os.path.join("tests", name), os.path.join("tests", name + ".sh"), name)
    return is_there(name) or is_of_ctest(name) or any(
        os.path.exists(os.path.join(ROOT, place)) for place in places)


def points_in_source():
    """The names of all fault points that the program passes."""
    names = set()
    for folder in ("base", "ingest", "transform", "sql", "report", "cli"):
        for path, _, files in os.walk(os.path.join(ROOT, folder)):
            for file in files:
                if file.endswith(".c"):
                    with open(os.path.join(path, file), encoding="utf-8") as source:
                        names.update(re.findall(r'fault_point_pass\("(\w+)"\)', source.read()))
    return names


def check(rows, stages):
    """What is wrong with the table, or with the stages at which a run is killed, a sentence each."""
    for name in sorted(points_in_source() ^ set(stages)):
        yield f"the fault point {name} is in the source or among the stages, but not in both"
    for name in promises():
        if not keeps_a_promise(name):
            yield f"docs/reliability.md: there is no test {name}"
    seen = set()
    for row in rows:
        if row["id"] in seen:
            yield f"{row['id']} stands twice"
        seen.add(row["id"])
        if not all(row[column] for column in COLUMNS):
            yield f"{row['id']} has an empty column"
        for name in row["kept_by"]:
            if not is_there(name):
                yield f"{row['id']}: there is no test {name}"
    pointed = {name for row in rows for name in row["kept_by"]}
    for name in sorted(MADE):
        if f"faults/{name}" not in pointed:
            yield f"no row names faults/{name}"
