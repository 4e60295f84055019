"""The statewide profile of EC 51749, computed a second time from the submissions.

Follows the words of the definitions: segments.py, areas.py for a pupil at a level under a
charter filter, completion.py, and here the rows. All figures are whole numbers of hundredths.

    profile.py --inbox DIR --directory FILE --year 2023-2024 --output FILE

A second and later inbox holds what was sent after the first: a submission there
replaces the one of the same LEA, extract and year.
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Dict, List, Sequence, TextIO, Tuple

from areas import LEVEL_DIGITS, Area, areas_of
from completion import completion
from directory import Directory, Place
from pupils import Collector, Pupil
from reference import Reference, first_year, school_year
from segments import (
    Segment,
    is_fifty_percent,
    is_full_time,
    is_long_term,
    main_segment,
    make_segments,
)
from submissions import Refusals, read_inboxes, rejected_records

FILTERS = ("All", "N", "Y")

GRADES = ("TK", "KN", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12")
GRADE_SPANS = {
    "GRTKKN": ("TK", "KN"),
    "GR13": ("01", "02", "03"),
    "GR46": ("04", "05", "06"),
    "GR78": ("07", "08"),
    "GR912": ("09", "10", "11", "12"),
}
SPAN_OF_GRADE = {grade: span for span, grades in GRADE_SPANS.items() for grade in grades}

HEADER = (
    "academic_year",
    "aggregate_level",
    "county_code",
    "district_code",
    "school_code",
    "county_name",
    "district_name",
    "school_name",
    "charter",
    "breakdown",
    "category",
    "pupils",
    "fifty_percent_pupils",
    "long_term_pupils",
    "grade12_pupils",
    "diploma_count",
    "diploma_percent",
    "other_completer_count",
)


def race_category(pupil: Pupil, reference: Reference) -> str:
    if not pupil.information:
        return "RD"
    latest = max(pupil.information)
    if latest.hispanic == "Y":
        return "RH"
    categories = {reference.race_category[code] for code in latest.races if code}
    if latest.race_missing == "Y" or not categories:
        return "RD"
    return "RT" if len(categories) >= 2 else categories.pop()


def gender_category(pupil: Pupil, reference: Reference) -> str:
    gender = ""
    if pupil.information:
        gender = max(pupil.information).gender
    elif pupil.enrollments:
        gender = max(pupil.enrollments, key=lambda e: e.order).gender
    return reference.gender_category.get(gender, "GZ")


def modality_category(segments: Sequence[Segment]) -> str:
    modalities = frozenset().union(*(s.modalities for s in segments))
    if len(modalities) == 2:
        return "MBOTH"
    return "M" + next(iter(modalities)) if modalities else "MUN"


def grade_categories(grade: str) -> List[str]:
    return ["G" + grade, SPAN_OF_GRADE[grade]] if grade in GRADES else ["GUN"]


class Profile:
    """The counts of each area and category, in the order of their columns."""

    def __init__(self, reference: Reference, directory: Directory, year: int):
        self.reference = reference
        self.directory = directory
        self.year = year
        self.counts: Dict[Tuple[Area, str], List[int]] = {}
        self.school_types = {
            c["code"] for c in reference.categories if c["breakdown"] == "school_type"
        }

    def add(self, pupil: Pupil) -> None:
        segments = make_segments(pupil, self.reference)
        if not segments:
            return
        of_pupil = [
            "TA",
            race_category(pupil, self.reference),
            gender_category(pupil, self.reference),
            *pupil.groups,
        ]
        for area in areas_of([s.place for s in segments]):
            inside = [s for s in segments if area.holds(s.place)]
            self._add_to_area(area, inside, pupil, of_pupil)

    def _add_to_area(
        self, area: Area, segments: Sequence[Segment], pupil: Pupil, of_pupil: List[str]
    ) -> None:
        main = main_segment(segments)
        long_term = is_long_term(segments)
        m1 = completion(area, pupil, main.grade, self.year, self.reference)
        figures = (1, is_fifty_percent(segments), long_term, *m1)
        categories = (
            of_pupil
            + grade_categories(main.grade)
            + [
                "P" + (main.placement or "UN"),
                modality_category(segments),
                "DLONG" if long_term else "DSHORT",
                "XFULL" if is_full_time(segments) else "XPART",
                self._school_type(main.place),
            ]
        )
        for category in categories:
            row = self.counts.setdefault((area, category), [0] * len(figures))
            for i, figure in enumerate(figures):
                row[i] += figure

    def _school_type(self, place: Place) -> str:
        return "T" + place.edops if "T" + place.edops in self.school_types else "TOTHER"

    def write(self, file: TextIO) -> None:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        areas = {area for area, _ in self.counts} | {Area("T", "", "All")}
        levels = [level for level, _ in LEVEL_DIGITS]
        for area in sorted(
            areas, key=lambda a: (levels.index(a.level), a.cds, FILTERS.index(a.charter))
        ):
            for category in self.reference.categories:
                counts = self.counts.get((area, category["code"]))
                if counts is None and area == Area("T", "", "All") and category["code"] == "TA":
                    counts = [0] * 6
                if counts is not None:
                    writer.writerow(self._row(area, category, counts))

    def _row(self, area: Area, category: Dict[str, str], counts: Sequence[int]) -> List[str]:
        pupils, fifty_percent, long_term, grade12, diploma, other = counts
        figures = [
            pupils,
            fifty_percent,
            long_term,
            grade12,
            diploma,
            percent(diploma, grade12),
            other,
        ]
        return [
            school_year(self.year),
            area.level,
            area.cds[:2],
            area.cds[2:7],
            area.cds[7:],
            *self.directory.names(area.cds),
            area.charter,
            category["breakdown"],
            category["code"],
            *map(str, figures),
        ]


def percent(part: int, whole: int) -> str:
    """100 x part / whole with one decimal, half up; "" where the whole is 0."""
    if whole == 0:
        return ""
    tenths = (2000 * part + whole) // (2 * whole)
    return "%d.%d" % (tenths // 10, tenths % 10)


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="The profile by the second route.")
    parser.add_argument(
        "--inbox",
        type=Path,
        required=True,
        nargs="+",
        help="one folder per LEA; the later replaces",
    )
    parser.add_argument("--directory", type=Path, required=True, help="pubschls.txt")
    parser.add_argument("--year", required=True, help="2023-2024")
    parser.add_argument(
        "--planted", type=Path, help="planted.csv: what is refused, by the generator"
    )
    parser.add_argument("--results", type=Path, help="what is refused, by a result folder of a run")
    parser.add_argument("--withdrawn", type=Path, help="lines of LEA, extract, year: taken out")
    parser.add_argument("--max-rejected", type=float, default=5.0, help="percent")
    parser.add_argument("--encoding", default="utf-8", help="of files without a byte order mark")
    parser.add_argument("--output", type=Path, required=True)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    options = parse_arguments(arguments)
    reference = Reference()
    directory = Directory.read(options.directory, reference.special_schools)
    year = first_year(options.year)
    refusals = Refusals(options.max_rejected)
    if options.planted:
        refusals.read_planted(options.planted)
    submissions = read_inboxes(options.inbox, reference, refusals, options.encoding)
    if options.withdrawn:
        withdrawn = set(options.withdrawn.read_text(encoding="utf-8").splitlines())
        submissions = [s for s in submissions if s.name not in withdrawn]
    if options.results:
        for s in submissions:
            folder = "%s_%s" % (s.extract, school_year(s.year))
            s.refused = rejected_records(options.results / s.lea / folder)
    pupils = Collector(reference, directory, year).collect(submissions)
    profile = Profile(reference, directory, year)
    while pupils:
        profile.add(pupils.popitem()[1])
    with open(options.output, "w", encoding="utf-8", newline="") as file:
        profile.write(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
