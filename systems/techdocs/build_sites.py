"""Builds one TechDocs site per entity, laid out as TechDocs' local publisher expects it."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from compare_sites import compare_heading_ids
from publish_site import publish_site

# A fixed build time keeps the committed sites free of changes that mean nothing.
BUILD_EPOCH = 1795478400  # 2026-11-24T00:00:00Z


def read_entity(folder: Path) -> tuple[str, str, str]:
    """Namespace, kind and name, in the lower case that TechDocs uses for paths."""
    with open(folder / "catalog-info.yaml", encoding="utf-8") as file:
        entity = next(iter(yaml.safe_load_all(file)))
    metadata = entity["metadata"]
    return (
        metadata.get("namespace", "default").lower(),
        entity["kind"].lower(),
        metadata["name"].lower(),
    )


def run_mkdocs(folder: Path, target: Path) -> None:
    # --strict: a dead link between pages or a page missing from the navigation fails the build
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    command += ["--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(target)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(BUILD_EPOCH), "NO_MKDOCS_2_WARNING": "1"}
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if result.returncode != 0:
        raise SystemExit(f"techdocs: mkdocs failed for {folder.name}:\n{result.stdout}{result.stderr}")


def find_folders(documents: Path, also: list[Path]) -> list[Path]:
    folders = sorted(path.parent for path in documents.glob("*/mkdocs.yml"))
    if not folders:
        raise SystemExit(f"techdocs: no mkdocs.yml below {documents}")
    return [*folders, *also]


def build_all(folders: list[Path], sites: Path) -> int:
    for folder in folders:
        site = sites.joinpath(*read_entity(folder))
        with tempfile.TemporaryDirectory() as raw:
            run_mkdocs(folder, Path(raw) / "site")
            publish_site(
                built=Path(raw) / "site", source=folder, target=site, build_epoch=BUILD_EPOCH
            )
    return len(folders)


def check(folders: list[Path], sites: Path) -> int:
    with tempfile.TemporaryDirectory() as fresh:
        count = build_all(folders, Path(fresh))
        report = compare_heading_ids(committed=sites, fresh=Path(fresh))
    for difference in report.differences:
        print(f"techdocs: {difference}", file=sys.stderr)
    verdict = f"{len(report.differences)} differences" if report.differences else "all equal"
    print(f"techdocs: {count} sites, {report.pages} pages, {report.ids} heading ids: {verdict}")
    return 1 if report.differences else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--also", type=Path, action="append", default=[], help="one more folder")
    parser.add_argument("--sites", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="compare heading ids, write nothing")
    options = parser.parse_args()
    folders = find_folders(options.documents, options.also)
    if options.check:
        return check(folders, options.sites)
    with tempfile.TemporaryDirectory(dir=options.sites.parent) as staging:
        count = build_all(folders, Path(staging))
        # Only after all sites are built: a failed build leaves the committed ones alone.
        for old in options.sites.glob("*"):
            if old.is_dir():
                shutil.rmtree(old)
        options.sites.mkdir(exist_ok=True)
        for namespace in Path(staging).iterdir():
            shutil.move(str(namespace), options.sites / namespace.name)
    size = sum(path.stat().st_size for path in options.sites.rglob("*") if path.is_file())
    print(f"techdocs: {count} sites, {size / 2**20:.2f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
