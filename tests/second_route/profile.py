"""The statewide profile of EC 51749, computed a second time from the submissions.

Follows the words of the definitions: segments, a pupil at a level under a charter
filter, diploma completion, rows. All figures are whole numbers of hundredths.

    profile.py --inbox DIR --directory FILE --year 2023-2024 --output FILE

A second and later inbox holds what was sent after the first: a submission there
replaces the one of the same LEA, extract and year.
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence, Set, TextIO, Tuple

from directory import DISTRICT_OFFICE, NONPUBLIC, Directory, Place
from pupils import Agreement, Collector, Enrollment, Pupil
from reference import Reference, first_year, school_year
from submissions import Refusals, read_inboxes, rejected_records

LEVEL_DIGITS = (("T", 0), ("C", 2), ("D", 7), ("S", 14))
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

LEFT_FOR_GOOD = ("T180", "T200", "T240", "T370", "E130")
TRANSFERRED = ("T160", "T165", "T167")

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


class Segment(NamedTuple):
    """One pupil at one school with independent study."""

    place: Place
    is_measured_by_stas: bool
    is_days: int
    expected_days: int  # 0 where there are none
    is_percent: Optional[int]  # None without ISAG
    grade: str  # "" unknown
    placement: str  # "" unknown
    modalities: frozenset

    @property
    def order_of_main(self):
        """The main segment comes first in this order."""
        place = self.place
        if place.is_identified:
            return (-self.is_days, 0, place.cds_code, "", "")
        return (-self.is_days, 1, "", place.lea, place.raw)


def segment_grade(enrollments: Sequence[Enrollment], agreements: Sequence[Agreement]) -> str:
    counting = [e for e in enrollments if e.counts]
    if counting:
        return max(counting, key=lambda e: e.order).grade
    if agreements:
        last = max(agreements, key=lambda a: (a.start, a.end, a.lea, a.school_code, a.record))
        return last.grade
    return ""


def segment_placement(place: Place, agreements: Sequence[Agreement], reference: Reference) -> str:
    if agreements:
        most = min(agreements, key=lambda a: (-a.is_schooldays, -a.end, a.agreement_id, a.lea))
        if most.placement:
            return most.placement
    if place.school == DISTRICT_OFFICE:
        return "DISTIS"
    if place.school == NONPUBLIC:
        return "NPS"
    return reference.placement_of_edops.get(place.edops, "")


def make_segment(place: Place, pupil: Pupil, reference: Reference) -> Optional[Segment]:
    """The pupil's segment at a school; None when there is none or it is dropped."""
    attendance = [a for a in pupil.attendance if a.place == place]
    agreements = [a for a in pupil.agreements if a.place == place]
    enrollments = [e for e in pupil.enrollments if e.place == place]
    stas_days = sum(a.is_days for a in attendance)
    is_measured_by_stas = stas_days > 0
    if not is_measured_by_stas and not any(a.is_schooldays > 0 for a in agreements):
        return None
    if enrollments and not any(e.counts for e in enrollments):
        return None
    return Segment(
        place=place,
        is_measured_by_stas=is_measured_by_stas,
        is_days=stas_days if is_measured_by_stas else sum(a.is_schooldays for a in agreements),
        expected_days=sum(a.expected_days for a in attendance) if is_measured_by_stas else 0,
        is_percent=max((a.is_percent for a in agreements), default=None),
        grade=segment_grade(enrollments, agreements),
        placement=segment_placement(place, agreements, reference),
        modalities=frozenset(a.modality for a in agreements),
    )


def make_segments(pupil: Pupil, reference: Reference) -> List[Segment]:
    places = {a.place for a in pupil.attendance} | {a.place for a in pupil.agreements}
    segments = (make_segment(place, pupil, reference) for place in places)
    return [segment for segment in segments if segment is not None]


class Area(NamedTuple):
    """A place of the profile under a charter filter."""

    level: str
    cds: str  # none, 2, 7 or 14 digits
    charter: str  # All, N or Y

    def holds(self, place: Place) -> bool:
        if self.charter != "All" and (self.charter == "Y") != place.is_charter:
            return False
        if self.level == "S" and not place.is_identified:
            return False
        return place.cds_code.startswith(self.cds)


def areas_of(places: Sequence[Place]) -> Set[Area]:
    areas = set()
    for place in places:
        for level, digits in LEVEL_DIGITS:
            if level == "S" and not place.is_identified:
                continue
            for charter in ("All", "Y" if place.is_charter else "N"):
                areas.add(Area(level, place.cds_code[:digits], charter))
    return areas


def measured_days(segments: Sequence[Segment]) -> Tuple[bool, int, int]:
    """Whether M is not empty, and the IS days and the expected days over M."""
    m = [s for s in segments if s.is_measured_by_stas and s.expected_days > 0]
    return bool(m), sum(s.is_days for s in m), sum(s.expected_days for s in m)


def highest_percent(segments: Sequence[Segment]) -> int:
    return max((s.is_percent for s in segments if s.is_percent is not None), default=-1)


def is_fifty_percent(segments: Sequence[Segment]) -> bool:
    has_m, is_days, expected = measured_days(segments)
    return 2 * is_days >= expected if has_m else highest_percent(segments) >= 5000


def is_full_time(segments: Sequence[Segment]) -> bool:
    has_m, is_days, expected = measured_days(segments)
    return is_days >= expected if has_m else highest_percent(segments) == 10000


def is_long_term(segments: Sequence[Segment]) -> bool:
    return sum(s.is_days for s in segments) >= 1600


def main_segment(segments: Sequence[Segment]) -> Segment:
    return min(segments, key=lambda s: s.order_of_main)


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


class Completion(NamedTuple):
    """M1 of one pupil in one area."""

    is_in_grade12: bool  # a candidate who is not removed
    is_diploma: bool
    is_other_completer: bool


def completion_outcomes(
    enrollments: Sequence[Enrollment], year: int, reference: Reference
) -> Set[str]:
    first, last = year * 10000 + 816, (year + 1) * 10000 + 815
    return {
        reference.outcome.get(e.completion_status, "")
        for e in enrollments
        if e.exit_reason == "E230" and first <= e.exit <= last
    }


def is_removed(area: Area, inside: Sequence[Enrollment], pupil: Pupil) -> bool:
    """Of a pupil who is no graduate."""
    counting = [e for e in inside if e.counts]
    if not counting:
        return False
    last = max(counting, key=lambda e: e.order)
    if last.exit_reason in LEFT_FOR_GOOD:
        return True
    if last.exit_reason not in TRANSFERRED:
        return False
    return area.level != "T" or any(e.counts and e.order > last.order for e in pupil.enrollments)


def completion(area: Area, pupil: Pupil, grade: str, year: int, reference: Reference) -> Completion:
    inside = [e for e in pupil.enrollments if area.holds(e.place)]
    outcomes = completion_outcomes(inside, year, reference)
    is_graduate = "graduate" in outcomes
    is_candidate = grade == "12" or (is_graduate and grade in ("09", "10", "11", ""))
    stays = is_candidate and (is_graduate or not is_removed(area, inside, pupil))
    return Completion(
        stays,
        is_candidate and is_graduate,
        stays and not is_graduate and "other_completer" in outcomes,
    )


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
