"""Turns the raw output of mkdocs into what the TechDocs reader serves.

The reader puts the page into a shadow root and drops its scripts, so scripts, source maps,
fonts and search workers are dead weight. Style sheets must stay: the reader shows a page only
after each of them has loaded. `search/search_index.json` stays for the portal's search.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

KEPT = re.compile(
    r"^(.*\.html|assets/stylesheets/.*\.css|assets/images/.*|search/search_index\.json"
    r"|techdocs_metadata\.json|(?!assets/|search/).*\.(png|jpe?g|svg|gif|webp|css))$"
)
SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>\s*", re.DOTALL | re.IGNORECASE)
# Google Fonts would be an outgoing request from each reader.
FONT_LINK = re.compile(r'<link\b[^>]*href="https://fonts\.[^>]*>\s*')
# The theme sets the font families in the page, next to the links to them.
FONT_STYLE = re.compile(r"<style>:root\{--md-text-font[^<]*</style>\s*")
SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=.*?\*/\s*$")
BLANK_LINES = re.compile(r"\n\s*\n+")
DOCS_DIR = re.compile(r"^docs_dir:\s*(\S+)\s*$", re.MULTILINE)
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)


def slim_html(html: str) -> str:
    for pattern in (SCRIPT, FONT_LINK, FONT_STYLE):
        html = pattern.sub("", html)
    # Code blocks stay as they are, blank lines included.
    parts = PREFORMATTED.split(html)
    return "".join(
        part if index % 2 else BLANK_LINES.sub("\n", part) for index, part in enumerate(parts)
    )


def source_etag(source: Path) -> str:
    digest = hashlib.sha256()
    settings = source / "mkdocs.yml"
    docs_dir = DOCS_DIR.search(settings.read_text(encoding="utf-8"))
    pages = source / (docs_dir.group(1) if docs_dir else "docs")
    for path in sorted([settings, *pages.rglob("*")]):
        if path.is_file():
            digest.update(path.relative_to(source).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:40]


def write_metadata(target: Path, source: Path, build_epoch: int) -> None:
    """The fields that TechDocs adds to what mkdocs-techdocs-core wrote."""
    path = target / "techdocs_metadata.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    metadata["build_timestamp"] = build_epoch * 1000
    metadata["files"] = sorted(
        file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()
    )
    metadata["etag"] = source_etag(source)
    text = json.dumps(metadata, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def publish_site(*, built: Path, source: Path, target: Path, build_epoch: int) -> None:
    for path in sorted(built.rglob("*")):
        name = path.relative_to(built).as_posix()
        if not path.is_file() or not KEPT.match(name) or name == "404.html":
            continue
        destination = target / name
        destination.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".html"):
            destination.write_text(slim_html(path.read_text(encoding="utf-8")), encoding="utf-8")
        elif name.endswith(".css"):
            css = SOURCE_MAP.sub("\n", path.read_text(encoding="utf-8"))
            destination.write_text(css, encoding="utf-8")
        elif name == "search/search_index.json":
            # Cyrillic as UTF-8 instead of escapes: the same JSON at half the size
            index = json.loads(path.read_text(encoding="utf-8"))
            text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
            destination.write_text(text, encoding="utf-8")
        else:
            shutil.copyfile(path, destination)
    write_metadata(target, source, build_epoch)
