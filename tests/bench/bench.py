#!/usr/bin/env python3
"""Measures isprofile beside what a user would pick instead, and writes docs/benchmarks.md.

Run by scripts/bench. Each part keeps its figures in a file of its own, so that parts can be
measured one after the other; the page is made of all that have been measured.
"""

import argparse
import json
import os
import pathlib
import signal
import sys
import time

import growth
import inbox
import inbox_data
import machine
import one_file
import page
from measure import Failure, NoServer, Tool, say
from peers import Peers

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PARTS = {"file": one_file.measure, "part": inbox.measure_part, "state": inbox.measure_state,
         "growth": growth.measure}


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--only", metavar="LIST", help=f"parts to measure: {','.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each part [5]")
    parser.add_argument("--slow-rounds", type=int, default=1,
                        help="rounds of the peers that take long [1]")
    parser.add_argument("--rows", type=int, default=600_000, help="rows of the one file [600000]")
    parser.add_argument("--pupils", type=int, default=inbox_data.STATE_PUPILS,
                        help="pupils of the whole state [5822745]")
    parser.add_argument("--share", type=float, default=5,
                        help="percent of the LEAs in the part [5]")
    parser.add_argument("--directory", type=pathlib.Path,
                        help="a real school directory (pubschls.txt) for the state")
    parser.add_argument("--enrollment", type=pathlib.Path,
                        help="census-day enrollment by school, with --directory")
    parser.add_argument("--state-rounds", type=int, default=1, help="rounds of the whole state [1]")
    parser.add_argument("--state-peers", action="store_true",
                        help="the slow peers on the whole state too")
    parser.add_argument("--years-share", type=float, default=10,
                        help="percent of the state in each of the five years of growth [10]")
    parser.add_argument("--no-growth", action="store_true", help="without the part growth")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="of run [processors]")
    parser.add_argument("--page", type=pathlib.Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "bench",
                        help="where data and figures are kept [bench]")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build",
                        help="where the programs are [build]")
    options = parser.parse_args()
    options.root = ROOT
    options.work, options.build = options.work.resolve(), options.build.resolve()
    options.program = options.build / "isprofile"
    Tool.path = options.build / "tests" / "usage"
    options.threads = min(2, os.cpu_count())
    options.program_version = machine.program_version(options.program)
    options.parts = options.only.split(",") if options.only else list(PARTS)
    if options.no_growth:
        options.parts = [name for name in options.parts if name != "growth"]
    if not set(options.parts) <= PARTS.keys():
        parser.error(f"--only takes {', '.join(PARTS)}")
    if bool(options.directory) != bool(options.enrollment):
        parser.error("--directory and --enrollment go together")
    return options


def measure_part(name, options, peers):
    """Measures one part and keeps its results; returns the exit status that this is worth."""
    started = time.monotonic()
    busy = machine.load()
    try:
        results = PARTS[name](options, peers, options.work / name)
    except Failure as failure:
        say(f"bench: {name} failed: {failure}")
        return 77 if isinstance(failure, NoServer) else 1
    results.update(machine=machine.describe(), program=options.program_version,
                   busy=busy, peers=peers.versions, missing=peers.missing)
    folder = options.work / "results"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(results, indent=1) + "\n")
    say(f"bench: {name} took {time.monotonic() - started:.0f} s")
    return 0


def main():
    options = arguments()
    # So that the server goes too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    peers = Peers()
    for name, reason in peers.missing.items():
        say(f"bench: without {name}: {reason}")
    done = [measure_part(name, options, peers) for name in options.parts]
    page.write(options)
    say(f"bench: wrote {options.page}")
    sys.exit(1 if 1 in done else max(done))


main()
