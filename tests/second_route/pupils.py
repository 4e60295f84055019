"""What the submissions of a school year say of each pupil with independent study.

Two passes over the files: the first finds the pupils who have any independent
study, the second keeps the rows of those pupils only. Memory grows with the
pupils of independent study, not with the enrollment of the state.
"""

from typing import Dict, Iterable, List, NamedTuple, Set

from directory import Directory, Place
from reference import Reference, date_number, fold, hundredths
from submissions import Submission

OPEN = 99999999  # the exit date of an open enrollment: later than any date
FIRST_YEAR_OF_IS_DAYS = 2021  # before 2021-22 STAS tells no completed independent study days


class Attendance(NamedTuple):
    """A STAS row that is not exempt. Hundredths of a day."""

    place: Place
    is_days: int
    expected_days: int


class Agreement(NamedTuple):
    """An ISAG row. Hundredths of a day and of a percent."""

    place: Place
    lea: str
    school_code: str
    record: int
    agreement_id: str
    start: int
    end: int
    is_schooldays: int
    is_percent: int
    grade: str
    placement: str
    modality: str


class Enrollment(NamedTuple):
    """A SENR row."""

    place: Place
    lea: str
    school_code: str
    record: int
    status: str
    start: int
    exit: int
    exit_reason: str
    completion_status: str
    grade: str
    gender: str

    @property
    def counts(self) -> bool:
        return self.status in ("10", "30") and self.exit_reason != "N470"

    @property
    def order(self):
        """By start date, then exit date with open last, then the ties that are left."""
        return (self.start, self.exit, self.lea, self.school_code, self.record)


class Information(NamedTuple):
    """A SINF row, ordered as the latest is looked for."""

    start: int
    lea: str
    school_code: str
    record: int
    gender: str
    hispanic: str
    race_missing: str
    races: tuple


class Pupil:
    """Everything that the current rows of a year say of one SSID."""

    __slots__ = ("attendance", "agreements", "enrollments", "information", "groups")

    def __init__(self) -> None:
        self.attendance: List[Attendance] = []
        self.agreements: List[Agreement] = []
        self.enrollments: List[Enrollment] = []
        self.information: List[Information] = []
        self.groups: Set[str] = set()


GROUP_OF_FLAG = (
    ("english_learner", "SE"),
    ("iep_active", "SD"),
    ("socioeconomically_disadvantaged", "SS"),
    ("migrant", "SM"),
    ("foster", "SF"),
    ("homeless", "SH"),
)
GROUP_OF_PROGRAM = {"swd": "SD", "sed": "SS", "migrant": "SM", "foster": "SF", "homeless": "SH"}


class Collector:
    """Gathers pupils from submissions."""

    def __init__(self, reference: Reference, directory: Directory, year: int):
        self.reference = reference
        self.directory = directory
        self.year = year
        self.pupils: Dict[str, Pupil] = {}

    def collect(self, submissions: Iterable[Submission]) -> Dict[str, Pupil]:
        of_year = [s for s in submissions if s.year == self.year]
        for submission in of_year:
            if submission.extract == "STAS":
                self.find_in_attendance(submission)
            elif submission.extract == "ISAG":
                self.find_in_agreements(submission)
        for submission in of_year:
            add = getattr(self, "add_" + submission.extract.lower(), None)
            if add is not None:
                add(submission)
        return self.pupils

    def find_in_attendance(self, submission: Submission) -> None:
        if self.year < FIRST_YEAR_OF_IS_DAYS:
            return
        columns = ("ssid", "exempt", "is_days_not_credited", "is_days_credited")
        for _, (ssid, exempt, not_credited, credited) in submission.rows(*columns):
            if (
                fold(exempt) != "Y"
                and hundredths(not_credited or "0") + hundredths(credited or "0") > 0
            ):
                self.pupils.setdefault(ssid, Pupil())

    def find_in_agreements(self, submission: Submission) -> None:
        for _, (ssid, days) in submission.rows("ssid", "is_schooldays"):
            if hundredths(days) > 0:
                self.pupils.setdefault(ssid, Pupil())

    def add_stas(self, submission: Submission) -> None:
        if self.year < FIRST_YEAR_OF_IS_DAYS:
            return
        columns = (
            "ssid",
            "school_of_attendance",
            "exempt",
            "is_days_not_credited",
            "is_days_credited",
            "expected_days",
        )
        for _, (ssid, school, exempt, not_credited, credited, expected) in submission.rows(
            *columns
        ):
            pupil = self.pupils.get(ssid)
            if pupil is None or fold(exempt) == "Y":
                continue
            place, _ = self.directory.resolve(submission.lea, school)
            pupil.attendance.append(
                Attendance(
                    place,
                    hundredths(not_credited or "0") + hundredths(credited or "0"),
                    hundredths(expected or "0"),
                )
            )

    def add_isag(self, submission: Submission) -> None:
        columns = (
            "ssid",
            "school_of_attendance",
            "agreement_id",
            "agreement_start_date",
            "agreement_end_date",
            "is_schooldays",
            "is_percent",
            "grade_level",
            "program_placement",
            "modality",
        )
        for record, row in submission.rows(*columns):
            ssid, school, agreement_id, start, end, days, percent, grade, placement, modality = row
            pupil = self.pupils.get(ssid)
            if pupil is None:
                continue
            place, code = self.directory.resolve(submission.lea, school)
            pupil.agreements.append(
                Agreement(
                    place,
                    submission.lea,
                    code,
                    record,
                    agreement_id,
                    date_number(start),
                    date_number(end),
                    hundredths(days),
                    hundredths(percent),
                    self.reference.grade(grade, self.year),
                    self.reference.placement(placement),
                    fold(modality),
                )
            )

    def add_senr(self, submission: Submission) -> None:
        columns = (
            "ssid",
            "school_of_attendance",
            "enrollment_status",
            "enrollment_start_date",
            "enrollment_exit_date",
            "exit_reason",
            "completion_status",
            "grade_level",
            "gender",
        )
        for record, row in submission.rows(*columns):
            ssid, school, status, start, end, reason, completion, grade, gender = row
            pupil = self.pupils.get(ssid)
            if pupil is None:
                continue
            place, code = self.directory.resolve(submission.lea, school)
            pupil.enrollments.append(
                Enrollment(
                    place,
                    submission.lea,
                    code,
                    record,
                    status,
                    date_number(start),
                    date_number(end) if end else OPEN,
                    fold(reason),
                    completion,
                    self.reference.grade(grade, self.year),
                    fold(gender),
                )
            )

    def add_sinf(self, submission: Submission) -> None:
        columns = (
            "ssid",
            "school_of_attendance",
            "effective_start_date",
            "gender",
            "hispanic",
            "race_missing",
            "race_1",
            "race_2",
            "race_3",
            "race_4",
            "race_5",
        )
        for record, row in submission.rows(*columns):
            ssid, school, start, gender, hispanic, race_missing = row[:6]
            pupil = self.pupils.get(ssid)
            if pupil is None:
                continue
            code = self.directory.whole_again(school)
            pupil.information.append(
                Information(
                    date_number(start),
                    submission.lea,
                    code,
                    record,
                    fold(gender),
                    fold(hispanic),
                    fold(race_missing),
                    tuple(row[6:]),
                )
            )

    def add_ispu(self, submission: Submission) -> None:
        flags = [flag for flag, _ in GROUP_OF_FLAG]
        for _, (ssid, *values) in submission.rows("ssid", *flags):
            pupil = self.pupils.get(ssid)
            if pupil is not None:
                pupil.groups.update(
                    group for value, (_, group) in zip(values, GROUP_OF_FLAG) if fold(value) == "Y"
                )

    def add_sprg(self, submission: Submission) -> None:
        for _, (ssid, program) in submission.rows("ssid", "education_program"):
            pupil = self.pupils.get(ssid)
            group = GROUP_OF_PROGRAM.get(self.reference.pupil_group.get(program, ""))
            if pupil is not None and group is not None:
                pupil.groups.add(group)
