"""Compares two profiles cell by cell.

    compare.py FIRST.csv SECOND.csv [--limit 20]

Either may be the JSON of the profile instead. Exit status 0 when they have the same rows in the same order with the same cells.
"""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

KEY = (
    "academic_year",
    "aggregate_level",
    "county_code",
    "district_code",
    "school_code",
    "charter",
    "category",
)
Row = Dict[str, str]


def cell_text(value: object) -> str:
    return "" if value is None else str(value)


def read_json(path: Path) -> Tuple[List[str], List[Row]]:
    """The rows of the JSON as those of the CSV. Numbers keep their spelling."""
    with open(path, encoding="utf-8") as file:
        profile = json.load(file, parse_float=str, parse_int=str)
    breakdowns = {c["category"]: c["breakdown"] for c in profile["categories"]}
    rows = []
    for place in profile["places"]:
        of_place = {name: cell_text(value) for name, value in place.items() if name != "rows"}
        for values in place["rows"]:
            row = dict(zip(profile["row_columns"], map(cell_text, values)))
            row.update(of_place, breakdown=breakdowns[row["category"]])
            rows.append(dict(row, academic_year=profile["academic_year"]))
    return list(rows[0]) if rows else [], rows


def read_profile(path: Path) -> Tuple[List[str], List[Row]]:
    if path.suffix == ".json":
        return read_json(path)
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def key_of(row: Row) -> Tuple[str, ...]:
    return tuple(row.get(name) or "" for name in KEY)


def differences(
    first: Sequence[Row], second: Sequence[Row], columns: Sequence[str]
) -> Iterator[str]:
    of_first = {key_of(row): row for row in first}
    of_second = {key_of(row): row for row in second}
    for rows, keys, which in ((first, of_first, "first"), (second, of_second, "second")):
        if len(rows) != len(keys):
            yield "%s: %d rows are there twice" % (which, len(rows) - len(keys))
    for key, row in of_first.items():
        other = of_second.get(key)
        if other is None:
            yield "%s: only in the first (pupils %s)" % (" ".join(key), row.get("pupils"))
            continue
        for column in columns:
            if row.get(column) != other.get(column):
                yield '%s: %s is "%s" and "%s"' % (
                    " ".join(key),
                    column,
                    row.get(column),
                    other.get(column),
                )
    for key, row in of_second.items():
        if key not in of_first:
            yield "%s: only in the second (pupils %s)" % (" ".join(key), row.get("pupils"))
    if [key_of(row) for row in first] != [key_of(row) for row in second]:
        yield "the rows are not in the same order"


def compare(first: Path, second: Path, limit: int) -> int:
    """Prints the first differences; returns how many there are."""
    first_columns, first_rows = read_profile(first)
    second_columns, second_rows = read_profile(second)
    found = list(differences(first_rows, second_rows, first_columns))
    if ".json" in (first.suffix, second.suffix):
        first_columns, second_columns = sorted(first_columns), sorted(second_columns)
    elif not found and first.read_bytes() != second.read_bytes():
        found.append("the cells are the same, the bytes are not")
    if first_columns != second_columns:
        found.insert(0, "the columns differ")
    for line in found[:limit]:
        print(line)
    if len(found) > limit:
        print("and %d more" % (len(found) - limit))
    cells = len(first_rows) * len(first_columns)
    print("%d rows, %d cells compared, %d differences" % (len(first_rows), cells, len(found)))
    return len(found)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Compares two profiles cell by cell.")
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--limit", type=int, default=20, help="differences to print")
    options = parser.parse_args(arguments)
    return 1 if compare(options.first, options.second, options.limit) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
