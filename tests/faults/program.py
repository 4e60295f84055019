"""Runs the program in a session of its own, so that all its processes can be found and ended."""
import os
import signal
import subprocess
import time

SECONDS = 120


class Program:
    """One call of isprofile, on its way. What it says goes to files beside its folder."""

    def __init__(self, command, folder, environment, **more):
        self.said = os.path.join(folder, "stdout.txt")
        self.complained = os.path.join(folder, "stderr.txt")
        more.setdefault("stdin", subprocess.DEVNULL)
        with open(self.said, "wb") as out, open(self.complained, "wb") as err:
            more.setdefault("stdout", out)
            more.setdefault("stderr", err)
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, start_new_session=True, **more)

    def wait(self, seconds=SECONDS):
        """The exit status; minus the signal that ended it."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self):
        """The end of all its processes at once, as when the machine goes down."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        return self.process.wait()

    def members(self):
        """The processes of its session: pid and state."""
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:
                    fields = stat.read().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == self.process.pid:
                yield int(name), fields[0]

    def wait_held(self):
        """The process that a fault point has stopped; None when the program ended without."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            for pid, state in self.members():
                if state == "T":
                    return pid
            time.sleep(0.01)
        return None

    def output(self):
        with open(self.said, encoding="utf-8", errors="replace") as file:
            return file.read()

    def complaints(self):
        """What went to standard error, without the warnings about who runs the tests."""
        with open(self.complained, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines(True)
        return "".join(line for line in lines if not line.endswith("which is not needed\n"))


def release(pid):
    os.kill(pid, signal.SIGCONT)
