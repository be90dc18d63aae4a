"""Compares the heading ids of two trees of TechDocs sites, page by page."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class HeadingIds(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            identifier = dict(attrs).get("id")
            if identifier:
                self.ids.append(identifier)


@dataclass
class Comparison:
    pages: int = 0
    ids: int = 0
    differences: list[str] = field(default_factory=list)


def heading_ids(page: Path) -> list[str]:
    parser = HeadingIds()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.ids


def pages_of(sites: Path) -> dict[str, list[str]]:
    return {
        page.relative_to(sites).as_posix(): heading_ids(page)
        for page in sorted(sites.rglob("*.html"))
    }


def compare_heading_ids(*, committed: Path, fresh: Path) -> Comparison:
    old, new = pages_of(committed), pages_of(fresh)
    result = Comparison(pages=len(new), ids=sum(len(ids) for ids in new.values()))
    for page in sorted(old.keys() | new.keys()):
        if page not in old:
            result.differences.append(f"{page}: not committed, run systems/techdocs/build.sh")
        elif page not in new:
            result.differences.append(f"{page}: committed, but its source is gone")
        elif old[page] != new[page]:
            missing = [i for i in new[page] if i not in old[page]]
            extra = [i for i in old[page] if i not in new[page]]
            result.differences.append(f"{page}: missing {missing}, no longer there {extra}")
    return result
