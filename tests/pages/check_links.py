"""check_links.py FOLDER: every link of the pages leads to a page that is there, and to a part of it."""

import sys
from html.parser import HTMLParser
from pathlib import Path


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links = set(), []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if "id" in values:
            if values["id"] in self.ids:
                sys.exit("the id %s is there twice" % values["id"])
            self.ids.add(values["id"])
        if tag == "a":
            self.links.append(values["href"])


def main(folder):
    pages = {path: Page(path) for path in sorted(folder.rglob("*.html"))}
    count, to_others = 0, 0
    for path, page in pages.items():
        for link in page.links:
            name, _, part = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            if target not in pages:
                sys.exit("%s: %s is not there" % (path, link))
            if part and part not in pages[target].ids:
                sys.exit("%s: no part %s" % (path, link))
            count += 1
            to_others += target != path
    if to_others < len(pages):
        sys.exit("only %d links between %d pages" % (to_others, len(pages)))
    print("%d pages, %d links" % (len(pages), count))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
