"""The school directory, and where a row counts: "Resolving the school" of the definitions."""

import csv
from pathlib import Path
from typing import Dict, NamedTuple, Optional, Tuple

from reference import date_number

NO_DATA = "No Data"
COLUMNS = ("CDSCode", "County", "District", "School", "Charter", "EdOpsCode", "ClosedDate")
DISTRICT_OFFICE = "0000000"
NONPUBLIC = "0000001"
PRIVATE = "0000002"


class Place(NamedTuple):
    """A school, or a raw code of an LEA that no school has (then school is "")."""

    county: str  # 2 digits
    district: str  # 5 digits
    school: str  # 7 digits
    is_charter: bool
    edops: str
    lea: str  # of an unidentified school only
    raw: str  # likewise

    @property
    def is_identified(self) -> bool:
        return self.school != ""

    @property
    def cds_code(self) -> str:
        return self.county + self.district + self.school


class Directory:
    """Rows of pubschls.txt by school code and by county-district code."""

    def __init__(self, special_schools: Dict[str, str]):
        self.special_schools = special_schools
        self.county_names: Dict[str, str] = {}
        self.district_names: Dict[str, str] = {}
        self.school_names: Dict[str, str] = {}
        self.schools: Dict[str, Place] = {}
        self._until: Dict[str, int] = {}  # by school code: the day it closed
        self._resolved: Dict[Tuple[str, str], Tuple[Place, str]] = {}

    @classmethod
    def read(cls, path: Path, special_schools: Dict[str, str]) -> "Directory":
        directory = cls(special_schools)
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                cells = [(row.get(name) or "").strip() for name in COLUMNS]
                directory.add(*("" if cell == NO_DATA else cell for cell in cells))
        return directory

    def add(
        self,
        cds: str,
        county: str,
        district: str,
        school: str,
        charter: str,
        edops: str,
        closed: str = "",
    ) -> None:
        """Adds a row of the directory; closed is MM/DD/YYYY, or "" of an open school.

        A school that moved to another district stands there twice: the open row holds, or the
        one that closed last.
        """
        self.county_names.setdefault(cds[:2], county)
        if cds[7:] == DISTRICT_OFFICE:
            self.district_names[cds[:7]] = district
            return
        self.district_names.setdefault(cds[:7], district)
        self.school_names[cds] = school
        until = date_number(closed) if closed else 99999999
        if until >= self._until.get(cds[7:], 0):
            self._until[cds[7:]] = until
            self.schools[cds[7:]] = Place(cds[:2], cds[2:7], cds[7:], charter == "Y", edops, "", "")

    def county_district(self, lea: str) -> Optional[str]:
        """The 7 digits under which an LEA's own rows count; None for an LEA that is not known."""
        if lea in self.district_names:
            return lea
        school = self.schools.get(lea)
        if school is not None and school.is_charter:
            return school.county + school.district
        return None

    def whole_again(self, code: str) -> str:
        """A code that lost its leading zeros, padded when the directory then knows it."""
        if code.isascii() and code.isdigit() and len(code) < 7:
            padded = code.zfill(7)
            known = padded in self.schools or padded in self.district_names
            if padded != DISTRICT_OFFICE and (known or padded in self.special_schools):
                return padded
        return code

    def resolve(self, lea: str, raw: str) -> Tuple[Place, str]:
        """Where a row of an LEA counts, and its school_of_attendance in normal form."""
        key = (lea, raw)
        if key not in self._resolved:
            code = self.whole_again(raw)
            self._resolved[key] = (self._place(lea, code), code)
        return self._resolved[key]

    def _place(self, lea: str, code: str) -> Place:
        own = self.county_district(lea)
        if own is None:
            raise ValueError("LEA %s is not in the directory" % lea)
        if code != DISTRICT_OFFICE and code in self.schools:
            return self.schools[code]
        if code == lea:
            return Place(own[:2], own[2:], DISTRICT_OFFICE, False, "", "", "")
        if code in (NONPUBLIC, PRIVATE):
            return Place(own[:2], own[2:], code, False, "", "", "")
        return Place(own[:2], own[2:], "", False, "", lea, code)

    def names(self, cds: str) -> Tuple[str, str, str]:
        """County, district and school name of a CDS code or of its first 2 or 7 digits."""
        school = ""
        if len(cds) == 14:
            school = self.special_schools.get(cds[7:]) or self.school_names[cds]
        return (
            self.county_names[cds[:2]] if len(cds) >= 2 else "",
            self.district_names[cds[:7]] if len(cds) >= 7 else "",
            school,
        )
