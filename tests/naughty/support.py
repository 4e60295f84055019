"""What the tests of known bad inputs share: files made of the fixtures, the program, its outputs."""

import csv
import html.parser
import json
import os
import pathlib
import re
import subprocess
import unicodedata
import xml.etree.ElementTree
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
PACKAGES = pathlib.Path(__file__).resolve().parent / "node_modules"
LEA, YEAR = "0199999", "2023-2024"
csv.field_size_limit(1 << 30)
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)
        print("FAILED:", ascii(what), flush=True)


class Program:
    def __init__(self, path):
        self.path = path

    def run(self, *arguments, statuses=(0, 65), folder="."):
        """Runs it as in a pipe; nothing that it says may steer a terminal."""
        done = subprocess.run([self.path, *map(str, arguments)], capture_output=True, cwd=folder,
                              env=dict(os.environ, ISPROFILE_AS_OF="2024-09-01"), timeout=300)
        expect(done.returncode in statuses,
               f"status {done.returncode} of {arguments[0]}: {done.stderr[-300:]!r}")
        for stream in (done.stdout, done.stderr):
            check_terminal(stream, arguments)
        return done


def steers(character):
    """A control, a mark that turns the direction of writing, or a line break of Unicode."""
    return (unicodedata.category(character) in ("Cc", "Zl", "Zp")
            or unicodedata.bidirectional(character) in
            ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def check_terminal(stream, arguments):
    try:
        words = stream.decode()
    except UnicodeDecodeError:
        expect(False, f"{arguments[:2]} says what is no UTF-8")
        return
    bad = sorted({hex(ord(c)) for c in words if c not in "\n" and steers(c)})
    expect(not bad, f"{arguments[:2]} says {bad}")


def fixture(extract):
    """The header of a clean file and its first row, as lists."""
    with open(FIXTURES / "clean" / f"{extract}.csv", newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        return next(rows), next(rows)


def ssid(number):
    return "98%08d" % number


def write_csv(path, rows, delimiter=","):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def neutral(text):
    """As free text stands in a CSV of the program: no spreadsheet takes it for a formula."""
    return "'" + text if text[:1] and text[0] in "=+-@\t\r" else text


def trimmed(text):
    return re.sub("^[ \t\u00a0]+|[ \t\u00a0]+$", "", text)


def has_control(text):
    return any(unicodedata.category(c) == "Cc" for c in text)


class Page(html.parser.HTMLParser):
    """The texts of a page, and the tags and attributes that made it."""

    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.texts, self.tags = [], set()
        self.feed(pathlib.Path(path).read_bytes().decode())
        self.close()
        self.words = "".join(self.texts)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name.startswith("on") or "script:" in (value or "").lower():
                expect(False, f"a page has {tag} {name}={value!r}")

    def handle_data(self, data):
        self.texts.append(data)


SAFE_TAGS = set("""html head meta title style body header main section article nav footer h1 h2 h3
    h4 p a abbr b strong em i code pre span div ul ol li dl dt dd table caption colgroup col thead
    tbody tfoot tr th td details summary br hr svg g path rect line text circle polyline figure
    figcaption time small sup sub mark bdi desc""".split())


def check_page(path):
    page = Page(path)
    strange = page.tags - SAFE_TAGS
    expect(not strange, f"{pathlib.Path(path).name} has tags {strange}")
    return page


def check_sheets(path):
    """The texts of a workbook; no cell is a formula, and every part is XML."""
    texts = set()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            tree = xml.etree.ElementTree.fromstring(archive.read(name))
            for element in tree.iter():
                kind = element.tag.rpartition("}")[2]
                expect(kind != "f", f"{name} has a formula")
                expect(kind != "hyperlink", f"{name} has a link")
                if kind == "t":
                    texts.add(element.text or "")
    return texts


def naughty_strings():
    path = PACKAGES / "blns" / "resources" / "blns.json"
    return list(dict.fromkeys(json.loads(path.read_text(encoding="utf-8"))))


def spectrum():
    """Name, bytes and expected rows of each file of csv-spectrum."""
    folder = PACKAGES / "csv-spectrum"
    for path in sorted((folder / "csvs").glob("*.csv")):
        expected = json.loads((folder / "json" / (path.stem + ".json")).read_text(encoding="utf-8"))
        # A file of one record has it without the list around it, and one another telephone number.
        expected = expected if isinstance(expected, list) else [expected]
        if path.stem == "location_coordinates":
            expected[0]["Contact Phone Number"] = "2095257564"
        yield path.stem, path.read_bytes(), expected


def query(sql):
    done = subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-At", "-c", sql],
                          capture_output=True, check=True)
    return done.stdout.decode().rstrip("\n")
