"""The operator's pages: what is shown when, and what is refused in plain words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSizeF

from telemed.waiting_room.layout import lay_out
from telemed.waiting_room.page_files import PageFolder, read_folder
from telemed.waiting_room.pages import LIST_TURNS, PAGE_TURNS, Page, Photo, page_now
from tests.ui.display.golden import CASES, photo
from tests.ui.display.test_layout import SIZES, assert_whole

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 3, 10)
GOOD = '[title]\nde = "Hände waschen"\n[text]\nde = "Bitte waschen Sie sich die Hände."\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.toml").write_text('picture = "hands.png"\n' + GOOD, encoding="utf-8")
    assert photo().save(str(tmp_path / "hands.png"))
    return tmp_path


def test_a_whole_page_is_read_with_its_picture(folder: Path) -> None:
    found = read_folder(folder, ("de", "en"))

    assert found.problems == ()
    assert [(page.name, page.title["de"], page.photo) for page in found.pages] == [
        ("good", "Hände waschen", Photo("hands.png", 400, 300))
    ]
    assert found.images["hands.png"].width() == 400


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.toml", "[title]\nde = 3\n", "title.de"),
        ("a.toml", "titel = 1\n", "did you mean title"),
        ("a.toml", "[title\n", "not valid TOML"),
        ("a.toml", '[title]\nfr = "Bonjour"\n', "no title in a language of this screen"),
        ("a.toml", f'[title]\nde = "{"x" * 61}"\n', "title.de"),
        ("a.toml", '[title]\nde = "x"\n[text]\nen = "y"\n', "no title in en"),
        ("a.toml", '[title]\nde = "a\\u001bb"\n', "control characters"),
        (
            "a.toml",
            'first_day = 2026-02-01\nlast_day = 2026-01-01\n[title]\nde = "x"\n',
            "last_day is before first_day",
        ),
        ("a.toml", 'picture = "../../etc/passwd.png"\n[title]\nde = "x"\n', "picture"),
        ("a.toml", 'picture = "gone.png"\n[title]\nde = "x"\n', "gone.png: cannot be read"),
        ("a.sh", "#!/bin/sh\n", "neither a page nor a picture"),
        ("a.html", "<script>", "neither a page nor a picture"),
        ("a.svg", "<svg/>", "neither a page nor a picture"),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_shown(folder: Path, name: str, content: str, said: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")

    found = read_folder(folder, ("de", "en"))

    assert [page.name for page in found.pages] == ["good"]
    assert len(found.problems) == 1
    assert said in found.problems[0]
    assert str(folder) in found.problems[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"GIF89a", "no PNG picture"), (b"", "no PNG picture"), (b"#!/bin/sh", "no PNG picture"), (None, "not complete")],
)
def test_a_picture_that_is_none_or_damaged_is_refused(folder: Path, content: bytes | None, said: str) -> None:
    whole = (folder / "hands.png").read_bytes()
    (folder / "hands.png").write_bytes(whole[: len(whole) // 2] if content is None else content)

    found = read_folder(folder, ("de",))

    assert found.pages == ()
    assert said in found.problems[0]


def test_links_and_folders_are_not_followed(folder: Path) -> None:
    (folder / "link.toml").symlink_to(folder / "good.toml")
    (folder / "inside").mkdir()
    os.mkfifo(folder / "pipe.toml")

    found = read_folder(folder, ("de",))

    assert [page.name for page in found.pages] == ["good"]
    assert [problem.count("is a link, a folder or a device") for problem in found.problems] == [1, 1, 1]


def test_a_changed_folder_is_seen_and_one_that_is_gone_keeps_its_pages(folder: Path) -> None:
    now, told = [0.0], list[str]()
    pages = PageFolder(folder, ("de",), lambda: now[0], told.append)
    assert [page.name for page in pages.pages()] == ["good"]

    (folder / "more.toml").write_text(GOOD, encoding="utf-8")
    (folder / "bad.toml").write_text("", encoding="utf-8")
    assert len(pages.pages()) == 1
    now[0] += PageFolder.EVERY
    assert [page.name for page in pages.pages()] == ["good", "more"]
    assert len(told) == 1

    folder.rename(folder.with_name("gone"))
    now[0] += PageFolder.EVERY
    assert [page.name for page in pages.pages()] == ["good", "more"]
    now[0] += PageFolder.EVERY
    pages.pages()
    assert len(told) == 2


def test_pages_take_turns_with_the_waiting_numbers_in_every_language_they_have() -> None:
    pages = (
        Page("one", {"de": "eins", "en": "one"}, {}),
        Page("two", {"de": "zwei", "vi": "hai"}, {}),
        Page("old", {"de": "alt"}, {}, last_day=TODAY - dt.timedelta(days=1)),
        Page("new", {"de": "neu"}, {}, first_day=TODAY + dt.timedelta(days=1)),
    )
    turns = range(3 * (LIST_TURNS + PAGE_TURNS))

    shown = [page_now(pages, ("de", "en"), turn, today=TODAY, alone=False) for turn in turns]
    alone = [page_now(pages, ("de", "en"), turn, today=TODAY, alone=True) for turn in turns]

    one = [None] * LIST_TURNS + ["eins"] * PAGE_TURNS
    assert [view and view.title for view in shown][: len(one)] == one
    assert {view.title for view in shown if view} == {"eins", "one", "zwei"}
    assert [view.title for view in alone if view][:6] == ["eins", "eins", "one", "one", "zwei", "zwei"]


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", ["de", "ar", "vi"])
@pytest.mark.parametrize("shape", [None, (4000, 100), (100, 4000)])
def test_the_longest_page_is_whole(size: tuple[int, int], locale: str, shape: tuple[int, int] | None) -> None:
    title, text = "Wort " * 11 + "Ende", "Straßenbahnhaltestelle " * 8
    page = Page("p", {locale: title}, {locale: text}, Photo("photo.png", *shape) if shape else None)
    view = page_now((page,), (locale,), 0, today=TODAY, alone=True)
    picture = CASES["page-de"].picture()

    scene = lay_out(dataclasses.replace(picture, page=view), QSizeF(*size))

    assert_whole(scene, size)
    inks = [text.ink() for text in scene.texts]
    assert not [shot for shot in scene.shots for ink in inks if ink.intersects(shot.rect)]


def test_the_command_says_what_is_wrong(folder: Path) -> None:
    def check() -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "kiosk", "display", "--check-pages", str(folder)]
        return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)

    assert check().returncode == 0
    (folder / "run.py").write_text("print('no')")

    said = check()

    assert said.returncode == 1
    assert "neither a page nor a picture" in said.stderr
    assert "Traceback" not in said.stderr
