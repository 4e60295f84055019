"""The goals, as ratios of wall times, and whether they are met."""

from page_words import ratio_text, table

# The memory that a job may take: a fixed part, and so much for each pupil of the file.
FIXED_MIB = 64
BYTES_A_PUPIL = 16
BYTES_OF_STUDY = 128


def of_file(results, file, name):
    return results["file"]["files"][file]["ratios"].get(name) if "file" in results else None


def of_inbox(results, name):
    """Of the part by choice, which has more rounds and all peers; else of the whole state."""
    for part in ("part", "state"):
        if part in results and name in results[part]["ratios"]:
            return results[part]["ratios"][name]
    return None


def of_state(results, name):
    """Of the whole state if it was measured: what a run costs before it takes a file is told by
    the part too, but matters to no state."""
    return (results["state"]["ratios"].get(name) if "state" in results
            else of_inbox(results, name))


def memory_lines(results):
    """Peak memory of a job beside what it may take, for every part that was measured."""
    lines = []
    if "file" in results:
        file = results["file"]
        allowed = FIXED_MIB + file["rows"] * BYTES_A_PUPIL / 1048576
        peak = max(contest["series"]["check"]["peak_mib"] for contest in file["files"].values())
        lines.append(("peak memory of `check`, one file", peak, allowed))
    for part, title in (("part", "a part of the state"), ("state", "the whole state")):
        if part in results:
            allowed = FIXED_MIB + results[part]["largest_rows"] * (
                BYTES_A_PUPIL + BYTES_OF_STUDY * STUDY_SHARE) / 1048576
            series = results[part]["series"]
            peak = series["largest"]["peak_mib"]
            lines.append((f"peak memory of a job, the largest LEA of {title}", peak, allowed))
            allowed = FIXED_MIB + results[part]["of_pupils"] * (
                results[part].get("share", 100) / 100) * BYTES_A_PUPIL / 1048576
            peak = max(series[name]["peak_mib"] for name in ("run", "again", "percent"))
            lines.append((f"peak memory of `run`, {title}, with the rules on all LEAs", peak,
                          allowed))
    return lines


# Independent study in the invented data: 8 % of the pupils.
STUDY_SHARE = 0.08

AT_LEAST, AT_MOST = "at least", "at most"
GOALS = (
    ("DuckDB / `check`, one file without quotes", AT_LEAST, 1.5,
     lambda results: of_file(results, "unquoted", "DuckDB")),
    ("DuckDB / `check`, half of the rows quoted", AT_LEAST, 1.0,
     lambda results: of_file(results, "half quoted", "DuckDB")),
    ("`psql \\copy` into text tables / first `run`", AT_LEAST, 1.0,
     lambda results: of_inbox(results, "copy/run")),
    ("`psql` staging and SQL normalization / first `run`", AT_LEAST, 4,
     lambda results: of_inbox(results, "sql/run")),
    ("pgloader / first `run`", AT_LEAST, 15, lambda results: of_inbox(results, "pgloader/run")),
    ("second `run`, nothing changed / first `run`, the whole state", AT_MOST, 0.02,
     lambda results: of_state(results, "again/run")),
    ("SQL `count(distinct)` / `report`", AT_LEAST, 10,
     lambda results: of_inbox(results, "figures/report")),
)


def section(results):
    rows = []
    for title, sense, bound, find in GOALS:
        measured = find(results)
        if measured is None:
            rows.append([title, f"{sense} {bound}", "not measured", ""])
            continue
        met = measured["median"] >= bound if sense == AT_LEAST else measured["median"] <= bound
        rows.append([title, f"{sense} {bound}",
                     ratio_text(measured, 3 if sense == AT_MOST else 2), "yes" if met else "**no**"])
    for title, peak, allowed in memory_lines(results):
        rows.append([title, f"{AT_MOST} {allowed:.0f} MiB", f"{peak:.0f} MiB",
                     "yes" if peak <= allowed else "**no**"])
    return ["## Goals", "",
            *table(["ratio of wall times", "goal", "measured", "met"], rows), ""]
