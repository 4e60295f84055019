"""Self-tests of the comparison of two profiles."""

import contextlib
import csv
import io
import json
import tempfile
import unittest
from pathlib import Path

import compare
from cases import CHARTER, REFERENCE, Case


class Comparing(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        text = io.StringIO()
        Case().stas(9, 9).stas(9, 9, CHARTER).profile().write(text)
        self.text = text.getvalue()

    def tearDown(self):
        self.folder.cleanup()

    def compare(self, other: str) -> int:
        paths = []
        for name, content in (("a", self.text), ("b", other)):
            paths.append(Path(self.folder.name) / name)
            paths[-1].write_text(content, encoding="utf-8")
        return len(
            list(
                compare.differences(
                    compare.read_profile(paths[0])[1],
                    compare.read_profile(paths[1])[1],
                    compare.read_profile(paths[0])[0],
                )
            )
        )

    def test_same(self):
        self.assertEqual(self.compare(self.text), 0)

    def test_json_gives_the_rows_of_the_csv(self):
        path = Path(self.folder.name) / "profile.json"
        places = []
        for row in csv.DictReader(io.StringIO(self.text)):
            cells = ["%s" % row[name] for name in compare.read_profile(self.put())[0]]
            place = cells[1:9]
            if not places or places[-1][0] != place:
                places.append((place, []))
            places[-1][1].append(cells[10:])
        names = compare.read_profile(self.put())[0]
        path.write_text(
            json.dumps(
                {
                    "academic_year": "2023-2024",
                    "categories": [
                        {"category": c["code"], "breakdown": c["breakdown"]}
                        for c in REFERENCE.categories
                    ],
                    "row_columns": names[10:],
                    "places": [dict(zip(names[1:9], p), rows=rows) for p, rows in places],
                }
            )
        )
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(compare.compare(path, self.put(), 0), 0)
            self.assertEqual(
                compare.compare(self.put(self.text.replace("Own", "On", 1)), path, 0), 1
            )

    def put(self, text: str = "") -> Path:
        path = Path(self.folder.name) / ("other.csv" if text else "same.csv")
        path.write_text(text or self.text, encoding="utf-8")
        return path

    def test_a_cell_a_row_and_the_order(self):
        lines = self.text.split("\n")
        self.assertEqual(self.compare(self.text.replace("Own Way", "Other Way", 1)), 1)
        self.assertGreaterEqual(self.compare("\n".join(lines[:3] + lines[4:])), 1)
        self.assertEqual(self.compare("\n".join(lines[:3] + [lines[4], lines[3]] + lines[5:])), 1)
        self.assertGreaterEqual(self.compare("\n".join(lines[:4] + lines[3:])), 1)


if __name__ == "__main__":
    unittest.main()
