"""Small words of the page: numbers and tables."""


def number(value):
    return f"{value:,}"


def seconds(series):
    """Median and spread of a series, the spread empty for one round."""
    digits = 2 if series["wall"] < 100 else 0
    if series["rounds"] < 2:
        return f"{series['wall']:.{digits}f}", "one round"
    return (f"{series['wall']:.{digits}f}",
            f"{series['fastest']:.{digits}f} to {series['slowest']:.{digits}f}")


def rounds(results):
    """How often a part was measured, the peers that take long apart."""
    count, slow = results["rounds"], results["slow_rounds"]
    words = f"{count} round{'' if count == 1 else 's'}"
    if slow == 0:
        return words + ", without the peers that take long"
    if slow >= count:
        return words
    return words + f"; of the peers that take long {slow}"


def ratio_text(ratio, digits=2):
    text = f"{ratio['median']:.{digits}f}"
    if ratio["rounds"] > 1:
        text += f" ({ratio['lowest']:.{digits}f} to {ratio['highest']:.{digits}f})"
    return text


def table(headings, rows):
    """The first column is text, all others are numbers."""
    return ["| " + " | ".join(headings) + " |",
            "| --- |" + " ---: |" * (len(headings) - 1),
            *("| " + " | ".join(row) + " |" for row in rows)]
