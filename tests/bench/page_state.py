"""The page's sections on inboxes and on growth."""

from page_words import number, ratio_text, rounds, seconds, table

RATIOS = (
    ("copy/run", "`psql \\copy` into text tables / first `run`"),
    ("sql/run", "`psql` staging and SQL normalization / first `run`"),
    ("pgloader/run", "pgloader / first `run`"),
    ("again/run", "second `run`, nothing changed / first `run`"),
    ("one/run", "`run` with one LEA changed / first `run`"),
    ("percent/run", "`run` with 1 % of the LEAs changed / first `run`"),
    ("figures/report", "SQL `count(distinct)` / `report`"),
)

INBOX_NOTES = """What each one does:

- `run` judges every rule, also between files and LEAs, loads typed rows and the parts of the profile
  under keys, keeps the ledger, and writes a result folder for each file. Its processor time is that
  of the program; the server's comes on top.
- `psql \\copy` puts the same bytes, one file an extract and without header rows, into text tables
  without an index, one after the other over one connection. Nothing is judged.
- The SQL normalization stages the same in unlogged text tables, then fills typed tables by one
  statement an extract that knows the rules which refuse a row
  ([normalize.py](../tests/bench/normalize.py)), and gives them their keys. It has no findings, no
  warnings, no rules between files, no ledger.
- pgloader loads the same files into text tables; its batches and workers are its own.
- SQL `count(distinct)` computes pupils, those with half or more and long-term ones for every place and
  filter, in total, by race, gender, duration and extent
  ([figures.sql](../tests/bench/figures.sql)); `report` computes every category, completion too, and
  writes four formats.
"""


def inbox(title, results, provenance):
    lines = [f"## {title}", "",
             f"{number(results['rows'])} rows of {number(results['leas'])} LEAs in"
             f" {number(results['files'])} files, {results['bytes'] / 1e9:.2f} GB, comma, header row,"
             f" 0.1 % of the rows to be refused; `--jobs {results['jobs']}`."
             f" {rounds(results)}.", "",
             *provenance(results), f"- {results['server']}", ""]
    rows = []
    for name, series in results["series"].items():
        loads = name in ("run", "copy", "sql", "pgloader")
        rows.append([series["title"], *seconds(series),
                     f"{results['rows'] / series['wall']:,.0f}" if loads else "",
                     f"{series['processor']:.1f}", f"{series['peak_mib']:.0f}"])
    lines += [*table(["stage", "wall s", "spread", "rows/s", "processor s of the client",
                      "peak MiB"], rows), ""]
    ratios = [[words, ratio_text(results["ratios"][name], 3 if "again" in name else 2)]
              for name, words in RATIOS if results["ratios"].get(name)]
    lines += [*table(["ratio of wall times", ""], ratios), ""]
    if results["figures"]:
        lines += [f"The SQL accepts as many rows of each extract as `run`:"
                  f" {number(results['accepted'])} of {number(results['rows'])}."
                  f" {number(results['figures'])} figures of the profile are the same by both ways.",
                  ""]
    return lines


def growth(results, provenance):
    lines = ["## Growth", "", "![Time and peak memory as the data grow](benchmarks-growth.svg)", "",
             *provenance(results), f"- {results['server']}", ""]
    rows = [[point["title"], number(point["rows"]), f"{point['run']:.1f}",
             f"{point['rows'] / point['run']:,.0f}", f"{point['again']:.2f}",
             f"{point['report']:.2f}", f"{point['run_mib']:.0f}", f"{point['report_mib']:.0f}"]
            for point in results["points"]]
    lines += [*table(["", "rows", "first `run` s", "rows/s", "`run` again s", "`report` s",
                      "peak MiB of `run`", "of `report`"], rows), "",
              f"One round each. Five years are {results['years_share']:g} % of the state for each of"
              " five school years in one database; the first `run` is the fifth year's.", ""]
    return lines


def sections(results, provenance):
    lines = []
    if "part" in results:
        lines += inbox(f"{results['part']['share']:g} % of a state", results["part"], provenance)
    if "state" in results:
        lines += inbox("A whole state", results["state"], provenance)
    if "part" in results or "state" in results:
        lines.append(INBOX_NOTES)
    if "growth" in results:
        lines += growth(results["growth"], provenance)
    return lines
