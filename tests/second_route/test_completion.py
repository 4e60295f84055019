"""Self-tests of the second route: diploma completion, counted by hand."""

import unittest

from cases import CHARTER, CONTINUATION, COUNTY_OFFICE, OTHER, SCHOOL, Case
from profile import percent
from pupils import OPEN


class DiplomaCompletion(unittest.TestCase):
    def test_grade12_without_exit(self):
        self.assertEqual(Case().stas(9, 9).senr(grade="12").m1(), (1, 0, 0))
        self.assertEqual(Case().stas(9, 9).senr(grade="11").m1(), (0, 0, 0))

    def test_graduates_of_grades_9_to_12_and_unknown(self):
        for grade, outcome in (
            ("12", 1),
            ("11", 1),
            ("10", 1),
            ("09", 1),
            ("", 1),
            ("08", 0),
            ("AD", 0),
            ("PS", 0),
            ("IN", 0),
            ("TD", 0),
        ):
            case = Case().stas(9, 9).graduate(grade=grade)
            self.assertEqual(case.m1(), (outcome, outcome, 0), grade)

    def test_completion_window(self):
        for end, diploma in ((20230815, 0), (20230816, 1), (20240815, 1), (20240816, 0)):
            case = Case().stas(9, 9).graduate(end, start=20230801, grade="12")
            self.assertEqual(case.m1(), (1, diploma, 0), end)

    def test_completion_of_any_status(self):
        case = (
            Case()
            .stas(9, 9)
            .senr(grade="12")
            .graduate(status="20", school=CONTINUATION, grade="12")
        )
        self.assertEqual(case.m1(), (1, 1, 0))
        self.assertEqual(case.m1("S", "0161119" + SCHOOL), (1, 0, 0))
        self.assertEqual(case.m1("D", "0161119"), (1, 1, 0))

    def test_other_completers(self):
        for status, other in (
            ("120", 1),
            ("250", 1),
            ("320", 1),
            ("330", 1),
            ("360", 0),
            ("480", 0),
        ):
            case = Case().stas(9, 9).graduate(completion_status=status, grade="12")
            self.assertEqual(case.m1(), (1, 0, other), status)
        # An other completer below grade 12 is no candidate.
        self.assertEqual(
            Case().stas(9, 9).graduate(completion_status="320", grade="11").m1(), (0, 0, 0)
        )

    def test_a_graduate_is_no_other_completer(self):
        case = Case().stas(9, 9).graduate(completion_status="120", grade="12")
        case.graduate(20240801, grade="12", school=CHARTER)
        self.assertEqual(case.m1(), (1, 1, 0))
        self.assertEqual(case.m1("T", "", "N"), (1, 0, 1))

    def test_removed_for_good(self):
        for reason in ("T180", "T200", "T240", "T370", "E130"):
            case = Case().stas(9, 9).senr(20230816, 20231101, reason, grade="12")
            for area in (("T", ""), ("D", "0161119"), ("S", "0161119" + SCHOOL)):
                self.assertEqual(case.m1(*area), (0, 0, 0))

    def test_not_removed_by_other_exits(self):
        for reason in ("E140", "E300", "T260", "T280", "E155"):
            case = Case().stas(9, 9).senr(20230816, 20231101, reason, grade="12")
            self.assertEqual(case.m1(), (1, 0, 0))

    def test_a_graduate_is_never_removed(self):
        case = Case().stas(9, 9).graduate(20231001, start=20230816, grade="12")
        case.senr(20231010, 20231101, "E130", grade="12", school=CONTINUATION)
        self.assertEqual(case.m1(), (1, 1, 0))

    def test_only_the_last_enrollment_removes(self):
        case = (
            Case()
            .stas(9, 9)
            .senr(20230816, 20231101, "T180", grade="12")
            .senr(20240110, grade="12")
        )
        self.assertEqual(case.m1(), (1, 0, 0))
        case = Case().stas(9, 9).senr(20230816, 20231101, "T180", grade="12")
        case.senr(20240110, status="20", grade="12", school=CONTINUATION)
        self.assertEqual(case.m1(), (0, 0, 0))

    def test_lost_transfers_stay_at_the_state_alone(self):
        for reason in ("T160", "T165", "T167"):
            case = Case().stas(9, 9).senr(20230816, 20231101, reason, grade="12")
            self.assertEqual(case.m1(), (1, 0, 0))
            self.assertEqual(case.m1("T", "", "N"), (1, 0, 0))
            for area in (("C", "01"), ("D", "0161119"), ("S", "0161119" + SCHOOL)):
                self.assertEqual(case.m1(*area), (0, 0, 0))

    def test_a_transfer_that_arrived_outside_the_filter(self):
        case = Case().stas(9, 9).senr(20230816, 20231101, "T160", grade="12")
        case.senr(20231102, grade="12", school=CHARTER)
        self.assertEqual(case.m1("T", "", "N"), (0, 0, 0))
        self.assertEqual(case.m1("T", "", "All"), (1, 0, 0))
        self.assertEqual(case.m1("D", "0161119"), (1, 0, 0))

    def test_an_arrival_that_does_not_count(self):
        for status, reason in (("20", ""), ("10", "N470")):
            case = Case().stas(9, 9).senr(20230816, 20231101, "T160", grade="12")
            case.senr(20231102, OPEN if not reason else 20231102, reason, status, "12", CHARTER)
            self.assertEqual(case.m1("T", "", "N"), (1, 0, 0))

    def test_an_arrival_of_the_same_dates_stands_after_by_the_tie_breakers(self):
        case = Case().stas(9, 9).senr(20230816, 20231101, "T160", grade="12")
        case.senr(20230816, 20231101, "E155", grade="12", school=CHARTER, lea=OTHER)
        self.assertEqual(case.m1("T", "", "N"), (0, 0, 0))
        case = Case().stas(9, 9).senr(20230816, 20231101, "T160", grade="12")
        case.senr(20230816, 20231101, "E155", grade="12", school=CHARTER, lea=COUNTY_OFFICE)
        self.assertEqual(case.m1("T", "", "N"), (1, 0, 0))

    def test_completion_by_other_means_of_the_removed(self):
        case = Case().stas(9, 9).graduate(20231001, "120", grade="12", start=20230816)
        case.senr(20231101, 20231201, "T200", grade="12", school=CONTINUATION)
        self.assertEqual(case.m1(), (0, 0, 0))
        self.assertEqual(case.m1("S", "0161119" + SCHOOL), (1, 0, 1))

    def test_the_grade_is_the_main_segments(self):
        case = Case().stas(9, 9).stas(10, 10, CONTINUATION).senr(grade="12")
        case.senr(grade="11", school=CONTINUATION)
        self.assertEqual(case.m1(), (0, 0, 0))
        self.assertEqual(case.m1("S", "0161119" + SCHOOL), (1, 0, 0))

    def test_an_unidentified_enrollment_lies_in_the_leas_district(self):
        case = Case().stas(9, 9).senr(grade="12").graduate(school="9999999", grade="12")
        self.assertEqual(case.m1("D", "0161119"), (1, 1, 0))
        self.assertEqual(case.m1("S", "0161119" + SCHOOL), (1, 0, 0))

    def test_percent(self):
        self.assertEqual(percent(1, 3), "33.3")
        self.assertEqual(percent(2, 3), "66.7")
        self.assertEqual(percent(1, 16), "6.3")  # 6.25
        self.assertEqual(percent(1, 2000), "0.1")  # 0.05
        self.assertEqual(percent(0, 7), "0.0")
        self.assertEqual(percent(7, 7), "100.0")
        self.assertEqual(percent(0, 0), "")


if __name__ == "__main__":
    unittest.main()
