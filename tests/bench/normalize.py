"""The rules that refuse a row and the types of its columns, as SQL for PostgreSQL: what a user would
write who stages text with \\copy and normalizes it there. Made from the layout of the project."""

import csv
import re

DATE = (r"^[0-9]{4}((0[13578]|1[02])(0[1-9]|[12][0-9]|3[01])|(0[469]|11)(0[1-9]|[12][0-9]|30)"
        r"|02(0[1-9]|1[0-9]|2[0-8]))$")
LEAP_DAY = r"^([0-9][0-9](0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)0229$"
DAMAGE = r"[\x01-\x1f\x7f]|(^|\|)(##+|[0-9][.][0-9]+E[+][0-9][0-9])(\||$)"

KEYS = {
    "SENR": "reporting_lea, school_of_attendance, ssid, enrollment_start_date",
    "STAS": "reporting_lea, school_of_attendance, ssid",
    "SINF": "reporting_lea, ssid, effective_start_date",
    "SPRG": "reporting_lea, school_of_attendance, ssid, education_program, membership_start_date,"
            " service_year, service_code",
    "ISAG": "reporting_lea, agreement_id",
    "ISPU": "reporting_lea, ssid",
    "ISAD": "reporting_lea, school_of_attendance, program_line, grade_span",
    "ISPO": "reporting_lea, school_of_attendance, grade_span, modality",
}

DAYS = ("days_attended", "days_absent_suspension", "days_in_school_suspension",
        "days_absent_excused", "days_absent_unexcused", "is_days_not_credited", "is_days_credited")

# Rules on the typed values of a row: true refuses it. As in the catalogue, for 2023-2024.
ROW_RULES = {
    "SENR": (
        "exit_date < start_date - (exit_reason IS NOT DISTINCT FROM 'N470')::int",
        "(exit_date IS NULL) <> (exit_reason IS NULL)",
        "completion_status IS NOT NULL"
        " AND coalesce(exit_reason || completion_status, '') NOT IN ({exit_completion})",
        "exit_reason = 'E230' AND completion_status IS NULL",
        "grade IS NOT NULL AND exit_reason || grade NOT IN ({exit_grade})",
        "grade IS NOT NULL AND completion_status || grade NOT IN ({completion_grade})",
        "completion_status = '100' AND met_uc_csu_requirements IS NULL",
        "completion_status = '100' AND exit_date > DATE '2023-06-30'"
        " AND graduation_exemption IS NULL",
        "graduation_exemption IS NOT NULL AND completion_status IS DISTINCT FROM '100'",
        "(school_of_attendance IS NOT DISTINCT FROM '0000001')"
        " <> (school_of_attendance_nps IS NOT NULL)",
    ),
    "STAS": (
        "exempt = 'Y' AND num_nonnulls(expected_days, " + ", ".join(DAYS) + ") > 0",
        "exempt IS DISTINCT FROM 'Y' AND num_nulls(expected_days, " + ", ".join(DAYS) + ") > 0",
        "exempt IS DISTINCT FROM 'Y' AND expected_days::numeric <> "
        + " + ".join(f"{name}::numeric" for name in DAYS),
        "exempt IS DISTINCT FROM 'Y' AND is_days_not_credited::numeric + is_days_credited::numeric"
        " > expected_days::numeric - days_attended::numeric - days_in_school_suspension::numeric",
    ),
    "ISAG": ("agreement_end_date::date < agreement_start_date::date",),
    "ISAD": (
        "program_line ~ '^(CONT|OPP)_' AND school_of_attendance IS NULL",
        "program_line IN ('IS_TRAD', 'IS_CBIS') AND p2_ada_age_18_or_less IS NULL"
        " AND NOT EXISTS (SELECT FROM school AS c WHERE c.charter AND c.code = r.reporting_lea)",
    ),
}


class Column:
    def __init__(self, name, kind, width, scale, required, code_set):
        self.name, self.kind = name, kind
        self.width, self.scale = int(width), int(scale)
        self.required = required == "true"
        self.code_set = code_set


def read_layout(root):
    """The columns of every extract by name, from the project's own layout."""
    pattern = re.compile(r'^COLUMN\((\w+), (\w+), "[^"]*", "[^"]*", (\w+), (\d+), (\d+), (\w+), '
                         r'"(\w*)"', re.M)
    layout = {}
    for found in pattern.findall((root / "base" / "layout.def").read_text()):
        layout.setdefault(found[0], {})[found[1]] = Column(*found[1:])
    return layout


class Reference:
    """The code sets and pairs that are in force in a year, as lists of SQL texts."""

    def __init__(self, root, year):
        self.folder = root / "transform" / "reference"
        self.year = year

    def rows(self, name):
        with open(self.folder / f"{name}.csv", newline="") as file:
            for row in csv.DictReader(file):
                if (row.get("since") or "") <= self.year <= (row.get("until") or "9"):
                    yield row

    def codes(self, name, *columns):
        texts = ["".join(row[column] for column in columns or ("code",)) for row in self.rows(name)]
        return ", ".join(f"'{text}'" for text in texts if text)


def condition(column, reference):
    """True when the value is well-formed; a blank one is NULL and no matter here."""
    name = column.name
    if name == "academic_year":
        return f"{name} = '{reference.year}'"
    if column.kind == "DATE":
        return f"({name} ~ '{DATE}' OR {name} ~ '{LEAP_DAY}')"
    if column.kind in ("DAYS", "DECIMAL", "PERCENT"):
        whole = "{1,3}" if column.kind == "DAYS" else "{1,3}" if column.kind == "PERCENT" else "+"
        form = f"{name} ~ '^[0-9]{whole}([.][0-9]{{1,{column.scale}}})?$'"
        if column.kind != "PERCENT":
            return form
        return f"CASE WHEN {form} THEN {name}::numeric <= 100 ELSE false END"
    if column.kind in ("INT", "SSID", "LEA", "SCHOOL"):
        digits = {"INT": "1,3", "SSID": "10"}.get(column.kind, "7")
        return f"{name} ~ '^[0-9]{{{digits}}}$'"
    if column.kind == "FLAG":
        return f"{name} IN ('Y', 'N')"
    if column.code_set:
        return f"{name} IN ({reference.codes(column.code_set)})"
    return f"length({name}) <= {column.width}" if column.width else "true"


def is_free(extract, column):
    """Columns that never refuse a row: they are identified later, or not."""
    return column.kind in ("GRADE", "PLACEMENT") or (
        column.name == "school_of_attendance" and extract in ("SENR", "STAS", "ISAG"))


def sound_values(extract, columns, reference):
    """True for a row all of whose values are what their columns take."""
    parts, texts = [f"record_type = '{extract}'",
                    "coalesce(transaction_type, 'A') NOT IN ('D', 'R')"], []
    for column in columns.values():
        if is_free(extract, column) or column.name in ("record_type", "transaction_type"):
            continue
        if column.kind in ("TEXT", "NAME"):
            texts.append(column.name)
        if column.required:
            parts.append(f"{column.name} IS NOT NULL")
        if not column.name.startswith("filler"):
            parts.append(f"({condition(column, reference)}) IS NOT FALSE")
    parts.append(f"concat_ws('|', {', '.join(texts)}) !~ '{DAMAGE}'")
    return "\n       AND ".join(parts)


def typed(column):
    """The expression and the type that a column has in the typed table."""
    types = {"DATE": "date", "DAYS": "numeric(5, 2)", "PERCENT": "numeric(5, 2)",
             "DECIMAL": f"numeric(14, {column.scale})", "INT": "smallint", "SSID": "bigint",
             "FLAG": "boolean"}
    return types.get(column.kind, "text")


def pairs(reference):
    """Valid pairs as joined texts; TK takes what KN takes."""
    words = {"exit_completion": reference.codes("valid_exit_completion", "exit_reason",
                                                "completion_status"),
             "exit_grade": reference.codes("valid_exit_grade", "exit_reason", "grade_level"),
             "completion_grade": reference.codes("valid_completion_grade", "completion_status",
                                                 "grade_level")}
    return words


def normalize(extract, columns, reference):
    """The statements that fill table normal.<extract> from raw.<extract> and give it its key."""
    table, key = extract.lower(), KEYS[extract]
    extra = crowd = join = ""
    if extract == "SENR":
        crowd = (", count(*) OVER (PARTITION BY reporting_lea, school_of_attendance, ssid)"
                 " AS crowd")
        extra = (", enrollment_start_date::date AS start_date, enrollment_exit_date::date AS"
                 " exit_date, CASE WHEN g.code = 'TK' THEN 'KN' ELSE g.code END AS grade")
        join = " LEFT JOIN grade AS g ON g.spelling = upper(s.grade_level)"
    words = pairs(reference)
    rules = [rule.format(**words) for rule in ROW_RULES.get(extract, ())]
    refuse = "".join(f"\n       AND ({rule}) IS NOT TRUE" for rule in rules)
    names = [name for name in columns if name != "record_type" and not name.startswith("filler")]
    values = ", ".join(f"{name}::{typed(columns[name])}" for name in names)
    definition = ", ".join(f"{name} {typed(columns[name])}" for name in names)
    staged = [PADDED if name == "school_of_attendance" and is_free(extract, columns[name]) else name
              for name in names]
    sound = f"""
    SELECT {', '.join(staged)}, s.ctid AS place{extra} FROM raw.{table} AS s{join}
     WHERE {sound_values(extract, columns, reference)}"""
    statements = [f"CREATE TABLE normal.{table} ({definition})",
                  f"""INSERT INTO normal.{table} ({', '.join(names)})
WITH sound AS MATERIALIZED ({sound}),
standing AS MATERIALIZED (
    SELECT r.*, row_number() OVER (PARTITION BY {key} ORDER BY place) AS nth{crowd}
      FROM sound AS r
     WHERE true{refuse})
SELECT {values} FROM standing AS r WHERE nth = 1{NO_OVERLAP if crowd else ''}"""]
    statements.append(f"CREATE UNIQUE INDEX ON normal.{table} ({key})")
    return statements


# A school code that has lost its zeros, if somebody knows it with them.
PADDED = """CASE WHEN school_of_attendance ~ '^[0-9]{1,6}$' AND (
        lpad(school_of_attendance, 7, '0') IN ('0000001', '0000002')
        OR lpad(school_of_attendance, 7, '0') IN (SELECT code FROM school))
        THEN lpad(school_of_attendance, 7, '0') ELSE school_of_attendance END AS school_of_attendance"""

# Two enrollments of one pupil at one school: the later row is refused.
NO_OVERLAP = """
   AND place NOT IN (
    SELECT later.place
      FROM standing AS e
      JOIN standing AS later ON later.ssid = e.ssid AND later.reporting_lea = e.reporting_lea
       AND later.school_of_attendance IS NOT DISTINCT FROM e.school_of_attendance
     WHERE e.crowd > 1 AND later.crowd > 1 AND e.nth < 2 AND e.place < later.place
       AND e.start_date <= coalesce(later.exit_date, 'infinity')
       AND later.start_date <= coalesce(e.exit_date, 'infinity')
       AND e.start_date <= coalesce(e.exit_date, 'infinity')
       AND later.start_date <= coalesce(later.exit_date, 'infinity'))"""
