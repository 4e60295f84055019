"""Known collections of bad CSV and naughty strings, through the whole program.

    naughty.py --program ISPROFILE [--folder DIR]

Each CSV of csv-spectrum, under columns of SENR; each string of blns as a value, as the name of a
column and of a file, and as the name of a county, a district and a school: through check, run,
and every report. What goes in comes out as it was, or is refused with a finding; pages are
escaped, formulas neutralised, and nothing that is said steers a terminal. Needs PGHOST for a
server (scripts/localdb run lends one). Exit 1: something did not hold; 77: the packages are
not there (npm ci in tests/naughty).
"""

import argparse
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile

import support
from support import (FIXTURES, LEA, YEAR, check_page, check_sheets, expect, fixture, has_control,
                     naughty_strings, neutral, query, read_csv, spectrum, ssid, steers, trimmed, write_csv)

FREE = [("local_record_id", 255), ("alias_last_name", 50), ("birth_city", 30), ("middle_name", 30),
        ("alias_middle_name", 30)]
FORMATS = "text,csv,json,html"
DIRECTORY = FIXTURES / "directory.txt"


def check(program, folder, *files, options=()):
    """Checks files with every output; returns findings, summary, page and what was said."""
    shutil.rmtree(folder, ignore_errors=True)
    done = program.run("check", "--directory", DIRECTORY, "--max-rejected", "100", "--format", FORMATS,
                       "--output", folder, *options, *files)
    if not (folder / "findings.csv").exists():
        expect(False, f"no result: {done.stderr[-200:]!r}")
        return None
    return (read_csv(folder / "findings.csv"),
            json.loads((folder / "summary.json").read_text(encoding="utf-8")),
            check_page(folder / "report.html"), done)


# csv-spectrum ------------------------------------------------------------------------------------


def raw_records(content, count):
    """The bytes of each record with its line ends; a quoted value may hold some."""
    records, begin, in_quotes = [], 0, False
    for at, byte in enumerate(content):
        in_quotes ^= byte == ord('"')
        if byte == ord("\n") and not in_quotes:
            records.append(content[begin:at + 1])
            begin = at + 1
    if begin < len(content):
        records.append(content[begin:])
    expect(len(records) == count + 1, f"{len(records)} records instead of {count + 1}")
    return records


def check_spectrum(program, folder):
    """Their bytes as they are, behind the columns of a good row."""
    header, row = fixture("SENR")
    for name, content, expected in spectrum():
        widths = [max(len(line[key]) for line in expected) for key in expected[0]]
        columns = list(FREE[1:len(widths)])
        columns.insert(widths.index(max(widths)), FREE[0])
        taken = {column for column, _ in columns}
        kept = [i for i, column in enumerate(header) if column not in taken]
        lines = [",".join([header[i] for i in kept] + [column for column, _ in columns]).encode()
                 + b"\n"]
        for number, record in enumerate(raw_records(content, len(expected))[1:], 1):
            values = [ssid(number) if header[i] == "ssid" else row[i] for i in kept]
            lines.append((",".join(values) + ",").encode() + record)
        inbox = folder / name / "inbox" / LEA
        inbox.mkdir(parents=True)
        path = inbox / "SENR.csv"
        path.write_bytes(b"".join(lines))
        compare_spectrum(program, folder / name, name, columns, expected)


def compare_spectrum(program, folder, name, columns, expected):
    findings, _, _, _ = check(program, folder / "result", folder / "inbox" / LEA / "SENR.csv")
    refused = {int(line["record"]) for line in findings if line["severity"] == "error"}
    program.run("directory", DIRECTORY)
    program.run("run", "--allow-shrink", "--max-rejected", "100", "--output", folder / "run", folder / "inbox")
    for number, line in enumerate(expected, 1):
        values = [trimmed(value) for value in line.values()]
        broken = any(has_control(value) for value in values)
        expect(broken == (number in refused), f"{name} record {number}: refused or not")
        stored = query("SELECT json_build_array(%s) FROM isprofile.senr WHERE ssid = %s" %
                       (", ".join(column for column, _ in columns), ssid(number)))
        if broken:
            expect(stored == "", f"{name} record {number} is stored")
        else:
            expect([value or "" for value in json.loads(stored)] == values,
                   f"{name} record {number}: {stored} instead of {values}")
    rejected = folder / "result" / "rejected.csv"
    if refused:
        raw = (folder / "inbox" / LEA / "SENR.csv").read_bytes()
        for part in raw_records(rejected.read_bytes(), len(refused)):
            expect(part in raw, f"{name}: rejected.csv has other bytes")


# blns as values ----------------------------------------------------------------------------------


def make_rows(extract, column, strings, changes=None):
    header, row = fixture(extract)
    at = header.index(column)
    yield header
    for number, string in enumerate(strings, 1):
        made = list(row)
        made[header.index("ssid")] = ssid(number)
        for name, value in (changes or {}).items():
            made[header.index(name)] = value % number if "%" in value else value
        made[at] = string
        yield made


def check_free_values(program, folder, strings):
    """In a column of free text: stored as they are, but for the blanks around, or refused."""
    for delimiter, name in ((",", "comma"), ("\t", "tab")):
        inbox = folder / name / "inbox" / LEA
        inbox.mkdir(parents=True)
        path = inbox / "SENR.csv"
        write_csv(path, make_rows("SENR", "local_record_id", strings), delimiter)
        findings, _, _, _ = check(program, folder / name / "result", path,
                                  options=["--show-values"])
        why = {int(line["record"]): line for line in findings
               if line["severity"] == "error" and line["column"] == "local_record_id"}
        program.run("run", "--allow-shrink", "--max-rejected", "100", "--output", folder / name / "run",
                    folder / name / "inbox")
        stored = json.loads(query("SELECT json_object_agg(ssid, local_record_id) FROM isprofile.senr"))
        for number, string in enumerate(strings, 1):
            value = trimmed(string)
            if number in why:
                expect(has_control(value) or len(value) > 255 or
                       why[number]["rule"] == "value_spreadsheet_damage",
                       f"{name} {value!r} is refused by {why[number]['rule']}")
                expect(ssid(number) not in stored, f"{name} {value!r} is refused and stored")
                expect(why[number]["value"] == neutral(value), f"{name} {value!r} is shown as "
                       f"{why[number]['value']!r}")
            else:
                expect((stored.get(ssid(number)) or "") == value,
                       f"{name} {value!r} is stored as {stored.get(ssid(number))!r}")


def check_shown_values(program, folder, strings):
    """In a column of codes: each is refused, and shown in every format, masked or not."""
    path = folder / "codes.csv"
    write_csv(path, make_rows("SENR", "gender", strings))
    for options in ([], ["--show-values"]):
        findings, summary, page, done = check(program, folder / "codes", path, options=options)
        by_record = {}
        for line in findings:
            if line["column"] == "gender":
                by_record.setdefault(int(line["record"]), line)
        for number, string in enumerate(strings, 1):
            value = trimmed(string)
            if value == "" or value.upper() in ("M", "F", "X"):
                continue
            expect(number in by_record, f"{value!r} is not found")
            shown = by_record.get(number, {}).get("value", "")
            if options:
                expect(shown in (neutral(value), neutral(string)),
                       f"{value!r} is shown as {shown!r}")
            else:
                expect(len(value) < 2 or value not in shown, f"{value!r} is not masked: {shown!r}")
                expect(shown[:1] not in tuple("=+-@"), f"{value!r} is a formula: {shown!r}")
        expect(summary["files"][0]["rows"]["rejected"] > 0, "no row is refused")
        raw = path.read_text(encoding="utf-8")
        for line in io.StringIO((folder / "codes" / "rejected.csv").read_text(encoding="utf-8"),
                                newline=""):
            expect(line in raw, "rejected.csv has other bytes")


def check_other_values(program, folder, strings):
    """As grade, placement and school, which never refuse a row; then through the reports."""
    inbox = folder / "places" / "inbox" / LEA
    inbox.mkdir(parents=True)
    agreement = {"agreement_id": "N-%d"}
    header, *rows = make_rows("ISAG", "grade_level", strings, agreement)
    for more in ("program_placement", "school_of_attendance"):
        _, *added = make_rows("ISAG", more, strings, agreement)
        for row in added:
            row[header.index("ssid")] = ssid(len(rows) + 1)
            row[header.index("agreement_id")] = f"N-{len(rows) + 1}"
            rows.append(row)
    write_csv(inbox / "ISAG.csv", [header, *rows])
    program.run("run", "--allow-shrink", "--max-rejected", "100", "--output", folder / "places" / "run",
                folder / "places" / "inbox")
    check_page(folder / "places" / "run" / LEA / f"ISAG_{YEAR}" / "report.html")
    kept = int(query("SELECT count(*) FROM isprofile.isag"))
    findings = read_csv(folder / "places" / "run" / LEA / f"ISAG_{YEAR}" / "findings.csv")
    refused = {line["record"] for line in findings if line["severity"] == "error"}
    expect(kept + len(refused) == len(rows), f"{kept} and {len(refused)} of {len(rows)} rows")


# blns as names -----------------------------------------------------------------------------------


def as_file_name(string):
    name = string.replace("/", "\u2215").replace("\0", "")
    while len(name.encode()) > 200:
        name = name[:-1]
    return None if name in ("", ".", "..") else name + ".csv"


def check_file_and_column_names(program, folder, strings):
    """A file of that name with a column of that name: said once, and nothing is lost."""
    header, row = fixture("ISPO")
    at = header.index("calendar")
    inbox = folder / "names" / "inbox" / LEA
    inbox.mkdir(parents=True)
    names = set()
    for i, string in enumerate(strings):
        name = as_file_name(string)
        if name is None or name in names:
            continue
        names.add(name)
        path = inbox / name
        write_csv(path, [header + [string], row[:at] + [string] + row[at + 1:] + ["x"]])
        program.run("check", "--show-values", path)
        if i % 8 != 0:
            continue
        findings, summary, _, _ = check(program, folder / "one", path)
        shown = "".join("?" if steers(c) else c for c in name)
        expect(summary["files"][0]["file"] == shown, f"{name!r} is called "
               f"{summary['files'][0]['file']!r}")
        expect(all(line["file"] == neutral(shown) for line in findings), f"{name!r} in findings")
    header, row = fixture("SENR")
    wide = folder / "wide.csv"
    write_csv(wide, [header + strings, row + ["x"] * len(strings)])
    findings, _, _, _ = check(program, folder / "wide", wide)
    unknown = [line for line in findings if line["rule"] == "file_column_not_recognised"]
    expect(len(unknown) >= len(strings) - 5, f"{len(unknown)} of {len(strings)} columns are named")
    done = program.run("run", "--output", folder / "names" / "run", folder / "names" / "inbox")
    told = json.loads((folder / "names" / "run" / "run.json").read_text(encoding="utf-8"))
    told = {pathlib.Path(file["file"]).name for file in told["submissions"]}
    seen = {name for name in names if name[0] != "."}  # others are hidden, and left where they are
    expect(told == seen, f"run.json does not name {sorted(seen - told)[:3]!r}")
    expect(done.stdout.count(b"\n") >= len(names), "run does not name every file")


def make_directory(path, strings):
    """Two lines for each string: a district of that name, and a school of 0199999."""
    with open(DIRECTORY, encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    columns = header.split("\t")
    district, school = (dict(zip(columns, line.split("\t"))) for line in (lines[0], lines[1]))
    made = [header, *lines]
    for number, name in enumerate(strings, 1):
        made.append("\t".join(dict(district, CDSCode="02%05d0000000" % number, County=name,
                                   District=name).values()))
        made.append("\t".join(dict(school, CDSCode="0199999%07d" % (3000000 + number),
                                   County="Alameda", District="Redwood Flats Unified",
                                   School=name).values()))
    path.write_text("\n".join(made) + "\n", encoding="utf-8")


# Controls, ends of lines and paragraphs, marks of direction, and what is no character.
UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def check_place_names(program, folder, strings):
    """Names of the directory through every report: the same name in each, blanks for the unseen."""
    strings = [name for name in map(trimmed, strings)
               if name and not any(c in name for c in "\t\r\n") and name.lower() != "no data"]
    path, inbox = folder / "directory.txt", folder / "named" / "inbox" / LEA
    inbox.mkdir(parents=True)
    make_directory(path, strings)
    program.run("directory", path)
    stored = set(json.loads(query("SELECT json_agg(school_name) FROM isprofile.school")))
    rows = list(make_rows("STAS", "local_record_id", [""] * len(strings)))
    at = rows[0].index("school_of_attendance")
    for number, row in enumerate(rows[1:], 1):
        row[at] = "%07d" % (3000000 + number)
    write_csv(inbox / "STAS.csv", rows)
    program.run("run", "--allow-shrink", "--max-rejected", "100", "--output", folder / "named" / "run",
                folder / "named" / "inbox")
    program.run("status")
    agency, public = folder / "agency", folder / "public"
    program.run("report", "--year", YEAR, "--unsuppressed", "--output", agency, "--agency", agency)
    program.run("report", "--year", YEAR, "--output", public)
    strings = [trimmed(UNSEEN.sub(" ", name)) for name in strings]
    strings = [name for name in strings if name]
    expect(stored >= set(strings), "the directory has lost names")
    for made in (agency / "profile-unsuppressed", public / "profile"):
        check_profile(made, strings)
    names = {line["lea_name"] for line in read_csv(agency / "coverage.csv")}
    missing = [name for name in strings if neutral(name) not in names]
    expect(not missing, f"coverage.csv lacks {missing[:3]!r}")


def check_profile(made, strings):
    lines = read_csv(made.with_suffix(".csv"))
    names = {line["school_name"] for line in lines}
    in_json = made.with_suffix(".json").read_text(encoding="utf-8")
    everything = set(all_strings(json.loads(in_json)))
    sheets = check_sheets(made.with_suffix(".xlsx"))
    page = check_page(made.with_suffix(".html"))
    words = " ".join(page.words.split())
    for name in strings:
        expect(neutral(name) in names, f"{made.name}.csv lacks {name!r}")
        expect(name in everything, f"{made.name}.json lacks {name!r}")
        expect(name in sheets, f"{made.name}.xlsx lacks {name!r}")
        expect(" ".join(name.split()) in words, f"{made.name}.html lacks {name!r}")


def all_strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from all_strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from all_strings(part)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True)
    parser.add_argument("--folder")
    options = parser.parse_args()
    if not (support.PACKAGES / "blns").is_dir() or not (support.PACKAGES / "csv-spectrum").is_dir():
        print("left out: the packages of tests/naughty are not there (npm ci --ignore-scripts)")
        return 77
    if "PGHOST" not in os.environ:
        print("left out: there is no server (scripts/localdb run lends one)")
        return 77
    folder = pathlib.Path(options.folder or tempfile.mkdtemp(prefix="naughty."))
    folder.mkdir(exist_ok=True)
    program = support.Program(pathlib.Path(options.program).resolve())
    strings = naughty_strings()
    program.run("init")
    for test in (check_spectrum, check_free_values, check_shown_values, check_other_values,
                 check_file_and_column_names, check_place_names):
        if test is check_spectrum:
            test(program, folder)
        else:
            test(program, folder, strings)
        print(test.__name__, "done", flush=True)
    if not options.folder:
        shutil.rmtree(folder)
    print(f"{len(strings)} strings, {len(support.failures)} failures")
    return 1 if support.failures else 0


sys.exit(main())
