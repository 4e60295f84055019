"""A PostgreSQL server of the tests' own, which they may stop at any moment."""
import os
import subprocess

from outcome import Failed


class Server:
    def __init__(self, root, folder):
        self.script = os.path.join(root, "scripts", "localdb")
        self.folder = folder
        self.environment = {}

    def _do(self, *arguments):
        done = subprocess.run([self.script, *arguments, self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(f"localdb {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def start(self):
        """Nothing is brought to the disk, but a commit is out of the process when it is told."""
        self._do("start", "--fast")
        if not self.environment:
            for line in self._do("env").splitlines():
                if line.startswith("export "):
                    pairs = (pair.split("=", 1) for pair in line[len("export "):].split())
                    self.environment.update(pairs)
            self.query("ALTER SYSTEM SET synchronous_commit = on", "postgres")
            self.query("SELECT pg_reload_conf()", "postgres")

    def crash(self):
        """Stops it at once; what is going on is lost."""
        self._do("crash")

    def remove(self):
        self._do("remove")

    def socket(self):
        return os.path.join(self.environment["PGHOST"], ".s.PGSQL.5432")

    def query(self, sql, database, must_succeed=True):
        """The rows, a list of values each, as text."""
        done = subprocess.run(
            ["psql", "-X", "-q", "-At", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", database, "-f", "-"],
            input=sql, capture_output=True, text=True, env={**os.environ, **self.environment})
        if done.returncode != 0 and must_succeed:
            raise Failed(f"psql: {done.stderr.strip()}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def make_database(self, name, template="template0", more=""):
        self.query(f"DROP DATABASE IF EXISTS {name} WITH (FORCE);\n"
                   f"CREATE DATABASE {name} TEMPLATE {template} {more};", "postgres")

    def drop_database(self, name):
        self.query(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", "postgres")
