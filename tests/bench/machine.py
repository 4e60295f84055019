"""What the figures were taken on."""

import os
import pathlib
import platform
import re
import subprocess


def first_line(*command):
    """The first line that a program prints, such as its version; empty if there is none."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0].strip() if lines else ""


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def describe():
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    return (f"{os.cpu_count()} processors ({processor()}), {memory / 1048576:.0f} GiB, "
            f"Linux {platform.release().split('-')[0]}")


def load():
    """How busy the machine is with other things; a quiet one has less than 0.5 before we begin."""
    return os.getloadavg()[0]


def program_version(program):
    """The program's own version and the state of the tree that it was built from."""
    tree = first_line("git", "describe", "--always", "--dirty")
    return f"{first_line(str(program), '--version')}, tree {tree}"
