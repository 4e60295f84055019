"""Self-tests of the second route: one LEA's extracts in every form give one profile."""

import io
import shutil
import tempfile
import unittest
from pathlib import Path

from cases import REFERENCE
from directory import Directory
from profile import Profile
from pupils import Collector
from reference import ROOT
from submissions import Refusals, read_inboxes

FIXTURES = ROOT / "fixtures"
LEA = "0199999"


def profile_of(folder: Path, inbox: Path) -> str:
    """The profile of the files of a folder, as sent by the LEA."""
    target = inbox / LEA
    shutil.copytree(folder, target)
    encoding = "windows-1252" if folder.name == "windows_1252" else "utf-8"
    directory = Directory.read(FIXTURES / "directory.txt", REFERENCE.special_schools)
    submissions = read_inboxes([inbox], REFERENCE, Refusals(), encoding)
    pupils = Collector(REFERENCE, directory, 2023).collect(submissions)
    profile = Profile(REFERENCE, directory, 2023)
    for pupil in pupils.values():
        profile.add(pupil)
    text = io.StringIO()
    profile.write(text)
    shutil.rmtree(target)
    return text.getvalue()


class Forms(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.inbox = Path(self.folder.name)

    def tearDown(self):
        self.folder.cleanup()

    def test_the_clean_files_give_what_was_counted_by_hand(self):
        lines = profile_of(FIXTURES / "clean", self.inbox).split("\n")
        state = [
            line.split(",", 9)[9] for line in lines if line.startswith("2023-2024,T,,,,,,,All")
        ]
        counted = (
            "total,TA,14,10,12,3,2,66.7,1",  # short-term: 003, 005; grade 12: 002, 011, 013
            "race,RT,2,1,1,0,0,,0",  # 003 of 5 days, 014
            "gender,GX,1,0,0,0,0,,0",  # 005
            "pupil_group,SS,2,2,2,0,0,,0",  # 001 and 004, each by both ways
            "grade,G06,1,1,1,0,0,,0",  # 010: 100 of 180 days
            "grade_span,GR78,3,3,3,0,0,,0",  # 008, 009, 012: 16 of 32 days
            "program_placement,PDISTIS,1,1,1,0,0,,0",  # 009
            "modality,MCBIS,1,0,1,0,0,,0",  # 006: 72 of 180 days
            "extent,XFULL,7,7,7,2,1,50.0,1",  # 001, 002, 004, 008, 009, 011, 014
            "school_type,TOTHER,1,1,1,0,0,,0",  # 009 at the district office
        )
        for row in counted:
            self.assertIn(row, state)

    def test_every_form_gives_the_profile_of_the_clean_files(self):
        clean = profile_of(FIXTURES / "clean", self.inbox)
        folders = sorted(path for path in (FIXTURES / "forms").iterdir() if path.is_dir())
        self.assertGreaterEqual(len(folders), 15)
        for folder in folders:
            self.assertEqual(profile_of(folder, self.inbox), clean, folder.name)


if __name__ == "__main__":
    unittest.main()
