"""The programs that isprofile is measured against, and which of them are not here."""

import pathlib
import re
import shutil

import machine

FOLDER = pathlib.Path(__file__).resolve().parent


class Peers:
    """Versions of the peers that are here, and the reason for each that is not."""

    def __init__(self):
        self.versions = {}
        self.missing = {}
        self.look("mlr", "miller", ("mlr", "--version"))
        self.look("csvclean", "csvkit", ("csvclean", "--version"))
        self.look("pgloader", "pgloader", ("pgloader", "--version"))
        self.look_for_duckdb()

    def look(self, program, name, command):
        if shutil.which(program) is None:
            self.missing[name] = f"`{program}` is not installed"
            return
        self.versions[name] = re.sub(r"^\D*?(?=\d)", "", machine.first_line(*command)).strip('"')

    def look_for_duckdb(self):
        package = FOLDER / "duckdb" / "node_modules" / "@duckdb" / "node-api" / "package.json"
        if shutil.which("node") is None:
            self.missing["DuckDB"] = "`node` is not installed"
        elif not package.exists():
            self.missing["DuckDB"] = "npm has not brought it into `tests/bench/duckdb`"
        else:
            found = re.search(r'"version": *"([^"]+)"', package.read_text())
            self.versions["DuckDB"] = f"node-api {found[1]}" if found else "unknown version"

    def has(self, name):
        return name in self.versions
