"""same_cells.py FOLDER: the profile's JSON holds the cells of its CSV, in the same order."""

import csv
import json
import sys
from pathlib import Path


NAMES = ("profile-unsuppressed", "profile")


def csv_rows(folder, name):
    with open(folder / (name + ".csv"), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def json_rows(folder, name):
    with open(folder / (name + ".json"), encoding="utf-8") as file:
        profile = json.load(file)
    breakdown = {category["category"]: category["breakdown"] for category in profile["categories"]}
    for place in profile["places"]:
        head = {"academic_year": profile["academic_year"], **place}
        rows = head.pop("rows")
        for row in rows:
            cells = dict(zip(profile["row_columns"], row, strict=True))
            cells["breakdown"] = breakdown[cells["category"]]
            yield {name: "" if value is None else str(value) for name, value in {**head, **cells}.items()}


def neutral(cells):
    """As the CSV writes it: an apostrophe before what a spreadsheet would take for a formula."""
    return {name: "'" + value if name.endswith("_name") and value[:1] in tuple("=+-@\t\r") else value
            for name, value in cells.items()}


def compare(folder, name):
    expected, found = csv_rows(folder, name), [neutral(row) for row in json_rows(folder, name)]
    if len(expected) < 100:
        sys.exit("the CSV has only %d rows" % len(expected))
    for number, (a, b) in enumerate(zip(expected, found), 2):
        if a != b:
            sys.exit("line %d: CSV %s, JSON %s" % (number, a, b))
    if len(expected) != len(found):
        sys.exit("CSV has %d rows, JSON %d" % (len(expected), len(found)))
    print("%s: %d rows, the same cells" % (name, len(expected)))


if __name__ == "__main__":
    for each in NAMES:
        compare(Path(sys.argv[1]), each)
