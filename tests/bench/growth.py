"""How time and memory grow: 1, 10 and 100 % of the state, and five years of a part of it loaded."""

import json
import shutil

import inbox_data
from inbox_data import YEAR
from measure import Failure, run, say
from server import Server

SHARES = (1, 10, 100)
YEARS = ("2019-2020", "2020-2021", "2021-2022", "2022-2023", YEAR)


class Site:
    """One database with its inbox and result folders."""

    def __init__(self, options, server, work):
        self.options, self.server, self.work = options, server, work
        self.env = server.fresh_database("bench_growth")
        run([options.program, "init"], self.env)

    def load(self, data):
        """The directory, then the inbox; the figure of the latter."""
        run([self.options.program, "directory", data / "directory.txt"], self.env)
        self.server.psql("CHECKPOINT")
        return self.run(data)

    def run(self, data):
        inbox_data.warm(data / "inbox")
        return run([self.options.program, "run", "--jobs", self.options.jobs, "--max-rejected",
                    "100", "--output", self.work / "results", data / "inbox"], self.env, (0, 65))

    def report(self, year):
        return run([self.options.program, "report", "--unsuppressed", "--year", year, "--output",
                    self.work / "profile"], self.env)

    def rows(self):
        return self.server.number(self.env, "SELECT coalesce(sum(rows_read), 0)::bigint"
                                            " FROM isprofile.submission_current")

    def close(self):
        self.server.drop("bench_growth")
        shutil.rmtree(self.work / "results", ignore_errors=True)
        shutil.rmtree(self.work / "profile", ignore_errors=True)


def point(title, rows, loaded, first, again, report):
    """One point of the plot; rows are those of the timed run, loaded all in the database then."""
    say(f"    {title}: run {first.wall:.1f} s, again {again.wall:.2f} s, report"
        f" {report.wall:.2f} s")
    return {"title": title, "rows": rows, "loaded": loaded, "run": first.wall,
            "again": again.wall, "report": report.wall, "run_mib": first.peak_mib,
            "report_mib": report.peak_mib}


def of_share(options, server, work, percent):
    state = inbox_data.generate(options, options.work / "data")
    data = state if percent == 100 else inbox_data.take_part(state, work / "part", percent)
    site = Site(options, server, work)
    first = site.load(data)
    rows = site.rows()
    figures = point(f"{percent} % of the state", rows, rows, first, site.run(data),
                    site.report(YEAR))
    site.close()
    return figures


def of_years(options, server, work):
    """Five years, one after the other; what is timed is the last year's."""
    site = Site(options, server, work)
    before = 0
    for year in YEARS:
        data = inbox_data.generate_small(options, work / year, year, options.years_share)
        say(f"    five years: loading {year}")
        before = site.rows()
        first = site.load(data)
    loaded = site.rows()
    if loaded <= before:
        raise Failure(f"the rows of {YEARS[-1]} did not come on top of the other years")
    figures = point(f"{options.years_share:g} % of the state, the fifth of five years",
                    loaded - before, loaded, first, site.run(data), site.report(YEARS[-1]))
    site.close()
    return figures


def whole_state(options, program):
    """The point of 100 % as the whole state's own part has measured it with the same program."""
    path = options.work / "results" / "state.json"
    if not path.exists():
        return None
    state = json.loads(path.read_text())
    if state["program"] != program or state["of_pupils"] != options.pupils:
        return None
    series = state["series"]
    return {"title": "100 % of the state", "rows": state["rows"], "loaded": state["rows"],
            "run": series["run"]["wall"], "again": series["again"]["wall"],
            "report": series["report"]["wall"], "run_mib": series["run"]["peak_mib"],
            "report_mib": series["report"]["peak_mib"]}


def measure(options, peers, work):
    del peers
    work.mkdir(parents=True, exist_ok=True)
    server = Server(options.root, work / "db")
    try:
        server.start()
        points = []
        for percent in SHARES:
            known = whole_state(options, options.program_version) if percent == 100 else None
            say(f"  growth: {percent} % of the state{', measured before' if known else ''}")
            points.append(known or of_share(options, server, work, percent))
        say(f"  growth: five years of {options.years_share:g} %")
        points.append(of_years(options, server, work))
        return {"server": server.describe(), "points": points, "years_share": options.years_share}
    finally:
        server.remove()
