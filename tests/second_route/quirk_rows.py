"""Rows of pupils, legal enough to load and as odd as that allows.

Dates, days and percents come from small sets, so that ties and exact boundaries
are common.
"""

from random import Random
from typing import Dict, List, Set, Tuple

from quirk_world import World
from reference import Reference, first_year, read_table, school_year

Row = Dict[str, str]

GRADE_SPELLINGS = {
    "TK": ("TK", "T-K", "tk", "Transitional  Kindergarten"),
    "KN": ("KN", "K", "kinder", "0"),
    "09": ("09", "9", "9th", "Grade 9", "freshman"),
    "10": ("10", "G10", "tenth grade"),
    "11": ("11", "GR11", "11TH"),
    "12": ("12", "grade\u00a0 12", "12th grade", "G12"),
    "AD": ("AD", "adult"),
    "PS": ("PS", "PreK"),
    "IN": ("IN",),
    "TD": ("TD", "td"),
}
GRADES = (
    "TK",
    "KN",
    "01",
    "05",
    "07",
    "08",
    "09",
    "10",
    "11",
    "11",
    "AD",
    "PS",
    "IN",
    "TD",
    "UE",
    "US",
    "UU",
    "",
    "senior",
    "13",
) + ("12",) * 20
PLACEMENTS = (
    "REG",
    "ALT",
    "CONT",
    "OPP",
    "COMDAY",
    "COCOMM",
    "JUVCT",
    "SPED",
    "HOMHOS",
    "CHARTNB",
    "DISTIS",
    "NPS",
    "ADULT",
    "alt__ed",
    "Home_and  HOSPITAL",
    "District_IS",
    "cds",
    "",
    "",
    "",
    "home",
    "H&H",
)
DAYS = (0, 0, 1, 100, 500, 799, 800, 801, 1599, 1600, 1600, 1601, 4500, 9000, 18000)
PERCENTS = ("0", "10.5", "49.99", "50", "50.00", "50.01", "99.99", "100", "100.00")
# Month and day of starts and exits; those in the second year begin with "+".
PERIODS = (
    ("0701", ("0814", "0815")),
    ("0816", ("0816", "1031", "1031")),
    ("1101", ("1215", "1215", "1220")),
    ("+0110", ("+0315", "+0315", "+0331")),
    ("+0401", ("+0601", "+0614", "+0815", "+0816", "", "", "")),
)
DAY_BEFORE = {"0701": "0630", "0816": "0815", "1101": "1031", "+0110": "+0109", "+0401": "+0331"}
WANTED_EXITS = (
    "E155",
    "E155",
    "E140",
    "T160",
    "T165",
    "T167",
    "T160",
    "T180",
    "T200",
    "T240",
    "T370",
    "E130",
    "N470",
    "E230",
    "E230",
    "E230",
    "E230",
    "E300",
)


def money(value: int) -> str:
    return "%d.%02d" % divmod(value, 100)


class Combinations:
    """Which codes hold together in a school year (the valid_* tables)."""

    def __init__(self, year: int):
        self.year = year
        self.exit_grades = self._pairs("valid_exit_grade", "exit_reason", "grade_level")
        self.completion_grades = self._pairs(
            "valid_completion_grade", "completion_status", "grade_level"
        )
        self.exit_completions = self._pairs(
            "valid_exit_completion", "exit_reason", "completion_status"
        )
        self.exits = {r["code"] for r in read_table("exit_reason") if self._in_force(r)}
        self.completions = {r["code"] for r in read_table("completion_status") if self._in_force(r)}
        self.programs = [r["code"] for r in read_table("education_program") if self._in_force(r)]

    def _in_force(self, row: Row) -> bool:
        since, until = row["since"], row["until"]
        return (not since or first_year(since) <= self.year) and (
            not until or self.year <= first_year(until)
        )

    def _pairs(self, table: str, first: str, second: str) -> Set[Tuple[str, str]]:
        return {(r[first], r[second]) for r in read_table(table) if self._in_force(r)}

    def takes_exit(self, reason: str, grade: str) -> bool:
        grade = "KN" if grade == "TK" else grade
        return reason in self.exits and (not grade or (reason, grade) in self.exit_grades)

    def completions_of(self, grade: str) -> List[str]:
        grade = "KN" if grade == "TK" else grade
        return sorted(
            c
            for c in self.completions
            if ("E230", c) in self.exit_completions
            and (not grade or (c, grade) in self.completion_grades)
        )


class RowMaker:
    """Makes the rows of one school year, by LEA and extract."""

    def __init__(self, random: Random, reference: Reference, world: World, year: int):
        self.random = random
        self.reference = reference
        self.world = world
        self.year = year
        self.combinations = Combinations(year)
        self.rows: Dict[Tuple[str, str], List[Row]] = {}
        self.agreements: Dict[str, int] = {}
        self.favourite_days = 0

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def date(self, text: str) -> str:
        """CCYYMMDD of "0816" or, in the second year, "+0815"."""
        return str(self.year + 1) + text[1:] if text.startswith("+") else str(self.year) + text

    def put(self, lea: str, extract: str, **values: str) -> None:
        self.rows.setdefault((lea, extract), []).append(
            {
                "record_type": extract,
                "transaction_type": self.random.choice(("", "", "A")),
                "local_record_id": self.random.choice(("", "", 'a,"b', "Ñ-7")),
                "reporting_lea": lea,
                "academic_year": school_year(self.year),
                **values,
            }
        )

    def some_days(self) -> int:
        """Often the same for all rows of a pupil, so that segments tie."""
        return self.favourite_days if self.chance(0.5) else self.random.choice(DAYS)

    def grade_spelling(self, grade: str) -> str:
        return self.random.choice(GRADE_SPELLINGS.get(grade, (grade,)))

    def pupil(self, ssid: str) -> None:
        random = self.random
        leas = random.sample(
            self.world.leas, random.choice((1, 1, 1, 2, 2, 3)) if len(self.world.leas) > 2 else 1
        )
        shared = self.world.school_code(random, leas[0])
        facts = {"ssid": ssid, "birth_date": "20080229", "gender": random.choice("FMX")}
        grade = random.choice(GRADES)
        self.favourite_days = random.choice(DAYS)
        for lea in leas:
            codes = {
                self.world.school_code(random, lea) for _ in range(random.choice((1, 1, 2, 3)))
            }
            if self.chance(0.5):
                codes.add(shared)
            # One row a school and pupil where the key says so: codes in normal form are unique.
            normal = {self.world.directory.whole_again(code): code for code in sorted(codes)}
            for code in normal.values():
                self.stay(lea, code, facts, grade)
            self.about(lea, sorted(normal.values()), facts)

    def stay(self, lea: str, school: str, facts: Row, grade: str) -> None:
        if self.chance(0.8):
            self.enrollments(lea, school, facts, grade)
        if self.chance(0.75):
            self.attendance(lea, school, facts)
        for _ in range(self.random.choice((0, 0, 1, 1, 2, 3))):
            self.agreement(lea, school, facts, grade)

    def enrollments(self, lea: str, school: str, facts: Row, grade: str) -> None:
        """Periods one after the other; an open one is the last."""
        chosen = self.random.sample(PERIODS, self.random.choice((1, 1, 2, 3)))
        for start, exits in sorted(chosen, key=PERIODS.index):
            now = grade if self.chance(0.7) else self.random.choice(GRADES)
            row = self.enrollment(school, facts, (start, self.random.choice(exits)), now)
            self.put(lea, "SENR", **row)
            if "enrollment_exit_date" not in row:
                break

    def enrollment(self, school: str, facts: Row, dates: Tuple[str, str], grade: str) -> Row:
        random, combinations = self.random, self.combinations
        spelling = self.grade_spelling(grade)
        identified = self.reference.grade(spelling, self.year)
        statuses = ["10"] * 6 + ["20", "30", "30"] + (["50"] if self.year >= 2019 else ["40"])
        row = dict(
            facts,
            school_of_attendance=school,
            grade_level=spelling,
            enrollment_start_date=self.date(dates[0]),
            enrollment_status=random.choice(statuses),
            gender=facts["gender"] if self.chance(0.9) else random.choice("FMX"),
        )
        if school.zfill(7) == "0000001":
            row["school_of_attendance_nps"] = "9999999"
        reasons = [r for r in WANTED_EXITS if combinations.takes_exit(r, identified)]
        if dates[1] and reasons:
            row.update(self.exit(random.choice(reasons), dates, identified))
        return row

    def exit(self, reason: str, dates: Tuple[str, str], grade: str) -> Row:
        random = self.random
        completions = self.combinations.completions_of(grade)
        if reason == "E230" and not completions:
            return {}
        end = self.date(dates[1])
        if reason == "N470":
            end = self.date(random.choice((dates[0], DAY_BEFORE[dates[0]])))
        row = {"enrollment_exit_date": end, "exit_reason": reason}
        if reason == "E230":
            usual = [c for c in ("100", "100", "120", "320", "330", "360") if c in completions]
            row["completion_status"] = random.choice(usual + completions)
        if row.get("completion_status") == "100":
            row["met_uc_csu_requirements"] = random.choice("YN")
            if self.year >= 2023 and end > "20230630":
                row["graduation_exemption"] = random.choice("YN")
        return row

    def attendance(self, lea: str, school: str, facts: Row) -> None:
        if self.year >= 2024 and school.zfill(7) in ("0000001", "0000002"):
            return
        row = dict(
            facts, school_of_attendance=school, hourly_school=self.random.choice(("", "Y", "N"))
        )
        if self.chance(0.1):
            row["exempt"] = "Y"
        else:
            row.update(self.days())
            row["exempt"] = self.random.choice(("", "", "N"))
        self.put(lea, "STAS", **row)

    def days(self) -> Row:
        random = self.random
        is_days = self.some_days()
        credited = random.choice((0, is_days, is_days // 2)) if self.year >= 2021 else 0
        others = random.choice((0, 1, is_days, max(is_days - 1, 0), is_days + 1, 9000))
        others = min(others, 99999 - is_days)
        first = random.choice((0, others, others // 3))
        row = {
            "expected_days": is_days + others,
            "days_attended": first,
            "days_absent_suspension": 0,
            "days_in_school_suspension": 0,
            "days_absent_excused": others - first,
            "days_absent_unexcused": 0,
            "is_days_not_credited": is_days - credited,
        }
        if self.year >= 2021:
            row["is_days_credited"] = credited
        return {name: money(value) for name, value in row.items()}

    def agreement(self, lea: str, school: str, facts: Row, grade: str) -> None:
        random = self.random
        # Unique within an LEA, so that LEAs may share one.
        self.agreements[lea] = self.agreements.get(lea, 0) + random.choice((1, 1, 7))
        number = random.choice(("", "A", "b", "Z", "0", "É", "-")) + str(self.agreements[lea])
        days = money(self.some_days())
        self.put(
            lea,
            "ISAG",
            ssid=facts["ssid"],
            birth_date=facts["birth_date"],
            school_of_attendance=school,
            agreement_id=number,
            program_placement=random.choice(PLACEMENTS),
            grade_level=self.grade_spelling(grade if self.chance(0.7) else random.choice(GRADES)),
            modality=random.choice(("TRAD", "CBIS")),
            agreement_start_date=self.date(random.choice(("0816", "0816", "0901", "+0110"))),
            agreement_end_date=self.date(random.choice(("+0110", "+0601", "+0601", "+0614"))),
            is_schooldays=days,
            is_percent=random.choice(PERCENTS),
            days_taught=days,
            days_time_value=days,
            days_credited=days,
            supervisor_credentialed=random.choice(("", "Y", "N")),
        )

    def about(self, lea: str, schools: List[str], facts: Row) -> None:
        """SINF, SPRG and ISPU rows of a pupil at an LEA."""
        random = self.random
        if self.chance(0.8):
            for start in random.sample(("0701", "0816", "+0110"), random.choice((1, 1, 2, 3))):
                self.information(lea, self.digits(random.choice(schools), lea), facts, start)
        if self.chance(0.4):
            for program in random.sample(self.combinations.programs, random.choice((1, 2, 3))):
                self.put(
                    lea,
                    "SPRG",
                    **dict(
                        facts,
                        school_of_attendance=self.digits(schools[0], lea),
                        education_program=program,
                        membership_start_date=self.date(random.choice(("0816", "+0110", "+0814"))),
                    ),
                )
        if self.chance(0.4):
            flags = (
                "english_learner",
                "socioeconomically_disadvantaged",
                "foster",
                "homeless",
                "migrant",
            )
            self.put(
                lea,
                "ISPU",
                ssid=facts["ssid"],
                iep_active=random.choice("YNN"),
                pregnant_parenting="N",
                residence_county="01",
                **{flag: random.choice(("", "N", "N", "Y")) for flag in flags},
            )

    @staticmethod
    def digits(school: str, lea: str) -> str:
        """A school code that is well-formed: outside SENR, STAS and ISAG it has to be."""
        return school if len(school) == 7 and school.isascii() and school.isdigit() else lea

    def information(self, lea: str, school: str, facts: Row, start: str) -> None:
        random = self.random
        races = random.sample(
            ("100", "201", "208", "299", "301", "399", "400", "600", "700"),
            random.choice((0, 1, 1, 2, 5)),
        )
        gaps = races + [""] * (5 - len(races))
        if self.chance(0.2):
            random.shuffle(gaps)
        self.put(
            lea,
            "SINF",
            effective_start_date=self.date(start),
            school_of_attendance=school,
            ssid=facts["ssid"],
            birth_date=facts["birth_date"],
            gender=facts["gender"] if self.chance(0.7) else random.choice("FMX"),
            hispanic=random.choice(("", "N", "N", "Y")),
            race_missing=random.choice(("", "N", "N", "N", "Y")),
            **{"race_%d" % (i + 1): race for i, race in enumerate(gaps)},
        )
