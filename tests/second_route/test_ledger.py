"""Self-tests of the check of the ledger: what is right passes, and each wrong figure is found."""

import tempfile
import unittest
from pathlib import Path

import ledger
from cases import DISTRICT
from submissions import Refusals

HEAD = "record_type,reporting_lea,academic_year,ssid,iep_active,pregnant_parenting\n"
NAME = "ispu.csv"
KEY = (DISTRICT, NAME)


def right_row():
    return {
        "lea_code": DISTRICT,
        "file_name": NAME,
        "extract": "ISPU",
        "academic_year": "2023-2024",
        "verdict": "accepted",
        "rows_read": "4",
        "rows_loaded": "3",
        "rows_rejected": "1",
        "rows_withheld": "0",
        "rows_standing": "3",
        "is_current": "t",
    }


class Ledger(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.inbox = Path(self.folder.name) / "inbox"
        (self.inbox / DISTRICT).mkdir(parents=True)
        rows = "".join("ISPU,%s,2023-2024,%010d,N,N\n" % (DISTRICT, n) for n in range(4))
        (self.inbox / DISTRICT / NAME).write_text(HEAD + rows)
        self.refusals = Refusals(50.0)
        self.refusals.rows[KEY] = {2}

    def tearDown(self):
        self.folder.cleanup()

    def count(self, **changes) -> int:
        rows = {KEY: dict(right_row(), **changes)}
        return len(list(ledger.differences(rows, [self.inbox], self.refusals)))

    def test_right(self):
        self.assertEqual(self.count(), 0)

    def test_wrong_figures(self):
        self.assertEqual(self.count(rows_loaded="4", rows_rejected="0", rows_standing="4"), 1)
        self.assertEqual(self.count(rows_rejected="0"), 2)  # and the law does not hold
        self.assertEqual(self.count(verdict="refused"), 1)
        self.assertEqual(self.count(extract="ISPO"), 1)
        self.assertEqual(self.count(rows_standing="2"), 1)
        self.assertEqual(self.count(is_current="f"), 1)

    def test_too_many_refused_rows(self):
        self.refusals.max_rejected = 20.0
        self.assertEqual(self.count(), 2)
        withheld = {"rows_loaded": "0", "rows_withheld": "3", "rows_standing": "0"}
        self.assertEqual(self.count(verdict="refused", is_current="f", **withheld), 0)

    def test_refused_files(self):
        self.refusals.files.add(KEY)
        self.assertEqual(self.count(), 1)
        self.assertEqual(self.count(verdict="refused"), 0)

    def test_files_that_are_missing(self):
        found = list(ledger.differences({}, [self.inbox], self.refusals))
        self.assertEqual(len(found), 1)
        other = {("1234567", NAME): right_row(), KEY: right_row()}
        self.assertEqual(len(list(ledger.differences(other, [self.inbox], self.refusals))), 1)


if __name__ == "__main__":
    unittest.main()
