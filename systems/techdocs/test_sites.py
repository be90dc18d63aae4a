"""python -m unittest, run in systems/techdocs; needs only the standard library."""

import json
import tempfile
import unittest
from pathlib import Path

from compare_sites import compare_heading_ids
from publish_site import publish_site, slim_html, source_etag


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


class CompareTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.old, self.new = Path(folder.name) / "old", Path(folder.name) / "new"

    def test_equal_trees(self) -> None:
        for tree in (self.old, self.new):
            write(tree / "a/index.html", '<h1 id="шаги">Шаги</h1><p id="x"></p><h2>no id</h2>')
        report = compare_heading_ids(committed=self.old, fresh=self.new)
        self.assertEqual((report.pages, report.ids, report.differences), (1, 1, []))

    def test_changed_missing_and_gone(self) -> None:
        write(self.old / "a/index.html", '<h1 id="steps">Steps</h1>')
        write(self.new / "a/index.html", '<h1 id="steps_1">Steps</h1>')
        write(self.old / "gone/index.html", '<h1 id="x">x</h1>')
        write(self.new / "new/index.html", '<h1 id="y">y</h1>')
        report = compare_heading_ids(committed=self.old, fresh=self.new)
        self.assertEqual(len(report.differences), 3)
        self.assertIn("steps_1", report.differences[0])
        self.assertIn("source is gone", report.differences[1])
        self.assertIn("not committed", report.differences[2])


class PublishTest(unittest.TestCase):
    def test_slim_html_keeps_code_and_style_sheets(self) -> None:
        html = (
            '<head><link rel="stylesheet" href="assets/stylesheets/main.css">\n'
            '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto">\n'
            "<script>a < b</script></head>\n\n\n<h1 id=\"a\">A</h1><pre><code>x\n\n\ny</code></pre>"
        )
        slim = slim_html(html)
        self.assertNotIn("script", slim)
        self.assertNotIn("fonts.googleapis", slim)
        self.assertIn('href="assets/stylesheets/main.css"', slim)
        self.assertIn("x\n\n\ny", slim)

    def test_publish_prunes_and_writes_metadata(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            built, source, target = (Path(folder) / n for n in ("built", "source", "target"))
            write(built / "index.html", "<h1 id='a'>A</h1>")
            write(built / "404.html", "<h1>404</h1>")
            write(built / "assets/javascripts/bundle.js", "1")
            write(built / "assets/stylesheets/main.css", "a{}\n/*# sourceMappingURL=main.css.map */")
            write(built / "assets/stylesheets/main.css.map", "{}")
            write(built / "search/search_index.json", json.dumps({"docs": [{"text": "лаг"}]}))
            write(built / "techdocs_metadata.json", '{"site_name": "A"}')
            write(source / "mkdocs.yml", "site_name: A")
            write(source / "docs/index.md", "# A")
            publish_site(built=built, source=source, target=target, build_epoch=7)
            metadata = json.loads((target / "techdocs_metadata.json").read_text("utf-8"))
            self.assertEqual(metadata["site_name"], "A")
            self.assertEqual(metadata["build_timestamp"], 7000)
            self.assertEqual(
                metadata["files"],
                [
                    "assets/stylesheets/main.css",
                    "index.html",
                    "search/search_index.json",
                    "techdocs_metadata.json",
                ],
            )
            self.assertRegex(metadata["etag"], r"^[0-9a-f]{40}$")
            css = (target / "assets/stylesheets/main.css").read_text("utf-8")
            self.assertNotIn("sourceMappingURL", css)
            self.assertIn("лаг", (target / "search/search_index.json").read_text("utf-8"))

    def test_etag_follows_the_folder_of_the_pages(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            write(source / "mkdocs.yml", "site_name: A\ndocs_dir: content\n")
            write(source / "content/index.md", "# A")
            before = source_etag(source)
            write(source / "docs/index.md", "# not a page")
            self.assertEqual(source_etag(source), before)
            write(source / "content/index.md", "# B")
            self.assertNotEqual(source_etag(source), before)


if __name__ == "__main__":
    unittest.main()
