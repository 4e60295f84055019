"""The database server of the bench: a private one, with the settings that PostgreSQL ships."""

import os
import shlex
import subprocess

from measure import Failure, NoServer, output_of, run

# scripts/localdb sets these for tests; a stock server has what initdb and the server bring.
STOCK = {"shared_buffers": "128MB", "max_wal_size": "1GB", "checkpoint_timeout": "5min",
         "jit": "on"}


class Server:
    """Started by start(), gone after remove()."""

    def __init__(self, root, folder):
        self.script = root / "scripts" / "localdb"
        self.folder = folder
        self.env = None

    def start(self):
        self.remove()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if subprocess.run([self.script, "start", self.folder], check=False).returncode == 77:
            raise NoServer("no PostgreSQL server is installed")
        lines = subprocess.run([self.script, "env", self.folder], capture_output=True, text=True,
                               check=True).stdout
        words = dict(word.split("=", 1) for word in shlex.split(lines) if "=" in word)
        self.env = {name: value for name, value in os.environ.items()
                    if not name.startswith("PG")} | words
        for name, value in STOCK.items():
            self.psql(f"ALTER SYSTEM SET {name} = '{value}'")
        run([self.script, "stop", self.folder])
        run([self.script, "start", self.folder])

    def remove(self):
        if (self.folder / "socket_folder").exists():
            run([self.script, "remove", self.folder])

    def psql(self, *commands, env=None, stdout=None):
        """Runs commands, each a string or the path of a script, in one psql."""
        words = ["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1"]
        for command in commands:
            words += ["-c", command] if isinstance(command, str) else ["-f", command]
        return run(words, env or self.env, stdout=stdout)

    def rows(self, env, query):
        """The rows of a query, each a list of texts."""
        out, _ = output_of(["psql", "-X", "-q", "-At", "-F", "\t", "-c", query], env)
        return [line.split("\t") for line in out.splitlines()]

    def number(self, env, query):
        return int(self.rows(env, query)[0][0])

    def fresh_database(self, name):
        """An empty database, and nothing left for the server to write; its environment."""
        admin = self.env | {"PGDATABASE": "postgres",
                            "PGOPTIONS": "-c client_min_messages=warning"}
        self.psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"',
                  "CHECKPOINT", env=admin)
        return self.env | {"PGDATABASE": name}

    def drop(self, name):
        self.psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
                  env=self.env | {"PGDATABASE": "postgres"})

    def describe(self):
        version = self.rows(self.env, "SHOW server_version")[0][0].split()[0]
        settings = ", ".join(f"{name} {self.rows(self.env, 'SHOW ' + name)[0][0]}"
                             for name in (*STOCK, "wal_level", "fsync", "synchronous_commit"))
        if "fsync on" not in settings:
            raise Failure("the server does not run with fsync")
        return f"PostgreSQL {version}, stock settings ({settings})"
