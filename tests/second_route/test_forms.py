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

    def test_every_form_gives_the_profile_of_the_clean_files(self):
        clean = profile_of(FIXTURES / "clean", self.inbox)
        folders = sorted(path for path in (FIXTURES / "forms").iterdir() if path.is_dir())
        self.assertGreaterEqual(len(folders), 15)
        for folder in folders:
            self.assertEqual(profile_of(folder, self.inbox), clean, folder.name)


if __name__ == "__main__":
    unittest.main()
