"""Who is in grade 12, who has a diploma, and who has completed otherwise."""

from typing import NamedTuple, Sequence, Set

from areas import Area
from pupils import Enrollment, Pupil
from reference import Reference

LEFT_FOR_GOOD = ("T180", "T200", "T240", "T370", "E130")
TRANSFERRED = ("T160", "T165", "T167")


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
