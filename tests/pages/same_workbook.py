"""same_workbook.py FOLDER: the profile's workbooks and data dictionary against its tables.

Opens the workbooks as what they are, a zip of XML: the same cells as the CSV, sheet by sheet,
counts as numbers, codes as text, "*" as text; the same bytes when made twice; and no file that may
be published holds what stands in the place of a hidden count.
"""

import csv
import re
import sys
import zipfile
import xml.etree.ElementTree as tree
from pathlib import Path

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NEVER_SHOWN = re.compile(rb"7,?654,?321")
FIRST_FIGURE = 12
HEAD = 3


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_of(element):
    if element.get("t") == "inlineStr":
        return "".join(text.text or "" for text in element.iter(MAIN + "t"))
    if element.get("t") is None:
        return float(element.find(MAIN + "v").text)
    raise SystemExit("a cell of type %s" % element.get("t"))


def sheet_rows(archive, number):
    sheet = tree.fromstring(archive.read("xl/worksheets/sheet%d.xml" % number))
    rows = []
    for row in sheet.iter(MAIN + "row"):
        cells = {}
        for element in row.iter(MAIN + "c"):
            if len(element):
                cells[column_of(element.get("r"))] = cell_of(element)
        rows.append(cells)
    return sheet, rows


def expected_cells(row, names):
    """A line of the table as the workbook holds it: no apostrophe, figures as numbers."""
    values = list(row.values())
    values = [value[1:] if value[:1] == "'" else value for value in values]
    values.insert(11, names[row["category"]])
    cells = {}
    for column, value in enumerate(values):
        if value != "":
            cells[column] = value if column < FIRST_FIGURE or value == "*" else float(value)
    return cells


def check_sheet(sheet, rows, name, lines, names):
    if len(rows) != HEAD + len(lines):
        sys.exit("sheet %s has %d rows for %d lines" % (name, len(rows), len(lines)))
    header = list(lines[0]) if lines else None
    if header and list(rows[HEAD - 1].values()) != header[:11] + ["category_name"] + header[11:]:
        sys.exit("sheet %s: other columns" % name)
    for number, (line, cells) in enumerate(zip(lines, rows[HEAD:]), HEAD + 1):
        if expected_cells(line, names) != cells:
            sys.exit("sheet %s, row %d: %s" % (name, number, cells))
    pane = sheet.find(".//%spane" % MAIN)
    if pane is None or pane.get("state") != "frozen" or pane.get("ySplit") != str(HEAD):
        sys.exit("sheet %s: its header is not frozen" % name)
    if sheet.find(MAIN + "autoFilter") is None:
        sys.exit("sheet %s: no filter" % name)


def check_workbook(path, table, names):
    lines = list(csv.DictReader(table.open(encoding="utf-8", newline="")))
    breakdowns = list(dict.fromkeys(names_breakdown[1] for names_breakdown in names.values()))
    only_names = {code: name for code, (name, _) in names.items()}
    with zipfile.ZipFile(path) as archive:
        if archive.testzip() is not None:
            sys.exit("%s is damaged" % path)
        workbook = tree.fromstring(archive.read("xl/workbook.xml"))
        sheets = [sheet.get("name") for sheet in workbook.iter(MAIN + "sheet")]
        if len(sheets) != 1 + len(breakdowns) or sheets[0] != "Notes":
            sys.exit("%s has the sheets %s" % (path, sheets))
        for number, breakdown in enumerate(breakdowns, 2):
            sheet, rows = sheet_rows(archive, number)
            check_sheet(sheet, rows, sheets[number - 1],
                        [line for line in lines if line["breakdown"] == breakdown], only_names)
        title = sheet_rows(archive, 1)[1][0][0]
        if not title.startswith("Independent study" if path.stem == "profile" else "UNSUPPRESSED"):
            sys.exit("%s begins with %s" % (path, title))
        for name in archive.namelist():
            if NEVER_SHOWN.search(archive.read(name)):
                sys.exit("%s of %s holds a hidden count" % (name, path))
    return len(lines)


def check_dictionary(path, table, names):
    entries = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    columns = [entry["column"] for entry in entries if entry["code"] == ""]
    with table.open(encoding="utf-8", newline="") as file:
        if columns != next(csv.reader(file)):
            sys.exit("%s: other columns than the table's: %s" % (path, columns))
    codes = [entry["code"] for entry in entries if entry["column"] == "category" and entry["code"]]
    if codes != list(names):
        sys.exit("%s: other categories" % path)
    lines = csv.DictReader(table.open(encoding="utf-8", newline=""))
    told = {(entry["column"], entry["code"]) for entry in entries}
    for line in lines:
        for column in ("aggregate_level", "charter", "breakdown", "category"):
            if (column, line[column]) not in told:
                sys.exit("%s does not tell of %s %s" % (path, column, line[column]))
    if any(not entry["meaning"] or not entry["name"] for entry in entries):
        sys.exit("%s: an entry without a meaning" % path)


def main(folder, reference):
    with open(reference, encoding="utf-8", newline="") as file:
        names = {row["code"]: (row["name"], row["breakdown"]) for row in csv.DictReader(file)}
    for name in ("profile-unsuppressed", "profile"):
        table = folder / (name + ".csv")
        book = folder / (name + ".xlsx")
        count = check_workbook(book, table, names)
        if book.read_bytes() != (folder / (name + "-again.xlsx")).read_bytes():
            sys.exit("%s differs when it is made again" % book)
        print("%s: %d rows, the same cells" % (book.name, count))
    check_dictionary(folder / "data-dictionary.csv", folder / "profile.csv", names)
    hidden = 0
    for name in ("profile.csv", "profile.json", "profile.html", "data-dictionary.csv"):
        text = (folder / name).read_bytes()
        hidden += text.count(b"*")
        if NEVER_SHOWN.search(text):
            sys.exit("%s holds a hidden count" % name)
    if hidden < 1000:
        sys.exit("only %d hidden counts: too few to tell" % hidden)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
