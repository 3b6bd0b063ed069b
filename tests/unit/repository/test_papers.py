"""Licence, notices, catalogue entry and documents say what is true."""

from __future__ import annotations

import re
import subprocess
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_the_licence_is_the_full_eupl(root: Path) -> None:
    text = (root / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [number for number in range(1, 16) if f"\n{number}." not in text] == []
    assert "Appendix" in text


def test_the_catalogue_entry_has_version_licence_and_limits_of_the_standard(root: Path) -> None:
    entry = (root / "publiccode.yml").read_text()
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert f'softwareVersion: "{project["version"]}"' in entry
    assert f"license: {project['license']}" in entry
    shorts = re.findall(r"shortDescription: (.+)", entry)
    longs = re.findall(r"longDescription: >\n((?:      .+\n)+)", entry)
    assert all(len(text) <= 150 for text in shorts)
    assert all(150 <= len(" ".join(text.split())) <= 10_000 for text in longs)
    assert len(shorts) == len(longs) == 2


def test_every_font_and_pictogram_is_covered_by_a_licence_text(root: Path) -> None:
    notice = (root / "NOTICE.md").read_text()
    for folder in ("fonts", "pictograms"):
        texts = list((root / "kiosk" / "look" / folder).glob("*-*.txt"))
        assert texts
        assert [text.name for text in texts if f"kiosk/look/{folder}/{text.name}" not in notice] == []
    files = (root / "kiosk" / "look" / "fonts").glob("*.ttf")
    assert [file.name for file in files if not file.name.startswith(("AtkinsonHyperlegibleNext-", "NotoSans"))] == []


def test_paths_named_in_documents_exist(root: Path) -> None:
    documents = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    made = ("build/",)
    lost = [
        f"{document.name}: {path}"
        for document in documents
        for path in re.findall(
            r"`((?:docs|images|kiosk|systemd|telemed|tests|accessibility|build)/[^`*<> ]*)`", document.read_text()
        )
        if not path.startswith(made) and not (root / path).exists()
    ]
    assert lost == []


def test_every_decision_has_its_number_state_and_parts(root: Path) -> None:
    records = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text()
        assert text.startswith(f"# {record.name[:4]} "), record.name
        assert re.search(r"^\d{4}-\d\d-\d\d, (proposed|accepted|replaced by \d{4})$", text, re.MULTILINE), record.name
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Question", "Decision", "Because", "Consequences"], (
            record.name
        )


def test_every_target_of_the_makefile_that_is_meant_for_people_is_explained(root: Path) -> None:
    said = subprocess.run(["make", "help"], cwd=root, capture_output=True, text=True, check=True).stdout
    for target in ("setup", "run", "test", "test-full", "lint", "bench", "tour", "lock", "clean", "help"):
        assert re.search(rf"^  make {target} +\S", said, re.MULTILINE), target


def test_the_build_server_runs_make_test(root: Path) -> None:
    script = root / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text().rstrip().endswith("exec make test")
