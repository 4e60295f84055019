"""Reads an inbox of LEA folders: every accepted form of an extract, record by record.

A submission is one file: an extract of one LEA and one school year. Refused rows
and files are not judged here; they are taken from a list (see Refusals).
"""

import csv
import gzip
import io
import re
from collections import Counter
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from reference import Column, Reference, first_year, fold, school_year, trim

DELIMITERS = ",^\t"
RECORD_TYPE = re.compile(
    '[ \u00a0]*"?[ \u00a0]*([A-Za-z]{4})(?:-[Rr])?[ \u00a0]*"?[ \u00a0]*([,^\t])'
)

csv.field_size_limit(1 << 30)


class NotASubmission(Exception):
    """A file that cannot be read as an extract."""


def plain_name(name: str) -> str:
    """A column name without what does not matter in it."""
    return fold(re.sub("[ _\u00a0-]", "", trim(name)))


def open_text(path: Path, encoding: str) -> io.TextIOBase:
    """The file's text: gzip by its first bytes; a byte order mark goes before the encoding."""
    with open(path, "rb") as file:
        is_gzip = file.read(2) == b"\x1f\x8b"
    opener = gzip.open if is_gzip else open
    with opener(path, "rb") as file:
        head = file.read(3)
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif head == b"\xef\xbb\xbf":
        encoding = "utf-8-sig"
    return io.TextIOWrapper(opener(path, "rb"), encoding=encoding, newline="")


def record_reader(file: Iterable[str], delimiter: str) -> Iterator[List[str]]:
    """Records of the file; blank lines are none. A caret file has no quoting."""
    quoting = csv.QUOTE_NONE if delimiter == "^" else csv.QUOTE_MINIMAL
    for fields in csv.reader(file, delimiter=delimiter, quoting=quoting):
        if len(fields) > 1 or (fields and trim(fields[0])):
            yield fields


class Form(NamedTuple):
    """How a file is written."""

    delimiter: str
    has_header: bool


class Submission:
    """One file, and where it was found."""

    def __init__(self, reference: Reference, path: Path, lea: str, encoding: str = "utf-8"):
        self.path = path
        self.encoding = encoding
        self.lea = lea
        self.refused: Set[int] = set()  # numbers of refused records, from 1
        self._form = self._find_form(reference)
        first = self._first_record()
        self.extract, self.columns = self._find_extract(reference, first)
        self.year = first_year(trim(first[self.columns["academic_year"]]))
        self._count: Optional[int] = None

    @property
    def key(self) -> Tuple[str, str, int]:
        return (self.lea, self.extract, self.year)

    @property
    def name(self) -> str:
        return "%s %s %s" % (self.lea, self.extract, school_year(self.year))

    def _first_line(self) -> str:
        with open_text(self.path, self.encoding) as file:
            for line in file:
                if trim(line):
                    return line
        raise NotASubmission("no records")

    def _find_form(self, reference: Reference) -> Form:
        line = self._first_line()
        match = RECORD_TYPE.match(line)
        if match and fold(match[1]) in reference.layouts:
            return Form(match[2], False)
        known = {
            plain_name(name)
            for columns in reference.layouts.values()
            for column in columns
            for name in (column.name, column.calpads_name)
        }
        for delimiter in DELIMITERS:
            names = next(record_reader(iter([line]), delimiter))
            if sum(plain_name(name) in known for name in names) >= 4:
                return Form(delimiter, True)
        raise NotASubmission("neither a header row nor a record type")

    def _raw_records(self) -> Iterator[List[str]]:
        with open_text(self.path, self.encoding) as file:
            records = record_reader(file, self._form.delimiter)
            if self._form.has_header:
                next(records)
            yield from records

    def _header(self) -> List[str]:
        with open_text(self.path, self.encoding) as file:
            return next(record_reader(file, self._form.delimiter))

    def _first_record(self) -> List[str]:
        for fields in self._raw_records():
            return fields
        raise NotASubmission("no records")

    def _find_extract(self, reference: Reference, first: List[str]) -> Tuple[str, Dict[str, int]]:
        """The extract, and the place of each of its columns in a record."""
        where = 0
        header: List[str] = []
        if self._form.has_header:
            header = [plain_name(name) for name in self._header()]
            where = next(
                i for i, name in enumerate(header) if name in ("RECORDTYPE", "RECORDTYPECODE")
            )
        extract = fold(trim(first[where]))[:4]
        if extract not in reference.layouts:
            raise NotASubmission("no such record type")
        if not self._form.has_header:
            return extract, {c.name: i for i, c in enumerate(reference.layouts[extract])}
        return extract, self._bind(reference.layouts[extract], header)

    @staticmethod
    def _bind(layout: Sequence[Column], header: List[str]) -> Dict[str, int]:
        columns = {}
        for column in layout:
            for name in (column.name, column.calpads_name):
                if name and plain_name(name) in header:
                    columns[column.name] = header.index(plain_name(name))
        return columns

    def records(self) -> Iterator[Tuple[int, List[str]]]:
        """Each record that is not refused, with its number in the file, from 1."""
        number = 0
        for number, fields in enumerate(self._raw_records(), 1):
            if number not in self.refused:
                yield number, fields
        self._count = number

    def count(self) -> int:
        """The records of the file, refused ones included."""
        if self._count is None:
            self._count = sum(1 for _ in self._raw_records())
        return self._count

    def rows(self, *names: str) -> Iterator[Tuple[int, List[str]]]:
        """The record number and the trimmed values of the named columns, "" where there is none."""
        places = [self.columns.get(name, 1 << 30) for name in names]
        for number, fields in self.records():
            size = len(fields)
            yield number, [trim(fields[place]) if place < size else "" for place in places]


class Refusals:
    """Which files and rows are refused. Keys: LEA and file name."""

    def __init__(self, max_rejected: float = 5.0) -> None:
        self.max_rejected = max_rejected  # percent; a file with more refused rows is refused whole
        self.files: Set[Tuple[str, str]] = set()
        self.rows: Dict[Tuple[str, str], Set[int]] = {}

    def read_planted(self, path: Path) -> None:
        """What the generator planted: lea, extract, file, record, line, rule, severity, column."""
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = (row["lea"], Path(row["file"]).name)
                if row["severity"] == "fatal":
                    self.files.add(key)
                elif row["severity"] == "error":
                    self.rows.setdefault(key, set()).add(int(row["record"]))

    def mark(self, submission: Submission) -> bool:
        """Tells a submission its refused rows. True when they are too many."""
        rows = self.rows.get((submission.lea, submission.path.name), set())
        submission.refused = rows
        return bool(rows) and len(rows) * 100 > self.max_rejected * submission.count()


def rejected_records(folder: Path) -> Set[int]:
    """The refused records that a result folder of the program lists."""
    path = folder / "rejected_rules.csv"
    if not path.exists():
        return set()
    with open(path, encoding="utf-8", newline="") as file:
        return {int(row["record"]) for row in csv.DictReader(file)}


def find_files(inbox: Path) -> Iterator[Tuple[str, Path]]:
    """LEA and path of each file below the folders of seven digits, in the order of names."""
    for folder in sorted(inbox.iterdir()):
        if folder.is_dir() and re.fullmatch("[0-9]{7}", folder.name):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    yield folder.name, path


def read_inbox(
    inbox: Path, reference: Reference, refusals: Refusals, encoding: str = "utf-8"
) -> Tuple[List[Submission], List[Submission]]:
    """The accepted and the refused submissions; files that are listed as refused are neither."""
    accepted: List[Submission] = []
    refused: List[Submission] = []
    for lea, path in find_files(inbox):
        if (lea, path.name) not in refusals.files:
            submission = Submission(reference, path, lea, encoding)
            (refused if refusals.mark(submission) else accepted).append(submission)
    times = Counter(s.key for s in accepted + refused)
    refused += [s for s in accepted if times[s.key] > 1]
    return [s for s in accepted if times[s.key] == 1], refused


def read_inboxes(
    inboxes: Sequence[Path], reference: Reference, refusals: Refusals, encoding: str = "utf-8"
) -> List[Submission]:
    """What stands after the inboxes were taken one after the other."""
    current: Dict[Tuple[str, str, int], Submission] = {}
    for inbox in inboxes:
        accepted, _ = read_inbox(inbox, reference, refusals, encoding)
        current.update((submission.key, submission) for submission in accepted)
    return list(current.values())
