"""The world that every fault is made in: a server, two states of an inbox, and what an undisturbed
run makes of them."""
import csv
import hashlib
import os
import shutil
import subprocess
import time

from outcome import Failed, must
from program import Program
from server import Server

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
YEAR = "2023-2024"
RERUN_STATUS = (0, 65)


def tree(folder, leave_out=()):
    """SHA-256 of every file below the folder, by its path there."""
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            full = os.path.join(path, name)
            short = os.path.relpath(full, folder)
            if short.split(os.sep)[0] not in leave_out:
                with open(full, "rb") as file:
                    found[short] = hashlib.sha256(file.read()).hexdigest()
    return found


def difference(expected, got):
    """The first few paths that differ."""
    paths = sorted(p for p in expected.keys() | got.keys() if expected.get(p) != got.get(p))
    return ", ".join(paths[:4]) + (" ..." if len(paths) > 4 else "")


class World:
    def __init__(self, build, work):
        self.build = build
        self.work = work
        self.server = Server(ROOT, os.path.join(work, "server"))
        self.inbox = os.path.join(work, "made", "inbox")
        self.inbox_before = os.path.join(work, "before")
        self.trials = 0

    # -- making it

    def make(self):
        """before: a state that stands. The inbox holds another one, and what a run over it makes
        is what every disturbed run must come to."""
        self.server.start()
        subprocess.run([os.path.join(self.build, "generate"), "--output", "made", "--leas", "3",
                        "--pupils", "900", "--form", "plain", "--quirks", "--errors", "5"],
                       cwd=self.work, check=True, stdout=subprocess.DEVNULL)
        self._thin_out()
        self.server.make_database("before")
        self.server.make_database("empty")
        for database in ("empty", "before"):
            self._prepare("init", database=database)
            self._prepare("directory", os.path.join(self.work, "made", "directory.txt"),
                          database=database)
        self._prepare("run", "--output", "results_before", self.inbox_before, database="before")
        trial = self.trial()
        began = time.monotonic()
        self.status = trial.run_to_end()
        self.seconds = time.monotonic() - began
        must(self.status in RERUN_STATUS, "undisturbed run:", self.status, trial.complaints())
        self.profile = trial.profile()
        self.results = trial.results()
        self.news = trial.news()
        trial.close()

    def _thin_out(self):
        """The inbox as it was before: every seventh line of each file is not there yet."""
        for path, _, names in os.walk(self.inbox):
            folder = os.path.join(self.inbox_before, os.path.relpath(path, self.inbox))
            os.makedirs(folder)
            for name in names:
                with open(os.path.join(path, name), "rb") as file:
                    lines = file.readlines()
                kept = [line for i, line in enumerate(lines) if i < 3 or i % 7 != 0]
                with open(os.path.join(folder, name), "wb") as file:
                    file.writelines(kept)

    def _prepare(self, *arguments, database):
        program = self.program(arguments, self.work, database)
        status = program.wait()
        must(status in RERUN_STATUS, "isprofile", arguments[0], "ended with", status,
             program.complaints())

    # -- using it

    def environment(self, database, point=None, **more):
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("ISPROFILE_", "PG"))}
        made = {**kept, **self.server.environment, "PGDATABASE": database, "LC_ALL": "C.UTF-8",
                "ISPROFILE_AS_OF": "2024-09-01"}
        if point is not None:
            made["ISPROFILE_STOP_AT"] = point
        return {**made, **more}

    def program(self, arguments, folder, database, point=None, environment=None, **more):
        return Program([os.path.join(self.build, "isprofile"), *arguments], folder,
                       self.environment(database, point, **(environment or {})), **more)

    def trial(self, template="before", more=""):
        self.trials += 1
        return Trial(self, f"trial_{self.trials}", template, more)

    def trial_of_crash(self):
        """A trial whose server may crash: the counters of a copied database would go back."""
        trial = self.trial()
        self.server.query("CHECKPOINT", "postgres")
        return trial

    def files(self):
        """Every file of the inbox, from its folder on."""
        return sorted(tree(self.inbox))


class Trial:
    """One database with the earlier state, one folder with its results: where a fault is made."""

    def __init__(self, world, name, template, more):
        self.world = world
        self.database = name
        self.folder = os.path.join(world.work, name)
        self.output = os.path.join(self.folder, "results")
        os.mkdir(self.folder)
        world.server.make_database(name, template, more)
        if template == "before":
            shutil.copytree(os.path.join(world.work, "results_before"), self.output)
        self.last = None

    def start(self, *arguments, **more):
        self.last = self.world.program(arguments, self.folder, self.database, **more)
        return self.last

    def start_run(self, inbox=None, jobs=1, options=(), **more):
        return self.start("run", "--jobs", str(jobs), "--output", self.output, *options,
                          inbox or self.world.inbox, **more)

    def run_to_end(self, **more):
        return self.start_run(**more).wait()

    def query(self, sql):
        return self.world.server.query(sql, self.database)

    def results(self):
        return tree(self.output, leave_out=("run.json",))

    def news(self, output=None):
        """The lines of its findings over all LEAs."""
        with open(os.path.join(output or self.output, "state", YEAR, "findings.csv"), encoding="utf-8") as file:
            return set(file)

    def complaints(self):
        """What the last call said on both its streams."""
        return self.last.output() + self.last.complaints()

    def profile(self):
        """The profile's files."""
        folder = os.path.join(self.folder, "profile")
        shutil.rmtree(folder, ignore_errors=True)
        program = self.start("report", "--year", YEAR, "--unsuppressed", "--format", "csv,json",
                             "--output", folder)
        must(program.wait() == 0, "report:", program.complaints())
        return tree(folder)

    def check_state(self):
        """Nothing half stands, and sessions that have ended leave nothing behind."""
        with open(os.path.join(HERE, "check_state.sql"), encoding="utf-8") as file:
            sql = file.read()
        end = time.monotonic() + 30
        while True:
            rows = self.query(sql)
            if not rows:
                return
            if time.monotonic() > end or any(kind == "wrong" for kind, _ in rows):
                raise Failed("; ".join(what for _, what in rows))
            time.sleep(0.1)

    def check_files(self):
        """No beginning of a file is left beside the results."""
        left = [path for path in tree(self.output) if path.endswith(".part")]
        must(not left, "left over:", *left[:3])

    def check_recovery(self, same_news=True, **more):
        """A plain run more, and all is as if nothing had happened. When the run before came to its
        end, without some of the files, its findings over all LEAs were told by then: same_news is
        false."""
        self.check_state()
        status = self.run_to_end(**more)
        must(status in RERUN_STATUS, "the run after it ended with", status, self.complaints())
        self.check_end(same_news)

    def check_end(self, same_news=True):
        """All is as after an undisturbed run."""
        self.check_state()
        must(os.path.exists(os.path.join(self.output, "run.json")), "there is no run.json")
        profile = self.profile()
        must(profile == self.world.profile, "the profile differs:",
             difference(self.world.profile, profile))
        expected, results = self.world.results, self.results()
        if not same_news:
            expected, results = ({path: sum for path, sum in each.items() if path.split(os.sep)[0] != "state"}
                                 for each in (expected, results))
        must(results == expected, "result folders differ:", difference(expected, results))

    def close(self):
        """Removes database and folder; a trial that failed stays to be looked at."""
        if self.last is not None and self.last.process.poll() is None:
            self.last.kill()
        self.world.server.drop_database(self.database)
        shutil.rmtree(self.folder)


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
