"""A small invented directory, and pupils made row by row, for the self-tests."""

from areas import Area
from directory import Directory
from profile import Profile
from pupils import OPEN, Agreement, Attendance, Enrollment, Information, Pupil
from reference import Reference
from segments import make_segments

REFERENCE = Reference()
DISTRICT, COUNTY_OFFICE, OTHER = "0161119", "0110017", "1975309"
SCHOOL, CONTINUATION, CHARTER, OFFICE_CHARTER, FAR, VOCATIONAL, PLAIN = (
    "0130229",
    "0132142",
    "0106401",
    "0112607",
    "1995901",
    "1930000",
    "1930001",
)


def make_directory() -> Directory:
    directory = Directory(REFERENCE.special_schools)
    directory.add("01100170000000", "Alpha", "Alpha County Office", "", "", "")
    directory.add(
        "0110017" + OFFICE_CHARTER, "Alpha", "Alpha County Office", "Bold Charter", "Y", "TRAD"
    )
    directory.add("01611190000000", "Alpha", "Beta Unified", "", "", "")
    directory.add("0161119" + SCHOOL, "Alpha", "Beta Unified", "Beta High", "N", "TRAD")
    directory.add("0161119" + CONTINUATION, "Alpha", "Beta Unified", "Second Chance", "", "CON")
    directory.add("0161119" + CHARTER, "Alpha", "Beta Unified", "Own Way", "Y", "ALTSOC")
    directory.add("19753090000000", "Gamma", "Gamma Joint", "", "", "")
    directory.add("1975309" + FAR, "Gamma", "Gamma Joint", "Far Away", "", "SPECON")
    directory.add("1975309" + VOCATIONAL, "Gamma", "Gamma Joint", "Vocational", "", "ROP")
    directory.add("1975309" + PLAIN, "Gamma", "Gamma Joint", "Plain", "", "")
    return directory


class Case:
    """A pupil made row by row, and its profile."""

    def __init__(self, year: int = 2023):
        self.year = year
        self.directory = make_directory()
        self.pupil = Pupil()
        self.record = 0

    def _where(self, lea: str, school: str):
        self.record += 1
        place, code = self.directory.resolve(lea, school)
        return place, lea, code, self.record

    def stas(
        self, days: float, expected: float, school: str = SCHOOL, lea: str = DISTRICT
    ) -> "Case":
        place = self._where(lea, school)[0]
        self.pupil.attendance.append(Attendance(place, round(days * 100), round(expected * 100)))
        return self

    def isag(
        self,
        days: float,
        is_percent: float = 0,
        school: str = SCHOOL,
        lea: str = DISTRICT,
        start: int = 20230901,
        end: int = 20231231,
        grade: str = "11",
        placement: str = "",
        modality: str = "TRAD",
        agreement: str = "",
    ) -> "Case":
        place, lea, code, record = self._where(lea, school)
        self.pupil.agreements.append(
            Agreement(
                place,
                lea,
                code,
                record,
                agreement or "A%d" % record,
                start,
                end,
                round(days * 100),
                round(is_percent * 100),
                grade,
                placement,
                modality,
            )
        )
        return self

    def senr(
        self,
        start: int = 20230816,
        end: int = OPEN,
        reason: str = "",
        status: str = "10",
        grade: str = "11",
        school: str = SCHOOL,
        lea: str = DISTRICT,
        completion_status: str = "",
        gender: str = "F",
    ) -> "Case":
        place, lea, code, record = self._where(lea, school)
        self.pupil.enrollments.append(
            Enrollment(
                place,
                lea,
                code,
                record,
                status,
                start,
                end,
                reason,
                completion_status,
                grade,
                gender,
            )
        )
        return self

    def graduate(self, end: int = 20240601, completion_status: str = "100", **others) -> "Case":
        return self.senr(end=end, reason="E230", completion_status=completion_status, **others)

    def sinf(
        self,
        start: int,
        races=(),
        hispanic: str = "",
        missing: str = "",
        gender: str = "M",
        lea: str = DISTRICT,
        school: str = SCHOOL,
    ) -> "Case":
        _, lea, code, record = self._where(lea, school)
        self.pupil.information.append(
            Information(start, lea, code, record, gender, hispanic, missing, tuple(races))
        )
        return self

    def segments(self):
        return make_segments(self.pupil, REFERENCE)

    def segment(self):
        (segment,) = self.segments()
        return segment

    def profile(self) -> Profile:
        profile = Profile(REFERENCE, self.directory, self.year)
        profile.add(self.pupil)
        return profile

    def categories(self, level: str = "T", cds: str = "", charter: str = "All"):
        counts = self.profile().counts
        return {category for area, category in counts if area == Area(level, cds, charter)}

    def counts(self, level: str = "T", cds: str = "", charter: str = "All", category: str = "TA"):
        return self.profile().counts.get((Area(level, cds, charter), category))

    def m1(self, level: str = "T", cds: str = "", charter: str = "All"):
        """(in grade 12, diploma, other completer) of the row with all pupils."""
        counts = self.counts(level, cds, charter)
        return tuple(counts[3:]) if counts else None
