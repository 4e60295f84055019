"""Self-tests of the second route: a pupil at a level, categories and rows, counted by hand."""

import io
import unittest

from cases import (
    CHARTER,
    COUNTY_OFFICE,
    DISTRICT,
    FAR,
    OTHER,
    PLAIN,
    REFERENCE,
    SCHOOL,
    VOCATIONAL,
    Case,
    make_directory,
)
from profile import Profile


class PupilAtALevel(unittest.TestCase):
    def test_counted_once_a_row(self):
        case = Case().stas(9, 90).stas(9, 90, CHARTER).stas(9, 90, FAR, OTHER)
        self.assertEqual(case.counts()[0], 1)
        self.assertEqual(case.counts("T", "", "N")[0], 1)
        self.assertEqual(case.counts("T", "", "Y")[0], 1)
        self.assertEqual(case.counts("C", "01")[0], 1)
        self.assertEqual(case.counts("C", "19")[0], 1)
        self.assertIsNone(case.counts("C", "19", "Y"))
        self.assertEqual(case.counts("D", "0161119", "Y")[0], 1)
        self.assertEqual(case.counts("S", "0161119" + SCHOOL, "N")[0], 1)
        self.assertIsNone(case.counts("S", "0161119" + SCHOOL, "Y"))

    def test_unidentified_counts_above_the_school(self):
        case = Case().stas(9, 90, "9999999")
        areas = {
            (a.level, a.cds, a.charter) for a, category in case.profile().counts if category == "TA"
        }
        self.assertEqual(
            areas,
            {
                (level, cds, charter)
                for level, cds in (("T", ""), ("C", "01"), ("D", "0161119"))
                for charter in ("All", "N")
            },
        )

    def test_fifty_percent_of_the_days_over_the_measured_segments(self):
        self.assertEqual(Case().stas(90, 180).counts()[1], 1)
        self.assertEqual(Case().stas(89.99, 180).counts()[1], 0)
        case = Case().stas(90, 100).stas(1, 100, CHARTER)
        self.assertEqual(case.counts()[1], 0)
        self.assertEqual(case.counts("T", "", "N")[1], 1)
        self.assertEqual(case.counts("T", "", "Y")[1], 0)

    def test_fifty_percent_leaves_isag_out_where_stas_measures(self):
        case = Case().stas(50, 100).isag(500, 0, CHARTER)
        self.assertEqual(case.counts()[1], 1)
        case = Case().stas(49, 100).isag(500, 100, CHARTER)
        self.assertEqual(case.counts()[1], 0)
        self.assertEqual(case.counts("T", "", "Y")[1], 1)

    def test_fifty_percent_by_agreement_where_nothing_is_measured(self):
        self.assertEqual(Case().isag(1, 50).counts()[1], 1)
        self.assertEqual(Case().isag(1, 49.99).counts()[1], 0)
        self.assertEqual(Case().isag(1, 10).isag(1, 60, CHARTER).counts()[1], 1)

    def test_segments_without_expected_days_are_not_in_m(self):
        self.assertEqual(Case().stas(5, 0).counts()[1], 0)
        self.assertEqual(Case().stas(5, 0).isag(1, 50).counts()[1], 1)
        self.assertEqual(
            Case().stas(5, 0).isag(1, 100).categories() & {"XFULL", "XPART"}, {"XFULL"}
        )

    def test_long_term_adds_up_all_segments(self):
        self.assertEqual(Case().stas(15.99, 180).counts()[2], 0)
        self.assertEqual(Case().stas(16, 180).counts()[2], 1)
        case = Case().stas(10, 90).isag(6, 20, CHARTER)
        self.assertEqual(case.counts()[2], 1)
        self.assertEqual(case.counts("D", "0161119", "N")[2], 0)
        self.assertIn("DLONG", case.categories())
        self.assertIn("DSHORT", case.categories("T", "", "N"))

    def test_full_time(self):
        self.assertIn("XFULL", Case().stas(90, 90).categories())
        self.assertIn("XPART", Case().stas(89.99, 90).categories())
        self.assertIn("XFULL", Case().isag(1, 100).categories())
        self.assertIn("XPART", Case().isag(1, 99.99).categories())
        self.assertIn("XPART", Case().stas(5, 10).isag(5, 100).categories())
        self.assertIn("XFULL", Case().stas(12, 10).stas(8, 10, CHARTER).categories())

    def test_main_segment_has_most_days(self):
        case = Case().stas(9, 90).stas(9.01, 90, CHARTER)
        self.assertIn("TALTSOC", case.categories())
        self.assertIn("TTRAD", case.categories("T", "", "N"))

    def test_main_segment_tie_by_code_and_unidentified_last(self):
        case = Case().stas(9, 90).stas(9, 90, CHARTER).stas(9, 90, "9999999")
        self.assertIn("TALTSOC", case.categories())  # ...0106401 before ...0130229
        self.assertIn("TTRAD", case.categories("T", "", "N"))
        case = Case().stas(9, 90, FAR, OTHER).stas(9, 90, "", DISTRICT)
        self.assertIn("TSPECON", case.categories())
        case = Case().stas(9, 90, FAR, OTHER).stas(9.01, 90, "", DISTRICT)
        self.assertIn("TOTHER", case.categories())

    def test_main_segment_among_unidentified(self):
        case = Case().isag(9, school="B", grade="09").isag(9, school="A", grade="10")
        case.isag(9, school="Z", lea=COUNTY_OFFICE, grade="12")
        self.assertIn("G12", case.categories())
        self.assertIn("G10", case.categories("D", "0161119"))

    def test_grade_categories(self):
        for grade, categories in (
            ("TK", {"GTK", "GRTKKN"}),
            ("KN", {"GKN", "GRTKKN"}),
            ("03", {"G03", "GR13"}),
            ("04", {"G04", "GR46"}),
            ("08", {"G08", "GR78"}),
            ("09", {"G09", "GR912"}),
            ("AD", {"GUN"}),
            ("PS", {"GUN"}),
            ("", {"GUN"}),
        ):
            case = Case().isag(9, grade=grade)
            self.assertEqual(
                {c for c in case.categories() if c.startswith("G") and c != "GZ"}, categories
            )

    def test_placement_unknown(self):
        self.assertIn("PUN", Case().stas(9, 9, "9999999").categories())

    def test_modality_is_the_union(self):
        case = Case().isag(9).isag(9, school=CHARTER, modality="CBIS").stas(9, 9, FAR, OTHER)
        self.assertIn("MBOTH", case.categories())
        self.assertIn("MTRAD", case.categories("D", "0161119", "N"))
        self.assertIn("MCBIS", case.categories("T", "", "Y"))
        self.assertIn("MUN", case.categories("C", "19"))

    def test_modality_of_agreements_without_days(self):
        self.assertIn("MBOTH", Case().isag(9).isag(0, modality="CBIS").categories())

    def test_school_types(self):
        for lea, school, category in (
            (DISTRICT, SCHOOL, "TTRAD"),
            (OTHER, VOCATIONAL, "TROP"),
            (OTHER, PLAIN, "TOTHER"),
            (DISTRICT, DISTRICT, "TOTHER"),
            (DISTRICT, "0000001", "TOTHER"),
        ):
            self.assertIn(category, Case().stas(9, 9, school, lea).categories())


class RaceAndGender(unittest.TestCase):
    def race(self, case):
        return {c for c in case.stas(9, 9).categories() if c.startswith("R")}

    def gender(self, case):
        return {c for c in case.stas(9, 9).categories() if c in ("GF", "GM", "GX", "GZ")}

    def test_race(self):
        for races, hispanic, missing, category in (
            (("100",), "", "", "RI"),
            (("201", "208"), "", "", "RA"),
            (("201", "400"), "", "", "RT"),
            ((), "", "", "RD"),
            (("700",), "", "Y", "RD"),
            (("700",), "Y", "Y", "RH"),
            ((), "Y", "", "RH"),
            (("700",), "N", "N", "RW"),
            (("", "", "", "", "600"), "", "", "RB"),
            (("399", "301"), "", "", "RP"),
        ):
            self.assertEqual(self.race(Case().sinf(20230701, races, hispanic, missing)), {category})

    def test_no_row(self):
        self.assertEqual(self.race(Case()), {"RD"})

    def test_latest_row_in_the_state(self):
        case = (
            Case()
            .sinf(20230801, ("700",), lea=OTHER, gender="X")
            .sinf(20230802, ("600",), gender="M")
        )
        self.assertEqual(self.race(case), {"RB"})
        self.assertEqual(self.gender(case), {"GM"})

    def test_ties_by_lea_school_and_record(self):
        case = Case().sinf(20230801, ("700",), lea=OTHER).sinf(20230801, ("600",))
        self.assertEqual(self.race(case), {"RW"})
        case = (
            Case().sinf(20230801, ("700",), school=SCHOOL).sinf(20230801, ("600",), school=CHARTER)
        )
        self.assertEqual(self.race(case), {"RW"})
        case = Case().sinf(20230801, ("700",)).sinf(20230801, ("600",))
        self.assertEqual(self.race(case), {"RB"})

    def test_gender_falls_to_the_last_enrollment_of_any_status(self):
        case = (
            Case()
            .senr(20230816, gender="F")
            .senr(20240110, status="20", school=FAR, lea=OTHER, gender="X")
        )
        self.assertEqual(self.gender(case), {"GX"})
        case = (
            Case()
            .senr(20230816, gender="F")
            .senr(20230816, 20230817, "N470", gender="M", school=FAR)
        )
        self.assertEqual(self.gender(case), {"GF"})

    def test_enrollments_that_tie_go_by_lea_then_school_then_record(self):
        case = Case().senr(gender="X", lea=OTHER, school=CHARTER).senr(gender="F", school=SCHOOL)
        self.assertEqual(self.gender(case), {"GX"})
        case = Case().senr(gender="F", school=SCHOOL).senr(gender="X", school=CHARTER)
        self.assertEqual(self.gender(case), {"GF"})

    def test_gender_of_information_goes_first(self):
        self.assertEqual(self.gender(Case().senr(gender="F").sinf(20230701, gender="X")), {"GX"})

    def test_gender_missing(self):
        self.assertEqual(self.gender(Case()), {"GZ"})


class WritingRows(unittest.TestCase):
    def test_an_empty_profile_has_one_row(self):
        text = io.StringIO()
        Profile(REFERENCE, make_directory(), 2023).write(text)
        self.assertEqual(
            text.getvalue().split("\n")[1:], ["2023-2024,T,,,,,,,All,total,TA,0,0,0,0,0,,0", ""]
        )

    def test_special_schools_have_their_own_names(self):
        text = io.StringIO()
        Case().stas(9, 9, DISTRICT).stas(9, 9, "0000001").profile().write(text)
        rows = [
            line for line in text.getvalue().split("\n") if ",S," in line and ",All,total," in line
        ]
        self.assertEqual(
            rows,
            [
                "2023-2024,S,01,61119,0000000,Alpha,Beta Unified,District office or district-level program,"
                "All,total,TA,1,1,0,0,0,,0",
                '2023-2024,S,01,61119,0000001,Alpha,Beta Unified,"Nonpublic, nonsectarian school",'
                "All,total,TA,1,1,0,0,0,,0",
            ],
        )

    def test_categories_come_in_file_order_and_filters_in_theirs(self):
        text = io.StringIO()
        Case().stas(9, 9).stas(9, 9, CHARTER).profile().write(text)
        order = [c["code"] for c in REFERENCE.categories]
        state = [line.split(",") for line in text.getvalue().split("\n") if ",T," in line]
        self.assertEqual(list(dict.fromkeys(row[8] for row in state)), ["All", "N", "Y"])
        codes = [row[10] for row in state if row[8] == "All"]
        self.assertEqual(codes, sorted(codes, key=order.index))


if __name__ == "__main__":
    unittest.main()
