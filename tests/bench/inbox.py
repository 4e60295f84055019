"""An inbox, a part of the state or all of it: `isprofile run` and `report` against PostgreSQL's own
means and pgloader."""

import os
import shutil

import inbox_data
import pgloader_peer
import sql_peer
from inbox_data import YEAR
from measure import Failure, Series, ratio, run, say
from server import Server

TITLES = {
    "init": "`init`",
    "directory": "`directory`",
    "run": "`run`, first, with result folders",
    "again": "`run` again, nothing changed",
    "one": "`run` again, one LEA of median size changed",
    "percent": "`run` again, 1 % of the LEAs changed",
    "largest": "`run --force` of the largest LEA alone",
    "report": "`report --unsuppressed`, all formats",
    "copy": "`psql \\copy` into text tables without an index",
    "sql": "`psql` staging, then SQL into typed tables with keys",
    "figures": "SQL `count(distinct)` over the typed rows, fewer categories than `report`",
    "pgloader": "pgloader into text tables without an index",
}


class Contest:
    """All contestants on one inbox, round by round."""

    def __init__(self, options, peers, server, data, work, slow_rounds):
        self.slow_rounds = slow_rounds
        self.options, self.peers, self.server = options, peers, server
        self.data, self.work = data, work
        self.series = {name: Series(title) for name, title in TITLES.items()}
        self.columns, self.rows = inbox_data.gather(data / "inbox", work / "copy")
        self.accepted = self.figures = None
        options.directory_file = data / "directory.txt"

    def note(self, name, number, figure):
        self.series[name].add(number, figure)

    def results(self, number):
        """A new folder each round: a file system is slow with names that were just removed."""
        return self.work / f"results_{number}"

    def run_all(self, number, name, env, *more):
        words = [self.options.program, "run", "--jobs", self.options.jobs, "--max-rejected", "100",
                 "--output", self.results(number), *more, self.data / "inbox"]
        self.note(name, number, run(words, env, (0, 65)))

    def load(self, number, env):
        program = self.options.program
        self.note("init", number, run([program, "init"], env))
        self.note("directory", number, run([program, "directory", self.data / "directory.txt"], env))
        self.server.psql("CHECKPOINT")
        self.run_all(number, "run", env)
        query = ("SELECT extract, sum(rows_read), sum(rows_loaded) FROM"
                 " isprofile.submission_current GROUP BY extract")
        counts = {line[0]: [int(n) for n in line[1:]] for line in self.server.rows(env, query)}
        for extract, count in self.rows.items():
            if counts.get(extract, [0])[0] != count:
                raise Failure(f"run read {counts.get(extract)} rows of {extract}, not {count}")
        self.accepted = {extract: counts[extract][1] for extract in self.rows}

    def report(self, number, env):
        folder = self.work / "profile"
        shutil.rmtree(folder, ignore_errors=True)
        self.note("report", number, run([self.options.program, "report", "--unsuppressed", "--year",
                                         YEAR, "--output", folder], env))
        return folder / "profile-unsuppressed.csv"

    def normalized(self, number, profile):
        peer = sql_peer.Normalized(self.options, self.server, self.work / "copy", self.columns)
        self.note("sql", number, peer.load())
        found = peer.accepted()
        if found != self.accepted:
            raise Failure(f"run accepted {self.accepted}, the SQL {found}")
        path = self.work / "figures.csv"
        self.note("figures", number, peer.figures(path))
        self.figures = sql_peer.compare_figures(profile, path)
        peer.drop()

    def changed(self, number, env):
        leas = inbox_data.by_size(self.data / "inbox")
        changes = inbox_data.Changes()
        try:
            changes.shorten(leas[len(leas) // 2])
            self.run_all(number, "one", env)
            for lea in leas[min(49, len(leas) - 1)::100]:
                changes.shorten(lea)
            self.run_all(number, "percent", env)
        finally:
            changes.undo()
        self.run_all(number, "largest", env, "--force", "--lea", leas[-1].name)

    def settle(self, number):
        """What the others have written is on the disk, and what a run looks at is in the cache."""
        self.server.psql("CHECKPOINT")
        os.sync()
        inbox_data.warm(self.data / "inbox")
        inbox_data.warm(self.results(number))

    def round(self, number):
        inbox_data.warm(self.data / "inbox")
        env = self.server.fresh_database("bench_run")
        self.load(number, env)
        self.note("copy", number, sql_peer.plain_copy(self.server, self.work / "copy", self.columns,
                                                      self.rows))
        profile = self.report(number, env)
        if number < self.slow_rounds:
            self.normalized(number, profile)
        self.settle(number)
        self.run_all(number, "again", env)
        self.changed(number, env)
        self.server.drop("bench_run")
        if self.peers.has("pgloader") and number < self.slow_rounds:
            self.note("pgloader", number, pgloader_peer.load(
                self.server, self.work, self.work / "copy", self.columns, self.rows))

    def summary(self):
        series = {name: one for name, one in self.series.items() if one.rounds}
        ratios = {f"{name}/run": ratio(series[name], series["run"])
                  for name in ("copy", "sql", "pgloader", "again", "one", "percent")
                  if name in series}
        if "figures" in series:
            ratios["figures/report"] = ratio(series["figures"], series["report"])
        return {"accepted": sum(self.accepted.values()), "figures": self.figures,
                "ratios": ratios, "jobs": self.options.jobs,
                "series": {name: one.summary() for name, one in series.items()}}

    def clean(self):
        for folder in self.work.glob("results_*"):
            shutil.rmtree(folder)


def contest(options, peers, data, work, rounds, slow_rounds):
    work.mkdir(parents=True, exist_ok=True)
    server = Server(options.root, work / "db")
    try:
        server.start()
        one = Contest(options, peers, server, data, work, slow_rounds)
        one.clean()
        for number in range(rounds):
            say(f"  {work.name}, round {number + 1} of {rounds}")
            one.round(number)
        return {"rounds": rounds, "slow_rounds": slow_rounds,
                "server": server.describe(), **inbox_data.describe(data, one.rows),
                **one.summary()}
    finally:
        server.remove()


def measure_part(options, peers, work):
    """A part of the LEAs."""
    state = inbox_data.generate(options, options.work / "data")
    data = inbox_data.take_part(state, work / "data", options.share)
    return {"share": options.share, "of_pupils": options.pupils,
            **contest(options, peers, data, work, options.rounds, options.slow_rounds)}


def measure_state(options, peers, work):
    """All of them."""
    data = inbox_data.generate(options, options.work / "data")
    results = contest(options, peers, data, work, options.state_rounds,
                      options.state_rounds if options.state_peers else 0)
    shutil.rmtree(work / "copy", ignore_errors=True)
    return {"of_pupils": options.pupils, "processors": os.cpu_count(), **results}
