"""Files that change under the reader, and folders full of surprises."""
import csv
import json
import os
import resource
import shutil
import socket
import zlib

from outcome import fault, must
from program import release
from world import RERUN_STATUS, ROOT

REFUSED, NO_INPUT = 65, 66
MIB = 1024 * 1024


def own_inbox(world, trial):
    inbox = os.path.join(trial.folder, "inbox")
    shutil.copytree(world.inbox, inbox)
    return inbox


def append(path):
    with open(path, "ab") as file:
        file.write(b"\n")


def truncate(path):
    os.truncate(path, os.path.getsize(path) // 2)


def replace(path):
    """By another file of the same length, by rename."""
    shutil.copyfile(path, path + ".new")
    os.rename(path + ".new", path)


def change_while_read(world, change):
    trial = world.trial()
    inbox = own_inbox(world, trial)
    # An LEA's SENR is read first.
    name = next(name for name in world.files() if "SENR" in name)
    path = os.path.join(inbox, name)
    program = trial.start_run(inbox=inbox, options=("--lea", os.path.dirname(name)),
                              point="record_read:2:hold")
    held = program.wait_held()
    must(held is not None, "nothing was read")
    change(path)
    release(held)
    status = program.wait()
    must(status == REFUSED, change.__name__, "ended with", status, program.output())
    must("it changed while it was read" in program.output(), program.output())
    trial.check_state()
    shutil.rmtree(inbox)
    shutil.copytree(world.inbox, inbox)
    trial.check_recovery(same_news=False, inbox=inbox)
    trial.check_files()
    trial.close()


@fault(quick=True)
def file_grows_while_read(world):
    change_while_read(world, append)
    return "refused: it changed while it was read; later the whole file was taken"


@fault()
def file_changes_while_read(world):
    for change in (truncate, replace, os.remove):
        change_while_read(world, change)
    return "cut short, replaced by rename, removed: refused each time; later the whole file was taken"


@fault(quick=True)
def file_vanishes_before_it_is_opened(world):
    trial = world.trial()
    inbox = own_inbox(world, trial)
    program = trial.start_run(inbox=inbox, point="planned:1:hold")
    held = program.wait_held()
    os.remove(os.path.join(inbox, world.files()[0]))
    release(held)
    status = program.wait()
    must(status == NO_INPUT, "ended with", status, program.complaints())
    must(program.output().count(" failed ") == 1, program.output())
    trial.check_recovery(same_news=False)
    trial.close()
    return "that file failed with status 66, the others were taken"


def replace_by_links(world, inbox, lea):
    """A file, and a folder with a file, become links to what another LEA has sent."""
    other = next(name for name in world.files() if "SENR" in name and not name.startswith(lea))
    target = os.path.join(world.inbox, other)
    file, folder = (os.path.join(inbox, lea, name) for name in ("file.csv", "folder"))
    os.remove(file)
    os.symlink(target, file)
    shutil.rmtree(folder)
    os.symlink(os.path.dirname(target), folder)


@fault(quick=True)
def file_becomes_a_link(world):
    trial = world.trial()
    inbox = own_inbox(world, trial)
    lea, mine = os.path.split(next(name for name in world.files() if "SENR" in name))
    other = next(name for name in world.files() if "SENR" in name and not name.startswith(lea))
    os.rename(os.path.join(inbox, lea, mine), os.path.join(inbox, lea, "file.csv"))
    os.mkdir(os.path.join(inbox, lea, "folder"))
    shutil.copyfile(os.path.join(inbox, lea, "file.csv"),
                    os.path.join(inbox, lea, "folder", os.path.basename(other)))
    program = trial.start_run(inbox=inbox, options=("--lea", lea), point="planned:1:hold")
    held = program.wait_held()
    replace_by_links(world, inbox, lea)
    release(held)
    status = program.wait()
    must(status in (REFUSED, NO_INPUT), "ended with", status, program.complaints())
    must("it has become a link" in program.output(), program.output())
    must("another LEA than its inbox" not in program.output(), "a link was followed", program.output())
    trial.check_state()
    trial.close()
    return "a file and a folder that became links were not followed to another LEA's files"


def make_surprises(inbox, outside):
    """What must not be followed, not be waited for, and not be believed."""
    with open(outside, "wb") as file:
        file.write(b"SENR\n")
    os.symlink(outside, os.path.join(inbox, "link.csv"))
    os.symlink("nowhere", os.path.join(inbox, "dangling.csv"))
    os.symlink("..", os.path.join(inbox, "upwards"))
    os.mkfifo(os.path.join(inbox, "fifo.csv"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(os.path.join(inbox, "socket.csv"))
    os.makedirs(os.path.join(inbox, "folder.csv", "9999999"))
    for name in (b"-rf", b"--output=x", b"a\nb\x1b[31m.csv", b"\xff\xfe.csv", b"x" * 251 + b".csv",
                 b"'; DROP TABLE x; --", b"<script>.csv", b"%s%n.csv", b"half.csv.part", b".hidden"):
        with open(os.path.join(os.fsencode(inbox), name), "wb") as file:
            file.write(b"nothing\n")


@fault(quick=True)
def folder_full_of_surprises(world):
    trial = world.trial()
    inbox = own_inbox(world, trial)
    make_surprises(inbox, os.path.join(trial.folder, "outside.csv"))
    before = set(os.listdir(trial.folder))
    status = trial.run_to_end(inbox=os.path.join(trial.folder, "results", "..", "inbox"))
    must(status == REFUSED, "ended with", status, trial.complaints())
    must(set(os.listdir(trial.folder)) - before <= {"stdout.txt", "stderr.txt"}, "something was made outside")
    told = trial.last.output()
    must("\x1b" not in told and "\x1b" not in trial.last.complaints(), "a name steers the terminal")
    must(" failed " not in told, told)
    trial.check_state()
    must(trial.profile() == world.profile, "the profile differs")
    trial.close()
    return "links, pipes, sockets were left alone, odd names refused; the others were taken"


def bomb(path, gibibytes):
    """Lines without end, packed a thousandfold: one member of 64 MiB again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    member = packer.compress(b"\n" * (64 * MIB)) + packer.flush()
    with open(path, "wb") as file:
        for _ in range(16 * gibibytes):
            file.write(member)


@fault()
def gzip_bomb(world):
    trial = world.trial()
    path = os.path.join(trial.folder, "bomb.csv")
    bomb(path, 1)
    for limit in ("64M", "512M"):
        program = trial.start("check", "--max-expanded", limit, path,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (128 * MIB,) * 2))
        status = program.wait()
        must(status == REFUSED, "ended with", status, program.complaints())
        must("expands past" in program.output(), program.output())
    trial.close()
    return "refused at --max-expanded, within 128 MiB of memory"


def write_bad_rows(path, rows):
    """Three errors in each row, hardly two of them the same."""
    with open(os.path.join(ROOT, "fixtures", "clean", "SENR.csv"), encoding="utf-8", newline="") as file:
        header, row = list(csv.reader(file))[:2]
    at = [header.index(name) for name in ("ssid", "gender", "enrollment_start_date", "grade_level")]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for number in range(rows):
            for column, value in zip(at, (f"99{number:08d}", f"Q{number % 1000}", f"2023-13-{number % 90}",
                                          f"none{number}")):
                row[column] = value
            writer.writerow(row)


@fault()
def a_million_findings(world):
    """More than fit into any list: counted exactly, written down one by one, shown in part."""
    rows = 340000
    trial = world.trial("empty")
    path, output = (os.path.join(trial.folder, name) for name in ("bad.csv", "checked"))
    write_bad_rows(path, rows)
    program = trial.start("check", "--max-rejected", "100", "--output", output, path,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (128 * MIB,) * 2))
    status = program.wait()
    must(status in (0, REFUSED), "ended with", status, program.complaints())
    with open(os.path.join(output, "summary.json"), encoding="utf-8") as file:
        found = {rule["rule"]: rule["found"] for rule in json.load(file)["files"][0]["rules"]}
    listed = dict.fromkeys(found, 0)
    with open(os.path.join(output, "findings.csv"), encoding="utf-8", newline="") as file:
        for finding in csv.DictReader(file):
            listed[finding["rule"]] += 1
    for rule in ("value_not_in_code_set", "value_not_a_date", "grade_not_identified"):
        must(found[rule] == rows, rule, "was counted", found[rule], "times")
    must(all(listed[rule] == number for rule, number in found.items()), "findings.csv has", listed)
    size = os.path.getsize(os.path.join(output, "report.html"))
    must(size < MIB, "the page has", size, "bytes")
    trial.close()
    return f"{sum(found.values()):,} findings counted and written within 128 MiB of memory; a page of {size // 1024} KiB"


@fault()
def thousands_of_files(world):
    trial = world.trial()
    inbox = own_inbox(world, trial)
    for number in range(1000):
        with open(os.path.join(inbox, f"file_{number}.CSV"), "wb") as file:
            file.write(b"nothing %d\n" % number)
    status = trial.run_to_end(inbox=inbox, jobs=2)
    must(status == REFUSED, "ended with", status, trial.complaints())
    must(trial.last.output().count(" refused ") >= 1000, "not every file was told")
    trial.check_state()
    must(trial.profile() == world.profile, "the profile differs")
    must(trial.run_to_end(inbox=inbox, jobs=2) in RERUN_STATUS, "the second run failed")
    trial.close()
    return "1,000 files that are no extract: each refused and told, the others taken"
