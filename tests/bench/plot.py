"""The plot of the growth, as SVG by hand: readable on light and dark pages."""

import math
from xml.sax.saxutils import escape

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.axis { stroke: #59636e; fill: none } .grid { stroke: #d1d9e0; fill: none }
.run { stroke: #0b5cad; fill: #0b5cad } .report { stroke: #b34700; fill: #b34700 }
.again { stroke: #1a7f37; fill: #1a7f37 } .bound { stroke: #59636e; stroke-dasharray: 5 4 }
polyline, line.bound { fill: none; stroke-width: 2 } text.run, text.report, text.again { stroke: none }
.five { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .axis { stroke: #9198a1 } .grid { stroke: #3d444d }
.run { stroke: #6cb6ff; fill: #6cb6ff } .report { stroke: #ffa657; fill: #ffa657 }
.again { stroke: #57ab5a; fill: #57ab5a } .bound { stroke: #9198a1 } .five { fill: none } }
""".strip()

WIDTH, HEIGHT = 920, 400
TOP, BOTTOM = 56, 330
NAMES = {"run": "first run", "again": "run again", "report": "report"}


class Panel:
    """One pair of axes: a logarithmic x, and a y that is logarithmic or begins at 0."""

    def __init__(self, left, right, xs, ys, is_log):
        self.left, self.right, self.is_log = left, right, is_log
        self.x_low, self.x_high = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs)))
        if is_log:
            self.y_low = math.floor(math.log10(min(ys)))
            self.y_high = math.ceil(math.log10(max(ys)))
        else:
            tenth = 10 ** math.floor(math.log10(max(ys)))
            self.step = next(tenth * n for n in (0.25, 0.5, 1, 2) if max(ys) <= 5 * tenth * n)
            self.y_low, self.y_high = 0, math.ceil(max(ys) / self.step) * self.step

    def x(self, value):
        share = (math.log10(value) - self.x_low) / (self.x_high - self.x_low)
        return self.left + share * (self.right - self.left)

    def y(self, value):
        place = math.log10(value) if self.is_log else value
        share = (place - self.y_low) / (self.y_high - self.y_low)
        return BOTTOM - share * (BOTTOM - TOP)

    def ticks(self):
        if self.is_log:
            return [10.0 ** n for n in range(self.y_low, self.y_high + 1)]
        return [self.step * n for n in range(round(self.y_high / self.step) + 1)]

    def axes(self, title):
        lines = [text(self.left, TOP - 24, title, "start", weight="600")]
        for tick in self.ticks():
            y = self.y(tick)
            lines.append(f'<line class="grid" x1="{self.left}" y1="{y:.1f}" x2="{self.right}"'
                         f' y2="{y:.1f}"/>')
            lines.append(text(self.left - 8, y + 4, f"{tick:g}", "end"))
        for power in range(self.x_low, self.x_high + 1):
            x = self.x(10.0 ** power)
            lines.append(f'<line class="axis" x1="{x:.1f}" y1="{BOTTOM}" x2="{x:.1f}"'
                         f' y2="{BOTTOM + 5}"/>')
            lines.append(text(x, BOTTOM + 20, words_of(power), "middle"))
        lines.append(f'<line class="axis" x1="{self.left}" y1="{BOTTOM}" x2="{self.right}"'
                     f' y2="{BOTTOM}"/>')
        return lines


def words_of(power):
    return {3: "1,000", 4: "10,000", 5: "100,000", 6: "1 million", 7: "10 million",
            8: "100 million"}.get(power, f"1e{power}")


def text(x, y, words, anchor, style="", weight="400"):
    kind = f' class="{style}"' if style else ""
    return (f'<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
            f' font-weight="{weight}">{escape(words)}</text>')


def series(panel, points, key, style):
    """A line through the states with dots, and a diamond for the five years."""
    states, years = sorted(points[:-1], key=lambda p: p["loaded"]), points[-1]
    path = " ".join(f"{panel.x(p['loaded']):.1f},{panel.y(p[key]):.1f}" for p in states)
    lines = [f'<polyline class="{style}" style="fill:none" points="{path}"/>']
    for p in states:
        lines.append(f'<circle class="{style}" cx="{panel.x(p["loaded"]):.1f}"'
                     f' cy="{panel.y(p[key]):.1f}" r="4"/>')
    x, y = panel.x(years["loaded"]), panel.y(years[key])
    lines.append(f'<path class="{style} five" style="fill:none"'
                 f' d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7-7z"/>')
    return lines


def labels(panel, points, keys):
    """The names of the lines at their right ends, kept from lying on each other."""
    last = points[-2]
    wanted = sorted((panel.y(last[key]) + 4, style) for key, style in keys)
    lines, lowest = [], -math.inf
    for y, style in wanted:
        y = max(y, lowest + 16)
        lowest = y
        lines.append(text(panel.x(last["loaded"]) + 10, y, NAMES[style], "start", style))
    return lines


def draw(points, memory_bound):
    """The whole picture; points as growth.measure() gives them, the five years last."""
    xs = [p["loaded"] for p in points]
    keys = (("run", "run"), ("report", "report"), ("again", "again"))
    times = Panel(60, 360, xs, [p[key] for p in points for key, _ in keys], True)
    mib_keys = (("run_mib", "run"), ("report_mib", "report"))
    memory = Panel(520, 820, xs, [p[key] for p in points for key, _ in mib_keys] + [memory_bound],
                   False)
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
             f' width="{WIDTH}" height="{HEIGHT}" role="img"'
             ' aria-label="Seconds and peak memory of run and report by rows in the database">',
             f"<style>{STYLE}</style>", *times.axes("Seconds"), *memory.axes("Peak memory, MiB")]
    bound = memory.y(memory_bound)
    lines += [f'<line class="bound" x1="{memory.left}" y1="{bound:.1f}" x2="{memory.right}"'
              f' y2="{bound:.1f}"/>', text(memory.right + 6, bound + 4, "64 MiB a job", "start")]
    for panel, wanted in ((times, keys), (memory, mib_keys)):
        for key, style in wanted:
            lines += series(panel, points, key, style)
        lines += labels(panel, points, wanted)
        lines.append(text((panel.left + panel.right) / 2, BOTTOM + 42, "rows in the database",
                          "middle"))
    lines.append(text(60, HEIGHT - 4, "Diamonds: the fifth of five years; the rows of all five"
                      " are in the database, those of one are loaded.", "start"))
    return "\n".join([*lines, "</svg>", ""])
