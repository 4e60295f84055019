"""Files with one fault each, made of ten good rows, and what the sender meant by them.

A fault gives bytes and, where the file does not hold what the sender has, how many of the ten rows
are damaged beyond repair. A row that is told of is not lost; a row that is loaded otherwise than the
sender has it, or twice, is wrong.
"""

import gzip

COLUMNS = ["record_type", "reporting_lea", "school_of_attendance", "academic_year", "ssid",
           "last_name", "birth_date", "gender", "enrollment_start_date", "enrollment_status",
           "grade_level"]
NAMES = ["Ames", "Birch", "Cole", "Dunn", "Elm", "Ford", "Gray", "Hale", "Ives", "Judd"]
HEADER = ",".join(COLUMNS)


def good_rows():
    return [["SENR", "0199999", "0999905", "2023-2024", "98000000%02d" % i, name, "2008-03-%02d" % i,
             "F" if i % 2 else "M", "2023-08-16", "10", "%02d" % (i % 4 + 9)]
            for i, name in enumerate(NAMES, 1)]


def text(rows=None, header=HEADER, end="\n", delimiter=","):
    lines = [header.replace(",", delimiter)] + [delimiter.join(row) for row in rows or good_rows()]
    return "".join(line + end for line in lines)


def changed(number, column, value):
    rows = good_rows()
    rows[number][COLUMNS.index(column)] = value
    return rows


def lines_with(place, line):
    lines = text().split("\n")
    lines.insert(place, line)
    return "\n".join(lines)


def every(column, function):
    rows = good_rows()
    for row in rows:
        row[COLUMNS.index(column)] = function(row[COLUMNS.index(column)])
    return rows


def packed_and_cut():
    # Rows enough that a part of them can be unpacked.
    packed = gzip.compress(text().encode(), mtime=0)
    return packed[:len(packed) * 3 // 4]


def reordered():
    order = list(reversed(range(len(COLUMNS))))
    return text([[row[i] for i in order] for row in good_rows()],
                ",".join(COLUMNS[i] for i in order))


def long_row():
    rows = good_rows()
    rows[4] = rows[4] + ["extra"]
    return rows


def short_row():
    rows = good_rows()
    rows[4] = rows[4][:6]
    return rows


# Name, bytes, how the rows that the sender has differ from the ten good ones: {number: value of
# last_name} for another name, and the numbers of rows that the file does not hold any more.
def all_faults():
    def fault(name, content, names=None, gone=(), suffix=".csv"):
        data = content if isinstance(content, bytes) else content.encode()
        return {"name": name, "bytes": data, "names": names or {}, "gone": set(gone),
                "suffix": suffix}

    yield fault("none: a good file", text())
    yield fault("a quote that is never closed", text(changed(4, "last_name", '"Elm')), gone=[4])
    yield fault("a quote inside a value", text(changed(4, "last_name", 'O"Elm')), {4: 'O"Elm'})
    yield fault("text after a closing quote", text(changed(4, "last_name", '"Elm" Jr')), gone=[4])
    yield fault("gzip", gzip.compress(text().encode(), mtime=0), suffix=".csv.gz")
    yield fault("gzip, cut short", packed_and_cut(), gone=range(10), suffix=".csv.gz")
    yield fault("gzip, named .csv", gzip.compress(text().encode(), mtime=0))
    yield fault("a NUL in a value", text(changed(4, "last_name", "E\0lm")), gone=[4])
    yield fault("UTF-16 with a mark", text().encode("utf-16"))
    yield fault("UTF-8 with a mark (BOM)", b"\xef\xbb\xbf" + text().encode())
    yield fault("windows-1252 among UTF-8",
                text(changed(4, "last_name", "Nu\u00f1ez")).encode("cp1252"), gone=[4])
    yield fault("a short row", text(short_row()), gone=[4])
    yield fault("a long row", text(long_row()), gone=[4])
    yield fault("a trailing delimiter on every row", text([row + [""] for row in good_rows()]))
    yield fault("the same key twice", text(changed(4, "ssid", "9800000004")), gone=[3, 4])
    yield fault("semicolons for commas", text(delimiter=";"))
    yield fault("tabs for commas", text(delimiter="\t"))
    yield fault("lines end with CR", text(end="\r"))
    yield fault("some lines end with CRLF, some with LF", text().replace("\n", "\r\n", 5))
    yield fault("the last line has no end", text()[:-1])
    yield fault("the file is cut in mid-row", text()[:-20], gone=[9])
    yield fault("a value of 1 MB", text(changed(4, "last_name", "E" * (1 << 20))), gone=[4])
    yield fault("a value of 3 MB", text(changed(4, "last_name", "E" * (3 << 20))), gone=[4])
    yield fault("zeros lost by a spreadsheet",
                text(every("school_of_attendance", lambda code: code.lstrip("0"))))
    yield fault("dates as a spreadsheet counts days", text(every("birth_date", lambda _: "39522")),
                gone=range(10))
    yield fault("an SSID as 9.8E+09", text(changed(4, "ssid", "9.8E+09")), gone=[4])
    yield fault("a date that is none, 2008-02-30", text(changed(4, "birth_date", "2008-02-30")),
                gone=[4])
    yield fault("dates as 03/01/2008", text(every(
        "birth_date", lambda date: date[5:7] + "/" + date[8:] + "/" + date[:4])))
    yield fault("the header again in the middle", lines_with(5, HEADER))
    yield fault("no header", "".join(text().splitlines(True)[1:]))
    yield fault("columns in another order", reordered())
    yield fault("a required column left out", text(
        [row[:4] + row[5:] for row in good_rows()], HEADER.replace("ssid,", "")), gone=range(10))
    yield fault("a column twice", text([row + [row[5]] for row in good_rows()],
                                       HEADER + ",last_name"), gone=range(10))
    yield fault("a blank line in the middle", lines_with(5, ""))
    yield fault("a line with a backslash and a dot", lines_with(5, "\\."))
    yield fault("Ctrl-Z at the end", text() + "\x1a")
    yield fault("a pupil named Null", text(changed(4, "last_name", "Null")), {4: "Null"})
    yield fault("a pupil named NA", text(changed(4, "last_name", "NA")), {4: "NA"})
    yield fault("blanks around values", text(every("last_name", lambda name: " " + name + " ")))
    yield fault("an empty file", b"", gone=range(10))
    yield fault("a header and no row", HEADER + "\n", gone=range(10))
    yield fault("a page of HTML", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n",
                gone=range(10))
