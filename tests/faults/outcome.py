"""How a fault ends, and the list of those that are made here."""


class Failed(Exception):
    """What must happen did not."""


class LeftOut(Exception):
    """This machine lacks what the fault needs."""


MADE = {}


def fault(quick=False):
    """Puts a function into the list under its own name. quick: also in the short version."""

    def add(function):
        function.is_quick = quick
        MADE[function.__name__] = function
        return function

    return add


def must(claim, *what):
    """Fails with what, unless the claim holds."""
    if not claim:
        raise Failed(" ".join(str(part) for part in what))


def counted(number, word):
    return f"{number:,} {word}" + ("" if number == 1 else "s")
