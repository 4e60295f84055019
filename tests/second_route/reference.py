"""The columns of the extracts, the code sets and the normal form of single values.

The columns come from base/layout.def and the code sets from transform/reference/,
read here a second time with code of its own.
"""

import csv
import re
from pathlib import Path
from typing import Dict, List, NamedTuple

ROOT = Path(__file__).resolve().parents[2]

# ASCII blanks and NBSP.
BLANKS = " \t\n\r\v\f\u00a0"

COLUMN_LINE = re.compile(
    r'COLUMN\((?P<extract>\w+), (?P<name>\w+), "[^"]*", "(?P<calpads>[^"]*)", (?P<type>\w+), '
    r'\d+, \d+, (?P<required>true|false), "(?P<code_set>\w*)", (?P<since>\d+), (?P<until>\d+)\)'
)


class Column(NamedTuple):
    name: str
    calpads_name: str
    type: str
    is_required: bool
    code_set: str
    since: int  # first calendar year of the first school year; 0 is no limit
    until: int


def read_layouts(root: Path = ROOT) -> Dict[str, List[Column]]:
    """Every extract and its columns, in the order of the CALPADS form."""
    layouts: Dict[str, List[Column]] = {}
    for line in (root / "base/layout.def").read_text(encoding="utf-8").splitlines():
        match = COLUMN_LINE.match(line)
        if match:
            column = Column(
                match["name"],
                match["calpads"],
                match["type"],
                match["required"] == "true",
                match["code_set"],
                int(match["since"]),
                int(match["until"]),
            )
            layouts.setdefault(match["extract"], []).append(column)
        elif line.startswith("COLUMN("):
            raise ValueError("base/layout.def: not understood: " + line)
    return layouts


def read_table(name: str, root: Path = ROOT) -> List[Dict[str, str]]:
    path = root / "transform/reference" / (name + ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fold(text: str) -> str:
    """ASCII letters in upper case; others stay as they are."""
    return text.upper() if text.isascii() else "".join(c.upper() if c < "\x80" else c for c in text)


def trim(text: str) -> str:
    return text.strip(BLANKS)


def single_spaces(text: str, blanks: str = BLANKS) -> str:
    return re.sub("[" + re.escape(blanks) + "]+", " ", text).strip(BLANKS)


def first_year(school_year: str) -> int:
    """2023 for "2023-2024"."""
    return int(school_year[:4])


def school_year(year: int) -> str:
    return "%04d-%04d" % (year, year + 1)


def hundredths(text: str) -> int:
    """A plain decimal of at most two places as a whole number of hundredths."""
    whole, _, fraction = text.partition(".")
    if len(fraction) > 2 or not (whole + fraction).isdigit() or not text.isascii():
        raise ValueError("not a number with two decimals: " + text)
    return int(whole or "0") * 100 + int((fraction + "00")[:2])


def date_number(text: str) -> int:
    """CCYYMMDD as a number, from any of the three accepted forms."""
    if "/" in text:
        month, day, year = text.split("/")
    elif "-" in text:
        year, month, day = text.split("-")
    else:
        year, month, day = text[:4], text[4:6], text[6:]
    return int(year) * 10000 + int(month) * 100 + int(day)


class CodeSpan(NamedTuple):
    """A code and the school years in which it holds."""

    code: str
    since: int
    until: int


class Reference:
    """What the code sets say, and the normal form of codes, grades and placements."""

    def __init__(self, root: Path = ROOT):
        self.layouts = read_layouts(root)
        self.categories = read_table("reporting_category", root)
        self.special_schools = {r["code"]: r["name"] for r in read_table("special_school", root)}
        self.race_category = {r["code"]: r["reporting_category"] for r in read_table("race", root)}
        self.gender_category = {
            r["code"]: r["reporting_category"] for r in read_table("gender", root)
        }
        self.outcome = {r["code"]: r["outcome"] for r in read_table("completion_status", root)}
        self.pupil_group = {
            r["code"]: r["pupil_group"] for r in read_table("education_program", root)
        }
        self.placement_of_edops = {}
        for row in read_table("program_placement", root):
            for edops in filter(None, row["edops"].split(";")):
                self.placement_of_edops[edops] = row["code"]
        self._grades = {}
        for row in read_table("grade_level", root):
            since, until = row["since"], row["until"]
            self._grades[row["code"]] = CodeSpan(
                row["code"], first_year(since) if since else 0, first_year(until) if until else 9999
            )
        self._grade_aliases = {
            single_spaces(fold(r["spelling"])): r["code"] for r in read_table("grade_alias", root)
        }
        self._placements = {r["code"]: r["code"] for r in read_table("program_placement", root)}
        self._placement_aliases = {
            self._placement_spelling(r["spelling"]): r["code"]
            for r in read_table("program_placement_alias", root)
        }

    @staticmethod
    def _placement_spelling(text: str) -> str:
        return single_spaces(fold(text), BLANKS + "_")

    def grade(self, text: str, year: int) -> str:
        """The grade level code of a spelling in a school year; "" when it is not identified."""
        spelling = single_spaces(fold(text))
        code = spelling if spelling in self._grades else self._grade_aliases.get(spelling, "")
        if code == "TK" and year < self._grades["TK"].since:
            code = "KN"
        span = self._grades.get(code)
        return code if span and span.since <= year <= span.until else ""

    def placement(self, text: str) -> str:
        """The program placement code of a spelling; "" when it is not identified."""
        spelling = self._placement_spelling(text)
        return self._placements.get(spelling) or self._placement_aliases.get(spelling, "")
