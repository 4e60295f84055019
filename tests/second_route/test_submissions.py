"""Self-tests of the second route: values, the forms of a file, refused rows."""

import gzip
import io
import tempfile
import unittest
from pathlib import Path

from cases import CHARTER, DISTRICT, REFERENCE, SCHOOL, make_directory
from profile import Profile
from pupils import Collector
from reference import date_number, hundredths
from submissions import Refusals, Submission, read_inbox, rejected_records


class Values(unittest.TestCase):
    def test_grades(self):
        for text, year, grade in (
            ("9", 2023, "09"),
            ("gr9", 2023, "09"),
            (" Grade\u00a0 9", 2023, "09"),
            ("13", 2023, ""),
            ("tk", 2023, "TK"),
            ("TK", 2022, "KN"),
            ("t-k", 2022, "KN"),
            ("UE", 2017, "UE"),
            ("UE", 2018, ""),
            ("UU", 2015, "UU"),
            ("UU", 2016, ""),
            ("", 2023, ""),
            ("0", 2023, "KN"),
        ):
            self.assertEqual(REFERENCE.grade(text, year), grade, text)

    def test_placements(self):
        for text, placement in (
            ("reg", "REG"),
            ("Alt  Ed", "ALT"),
            ("district_is", "DISTIS"),
            ("ADULT_ SCHOOL", "ADULT"),
            ("H&H", "HOMHOS"),
            ("nowhere", ""),
            ("", ""),
            (" cdS ", "COMDAY"),
        ):
            self.assertEqual(REFERENCE.placement(text), placement, text)

    def test_numbers_and_dates(self):
        self.assertEqual(
            [hundredths(t) for t in ("0", "12", "12.5", "12.05", ".5", "5.", "007")],
            [0, 1200, 1250, 1205, 50, 500, 700],
        )
        for text in ("20240203", "2024-02-03", "02/03/2024", "2/3/2024"):
            self.assertEqual(date_number(text), 20240203)
        for text in ("1.234", "-1", "1e3", "."):
            with self.assertRaises(ValueError):
                hundredths(text)

    def test_layouts(self):
        sizes = {name: len(columns) for name, columns in REFERENCE.layouts.items()}
        self.assertEqual(
            sizes,
            {
                "SENR": 35,
                "STAS": 22,
                "SINF": 30,
                "SPRG": 26,
                "ISAG": 44,
                "ISPU": 22,
                "ISAD": 16,
                "ISPO": 18,
            },
        )


def stas_values(**changes):
    values = {
        "record_type": "STAS",
        "reporting_lea": DISTRICT,
        "school_of_attendance": SCHOOL,
        "academic_year": "2023-2024",
        "ssid": "1000000001",
        "birth_date": "20080101",
        "gender": "F",
        "expected_days": "20",
        "days_attended": "0",
        "days_absent_suspension": "0",
        "days_in_school_suspension": "0",
        "days_absent_excused": "0",
        "days_absent_unexcused": "0",
        "is_days_not_credited": "5",
        "is_days_credited": "15",
    }
    values.update(changes)
    return values


class Files(unittest.TestCase):
    """The forms of a file, written by hand and read back."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.inbox = Path(self.folder.name) / "inbox"
        (self.inbox / DISTRICT).mkdir(parents=True)
        self.layout = REFERENCE.layouts["STAS"]

    def tearDown(self):
        self.folder.cleanup()

    def put(self, data: bytes, name: str = "a.csv") -> Path:
        path = self.inbox / DISTRICT / name
        path.write_bytes(data)
        return path

    def line(self, delimiter=",", names=None, **changes):
        values = stas_values(**changes)
        names = names or [c.name for c in self.layout]
        return delimiter.join(values.get(name, "") for name in names)

    def read(self, data: bytes):
        submission = Submission(REFERENCE, self.put(data), DISTRICT)
        self.assertEqual((submission.extract, submission.year), ("STAS", 2023))
        return list(submission.rows("ssid", "expected_days", "is_days_credited", "exempt"))

    EXPECTED = [(1, ["1000000001", "20", "15", ""])]

    def test_by_position(self):
        for delimiter in ",^\t":
            self.assertEqual(self.read((self.line(delimiter) + "\r\n").encode()), self.EXPECTED)

    def test_ods_form(self):
        line = self.line(record_type="STAS-R") + ",20240701,20240702\n"
        self.assertEqual(self.read(line.encode()), self.EXPECTED)

    def test_header_in_any_order_and_spelling(self):
        names = ["ssid", "record_type", "academic_year", "is_days_credited", "expected_days"]
        header = "Ssid,RECORD-TYPE,academic year,ADA_Generating Independent Study-Days,extra,expecteddays"
        line = self.line(names=names[:4]) + ",whatever,20"
        self.assertEqual(self.read((header + "\n" + line).encode()), self.EXPECTED)

    def test_calpads_names(self):
        header = "\t".join(c.calpads_name for c in self.layout)
        self.assertEqual(
            self.read((header + "\n" + self.line("\t") + "\n").encode()), self.EXPECTED
        )

    def test_encodings_and_marks(self):
        text = self.line() + "\n"
        for data in (
            b"\xef\xbb\xbf" + text.encode(),
            text.encode("utf-16"),
            b"\xfe\xff" + text.encode("utf-16-be"),
        ):
            self.assertEqual(self.read(data), self.EXPECTED)

    def test_line_ends_and_blank_lines(self):
        for end in ("\n", "\r\n", "\r"):
            data = self.line() + end + end + self.line(ssid="1000000002") + end
            rows = self.read(data.encode())
            self.assertEqual([number for number, _ in rows], [1, 2])

    def test_gzip_of_many_members(self):
        data = gzip.compress(self.line().encode() + b"\n") + gzip.compress(
            self.line(ssid="1000000002").encode()
        )
        self.assertEqual(len(self.read(data)), 2)

    def test_quotes_in_comma_files_and_not_in_caret_files(self):
        rows = self.read((self.line(local_record_id='"a,""b""\nc"') + "\n").encode())
        self.assertEqual(rows, self.EXPECTED)
        rows = self.read((self.line("^", local_record_id='"a') + "\n").encode())
        self.assertEqual(rows, self.EXPECTED)

    def test_blanks_are_trimmed(self):
        rows = self.read(
            (self.line(ssid=" \u00a01000000001\u00a0 ", expected_days="20 ") + "\n").encode()
        )
        self.assertEqual(rows, self.EXPECTED)

    def test_refused_rows_and_files(self):
        lines = [self.line(ssid="10000000%02d" % i) for i in range(30)]
        self.put("\n".join(lines).encode(), "good.csv")
        self.put(self.line(academic_year="2022-2023").encode(), "bad.csv")
        planted = Path(self.folder.name) / "planted.csv"
        planted.write_text(
            "lea,extract,file,record,line,rule,severity,column\n"
            + "%s,STAS,good.csv,2,2,ssid_malformed,error,ssid\n" % DISTRICT
            + "%s,STAS,good.csv,3,3,value_space_trimmed,info,ssid\n" % DISTRICT
            + "%s,STAS,bad.csv,,,file_mixes_years,fatal,\n" % DISTRICT
        )
        refusals = Refusals()
        refusals.read_planted(planted)
        accepted, refused = read_inbox(self.inbox, REFERENCE, refusals)
        self.assertEqual([s.path.name for s in accepted], ["good.csv"])
        self.assertEqual(len(list(accepted[0].rows("ssid"))), 29)
        self.assertEqual(accepted[0].count(), 30)
        refusals.max_rejected = 3.0
        accepted, refused = read_inbox(self.inbox, REFERENCE, refusals)
        self.assertEqual(
            ([s.path.name for s in accepted], [s.path.name for s in refused]), ([], ["good.csv"])
        )

    def test_the_same_submission_twice_is_refused(self):
        self.put(self.line().encode(), "a.csv")
        self.put(self.line(ssid="1000000002").encode(), "b.csv")
        accepted, refused = read_inbox(self.inbox, REFERENCE, Refusals())
        self.assertEqual((len(accepted), len(refused)), (0, 2))

    def test_rejected_records_of_a_result(self):
        path = Path(self.folder.name) / "rejected_rules.csv"
        path.write_text(
            "record,line,rule,message\n2,3,ssid_malformed,x\n2,3,value_missing,y\n7,9,z,z\n"
        )
        self.assertEqual(rejected_records(Path(self.folder.name)), {2, 7})

    def test_the_whole_way_to_the_file(self):
        self.put(
            "\n".join(
                [
                    self.line(),
                    self.line(ssid="1000000002", is_days_credited="0", is_days_not_credited="0"),
                    self.line(ssid="1000000003", exempt="y"),
                    self.line(
                        ssid="1000000004", school_of_attendance=CHARTER, expected_days="40.01"
                    ),
                ]
            ).encode()
        )
        directory = make_directory()
        accepted, _ = read_inbox(self.inbox, REFERENCE, Refusals())
        pupils = Collector(REFERENCE, directory, 2023).collect(accepted)
        self.assertEqual(sorted(pupils), ["1000000001", "1000000004"])
        profile = Profile(REFERENCE, directory, 2023)
        for pupil in pupils.values():
            profile.add(pupil)
        text = io.StringIO()
        profile.write(text)
        lines = text.getvalue().split("\n")
        self.assertEqual(lines[1], "2023-2024,T,,,,,,,All,total,TA,2,1,2,0,0,,0")
        self.assertEqual(
            [line for line in lines if ",TA," in line and ",S," in line],
            [
                "2023-2024,S,01,61119,0106401,Alpha,Beta Unified,Own Way,All,total,TA,1,0,1,0,0,,0",
                "2023-2024,S,01,61119,0106401,Alpha,Beta Unified,Own Way,Y,total,TA,1,0,1,0,0,,0",
                "2023-2024,S,01,61119,0130229,Alpha,Beta Unified,Beta High,All,total,TA,1,1,1,0,0,,0",
                "2023-2024,S,01,61119,0130229,Alpha,Beta Unified,Beta High,N,total,TA,1,1,1,0,0,,0",
            ],
        )
        levels = [line.split(",")[1] for line in lines[1:-1]]
        self.assertEqual(levels, sorted(levels, key="TCDS".index))

    def test_before_2021_stas_tells_nothing(self):
        self.put(self.line(academic_year="2020-2021").encode())
        accepted, _ = read_inbox(self.inbox, REFERENCE, Refusals())
        self.assertEqual(Collector(REFERENCE, make_directory(), 2020).collect(accepted), {})

    def test_groups_of_flags_and_programs(self):
        head = "record_type,reporting_lea,academic_year,ssid,%s"
        self.put(self.line().encode(), "stas.csv")
        self.put(
            (
                head % "iep_active,pregnant_parenting,english_learner,migrant\n"
                + "ISPU,%s,2023-2024,1000000001,N,N,y,N\n" % DISTRICT
            ).encode(),
            "ispu.csv",
        )
        self.put(
            (
                head % "education_program,membership_start_date\n"
                + "".join(
                    "SPRG,%s,2023-2024,1000000001,%s,20230901\n" % (DISTRICT, program)
                    for program in ("182", "193", "127")
                )
            ).encode(),
            "sprg.csv",
        )
        accepted, _ = read_inbox(self.inbox, REFERENCE, Refusals())
        pupils = Collector(REFERENCE, make_directory(), 2023).collect(accepted)
        self.assertEqual(pupils["1000000001"].groups, {"SE", "SS", "SF"})


if __name__ == "__main__":
    unittest.main()
