#!/usr/bin/env python3
"""Solves all equations of a masked profile at once.

    equations.py [--sums] PUBLIC TRUTH

The attack program narrows every figure by one line after another, as the audit does. Where lines cross,
that is not the last word: a figure can follow from many lines together. This looks for those, exactly, by
elimination modulo a prime: a hidden figure is determined when no other unknown is left in its equation.
TRUTH, the unsuppressed profile, tells which rows there are and, with --sums, which figures of places and
of charters add up. Small states only: a minute and a gigabyte for 200,000 hidden figures.
"""

import argparse
import csv

PRIME = (1 << 61) - 1
FIGURES = ("pupils", "fifty_percent_pupils", "long_term_pupils", "grade12_pupils", "diploma_count",
           "other_completer_count")
BASES = (0, 0, 0, 0, 3, 3)
COLUMNS = 2 * len(FIGURES) - 1  # behind the figures stands the rest of each but pupils
SPANS = {"GRTKKN": ("GTK", "GKN"), "GR13": ("G01", "G02", "G03"), "GR46": ("G04", "G05", "G06"),
         "GR78": ("G07", "G08"), "GR912": ("G09", "G10", "G11", "G12")}
NO_LINES = ("total", "pupil_group", "grade_span")
TWINS = [("TA", 2, "DLONG", 0), ("TA", 2, "DLONG", 2), ("XFULL", 0, "XFULL", 1), ("TA", 5, "GR912", 5),
         ("TA", 5, "G12", 5)] + [(grade, 3, grade, 4) for grade in ("G09", "G10", "G11", "GUN")]
LEVELS = "TCDS"


def read(path):
    """Rows by (level, county, district, school, charter) and category; None is hidden."""
    rows, breakdowns = {}, {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = (row["aggregate_level"], row["county_code"], row["district_code"],
                     row["school_code"], row["charter"])
            rows[place, row["category"]] = [None if row[name] == "*" else int(row[name]) for name in FIGURES]
            breakdowns[row["category"]] = row["breakdown"]
    return rows, breakdowns


class Equations:
    """What is unknown, and the equations that tie it: each a dictionary of unknown and factor."""

    def __init__(self, shown, truth, breakdowns):
        self.shown, self.truth, self.breakdowns = shown, truth, breakdowns
        self.unknowns = {}
        self.rows = []

    def is_known(self, place, category, figure):
        grades = self.breakdowns[category] in ("grade", "grade_span")
        if category == "DSHORT" and figure == 2:
            return True
        if grades and figure in (3, 4) and category not in ("G09", "G10", "G11", "G12", "GUN", "GR912"):
            return True
        if grades and figure == 5 and category not in ("G12", "GR912"):
            return True
        return self.shown[place, category][figure] is not None

    def is_open(self, place, category, column):
        if (place, category) not in self.truth:
            return False
        if column < len(FIGURES):
            return not self.is_known(place, category, column)
        figure = column - len(FIGURES) + 1
        return not (self.is_known(place, category, figure) and self.is_known(place, category, BASES[figure]))

    def add(self, whole, parts):
        row = {}
        for factor, cells in ((1, [whole]), (PRIME - 1, parts)):
            for cell in cells:
                if self.is_open(*cell):
                    number = self.unknowns.setdefault(cell, len(self.unknowns))
                    row[number] = (row.get(number, 0) + factor) % PRIME
        row = {number: factor for number, factor in row.items() if factor}
        if row:
            self.rows.append(row)

    def add_place(self, place, categories):
        of = {}
        for category, breakdown in self.breakdowns.items():
            of.setdefault(breakdown, []).append(category)
        lines = [("TA", codes) for breakdown, codes in of.items() if breakdown not in NO_LINES]
        lines += [("TA", ["GUN", *SPANS]), *SPANS.items()]
        for whole, parts in lines:
            for column in range(COLUMNS):
                self.add((place, whole, column), [(place, part, column) for part in parts])
        for code, column, other, other_column in TWINS:
            self.add((place, code, column), [(place, other, other_column)])
        for category in categories:
            for figure in range(1, len(FIGURES)):
                self.add((place, category, BASES[figure]),
                         [(place, category, figure), (place, category, figure + len(FIGURES) - 1)])

    def add_sums(self, whole, parts, categories):
        for category in categories:
            there = [part for part in parts if (part, category) in self.truth]
            for figure in range(len(FIGURES) if there else 0):
                total = self.truth[whole, category][figure]
                if total == sum(self.truth[part, category][figure] for part in there):
                    self.add((whole, category, figure), [(part, category, figure) for part in there])


def subtract(row, factor, other):
    """row - factor * other; gives the unknowns that came in and those that went."""
    came, gone = [], []
    for number, value in other.items():
        left = (row.get(number, 0) - factor * value) % PRIME
        if left:
            if number not in row:
                came.append(number)
            row[number] = left
        elif number in row:
            del row[number]
            gone.append(number)
    return came, gone


def determined(rows):
    """Eliminates; the unknowns whose equation holds nothing else in the end."""
    solved, uses = {}, {}
    for row in sorted(rows, key=len):
        for number in [number for number in row if number in solved]:
            if number in row:
                subtract(row, row[number], solved[number])
        if not row:
            continue
        pivot = min(row, key=lambda number: (len(uses.get(number, ())), number))
        inverse = pow(row[pivot], PRIME - 2, PRIME)
        row = {number: value * inverse % PRIME for number, value in row.items()}
        for other in list(uses.get(pivot, ())):
            came, gone = subtract(solved[other], solved[other][pivot], row)
            for number in came:
                uses.setdefault(number, set()).add(other)
            for number in gone:
                uses[number].discard(other)
        solved[pivot] = row
        for number in row:
            uses.setdefault(number, set()).add(pivot)
    return [number for number, row in solved.items() if len(row) == 1]


def families(places):
    """Each place with those in it under the same charter filter, and with its charter filters."""
    parts = {}
    for place in places:
        level = LEVELS.index(place[0])
        if level > 0:
            codes = [code if i < level - 1 else "" for i, code in enumerate(place[1:4])]
            parts.setdefault(((LEVELS[level - 1], *codes, place[4]), "places"), []).append(place)
        if place[4] != "All":
            parts.setdefault(((*place[:4], "All"), "charter"), []).append(place)
    return [(whole, inside) for (whole, _), inside in parts.items()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sums", action="store_true", help="the reader knows what adds up over places")
    parser.add_argument("public")
    parser.add_argument("truth")
    options = parser.parse_args()
    shown, _ = read(options.public)
    truth, breakdowns = read(options.truth)
    places = {}
    for place, category in truth:
        places.setdefault(place, []).append(category)
    equations = Equations(shown, truth, breakdowns)
    for place, categories in places.items():
        equations.add_place(place, categories)
    for whole, parts in families(places) if options.sums else ():
        equations.add_sums(whole, parts, places[whole])
    cells = list(equations.unknowns)
    found = [cells[number] for number in determined(equations.rows) if cells[number][2] < len(FIGURES)]
    values = [truth[place, category][figure] for place, category, figure in found]
    print(f"{len(cells)} unknown, {len(equations.rows)} equations: {sum(value > 0 for value in values)} figures "
          f"above 0 are determined, {sum(1 <= value <= 10 for value in values)} of them small")


if __name__ == "__main__":
    main()
