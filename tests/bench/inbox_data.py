"""The inboxes that are loaded: a whole state and parts of it, by folders of LEAs."""

import csv
import os
import shutil

from measure import Failure, run, say

YEAR = "2023-2024"
STATE_PUPILS = 5_822_745
PUPILS_OF_AN_LEA = 2911
EXTRACTS = ("SENR", "STAS", "SINF", "SPRG", "ISAG", "ISPU", "ISAD", "ISPO")


def generate(options, folder):
    """The whole state: a real directory if one is given, else an invented one."""
    if options.directory:
        state = ["--directory", options.directory, "--enrollment", options.enrollment]
    elif options.pupils == STATE_PUPILS:
        state = ["--statewide"]
    else:
        state = ["--leas", max(20, options.pupils // PUPILS_OF_AN_LEA), "--pupils", options.pupils]
    return make(options, folder, YEAR, state)


def generate_small(options, folder, year, percent):
    """A state of its own with so many percent of the pupils."""
    pupils = max(2000, round(options.pupils * percent / 100))
    return make(options, folder, year,
                ["--leas", max(20, pupils // PUPILS_OF_AN_LEA), "--pupils", pupils])


def make(options, folder, year, state):
    """Plain files without what no \\copy reads (files that must be refused whole, and rows with a
    field too many); all other faults stay. What was made before is taken again."""
    words = " ".join(str(word) for word in [*state, year]) + "\n"
    mark = folder / "complete"
    if mark.exists() and mark.read_text() == words:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    say(f"  making data: {words.strip()}")
    run([options.build / "generate", "--output", folder, "--form", "plain", "--quirks", "--errors",
         "1", "--quoted", "0", "--gzip", "0", "--year", year, *state])
    leave_out(folder)
    mark.write_text(words)
    return folder


def leave_out(folder):
    dropped = {}
    with open(folder / "planted.csv", newline="") as file:
        for line in csv.DictReader(file):
            path = folder / "inbox" / line["lea"] / line["file"]
            if line["severity"] == "fatal":
                path.unlink()
                dropped.pop(path, None)
            elif line["rule"] == "row_field_count":
                dropped.setdefault(path, set()).add(int(line["line"]))
    for path, lines in dropped.items():
        if path.exists():
            content = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(b"".join(line for number, line in enumerate(content, 1)
                                      if number not in lines))


def take_part(state, folder, percent):
    """An inbox with so many percent of the LEAs, evenly taken by size; the files are the same."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "inbox").mkdir(parents=True)
    os.link(state / "directory.txt", folder / "directory.txt")
    leas = by_size(state / "inbox")
    step = 100 / percent
    wanted = max(1, round(len(leas) / step))
    for i in range(wanted):
        lea = leas[min(len(leas) - 1, int((i + 0.5) * step))]
        (folder / "inbox" / lea.name).mkdir()
        for file in lea.iterdir():
            shutil.copyfile(file, folder / "inbox" / lea.name / file.name)
    return folder


def by_size(inbox):
    return sorted(inbox.iterdir(),
                  key=lambda lea: (sum(file.stat().st_size for file in lea.iterdir()), lea.name))


def gather(inbox, folder):
    """One file an extract without header rows, what \\copy reads best: names of the columns, and
    how many rows."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    columns, rows = {}, {}
    for extract in EXTRACTS:
        rows[extract] = 0
        with open(folder / extract, "wb") as out:
            for path in sorted(inbox.glob(f"*/*_{extract}_*.csv")):
                content = path.read_bytes()
                header, _, body = content.partition(b"\n")
                names = header.decode().split(",")
                if columns.setdefault(extract, names) != names:
                    raise Failure(f"{path}: another order of columns")
                out.write(body)
                rows[extract] += body.count(b"\n")
    return columns, rows


def describe(folder, rows):
    """What an inbox holds, as plain numbers."""
    files = [file for file in (folder / "inbox").glob("*/*")]
    largest = max((file for file in files if "_SENR_" in file.name),
                  key=lambda file: file.stat().st_size)
    return {"leas": sum(1 for _ in (folder / "inbox").iterdir()), "files": len(files),
            "bytes": sum(file.stat().st_size for file in files), "rows": sum(rows.values()),
            "largest_rows": largest.read_bytes().count(b"\n") - 1}


def warm(inbox):
    """Reads every file once, so that all contestants find them in the page cache."""
    for path in inbox.rglob("*"):
        if path.is_file():
            path.read_bytes()


class Changes:
    """Files that were changed for a while; undo() gives them back."""

    def __init__(self):
        self.kept = {}

    def shorten(self, lea):
        """The LEA sends SENR and STAS again, each without its last row."""
        for path in [*lea.glob("*_SENR_*"), *lea.glob("*_STAS_*")]:
            content = path.read_bytes()
            self.kept.setdefault(path, content)
            path.write_bytes(content[:content.rstrip(b"\n").rfind(b"\n") + 1])

    def undo(self):
        for path, content in self.kept.items():
            path.write_bytes(content)
        self.kept = {}
