"""Self-tests of the comparison of two profiles."""

import io
import tempfile
import unittest
from pathlib import Path

import compare
from cases import CHARTER, Case


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

    def test_a_cell_a_row_and_the_order(self):
        lines = self.text.split("\n")
        self.assertEqual(self.compare(self.text.replace("Own Way", "Other Way", 1)), 1)
        self.assertGreaterEqual(self.compare("\n".join(lines[:3] + lines[4:])), 1)
        self.assertEqual(self.compare("\n".join(lines[:3] + [lines[4], lines[3]] + lines[5:])), 1)
        self.assertGreaterEqual(self.compare("\n".join(lines[:4] + lines[3:])), 1)


if __name__ == "__main__":
    unittest.main()
