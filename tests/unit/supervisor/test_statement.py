"""What the operator says about accessibility: nothing made up, and told to the visitor as it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from kiosk.channel import Accessibility, Setup
from kiosk.config import read
from kiosk.strict_toml import ConfigError
from kiosk.supervisor.signs import MOST_BYTES, films
from kiosk.visitor.terminal import Terminal

TRUE = """
[accessibility]
statement = "2026-11-01"
operator = "Stadt Jena"
[accessibility.contact]
name = "Stadtteilbüro Lobeda"
phone = "03641 49 3300"
[accessibility.body]
name = "Durchsetzungsstelle"
address = "Erfurt"
mail = "stelle@erfurt.test"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "terminal.toml"
    file.write_text(f'name = "foyer"\n{text}', encoding="utf-8")
    return file


def setup(said: Accessibility) -> Setup:
    return Setup("Office", "", ("de",), (), "2026-01-05", 0.277, 600, accessibility=said)


def test_what_is_written_reaches_the_visitor(tmp_path: Path) -> None:
    config = read(written(tmp_path, TRUE)).accessibility

    said = Terminal(setup(msgspec.convert(config, Accessibility, from_attributes=True))).statement

    assert said.date == dt.date(2026, 11, 1)
    assert said.contact is not None
    assert said.body is not None
    assert (said.contact.phone, said.body.mail) == ("03641 49 3300", "stelle@erfurt.test")


def test_what_is_not_written_is_missing_and_not_made_up(tmp_path: Path) -> None:
    config = read(written(tmp_path, "")).accessibility
    said = Terminal(setup(msgspec.convert(config, Accessibility, from_attributes=True))).statement
    assert (said.date, said.operator, said.contact, said.body) == (None, "", None, None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Erfurt", "Musterstraße 1"),
        ("Durchsetzungsstelle", "Name eintragen"),
        ("stelle@erfurt.test", "info@example.org"),
        ("03641 49 3300", "12345"),
        ("Stadtteilbüro Lobeda", "<Name>"),
        ("stelle@erfurt.test", "no address"),
        ("2026-11-01", "2026-02-30"),
        ("2026-11-01", "gestern"),
        ('address = "Erfurt"\nmail = "stelle@erfurt.test"', ""),
    ],
)
def test_placeholders_and_what_reaches_nobody_are_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in TRUE
    with pytest.raises(ConfigError):
        read(written(tmp_path, TRUE.replace(old, new)))


def test_films_are_found_by_the_key_of_their_screen(tmp_path: Path) -> None:
    (tmp_path / "welcome.webm").write_bytes(b"film")
    (tmp_path / "declare.webm").write_bytes(b"film")
    (tmp_path / "empty.webm").write_bytes(b"")
    (tmp_path / "Wrong Name.webm").write_bytes(b"film")
    (tmp_path / "folder.webm").mkdir()
    (tmp_path / "notes.txt").write_bytes(b"x")
    with (tmp_path / "huge.webm").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)

    assert list(films(tmp_path)) == ["declare", "welcome"]
    assert films(None) == {}
    assert films(tmp_path / "nowhere") == {}
