"""Self-tests of the second route: schools and segments, counted by hand."""

import unittest

from cases import (
    CHARTER,
    CONTINUATION,
    COUNTY_OFFICE,
    DISTRICT,
    FAR,
    OFFICE_CHARTER,
    OTHER,
    PLAIN,
    SCHOOL,
    VOCATIONAL,
    Case,
    make_directory,
)
from directory import Directory
from pupils import OPEN


class ResolvingTheSchool(unittest.TestCase):
    def setUp(self):
        self.directory = make_directory()

    def cds(self, lea, raw):
        return self.directory.resolve(lea, raw)[0].cds_code

    def test_a_known_school_wherever_it_lies(self):
        self.assertEqual(self.cds(DISTRICT, SCHOOL), "0161119" + SCHOOL)
        self.assertEqual(self.cds(DISTRICT, FAR), "1975309" + FAR)
        self.assertTrue(self.directory.resolve(DISTRICT, CHARTER)[0].is_charter)

    def test_the_leas_own_code_is_the_district_office(self):
        place = self.directory.resolve(DISTRICT, DISTRICT)[0]
        self.assertEqual(place.cds_code, "01611190000000")
        self.assertFalse(place.is_charter)

    def test_a_charter_that_reports_stands_for_itself(self):
        place = self.directory.resolve(OFFICE_CHARTER, OFFICE_CHARTER)[0]
        self.assertEqual(place.cds_code, "0110017" + OFFICE_CHARTER)
        self.assertTrue(place.is_charter)

    def test_nonpublic_and_private_lie_in_the_leas_district(self):
        self.assertEqual(self.cds(DISTRICT, "0000001"), "01611190000001")
        self.assertEqual(self.cds(OFFICE_CHARTER, "0000002"), "01100170000002")
        self.assertFalse(self.directory.resolve(OFFICE_CHARTER, "0000001")[0].is_charter)

    def test_anything_else_is_not_identified(self):
        for raw in ("", "0000000", OTHER, "9999999", "abc", "01302299"):
            place = self.directory.resolve(DISTRICT, raw)[0]
            self.assertFalse(place.is_identified, raw)
            self.assertEqual(
                (place.county, place.district, place.lea, place.raw), ("01", "61119", DISTRICT, raw)
            )

    def test_the_district_of_a_charter_is_another_leas_code(self):
        self.assertFalse(self.directory.resolve(OFFICE_CHARTER, COUNTY_OFFICE)[0].is_identified)

    def test_an_lea_is_a_county_district_code_first(self):
        self.directory.add("19753090161119", "Gamma", "Gamma Joint", "Same Digits", "Y", "")
        self.assertEqual(self.directory.county_district(DISTRICT), DISTRICT)
        self.assertEqual(self.cds(DISTRICT, "0000001"), "01611190000001")
        # The school code comes first where a school is looked for.
        self.assertEqual(self.cds(DISTRICT, DISTRICT), "19753090161119")

    def test_an_lea_that_is_a_school_but_no_charter_is_not_known(self):
        self.assertIsNone(self.directory.county_district(SCHOOL))

    def test_a_school_that_moved_is_where_it_is_open(self):
        rows = (("1975309" + SCHOOL, "06/30/2015"), ("0110017" + SCHOOL, "7/1/2019"))
        for cds, closed in rows:
            self.directory.add(cds, "x", "x", "Old", "Y", "", closed)
        self.assertEqual(self.cds(DISTRICT, SCHOOL), "0161119" + SCHOOL)
        for order in (rows, rows[::-1]):
            directory = Directory({})
            directory.add("01611190000000", "x", "x", "", "", "")
            for cds, closed in order:
                directory.add(cds, "x", "x", "Old", "Y", "", closed)
            place = directory.resolve(DISTRICT, SCHOOL)[0]
            self.assertEqual(place.cds_code, "0110017" + SCHOOL)

    def test_lost_zeros_come_back_where_the_directory_knows_the_code(self):
        self.assertEqual(self.cds(DISTRICT, "130229"), "0161119" + SCHOOL)
        self.assertEqual(self.cds(DISTRICT, "161119"), "01611190000000")
        self.assertEqual(self.directory.resolve(DISTRICT, "130229")[1], SCHOOL)
        self.assertEqual(self.directory.resolve(DISTRICT, "13022")[1], "13022")
        self.assertFalse(self.directory.resolve(DISTRICT, "0")[0].is_identified)


class Segments(unittest.TestCase):
    def test_stas_days_add_up_over_leas(self):
        segment = Case().stas(7, 90).stas(9, 60, lea=OTHER).segment()
        self.assertEqual((segment.is_days, segment.expected_days), (1600, 15000))
        self.assertTrue(segment.is_measured_by_stas)

    def test_no_days_no_segment(self):
        self.assertEqual(Case().stas(0, 180).isag(0, 100).segments(), [])

    def test_isag_measures_where_stas_has_no_days(self):
        segment = Case().stas(0, 180).isag(10).isag(5.5).segment()
        self.assertEqual((segment.is_days, segment.expected_days), (1550, 0))
        self.assertFalse(segment.is_measured_by_stas)

    def test_stas_goes_before_isag(self):
        segment = Case().stas(3, 180).isag(90, 70).segment()
        self.assertEqual((segment.is_days, segment.is_percent), (300, 7000))

    def test_unidentified_rows_meet_by_lea_and_raw_code(self):
        case = (
            Case()
            .stas(1, 2, "abc")
            .stas(1, 2, "ABC")
            .stas(1, 2, "abc", OTHER)
            .isag(5, school="abc")
        )
        self.assertEqual(len(case.segments()), 3)

    def test_dropped_when_no_enrollment_counts(self):
        for status, reason in (("20", ""), ("50", ""), ("40", ""), ("10", "N470"), ("30", "N470")):
            self.assertEqual(Case().stas(9, 9).senr(status=status, reason=reason).segments(), [])

    def test_stays_when_one_enrollment_counts(self):
        case = Case().stas(9, 9).senr(status="20").senr(status="30", reason="T160", end=20231001)
        self.assertEqual(len(case.segments()), 1)

    def test_stays_without_enrollment_at_that_school(self):
        case = Case().stas(9, 9).senr(status="20", school=CONTINUATION)
        self.assertEqual(len(case.segments()), 1)

    def test_percent_is_the_highest_also_of_agreements_without_days(self):
        self.assertEqual(Case().isag(5, 10).isag(0, 80).segment().is_percent, 8000)
        self.assertIsNone(Case().stas(5, 10).segment().is_percent)


class SegmentGrade(unittest.TestCase):
    def grade(self, case):
        return case.segment().grade

    def test_last_enrollment_by_start(self):
        case = Case().stas(9, 9).senr(20240110, grade="12").senr(20230816, OPEN, grade="11")
        self.assertEqual(self.grade(case), "12")

    def test_then_by_exit_with_open_last(self):
        case = (
            Case()
            .stas(9, 9)
            .senr(grade="12")
            .senr(end=20240601, reason="E155", grade="11", lea=OTHER)
        )
        self.assertEqual(self.grade(case), "12")

    def test_only_enrollments_that_count(self):
        case = Case().stas(9, 9).senr(20230816, grade="10").senr(20240110, status="20", grade="12")
        self.assertEqual(self.grade(case), "10")

    def test_then_highest_lea_and_school_code(self):
        case = Case().stas(9, 9).senr(grade="12", lea=OTHER).senr(grade="10", lea=DISTRICT)
        self.assertEqual(self.grade(case), "12")

    def test_unknown_stays_unknown(self):
        case = (
            Case()
            .stas(9, 9)
            .senr(20230816, grade="10")
            .senr(20240110, grade="")
            .isag(1, grade="09")
        )
        self.assertEqual(self.grade(case), "")

    def test_without_enrollment_the_latest_agreement(self):
        case = Case().isag(9, start=20230901, grade="10").isag(0, start=20240201, grade="09")
        self.assertEqual(self.grade(case), "09")

    def test_agreements_then_by_end_then_lea_then_record(self):
        case = Case().isag(9, end=20240101, grade="10").isag(1, end=20230930, grade="09")
        self.assertEqual(self.grade(case), "10")
        case = Case().isag(9, grade="10", lea=OTHER).isag(1, grade="09")
        self.assertEqual(self.grade(case), "10")
        case = Case().isag(9, grade="10").isag(1, grade="09")
        self.assertEqual(self.grade(case), "09")

    def test_neither(self):
        self.assertEqual(self.grade(Case().stas(9, 9)), "")


class SegmentPlacement(unittest.TestCase):
    def placement(self, case):
        return case.segment().placement

    def test_most_schooldays(self):
        case = Case().isag(5, placement="REG").isag(6, placement="ALT")
        self.assertEqual(self.placement(case), "ALT")

    def test_then_latest_end(self):
        case = Case().isag(5, placement="REG", end=20240601, agreement="Z")
        case.isag(5, placement="ALT", end=20240531, agreement="A")
        self.assertEqual(self.placement(case), "REG")

    def test_then_lowest_agreement_id_as_bytes(self):
        case = (
            Case().isag(5, placement="REG", agreement="a").isag(5, placement="ALT", agreement="B")
        )
        self.assertEqual(self.placement(case), "ALT")
        case = (
            Case().isag(5, placement="REG", agreement="10").isag(5, placement="ALT", agreement="9")
        )
        self.assertEqual(self.placement(case), "REG")

    def test_then_lowest_lea(self):
        case = Case().isag(5, placement="REG", agreement="X", lea=OTHER)
        case.isag(5, placement="ALT", agreement="X")
        self.assertEqual(self.placement(case), "ALT")
        case = Case().isag(5, placement="REG", agreement="W", lea=OTHER)
        case.isag(5, placement="ALT", agreement="X")
        self.assertEqual(self.placement(case), "REG")

    def test_not_identified_there_falls_to_the_school(self):
        case = Case().isag(6, placement="").isag(5, placement="REG")
        self.assertEqual(self.placement(case), "REG")  # Beta High is TRAD
        case = (
            Case()
            .isag(6, placement="", school=CONTINUATION)
            .isag(5, placement="NPS", school=CONTINUATION)
        )
        self.assertEqual(self.placement(case), "CONT")

    def test_from_the_school(self):
        for lea, school, placement in (
            (DISTRICT, SCHOOL, "REG"),
            (DISTRICT, CHARTER, "ALT"),
            (OTHER, FAR, "SPED"),
            (OTHER, VOCATIONAL, ""),
            (OTHER, PLAIN, ""),
            (DISTRICT, DISTRICT, "DISTIS"),
            (DISTRICT, "0000001", "NPS"),
            (DISTRICT, "0000002", ""),
            (DISTRICT, "9999999", ""),
        ):
            self.assertEqual(self.placement(Case().stas(9, 9, school, lea)), placement, school)


if __name__ == "__main__":
    unittest.main()
