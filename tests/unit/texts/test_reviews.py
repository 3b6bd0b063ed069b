"""Each locale says whether a native speaker reviewed it, and a review is of the words that were there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from kiosk.__main__ import main
from kiosk.reviews import State, about, fingerprint, not_reviewed, state
from kiosk.strict_toml import ConfigError
from kiosk.texts import known_locales

if TYPE_CHECKING:
    from pathlib import Path

REVIEWED = 'reviewed = true\nwritten_by = "us"\nby = "Olena K."\non = 2026-12-01\ntexts = "{}"\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "uk").mkdir()
    (tmp_path / "uk" / "a.ftl").write_text("a = один\nb = два\n", encoding="utf-8")
    return tmp_path


def say(files: Path, text: str) -> None:
    (files / "uk" / "about.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("locale", known_locales())
def test_every_locale_says_whether_it_is_reviewed(locale: str) -> None:
    assert about(locale).written_by
    assert isinstance(state(locale), State)


def test_what_nobody_reviewed_is_not_reviewed(files: Path) -> None:
    say(files, 'reviewed = false\nwritten_by = "us"\n')
    assert state("uk", files) is State.NOT_REVIEWED
    assert not_reviewed(["uk"], files) == ["uk"]


def test_a_review_counts_until_a_word_changes(files: Path) -> None:
    say(files, REVIEWED.format(fingerprint("uk", files)))
    assert state("uk", files) is State.REVIEWED
    assert not_reviewed(["uk"], files) == []
    (files / "uk" / "a.ftl").write_text("a = один\nb = три\n", encoding="utf-8")
    assert state("uk", files) is State.CHANGED
    assert not_reviewed(["uk"], files) == ["uk"]


def test_order_comments_and_files_are_no_words(files: Path) -> None:
    before = fingerprint("uk", files)
    (files / "uk" / "a.ftl").write_text("# new\nb = два\n", encoding="utf-8")
    (files / "uk" / "b.ftl").write_text("a = один\n", encoding="utf-8")
    assert fingerprint("uk", files) == before
    assert re.fullmatch("[0-9a-f]{16}", before)


@pytest.mark.parametrize(
    "wrong",
    [
        'reviewed = true\nwritten_by = "us"\n',
        'reviewed = false\nwritten_by = "us"\nby = "me"\n',
        'reviewed = true\nwritten_by = "us"\nby = "me"\non = 2026-12-01\n',
        'reviewed = true\nwritten_by = "us"\nby = "me"\non = 2026-12-01\ntexts = "x"\n',
        'reviewed = false\nwritten_by = ""\n',
        "reviewed = false\n",
    ],
)
def test_a_review_needs_a_person_a_day_and_words(files: Path, wrong: str) -> None:
    say(files, wrong)
    with pytest.raises(ConfigError):
        state("uk", files)


def test_the_list_shows_every_language_with_its_review(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["texts", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(known_locales())
    assert main(["texts", "list", "--json"]) == 0
    languages = json.loads(capsys.readouterr().out)
    assert [one["locale"] for one in languages] == list(known_locales())
    assert all(one["state"] == state(one["locale"]).value for one in languages)


def test_the_settings_check_names_languages_that_nobody_reviewed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "terminal.toml"
    file.write_text('name = "l"\nlocales = ["de", "uk"]\n')
    assert main(["config", "check", str(file)]) == 0
    note = [line for line in capsys.readouterr().out.splitlines() if "reviewed" in line]
    unread = not_reviewed(["de", "uk"])
    assert [line.endswith(": " + ", ".join(unread)) for line in note] == ([True] if unread else [])
