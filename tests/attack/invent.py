#!/usr/bin/env python3
"""Invents the unsuppressed profiles of a small state: as it was, and after some districts were corrected.

    invent.py --seed N --categories reporting_category.csv --output DIR [--pupils N] [--districts N]

writes DIR/earlier.csv and DIR/now.csv. Pupils are drawn one by one, some with segments at several
schools, so that places and charter filters do not add up. Places are small and many figures are 1 to
10. No database takes part; the rows are laid out as profile.md tells, but no rule of who counts where
is tried here: only that every pupil is counted as one in each row.
"""

import argparse
import csv
import os
import random

HEADER = ("academic_year,aggregate_level,county_code,district_code,school_code,county_name,"
          "district_name,school_name,charter,breakdown,category,pupils,fifty_percent_pupils,"
          "long_term_pupils,grade12_pupils,diploma_count,diploma_percent,other_completer_count")
SPANS = {"GRTKKN": ("GTK", "GKN"), "GR13": ("G01", "G02", "G03"), "GR46": ("G04", "G05", "G06"),
         "GR78": ("G07", "G08"), "GR912": ("G09", "G10", "G11", "G12")}
LEVELS = ("T", "C", "D", "S")


def read_categories(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["code"], row["breakdown"]) for row in csv.DictReader(file)]


class World:
    """Schools of districts of counties, and what their pupils can be."""

    def __init__(self, rng, categories, districts):
        self.rng = rng
        self.of = {}
        for code, breakdown in categories:
            self.of.setdefault(breakdown, []).append(code)
        self.schools = []
        for number in range(districts):
            county = f"{1 + number % max(1, districts // 4):02d}"
            for school in range(rng.choice((1, 1, 2, 3, 6))):
                is_charter = rng.random() < 0.3
                weight = rng.choice((1, 2, 4, 8, 30))
                self.schools.append(((county, f"{10000 + number}", f"{1000000 + school}"), is_charter,
                                     weight, rng.choice(self.of["school_type"])))
        self.weights = [school[2] for school in self.schools]

    def pick(self, codes):
        """One of the first codes mostly, so that the others are rare."""
        return codes[min(int(self.rng.expovariate(0.5)), len(codes) - 1)]

    def segment(self):
        rng = self.rng
        school = rng.choices(self.schools, self.weights)[0]
        expected = rng.choice((20, 90, 175))
        days = rng.choice((3, expected // 2, expected))
        grade = rng.choice(self.of["grade"]) if rng.random() < 0.5 else "G12"
        return {"school": school, "expected": expected, "days": min(days, expected), "grade": grade,
                "known": rng.random() < 0.97, "place": self.pick(self.of["program_placement"]),
                "modality": self.pick(self.of["modality"]),
                "end": rng.choice(("graduate", "graduate", "graduate", "other", "none", "removed"))}

    def pupil(self):
        rng = self.rng
        count = 1 if rng.random() < 0.9 else 2
        return {"race": self.pick(self.of["race"]), "gender": self.pick(self.of["gender"]),
                "groups": [code for code in self.of["pupil_group"] if rng.random() < 0.15],
                "segments": [self.segment() for _ in range(count)]}


def completion(segments, grade):
    """Whether a pupil of that grade is counted in grade 12, graduates, completes otherwise."""
    ends = {segment["end"] for segment in segments}
    if "graduate" in ends:
        counted = grade in ("G09", "G10", "G11", "G12", "GUN")
        return (counted, counted, False)
    counted = grade == "G12" and segments[-1]["end"] != "removed"
    return (counted, False, counted and "other" in ends)


def figures(segments, grade):
    days = sum(segment["days"] for segment in segments)
    expected = sum(segment["expected"] for segment in segments)
    return (True, 2 * days >= expected, days >= 16) + completion(segments, grade)


def categories_of(pupil, segments):
    main = max(segments, key=lambda segment: segment["days"])
    days = sum(segment["days"] for segment in segments)
    expected = sum(segment["expected"] for segment in segments)
    kinds = {segment["modality"] for segment in segments}
    return main["grade"], [
        "TA", pupil["race"], pupil["gender"], *pupil["groups"], main["grade"],
        *(span for span, grades in SPANS.items() if main["grade"] in grades), main["place"],
        kinds.pop() if len(kinds) == 1 else "MBOTH", "DLONG" if days >= 16 else "DSHORT",
        "XFULL" if days >= expected else "XPART", main["school"][3]]


def places_of(segment):
    """Every place and charter filter that the segment is in."""
    county, district, school = segment["school"][0]
    is_charter = segment["school"][1] and segment["known"]
    codes = [("", "", ""), (county, "", ""), (county, district, "")]
    if segment["known"]:
        codes.append((county, district, school))
    for level, code in enumerate(codes):
        yield level, code, 0
        yield level, code, 2 if is_charter else 1


def count(pupils):
    table = {(0, ("", "", ""), 0): {"TA": [0] * 6}}
    for pupil in pupils:
        places = {}
        for segment in pupil["segments"]:
            for place in places_of(segment):
                places.setdefault(place, []).append(segment)
        for place, segments in places.items():
            grade, codes = categories_of(pupil, segments)
            for code in codes:
                row = table.setdefault(place, {}).setdefault(code, [0] * 6)
                for i, counts in enumerate(figures(segments, grade)):
                    row[i] += counts
    return table


def percent(diplomas, of):
    tenths = (2000 * diplomas + of) // (2 * of) if of else 0
    return f"{tenths // 10}.{tenths % 10}" if of else ""


def write(path, table, categories):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        for (level, code, charter), rows in sorted(table.items()):
            names = ["Invented" if part else "" for part in code]
            for category, breakdown in categories:
                if category not in rows:
                    continue
                r = rows[category]
                file.write(",".join(map(str, [
                    "2023-2024", LEVELS[level], *code, *names, ("All", "N", "Y")[charter], breakdown,
                    category, *r[:5], percent(r[4], r[3]), r[5]])) + "\n")


def corrected(world, pupils, rng):
    """Some districts send their pupils again: a few are gone, changed or new."""
    districts = sorted({school[0][1] for school in world.schools})
    again = set(rng.sample(districts, max(1, len(districts) // 4)))
    left = []
    for pupil in pupils:
        if all(segment["school"][0][1] not in again for segment in pupil["segments"]):
            left.append(pupil)
        elif rng.random() > 0.2:
            left.append(pupil)
        elif rng.random() < 0.7:
            left.append({**pupil, "race": world.pick(world.of["race"]),
                         "segments": [{**segment, "days": rng.choice((3, segment["expected"]))}
                                      for segment in pupil["segments"]]})
    return left


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--categories", required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--pupils", type=int, default=600)
    parser.add_argument("--districts", type=int, default=8)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    categories = read_categories(options.categories)
    world = World(rng, categories, options.districts)
    pupils = [world.pupil() for _ in range(options.pupils)]
    os.makedirs(options.output, exist_ok=True)
    write(os.path.join(options.output, "earlier.csv"), count(pupils), categories)
    write(os.path.join(options.output, "now.csv"), count(corrected(world, pupils, rng)), categories)


if __name__ == "__main__":
    main()
