"""A small invented school directory for the quirks: every kind of school and of LEA."""

from pathlib import Path
from random import Random
from typing import Dict, List, NamedTuple, Sequence

from directory import NO_DATA, Directory
from reference import Reference

COLUMNS = (
    "CDSCode NCESDist NCESSchool StatusType County District School Street StreetAbr City Zip State "
    "MailStreet MailStrAbr MailCity MailZip MailState Phone Ext FaxNumber WebSite OpenDate ClosedDate "
    "Charter CharterNum FundingType DOC DOCType SOC SOCType EdOpsCode EdOpsName EILCode EILName GSoffered "
    "GSserved Virtual Magnet YearRoundYN FederalDFCDistrictID Latitude Longitude AdmFName AdmLName "
    "LastUpDate Multilingual"
).split()

COUNTIES = {"01": "Alpha", "19": "Gamma, East", "58": "Ñandú"}
DISTRICTS = {
    "0110017": "Alpha County Office of Education",
    "0161119": "Beta Unified",
    "0161127": 'Joint "Union" High',
    "1910199": "Gamma County Office",
    "1964733": "Delta, Unified",
    "5872769": "Épsilon Elementary",
}
EDOPS = (
    "TRAD",
    "TRAD",
    "CON",
    "ALTSOC",
    "COMMDAY",
    "COMM",
    "JUV",
    "OPP",
    "YTH",
    "SSS",
    "SPEC",
    "ROP",
    "HOMHOS",
    "SPECON",
    "",
    "",
)
# What stands for no school, besides the codes of other LEAs.
UNKNOWN_CODES = (
    "",
    "",
    "0000000",
    "0",
    "9999999",
    "8888888",
    "abc",
    "ABC",
    "x y",
    "12345678",
    "É",
    "99",
)
UNKNOWN_CODES += ('a\\b"c,d', "\\N", "nowhere " * 30, *sorted(DISTRICTS)[:3])


class School(NamedTuple):
    cds: str
    name: str
    is_charter: bool
    edops: str

    @property
    def code(self) -> str:
        return self.cds[7:]


class World:
    """The directory, and the LEAs that submit."""

    def __init__(self, random: Random, reference: Reference):
        self.schools: List[School] = []
        used = set(DISTRICTS)
        for district in DISTRICTS:
            for i in range(random.randint(3, 5)):
                code = random.choice(
                    (
                        "%07d" % random.randint(100000, 199999),
                        "%07d" % random.randint(1930000, 6200000),
                        "%07d" % random.randint(10, 999),
                    )
                )
                if code in used:
                    continue
                used.add(code)
                name = random.choice(("Oak", "Elm, West", 'The "New"', "Peña", "Hill")) + " %d" % i
                self.schools.append(
                    School(district + code, name, random.random() < 0.35, random.choice(EDOPS))
                )
        if random.random() < 0.3:
            # A school code of the same digits as another place's county-district code.
            self.schools.append(
                School("19647330161127", "Same Digits", random.random() < 0.5, "TRAD")
            )
        self.moved = self._move(random) if random.random() < 0.5 else []
        self.directory = Directory(reference.special_schools)
        for values in self._rows():
            self.directory.add(*("" if v == NO_DATA else v for v in values))
        charters = [s.code for s in self.schools if s.is_charter and s.code not in DISTRICTS]
        self.leas = random.sample(sorted(DISTRICTS), random.randint(2, 4))
        self.leas += random.sample(charters, min(len(charters), random.randint(1, 2)))

    def _move(self, random: Random) -> List[Sequence[str]]:
        """Closed rows of schools that moved between districts, under their old ones."""
        rows = []
        for school in random.sample(self.schools, 2):
            old = random.choice([cd for cd in sorted(DISTRICTS) if cd != school.cds[:7]])
            county, district = COUNTIES[old[:2]], DISTRICTS[old]
            for closed in random.sample(("6/30/2015", "06/30/2019"), random.choice((1, 2))):
                charter, edops = random.choice("YN"), random.choice(EDOPS) or NO_DATA
                rows.append((old + school.code, county, district, "Old", charter, edops, closed))
                old = random.choice([cd for cd in sorted(DISTRICTS) if cd not in rows[-1][0]])
        codes = [row[0] for row in rows]
        open_codes = {school.cds for school in self.schools}
        return [r for r in rows if codes.count(r[0]) == 1 and r[0] not in open_codes]

    def _rows(self) -> List[Sequence[str]]:
        """CDS code, county, district, school, charter flag, EdOps code, closing date."""
        rows = [
            (cd + "0000000", COUNTIES[cd[:2]], name, NO_DATA, NO_DATA, NO_DATA, NO_DATA)
            for cd, name in DISTRICTS.items()
        ]
        rows += [
            (
                s.cds,
                COUNTIES[s.cds[:2]],
                DISTRICTS[s.cds[:7]],
                s.name,
                "Y" if s.is_charter else ("N" if int(s.code) % 2 else NO_DATA),
                s.edops or NO_DATA,
                NO_DATA,
            )
            for s in self.schools
        ]
        # Some before and some after the rows that hold.
        return self.moved[:1] + rows + self.moved[1:]

    def write_directory(self, path: Path) -> None:
        self._write(path, self._rows())

    def write_directory_before(self, random: Random, path: Path) -> None:
        """The directory of an earlier day: other names, options and flags, some schools missing.

        Charters that submit, and codes that can lose zeros, are there as they are later.
        """
        rows = []
        for cds, county, district, school, charter, edops, closed in self._rows():
            if cds[7:] not in self.leas and school != NO_DATA:
                if cds[7] != "0" and random.random() < 0.15:
                    continue
                if random.random() < 0.3:
                    charter = random.choice(("Y", "N", NO_DATA))
                if random.random() < 0.3:
                    edops = random.choice(EDOPS) or NO_DATA
            rows.append(
                (cds, county, district + " (old)", school + " (old)", charter, edops, closed)
            )
        self._write(path, rows)

    @staticmethod
    def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
        lines = ["\t".join(COLUMNS)]
        for cds, county, district, school, charter, edops, closed in rows:
            known: Dict[str, str] = {
                "CDSCode": cds,
                "County": county,
                "District": district,
                "School": school,
                "Charter": charter,
                "EdOpsCode": edops,
                "StatusType": "Active" if closed == NO_DATA else "Closed",
                "ClosedDate": closed,
                "State": "CA",
                "DOC": "54",
                "GSserved": NO_DATA if school == NO_DATA else "K-12",
            }
            lines.append("\t".join(known.get(column, NO_DATA) for column in COLUMNS))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def schools_of(self, lea: str) -> List[str]:
        """The codes under which an LEA's own schools go."""
        own = [s.code for s in self.schools if s.cds[:7] == lea]
        return own or [lea]

    def school_code(self, random: Random, lea: str) -> str:
        """A school_of_attendance that the LEA might write: mostly its own, often odd."""
        kind = random.random()
        if kind < 0.60:
            return self._lose_zeros(random, random.choice(self.schools_of(lea)))
        if kind < 0.72:
            return random.choice(self.schools).code
        if kind < 0.80:
            return self._lose_zeros(random, lea)
        if kind < 0.88:
            return self._lose_zeros(random, random.choice(("0000001", "0000002")))
        unknown = random.choice(UNKNOWN_CODES + (self.directory.county_district(lea) or lea,))
        return self._lose_zeros(random, unknown)

    @staticmethod
    def _lose_zeros(random: Random, code: str) -> str:
        return code.lstrip("0") or "0" if code and random.random() < 0.05 else code
