"""A line to the server that the tests can cut: from one unix socket to another, message by message."""
import os
import socket
import struct
import threading


class Proxy:
    """Serves folder/.s.PGSQL.5432. What happens to a message is decided by the two rules, which get
    its type and body and may return "cut" (the line ends, the message is lost) or "stall"
    (nothing passes any more, and nobody is told)."""

    def __init__(self, folder, target, from_client=None, from_server=None):
        self.target = target
        self.rules = (from_client, from_server)
        self.cuts = 0
        self.sockets = []
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(os.path.join(folder, ".s.PGSQL.5432"))
        self.listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                server.connect(self.target)
            except OSError:
                client.close()
                server.close()
                continue
            self.sockets += [client, server]
            line = Line(self, client, server)
            for forth in (True, False):
                threading.Thread(target=line.carry, args=(forth,), daemon=True).start()

    def close(self):
        self.listener.close()
        for each in self.sockets:
            end(each)


def end(each):
    """Unlike close(), this is noticed by whoever waits for the socket."""
    try:
        each.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


class Line:
    def __init__(self, proxy, client, server):
        self.proxy = proxy
        self.ends = (client, server)
        self.is_stalled = False

    def end(self):
        for each in self.ends:
            end(each)

    def carry(self, forth):
        """Everything of one direction, in whole messages."""
        source, sink = self.ends if forth else reversed(self.ends)
        rule = self.proxy.rules[0 if forth else 1]
        pending = b""
        begins = forth  # the first message of a client has no type
        try:
            while data := source.recv(65536):
                pending += data
                passed, pending, begins, deed = self._judge(pending, begins, rule)
                if deed == "stall":
                    self.is_stalled = True
                if self.is_stalled:
                    continue
                sink.sendall(passed)
                if deed == "cut":
                    self.proxy.cuts += 1
                    break
        except OSError:
            pass
        if not self.is_stalled:
            self.end()

    @staticmethod
    def _judge(pending, begins, rule):
        """What may pass, what is no whole message yet, and what the rule wants done."""
        passed = b""
        while len(pending) >= (4 if begins else 5):
            size = struct.unpack(">i", pending[:4] if begins else pending[1:5])[0] + (not begins)
            if len(pending) < size:
                break
            message, rest = pending[:size], pending[size:]
            deed = rule(message[:1], message[5:]) if rule is not None and not begins else None
            if deed is not None:
                return passed, b"", begins, deed
            passed, pending, begins = passed + message, rest, False
        return passed, pending, begins, None


class Nth:
    """A rule: does it at the number-th message of that kind which holds the text."""

    def __init__(self, kind, number, deed, holds=b"", first=None):
        self.kind, self.number, self.deed, self.holds = kind, number, deed, holds
        self.first = first  # called before it is done

    def __call__(self, kind, body):
        if kind != self.kind or self.holds not in body:
            return None
        self.number -= 1
        if self.number != 0:
            return None
        if self.first is not None:
            self.first()
        return self.deed


class NthCommit(Nth):
    """The number-th time that a client asks for COMMIT, prepared before or not."""

    def __init__(self, number, deed):
        super().__init__(b"B", number, deed)
        self.commits = set()

    def __call__(self, kind, body):
        if kind == b"P":
            name, sql = body.split(b"\0")[:2]
            (self.commits.add if sql == b"COMMIT" else self.commits.discard)(name)
        if kind == b"B" and body.split(b"\0")[1] in self.commits:
            return super().__call__(kind, body)
        return None
