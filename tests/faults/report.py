"""The table with what happened, and the table for docs/."""
import os

HEAD = """# Faults

Every fault that the program is tried with, how it is made, what must happen, and the tests that see to it. Made from `tests/faults/faults.csv` by
`tests/faults/run --markdown`; `tests/faults/run` makes them all and says what happened.

| id | fault | how it is made | what must happen | kept by |
|---|---|---|---|---|
"""


def cell(text):
    return text.replace("|", "\\|")


def markdown(rows):
    lines = [HEAD]
    for row in rows:
        tests = ", ".join(f"`{test}`" for test in row["kept_by"])
        cells = " | ".join(cell(row[column]) for column in ("id", "fault", "made", "must"))
        lines.append(f"| {cells} | {tests} |\n")
    return "".join(lines)


def is_documented(rows):
    path = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "faults.md")
    with open(path, encoding="utf-8") as file:
        return file.read() == markdown(rows)


def write(folder, rows, happened):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "report.txt"), "w", encoding="utf-8") as file:
        for row in rows:
            tests = [test for test in row["kept_by"] if test in happened]
            if not tests:
                continue
            file.write(f"{row['id']}  {row['fault']}\n    made:     {row['made']}\n"
                       f"    must:     {row['must']}\n")
            for test in tests:
                kind, sentence = happened[test]
                file.write(f"    {kind + ':':9} {test}: {sentence}\n")
            file.write("\n")
