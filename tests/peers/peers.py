"""What published loaders make of files with one fault each, beside what isprofile makes of them.

    peers.py --program ISPROFILE [--write PAGE | --verify PAGE]

Every loader has its default settings and the table that its manual shows first. Of the ten rows
that the sender has, it is counted how many stand right afterwards; what else stands is wrong, and
what does not stand is lost, silently when the loader has said nothing. Leading zeros of codes are
only counted in the rows about them. A server of its own is needed, without a row of anybody's
(scripts/localdb run lends one); a loader that is not installed is left out and named. --write puts
the table into a page; --verify runs isprofile alone and compares its column of the page. Exit 1: a
row of isprofile's stands wrong or is lost in silence, or the page says something else.
"""

import argparse
import datetime
import json
import os
import pathlib
import shutil
import sys
import tempfile

import loaders
from faults import COLUMNS, NAMES, all_faults, good_rows

ZEROS = {"none: a good file", "zeros lost by a spreadsheet"}


def plain_date(value):
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%m/%d/%Y"):
        try:
            return datetime.datetime.strptime(value.split(".")[0], form).date().isoformat()
        except ValueError:
            continue
    return value


def plain(row, keeps_zeros):
    """A row as what it says; None for a column that is not there."""
    values = []
    for name in COLUMNS:
        value = row.get(name)
        value = None if value is None else value.strip(" ")
        if value is not None and name.endswith("_date"):
            value = plain_date(value)
        elif value is not None and not keeps_zeros:
            # A code that was taken for a number is forgiven, here, if it is the same number.
            value = value[:-2] if value.endswith(".0") else value
            value = value.lstrip("0") if value.isdigit() else value
        values.append(value)
    return tuple(values)


def meant_rows(fault, keeps_zeros):
    rows = []
    for number, row in enumerate(good_rows()):
        row = dict(zip(COLUMNS, row))
        row["last_name"] = fault["names"].get(number, row["last_name"])
        if number not in fault["gone"]:
            rows.append(plain(row, keeps_zeros))
    return rows


def judge(fault, outcome):
    """The words for a cell: what stands right, what wrong, what is lost, and whether that was said."""
    keeps_zeros = fault["name"] in ZEROS
    meant = meant_rows(fault, keeps_zeros)
    left = list(meant)
    wrong = 0
    for row in outcome.rows:
        row = plain(row, keeps_zeros)
        if row in left:
            left.remove(row)
        else:
            wrong += 1
    right = len(meant) - len(left)
    lost = max(len(NAMES) - right - wrong, 0)
    return right, wrong, lost, outcome.told


def cell(right, wrong, lost, told):
    if right == len(NAMES) and wrong == 0:
        return "all right"
    if right == 0 and wrong == 0:
        return "refused" if told else "**nothing loaded, not told**"
    parts = [f"{right} right"]
    if wrong:
        parts.append(f"**{wrong} wrong**")
    if lost:
        parts.append(f"{lost} lost")
    words = ", ".join(parts)
    if told:
        return words.replace("lost", "refused" if not wrong else "lost") + ", told"
    return words.replace(f"{lost} lost", f"**{lost} lost**") + ", not told"


def choose_loaders(program, is_alone):
    found = {"isprofile": lambda path, folder: loaders.load_ours(program, path, folder)}
    if is_alone:
        return found
    for name, needed, load in (
            ("psql \\copy", "psql", loaders.load_psql),
            ("pgloader", "pgloader", loaders.load_pgloader),
            ("csvsql", "csvsql", loaders.load_csvsql),
            ("csvclean", "csvclean", loaders.load_csvclean),
            ("DuckDB", "node", loaders.load_duckdb)):
        there = shutil.which(needed) and (
            name != "DuckDB" or (loaders.HERE / "node_modules/@duckdb").is_dir())
        if there:
            found[name] = load
        else:
            print(f"left out: {name}", file=sys.stderr)
    return found


def run_all(program, folder, is_alone):
    table, silent = [], {}
    chosen = choose_loaders(program, is_alone)
    loaders.call(program, "init")
    loaders.call(program, "directory", loaders.ROOT / "fixtures" / "directory.txt")
    for number, fault in enumerate(all_faults()):
        cells = []
        for name, load in chosen.items():
            place = folder / f"{number:02}" / name.split()[0]
            place.mkdir(parents=True)
            path = place / ("SENR" + fault["suffix"])
            path.write_bytes(fault["bytes"])
            right, wrong, lost, told = judge(fault, load(path, place))
            # What stands wrongly stands; that something else was told does not help.
            counts = silent.setdefault(name, [0, 0, 0])
            counts[0] += wrong
            counts[1] += 0 if told else lost
            counts[2] += wrong > 0 or (lost > 0 and not told)
            cells.append(cell(right, wrong, lost, told))
        table.append([fault["name"], *cells])
    return ["fault", *chosen], table, silent


def versions():
    for command in (["psql", "--version"], ["pgloader", "--version"], ["csvsql", "--version"]):
        if shutil.which(command[0]):
            yield loaders.call(*command)[1].splitlines()[0].strip()
    package = loaders.HERE / "node_modules/@duckdb/node-api/package.json"
    if package.is_file():
        yield "DuckDB, npm @duckdb/node-api " + json.loads(package.read_text())["version"]


def write(head, table, silent, out):
    for line in (head, ["---"] * len(head), *table):
        print("| " + " | ".join(line) + " |", file=out)
    print("| **rows that stand wrong** | " + " | ".join(str(silent[n][0]) for n in head[1:]) + " |",
          file=out)
    print("| **rows lost and not told of** | " + " | ".join(str(silent[n][1]) for n in head[1:]) +
          " |", file=out)
    print("| **files with either** | " + " | ".join(
        f"{silent[n][2]} of {len(table)}" for n in head[1:]) + " |", file=out)
    print("\n" + "; ".join(versions()) + ".", file=out)


BEGIN, END = "<!-- table -->\n", "<!-- end -->\n"


def write_page(page, head, table, silent):
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    with open(page, "w", encoding="utf-8") as out:
        out.write(before + BEGIN)
        write(head, table, silent, out)
        out.write(END + after)


def differs_from_page(page, table):
    told = {}
    for line in page.read_text(encoding="utf-8").partition(BEGIN)[2].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        told.setdefault(cells[0], cells[1] if len(cells) > 1 else "")
    for fault, ours in table:
        if told.get(fault) != ours:
            print(f"{fault}: {ours}, the page says {told.get(fault)}")
    return any(told.get(fault) != ours for fault, ours in table)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--verify", type=pathlib.Path)
    options = parser.parse_args()
    if "PGHOST" not in os.environ:
        print("there is no server (scripts/localdb run lends one)", file=sys.stderr)
        return 77
    with tempfile.TemporaryDirectory(prefix="peers.") as folder:
        os.chmod(folder, 0o755)
        head, table, silent = run_all(pathlib.Path(options.program).resolve(),
                                      pathlib.Path(folder), options.verify is not None)
    write(head, table, silent, sys.stdout)
    if options.write:
        write_page(options.write, head, table, silent)
    if options.verify and differs_from_page(options.verify, table):
        return 1
    return 1 if silent["isprofile"][0] or silent["isprofile"][1] else 0


sys.exit(main())
