"""Writes rows as files in every accepted form, chosen by a seeded random source."""

import gzip
from pathlib import Path
from random import Random
from typing import Dict, List, Sequence

from reference import Column, Reference

Row = Dict[str, str]

# The CALPADS extracts, which the state also gives out in the ODS form.
ODS_EXTRACTS = ("SENR", "STAS", "SINF", "SPRG")
FIRST_YEAR_OF_SENR_POSITIONS = 2023


def spell_date(random: Random, date: str) -> str:
    """CCYYMMDD in one of the accepted forms."""
    if not date.isdigit() or len(date) != 8:
        return date
    year, month, day = date[:4], date[4:6], date[6:]
    return random.choice(
        (
            date,
            date,
            "%s-%s-%s" % (year, month, day),
            "%s/%s/%s" % (month, day, year),
            "%d/%d/%s" % (int(month), int(day), year),
        )
    )


def spell_number(random: Random, text: str) -> str:
    """A decimal with its zeros at the end or without them."""
    if "." in text and random.random() < 0.5:
        text = text.rstrip("0").rstrip(".")
    return text


def spell(random: Random, column: Column, text: str) -> str:
    """A value as somebody might have typed it."""
    if column.type == "DATE":
        text = spell_date(random, text)
    elif column.type in ("DAYS", "PERCENT"):
        text = spell_number(random, text)
    elif column.type in ("FLAG", "CODE") and random.random() < 0.1:
        text = text.lower()
    if random.random() < 0.03:
        text = random.choice((" ", "\u00a0", "  \u00a0 ")) + text
    # What follows the record type tells the delimiter, so nothing comes between.
    if random.random() < 0.03 and column.name != "record_type":
        text += random.choice((" ", "\u00a0", " \u00a0"))
    return text


def spell_name(random: Random, column: Column) -> str:
    """A column name as a header might spell it."""
    name = column.calpads_name if column.calpads_name and random.random() < 0.5 else column.name
    return random.choice(
        (
            name,
            name,
            name.upper(),
            name.replace("_", "-"),
            name.replace(" ", "_"),
            name.replace("_", " ").title(),
            name.replace("_", ""),
        )
    )


def quote(random: Random, delimiter: str, text: str) -> str:
    if delimiter == "^":
        return text
    if delimiter in text or '"' in text or random.random() < 0.05:
        return '"' + text.replace('"', '""') + '"'
    return text


class FormWriter:
    """How one file is written."""

    def __init__(self, random: Random, reference: Reference, extract: str, year: int):
        self.random = random
        self.extract = extract
        self.layout: List[Column] = list(reference.layouts[extract])
        self.delimiter = random.choice(",,^\t")
        by_header = extract == "SENR" and year < FIRST_YEAR_OF_SENR_POSITIONS
        self.has_header = by_header or random.random() < 0.5
        self.is_ods = extract in ODS_EXTRACTS and random.random() < 0.2
        self.encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"))
        self.line_end = random.choice(("\n", "\r\n", "\r"))
        self.is_gzip = random.random() < 0.3

    def _columns(self, rows: Sequence[Row]) -> List[Column]:
        if not self.has_header:
            return self.layout
        columns = [
            c
            for c in self.layout
            if c.is_required or any(row.get(c.name) for row in rows) or self.random.random() < 0.5
        ]
        if self.random.random() < 0.7:
            self.random.shuffle(columns)
        return columns

    def _record(self, columns: Sequence[Column], row: Row) -> str:
        values = [spell(self.random, c, row.get(c.name, "")) for c in columns]
        kinds = [c.name for c in columns]
        if self.is_ods:
            values[kinds.index("record_type")] = self.extract + "-R"
        values = [quote(self.random, self.delimiter, value) for value in values]
        if self.is_ods:
            values += ["20240701", "20240702"]
        elif not self.has_header and self.extract == "SINF":
            values += [""] * self.random.choice((0, 0, 3))
        elif not self.has_header and self.random.random() < 0.3:
            while values[-1] == "" and not columns[len(values) - 1].is_required:
                values.pop()
        return self.delimiter.join(values)

    def _header(self, columns: Sequence[Column]) -> str:
        names = [spell_name(self.random, c) for c in columns]
        if self.is_ods:
            names += ["Upload Date", "Last Date Updated"]
        return self.delimiter.join(quote(self.random, self.delimiter, name) for name in names)

    def text(self, rows: Sequence[Row]) -> str:
        columns = self._columns(rows)
        lines = [self._header(columns)] if self.has_header else []
        for row in rows:
            lines.append(self._record(columns, row))
            if self.random.random() < 0.01:
                lines.append("")
        return self.line_end.join(lines) + self.random.choice((self.line_end, self.line_end, ""))

    def encode(self, text: str) -> bytes:
        mark = "\ufeff" if self.encoding.startswith("utf-16") else ""
        data = (mark + text).encode(self.encoding)
        if not self.is_gzip:
            return data
        cut = self.random.randrange(len(data) + 1)
        parts = [data[:cut], data[cut:]] if self.random.random() < 0.5 else [data]
        return b"".join(gzip.compress(part, mtime=0) for part in parts)

    def write(self, path: Path, rows: Sequence[Row]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.encode(self.text(rows)))
