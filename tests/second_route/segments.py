"""The segments of a pupil, one a school, and what is measured over some of them."""

from typing import List, NamedTuple, Optional, Sequence, Tuple

from directory import DISTRICT_OFFICE, NONPUBLIC, Place
from pupils import Agreement, Enrollment, Pupil
from reference import Reference


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
