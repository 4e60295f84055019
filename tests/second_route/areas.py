"""The places of the profile under its charter filters, and which of them a pupil's schools lie in."""

from typing import NamedTuple, Sequence, Set

from directory import Place

LEVEL_DIGITS = (("T", 0), ("C", 2), ("D", 7), ("S", 14))


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
