#!/usr/bin/env python3
"""Measures the main job on a whole state and writes docs/benchmarks.md.

Run by scripts/bench-state inside a private server. Each round loads the inbox into a fresh
database with `isprofile run`, and the same bytes with `psql \\copy` into text tables without an
index, one after the other, so that a slow minute of the machine meets both.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import tempfile
import time

EXTRACTS = ("SENR", "STAS", "SINF", "SPRG", "ISAG", "ISPU", "ISAD", "ISPO")
QUIET = re.compile(r"isprofile: warning: .* which is not needed")


class Stage:
    """Wall time, processor time and peak memory (of the largest process) of one command."""

    def __init__(self, command, env, accepted=(0,)):
        with tempfile.TemporaryFile("w+") as errors:
            started = time.monotonic()
            process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.monotonic() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            said = [line for line in errors.read().splitlines() if not QUIET.match(line)]
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak_mib = usage.ru_maxrss / 1024
        print(*("    " + line for line in said), sep="\n", end="\n" if said else "")
        if process.returncode not in accepted:
            raise SystemExit(f"{command} ended with {process.returncode}")


def psql(env, *commands):
    arguments = []
    for command in commands:
        arguments += ["-c", command]
    return Stage(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments], env)


def fresh_database(env, name):
    admin = dict(env, PGDATABASE="postgres", PGOPTIONS="-c client_min_messages=warning")
    psql(admin, f'DROP DATABASE IF EXISTS "{name}"')
    psql(admin, f'CREATE DATABASE "{name}"')
    psql(admin, "CHECKPOINT")
    return dict(env, PGDATABASE=name)


def gather(inbox, folder):
    """One file an extract without header rows: what \\copy reads best."""
    folder.mkdir(exist_ok=True)
    columns = {}
    for extract in EXTRACTS:
        with open(folder / extract, "wb") as out:
            for path in sorted(inbox.glob(f"*/*_{extract}_*.csv")):
                with open(path, "rb") as file:
                    header = file.readline()
                    columns.setdefault(extract, header.decode().strip().split(","))
                    if header.decode().strip().split(",") == columns[extract]:
                        shutil.copyfileobj(file, out, 1 << 20)
    return columns


def plain_copy(env, folder, columns):
    env = fresh_database(env, "bench_copy")
    psql(env, *(f"CREATE TABLE {extract} ({', '.join(name + ' text' for name in names)})"
                for extract, names in columns.items()))
    return psql(env, *(f"\\copy {extract} from '{folder / extract}' csv" for extract in columns))


def round_of(options, env, columns, work):
    database = fresh_database(env, "bench_run")
    program = str(options.program)
    figures = {"init": Stage([program, "init"], database),
               "directory": Stage([program, "directory", str(options.data / "directory.txt")],
                                  database)}
    run = [program, "run", "--jobs", str(options.jobs), "--output", str(work / "results"),
           str(options.data / "inbox")]
    figures["first run"] = Stage(run, database, (0, 65))
    figures["copy"] = plain_copy(env, work / "copy", columns)
    figures["second run"] = Stage(run, database, (0, 65))
    figures["changed"] = change_one(options, run, database)
    figures["report"] = Stage([program, "report", "--unsuppressed", "--year", options.year,
                               "--output", str(work / "profile")], database)
    return figures


def change_one(options, run, env):
    """The LEA of median size sends SENR and STAS again, each without its last row."""
    folders = sorted((options.data / "inbox").iterdir(),
                     key=lambda lea: sum(file.stat().st_size for file in lea.iterdir()))
    lea = folders[len(folders) // 2]
    kept = {}
    for path in [*lea.glob("*_SENR_*"), *lea.glob("*_STAS_*")]:
        kept[path] = path.read_bytes()
        path.write_bytes(kept[path][:kept[path].rstrip(b"\n").rfind(b"\n") + 1])
    try:
        return Stage(run, env, (0, 65))
    finally:
        for path, content in kept.items():
            path.write_bytes(content)


def machine():
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    version = subprocess.run(["psql", "--version"], capture_output=True, text=True).stdout.strip()
    return (f"{os.cpu_count()} processors ({model}), {memory // 1048576} GiB, "
            f"Linux {platform.release().split('-')[0]}, {version}, stock server settings")


def median(rounds, name, attribute="wall"):
    return statistics.median(getattr(figures[name], attribute) for figures in rounds)


def spread(rounds, name):
    walls = [figures[name].wall for figures in rounds]
    return f"{min(walls):.1f} to {max(walls):.1f}"


def write_page(options, rounds, truth, size):
    rows = sum(truth["rows"].values())
    ratio = statistics.median(r["copy"].wall / r["first run"].wall for r in rounds)
    lines = [
        "# Benchmarks", "",
        "The main job on a whole state. Made by `scripts/bench-state`; times are of one machine and"
        " one day, the ratios are what counts.", "",
        f"- machine: {machine()}",
        f"- data: {truth['pupils']:,} invented pupils of {truth['leas']:,} LEAs in"
        f" {truth['files']:,} files, {rows:,} rows, {size / 1e9:.2f} GB, comma with header, in cache",
        f"- {len(rounds)} round{'s' if len(rounds) > 1 else ''}, medians; `--jobs {options.jobs}`;"
        " peak memory is that of the largest process", "",
        "| stage | wall s | spread | rows/s | processor s of the program | peak MiB |",
        "| --- | ---: | --- | ---: | ---: | ---: |",
    ]
    for name in ("init", "directory", "first run", "second run", "changed", "report"):
        wall = median(rounds, name)
        rate = f"{rows / wall:,.0f}" if name == "first run" else ""
        lines.append(f"| {TITLES[name]} | {wall:.2f} | {spread(rounds, name)} | {rate} |"
                     f" {median(rounds, name, 'processor'):.1f} |"
                     f" {median(rounds, name, 'peak_mib'):.0f} |")
    lines += [
        f"| `psql \\copy` of the same bytes, text tables without index | {median(rounds, 'copy'):.2f}"
        f" | {spread(rounds, 'copy')} | {rows / median(rounds, 'copy'):,.0f} | | |", "",
        "| ratio of wall times | |", "| --- | ---: |",
        f"| `psql \\copy` / first run (judged, keyed, ledgered, with result folders) | {ratio:.2f} |",
        f"| second run, nothing changed / first run |"
        f" {median(rounds, 'second run') / median(rounds, 'first run'):.3f} |",
        f"| a run with one LEA of median size changed / first run |"
        f" {median(rounds, 'changed') / median(rounds, 'first run'):.3f} |", "",
    ]
    options.page.write_text("\n".join(lines))
    print("\n".join(lines))


TITLES = {"init": "`init`", "directory": "`directory`",
          "first run": "`run`, first, with result folders",
          "second run": "`run` again, nothing changed",
          "changed": "`run` again, one LEA of median size changed two files",
          "report": "`report --unsuppressed`, all formats"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="what generate wrote")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder to fill")
    parser.add_argument("--page", type=pathlib.Path, required=True, help="where to write the page")
    parser.add_argument("--year", default="2023-2024")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    truth = json.loads((options.data / "truth.json").read_text())
    columns = gather(options.data / "inbox", options.work / "copy")
    size = sum(file.stat().st_size for file in (options.data / "inbox").glob("*/*"))
    rounds = []
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        rounds.append(round_of(options, dict(os.environ), columns, options.work))
        for name, stage in rounds[-1].items():
            print(f"  {name}: {stage.wall:.2f} s", flush=True)
    write_page(options, rounds, truth, size)


main()
