"""Runs a command and keeps what it took: wall time, processor time, peak memory."""

import re
import statistics
import subprocess
import sys
import tempfile

QUIET = re.compile(r"isprofile: warning: .* which is not needed")


class Failure(Exception):
    """A stage that did not do what it was measured for; the text says which and why."""


class NoServer(Failure):
    """There is no PostgreSQL server here to measure with."""


class Tool:
    """The small program that runs a command and writes down what it took."""

    path = None


class Figure:
    """What one run took. Processor time and peak memory are of the command and what it started, not of a
    server that it talked to; the peak is that of the largest process."""

    def __init__(self, wall, processor, peak_mib):
        self.wall = wall
        self.processor = processor
        self.peak_mib = peak_mib


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(command, env=None, accepted=(0,), stdout=None):
    """Runs the command to its end; stdout is a file to write to, or goes nowhere."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile("w+", errors="replace") as errors, \
            tempfile.NamedTemporaryFile("r") as usage:
        done = subprocess.run([Tool.path, usage.name, *words], env=env, stdin=subprocess.DEVNULL,
                              stdout=stdout or subprocess.DEVNULL, stderr=errors, check=False)
        errors.seek(0)
        said = [line for line in errors.read().splitlines() if not QUIET.match(line)]
        if done.returncode not in accepted:
            raise Failure(f"{' '.join(words)[:200]} ended with {done.returncode}: "
                          f"{' / '.join(said[-3:])[:400]}")
        wall, processor, peak_kib = usage.read().split()
    return Figure(float(wall), float(processor), int(peak_kib) / 1024)


def output_of(command, env=None, accepted=(0,)):
    """Runs the command and gives its standard output with the figure."""
    with tempfile.TemporaryFile("w+") as out:
        figure = run(command, env, accepted, out)
        out.seek(0)
        return out.read(), figure


class Series:
    """What one contestant took in each of its rounds."""

    def __init__(self, title):
        self.title = title
        self.rounds = {}

    def add(self, number, figure):
        self.rounds[number] = figure
        say(f"    {self.title}: {figure.wall:.2f} s, {figure.peak_mib:.0f} MiB")

    def summary(self):
        """The medians as they go into the results: plain numbers."""
        figures = list(self.rounds.values())
        walls = [figure.wall for figure in figures]
        return {
            "title": self.title,
            "rounds": len(figures),
            "wall": statistics.median(walls),
            "fastest": min(walls),
            "slowest": max(walls),
            "processor": statistics.median(figure.processor for figure in figures),
            "peak_mib": max(figure.peak_mib for figure in figures),
        }


def ratio(series, other):
    """The median over the common rounds of the ratio of wall times, with its spread. Both runs of a
    round are minutes apart at most, so a slow phase of the machine meets both."""
    common = sorted(series.rounds.keys() & other.rounds.keys())
    if not common:
        return None
    ratios = [series.rounds[n].wall / other.rounds[n].wall for n in common]
    return {"median": statistics.median(ratios), "lowest": min(ratios), "highest": max(ratios),
            "rounds": len(ratios)}
