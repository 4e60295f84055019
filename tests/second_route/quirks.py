"""Makes a small inbox as dense in quirks as the rules allow, the same for the same seed.

    quirks.py --seed N --output DIR [--years 2023-2024 ...] [--pupils 120]

DIR gets directory.txt, inbox/<LEA>/..., planted.csv (refused rows and files). It
also gets directory-before.txt, an older state of the directory, and later/<LEA>/...,
submissions that replace some of the first, and withdrawn.txt, which of all to
take out again in the end.
"""

import argparse
import csv
import gzip
import shutil
import sys
from pathlib import Path
from random import Random
from typing import Dict, List, Sequence, Tuple

from quirk_forms import FormWriter
from quirk_rows import Row, RowMaker
from quirk_world import World
from reference import Reference, first_year, school_year

YEARS = ("2018-2019", "2020-2021", "2021-2022", "2022-2023", "2023-2024", "2024-2025")
PLANTED_COLUMNS = ("lea", "extract", "file", "record", "line", "rule", "severity", "column")


def spoil(random: Random, extract: str, row: Row, year: int) -> Tuple[Row, str]:
    """A copy of a row that has to be refused, and the rule that does it."""
    row = dict(row)
    kinds = ["row_not_full_extract", "ssid_malformed"]
    kinds += {
        "SENR": ["value_missing", "exit_incomplete"],
        "STAS": ["days_missing"],
        "SINF": ["value_not_a_date"],
        "ISAG": ["agreement_dates_reversed"],
    }.get(extract, [])
    kind = random.choice(kinds)
    if kind == "row_not_full_extract":
        row["transaction_type"] = random.choice("DRd")
    elif kind == "ssid_malformed":
        row["ssid"] = random.choice(("123456789", "12345678901", "ABCDEFGHIJ"))
    elif kind == "value_missing":
        row["birth_date"] = ""
    elif kind == "exit_incomplete":
        row.update(
            exit_reason="E140",
            enrollment_exit_date="",
            completion_status="",
            met_uc_csu_requirements="",
            graduation_exemption="",
        )
    elif kind == "days_missing":
        row.update(exempt="", expected_days="")
    elif kind == "value_not_a_date":
        row["effective_start_date"] = "%d0230" % year
    else:
        row["agreement_start_date"] = "%d0630" % (year + 1)
        row["agreement_end_date"] = "%d0629" % (year + 1)
    return row, kind


class Inbox:
    """Writes the files of the years and remembers what was planted in them."""

    def __init__(self, random: Random, reference: Reference, world: World, output: Path):
        self.random = random
        self.reference = reference
        self.world = world
        self.output = output
        self.planted: List[Sequence[str]] = []
        self.sent: List[Tuple[Tuple[str, str], str]] = []  # LEA and file name; what it is

    def write_year(self, folder: str, year: int, rows: Dict[Tuple[str, str], List[Row]]) -> None:
        for (lea, extract), of_file in rows.items():
            kind = self.random.choice(("csv", "txt", "dat"))
            name = "%s_%d%s.%s" % (extract, year, "" if folder == "inbox" else "_" + folder, kind)
            path = self.output / folder / lea / name
            self.sent.append(((lea, name), "%s %s %s" % (lea, extract, school_year(year))))
            self.random.shuffle(of_file)
            self._plant_rows(lea, extract, name, of_file, year)
            FormWriter(self.random, self.reference, extract, year).write(path, of_file)
            if self.random.random() < 0.03:
                self._spoil_file(lea, extract, path)

    def _plant_rows(self, lea: str, extract: str, name: str, rows: List[Row], year: int) -> None:
        for _ in range(self.random.choice((0, 0, 1, 2))):
            row, rule = spoil(self.random, extract, self.random.choice(rows), year)
            rows.append(row)
            self.planted.append((lea, extract, name, str(len(rows)), "", rule, "error", ""))
        accepted = [
            row
            for row in rows
            if row["transaction_type"] in ("", "A")
            and row["ssid"].isdigit()
            and len(row["ssid"]) == 10
        ]
        if self.random.random() < 0.3 and len(accepted) == len(rows):
            # The key stands earlier in the file, so the later row goes whatever it says.
            rows.append(dict(self.random.choice(rows), local_record_id="again"))
            self.planted.append(
                (lea, extract, name, str(len(rows)), "", "row_duplicate_key", "error", "")
            )

    def _spoil_file(self, lea: str, extract: str, path: Path) -> None:
        """Cuts the end of the file off as a broken transfer of a gzip file would."""
        data = path.read_bytes()
        whole = data if data[:2] == b"\x1f\x8b" else gzip.compress(data, mtime=0)
        path.write_bytes(whole[:-5])
        rule = "file_compressed_damaged"
        self.planted.append((lea, extract, path.name, "", "", rule, "fatal", ""))

    def write_withdrawn(self) -> None:
        """Two of the submissions that stand in the end."""
        refused = {(p[0], p[2]) for p in self.planted if p[6] == "fatal"}
        standing = sorted({name for key, name in self.sent if key not in refused})
        lines = self.random.sample(standing, min(2, len(standing)))
        (self.output / "withdrawn.txt").write_text("".join(line + "\n" for line in lines))

    def write_planted(self) -> None:
        with open(self.output / "planted.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(PLANTED_COLUMNS)
            writer.writerows(self.planted)


def make(seed: int, output: Path, years: Sequence[str], pupils: int) -> None:
    random = Random(seed)
    reference = Reference()
    world = World(random, reference)
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    world.write_directory(output / "directory.txt")
    world.write_directory_before(random, output / "directory-before.txt")
    inbox = Inbox(random, reference, world, output)
    ssids = ["%010d" % (1000000000 + random.randrange(7) * 1000000007 + n) for n in range(pupils)]
    for year in map(first_year, years):
        first = RowMaker(random, reference, world, year)
        later = RowMaker(random, reference, world, year)
        for ssid in ssids:
            first.pupil(ssid)
            later.pupil(ssid)
        inbox.write_year("inbox", year, first.rows)
        some = {key: rows for key, rows in later.rows.items() if random.random() < 0.4}
        inbox.write_year("later", year, some)
    inbox.write_planted()
    inbox.write_withdrawn()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Makes a small inbox dense in quirks.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--output", type=Path, required=True, help="an old one there is replaced")
    parser.add_argument(
        "--years", nargs="+", default=[school_year(2023)], help="or: " + " ".join(YEARS)
    )
    parser.add_argument("--pupils", type=int, default=120, help="a year")
    options = parser.parse_args(arguments)
    make(options.seed, options.output, options.years, options.pupils)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
