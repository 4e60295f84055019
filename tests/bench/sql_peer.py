"""PostgreSQL alone: text staged by \\copy, normalized in SQL, and the profile's figures from rows."""

import csv

import normalize
from inbox_data import YEAR
from measure import Failure
from peers import FOLDER

DIRECTORY_COLUMNS = 46

# What the SQL needs of the directory. A place is a CDS code; where the school is not identified it is
# that of the district, and behind it LEA and code as given. An office's code is the LEA's.
DIRECTORY = """
CREATE TABLE normal.school AS
SELECT CASE WHEN right(c1, 7) = '0000000' THEN left(c1, 7) ELSE right(c1, 7) END AS code,
       c1 AS cds, c24 = 'Y' AND right(c1, 7) <> '0000000' AS charter,
       right(c1, 7) = '0000000' AS is_office
  FROM raw.directory WHERE c1 ~ '^[0-9]{14}$';
CREATE UNIQUE INDEX ON normal.school (code, is_office);
CREATE TABLE normal.lea AS SELECT code, cds FROM normal.school WHERE is_office OR charter;
CREATE FUNCTION normal.place_of(code text, lea text, cds text, lea_cds text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN code IN ('0000001', '0000002') THEN left(lea_cds, 7) || code
                ELSE coalesce(cds, left(lea_cds, 7) || '/' || lea || '/' || coalesce(code, '')) END
$$;
ANALYZE normal.school, normal.lea;
"""


def table(extract, names):
    return f"{extract.lower()} ({', '.join(name + ' text' for name in names)})"


def copies(folder, columns, schema):
    return [f"\\copy {schema}{extract.lower()} from '{folder / extract}' csv"
            for extract in columns]


def plain_copy(server, folder, columns, rows):
    """The same bytes into text tables without an index; each table's rows are counted."""
    env = server.fresh_database("bench_copy")
    server.psql(*(f"CREATE TABLE {table(extract, names)}" for extract, names in columns.items()),
                env=env)
    figure = server.psql(*copies(folder, columns, ""), env=env)
    for extract, count in rows.items():
        found = server.number(env, f"SELECT count(*) FROM {extract}")
        if found != count:
            raise Failure(f"\\copy: {found} rows of {extract} instead of {count}")
    server.drop("bench_copy")
    return figure


def values(rows):
    return ", ".join("(" + ", ".join(f"'{value}'" for value in row) + ")" for row in rows)


class Normalized:
    """A database in which psql stages the text and SQL makes typed, keyed tables of it."""

    NAME = "bench_sql"

    def __init__(self, options, server, folder, columns):
        self.server, self.folder, self.columns = server, folder, columns
        self.env = server.fresh_database(self.NAME)
        layout = normalize.read_layout(options.root)
        reference = normalize.Reference(options.root, YEAR)
        self.prepare(options.directory_file, reference)
        self.statements = [f"CREATE UNLOGGED TABLE raw.{table(extract, names)}"
                           for extract, names in columns.items()]
        self.statements += copies(folder, columns, "raw.")
        for extract in columns:
            ordered = {name: layout[extract][name] for name in columns[extract]}
            self.statements += normalize.normalize(extract, ordered, reference)

    def prepare(self, directory, reference):
        """Directory and code sets, which isprofile has in its database before it is timed too."""
        names = [f"c{i}" for i in range(1, DIRECTORY_COLUMNS + 1)]
        grades = [(row["code"], row["code"]) for row in reference.rows("grade_level")]
        known = {code for code, _ in grades}
        grades += [(row["spelling"], row["code"]) for row in reference.rows("grade_alias")
                   if row["code"] in known and row["spelling"] not in known]
        races = [(row["code"], row["reporting_category"]) for row in reference.rows("race")]
        self.server.psql(
            "CREATE SCHEMA raw", "CREATE SCHEMA normal",
            f"CREATE TABLE raw.directory ({', '.join(name + ' text' for name in names)})",
            f"\\copy raw.directory from '{directory}'", DIRECTORY,
            "CREATE TABLE normal.grade (spelling text, code text)",
            f"INSERT INTO normal.grade VALUES {values(grades)}",
            "CREATE TABLE normal.race (code text, category text)",
            f"INSERT INTO normal.race VALUES {values(races)}", env=self.env)

    def load(self):
        """Without nested loops: the planner thinks that hardly a row is sound, and would pick them."""
        return self.server.psql("SET search_path = normal", "SET enable_nestloop = off",
                                *self.statements, env=self.env)

    def accepted(self):
        return {extract: self.server.number(self.env, f"SELECT count(*) FROM normal.{extract}")
                for extract in self.columns}

    def figures(self, path):
        """The profile's figures by count(distinct), written to path; statistics are not timed."""
        self.server.psql(*(f"ANALYZE normal.{extract}" for extract in self.columns), env=self.env)
        with open(path, "wb") as out:
            return self.server.psql(FOLDER / "figures.sql", env=self.env, stdout=out)

    def drop(self):
        self.server.drop(self.NAME)


MEASURES = ("pupils", "fifty_percent_pupils", "long_term_pupils")
CODES = {"T": (), "C": ("county_code",), "D": ("county_code", "district_code"),
         "S": ("county_code", "district_code", "school_code")}


def compare_figures(profile, figures):
    """How many figures the profile and the SQL have in common; raises when one differs."""
    ours = {}
    with open(profile, newline="") as file:
        for row in csv.DictReader(file):
            level = row["aggregate_level"]
            place = "".join(row[column] for column in CODES[level])
            ours[level, place, row["charter"], row["category"]] = [row[name] for name in MEASURES]
    count = 0
    with open(figures, newline="") as file:
        for level, place, charter, category, *found in csv.reader(file):
            expected = ours.get((level, place, charter, category))
            if expected != found:
                raise Failure(f"report and SQL differ at {level} {place} {charter} {category}:"
                              f" {expected} and {found}")
            count += len(found)
    if count == 0:
        raise Failure("the SQL found no figure")
    return count
