"""Checks what the ledger counted against what the files hold.

    psql --csv -c "$(ledger.py --query)" > ledger.csv
    ledger.py --ledger ledger.csv --inbox DIR [--inbox DIR ...] --planted planted.csv

Of each file: rows read = loaded + rejected + withheld, rejected = planted, and an
accepted file loads every other row. Exit status 1 when a figure differs.
"""

import argparse
import csv
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

from reference import Reference, school_year
from submissions import Refusals, Submission, find_files, read_inbox

# The newest ledger row of each file, and how many rows of its key stand in the table.
EXTRACTS = ("SENR", "STAS", "SINF", "SPRG", "ISAG", "ISPU", "ISAD", "ISPO")
QUERY = """
WITH standing AS (
%s
)
SELECT DISTINCT ON (s.lea_code, s.file_name)
       s.lea_code, s.file_name, s.extract, s.academic_year, s.verdict, s.rows_read, s.rows_loaded,
       s.rows_rejected, s.rows_withheld,
       COALESCE(r.rows, 0) AS rows_standing,
       c.submission_id IS NOT NULL AS is_current
  FROM isprofile.submission s
  LEFT JOIN standing r USING (lea_code, submission_id, extract)
  LEFT JOIN isprofile.submission_current c USING (lea_code, submission_id)
 ORDER BY s.lea_code, s.file_name, s.submission_id DESC
""" % "\nUNION ALL\n".join(
    "SELECT lea_code, submission_id, '%s' AS extract, count(*) AS rows FROM isprofile.%s GROUP BY 1, 2"
    % (extract, extract.lower())
    for extract in EXTRACTS
)

Row = Dict[str, str]


def counts_of(row: Row) -> Tuple[int, int, int, int]:
    return tuple(int(row["rows_" + name]) for name in ("read", "loaded", "rejected", "withheld"))


def expected(submission: Submission, is_accepted: bool) -> Tuple[str, Tuple[int, int, int, int]]:
    """The verdict, and the rows read, loaded, rejected and withheld."""
    read, rejected = submission.count(), len(submission.refused)
    if is_accepted:
        return "accepted", (read, read - rejected, rejected, 0)
    return "refused", (read, 0, rejected, read - rejected)


def submission_differences(submission: Submission, is_accepted: bool, row: Row) -> Iterator[str]:
    verdict, counts = expected(submission, is_accepted)
    if row["verdict"] != verdict:
        yield "verdict %s, should be %s" % (row["verdict"], verdict)
    if counts_of(row) != counts:
        yield "read, loaded, rejected, withheld %s, should be %s" % (counts_of(row), counts)
    if (row["extract"], row["academic_year"]) != (submission.extract, school_year(submission.year)):
        yield "is called %s of %s" % (row["extract"], row["academic_year"])
    standing = int(row["rows_loaded"]) if row["is_current"] == "t" else 0
    if int(row["rows_standing"]) != standing:
        yield "%s rows stand, should be %d" % (row["rows_standing"], standing)


def differences(
    ledger: Dict[Tuple[str, str], Row],
    inboxes: Sequence[Path],
    refusals: Refusals,
) -> Iterator[str]:
    reference = Reference()
    files: List[Tuple[str, str]] = []
    for inbox in inboxes:
        files += [(lea, path.name) for lea, path in find_files(inbox)]
        accepted, refused = read_inbox(inbox, reference, refusals)
        for submission in accepted + refused:
            key = (submission.lea, submission.path.name)
            if key in ledger:
                for line in submission_differences(submission, submission in accepted, ledger[key]):
                    yield "%s %s: %s" % (*key, line)
    for key in files:
        if key not in ledger:
            yield "%s %s: is not in the ledger" % key
        elif key in refusals.files and ledger[key]["verdict"] != "refused":
            yield "%s %s: verdict %s, should be refused" % (*key, ledger[key]["verdict"])
    for key, row in ledger.items():
        read, loaded, rejected, withheld = counts_of(row)
        if read != loaded + rejected + withheld:
            yield "%s %s: the law of the ledger does not hold" % key
        if key not in files:
            yield "%s %s: is in the ledger and in no inbox" % key


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description="Checks the ledger against the files.")
    parser.add_argument("--query", action="store_true", help="print the query to run and stop")
    parser.add_argument("--ledger", type=Path, help="the answer as CSV")
    parser.add_argument("--inbox", type=Path, nargs="+", default=[])
    parser.add_argument("--planted", type=Path)
    parser.add_argument("--max-rejected", type=float, default=5.0, help="percent")
    options = parser.parse_args(arguments)
    if options.query:
        print(QUERY)
        return 0
    with open(options.ledger, encoding="utf-8", newline="") as file:
        ledger = {(row["lea_code"], row["file_name"]): row for row in csv.DictReader(file)}
    refusals = Refusals(options.max_rejected)
    if options.planted:
        refusals.read_planted(options.planted)
    found = list(differences(ledger, options.inbox, refusals))
    for line in found[:20]:
        print(line)
    print("%d files in the ledger, %d differences" % (len(ledger), len(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
