"""Makes values that stand nowhere else, and files that are full of them."""

import csv
import gzip
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEA = "0199999"
ENTITY = {"reporting_lea", "academic_year", "record_type"}


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
