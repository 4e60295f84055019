"""Writes docs/benchmarks.md from the results of all parts that have been measured."""

import json

import goals
import page_state
import plot
from page_words import number, rounds, seconds, table

INTRODUCTION = """# Benchmarks

isprofile beside what a user would pick instead. Made by `scripts/bench`; times are of one machine,
so the ratios are what counts. All contestants of a part take turns within each round, a ratio is the
median of the ratios of the rounds, and its spread is given. All files are in the page cache, what a
database holds is emptied and checkpointed before each load, and the server runs with the settings
that PostgreSQL is shipped with. Peak memory is that of the largest process of the client's side.
Where two contestants do the same work, the bench compares their counts and fails when they differ.
Why a goal is met or not, with profiles: [speed](speed.md).
"""


def read_results(folder):
    return {path.stem: json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))}


def provenance(results):
    """What a part was measured on; one sentence of its own, since parts may differ."""
    quiet = "" if results["busy"] < 0.5 else (
        f" **The machine was not quiet** (load {results['busy']:.1f} before the part began).")
    versions = ", ".join(f"{name} {version}" for name, version in results["peers"].items())
    lines = [f"- {results['machine']}", f"- {results['program']}.{quiet}"]
    if versions:
        lines.append(f"- peers: {versions}")
    lines += [f"- **not here: {name}**, {reason}" for name, reason in results["missing"].items()]
    return lines


def one_file(results):
    lines = ["## One file", "",
             f"One SENR file of {number(results['rows'])} rows, comma, header row, 0.5 % of its rows"
             " to be refused; once without a quote, once with every value of every second row in"
             f" quotes. {rounds(results)}.", "",
             *provenance(results), ""]
    for name, contest in results["files"].items():
        rows = []
        for key, series in contest["series"].items():
            ratio = contest["ratios"].get(key)
            rows.append([series["title"], *seconds(series),
                         f"{contest['bytes'] / series['wall'] / 1e6:,.0f}",
                         f"{series['processor']:.2f}", f"{series['peak_mib']:.0f}",
                         f"{ratio['median']:.2f}" if ratio else ""])
        lines += [f"### {name.capitalize()}, {contest['bytes'] / 1e6:.0f} MB", "",
                  *table(["", "wall s", "spread", "MB/s", "processor s", "peak MiB",
                          "times `check`"], rows), ""]
        agreed = contest["agreed"]
        if agreed:
            lines += [f"isprofile and DuckDB both accept {number(agreed['accepted'])} rows, refuse"
                      f" {number(agreed['refused'])}, and have the same"
                      f" {number(agreed['findings'])} findings of {agreed['rules']} rules in the"
                      " rows that they accept.", ""]
    return lines + [ONE_FILE_NOTES]


ONE_FILE_NOTES = """What each one does:

- `isprofile check --directory` judges every rule that SENR has, and writes `findings.csv`,
  `rejected.csv`, `rejected_rules.csv`, `summary.json` and `report.html`. The whole process is timed.
- DuckDB runs [checks.sql](../tests/bench/duckdb/checks.sql): dates typed by the reader, which stores
  what it rejects; the form of every other value; code sets with their years; directory, grade spans,
  valid pairs; duplicates, overlaps and enrollments after a diploma. It leaves out what needs no row
  here: small letters, blanks around values, other forms of a date; and it writes no files, masks
  nothing, suggests nothing. Its time is taken inside the started process.
- libcsv alone counts records and fields: what the parser of record costs before anything is judged.
- Miller checks the form of a dozen fields by regular expressions. It has no rule on code sets with
  years, the directory or several rows, and keeps no list of findings.
- csvkit's `csvclean` looks at the number of fields alone; `csvstat` stops at a row that has one too
  many, and `csvsql` is slower by orders of magnitude. Neither says which value breaks which rule.
"""


def write(options):
    results = read_results(options.work / "results")
    lines = [INTRODUCTION, *goals.section(results)]
    if "file" in results:
        lines += one_file(results["file"])
    lines += page_state.sections(results, provenance)
    if "growth" in results:
        options.page.with_name(options.page.stem + "-growth.svg").write_text(
            plot.draw(results["growth"]["points"], goals.FIXED_MIB))
    text = "\n".join(lines).rstrip("\n") + "\n"
    options.page.write_text(text)
