"""Searches all that came out for the planted values, formulas and markup."""

import csv
import re
import stat
import zipfile

FORMULA = re.compile(r"^ *[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]")
NUMBER = re.compile(r"^-?[0-9]+(\.[0-9]+)?$")


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
