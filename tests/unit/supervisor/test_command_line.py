"""The commands of a terminal, and settings that are wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kiosk.__main__ import COMMANDS, main
from kiosk.config import Terminal, read
from kiosk.strict_toml import ConfigError
from kiosk.supervisor.record import WipeLog, WipeRecord
from kiosk.supervisor.staff import Staff


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "terminal.toml"
    file.write_text(text)
    return file


def test_a_name_is_all_that_must_be_said(tmp_path: Path) -> None:
    config = read(written(tmp_path, 'name = "lobeda-1"\n'))
    assert config == Terminal("lobeda-1")
    assert config.times.warn_after == 120
    assert config.locales == ("de", "de-simple", "en", "uk", "ru", "ar", "fa", "vi")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("", 0, "name"),
        ('name = "Lobeda 1"', 1, "name"),
        ('name = "l"\nvolume = 101', 2, "100"),
        ('name = "l"\nvolumne = 50', 2, "volumne"),
        ('name = "l"\nlocales = ["de", "xx"]', 2, "xx"),
        ('name = "l"\nlocales = []', 0, "locales"),
        ('name = "l"\nlocales = ["de", "de"]', 0, "locales"),
        ('name = "l"\n[times]\nwarning = 5', 3, "20"),
        ('name = "l"\n[hub]\nurl = "http://192.0.2.1"', 2, "https"),
        ('name = "l"\n[hub]\nurl = "ftp://x"', 3, "url"),
        ('name = "l"\n[users]\nfirst = 0', 3, "1000"),
        ('name = "l"\n[users]\nfirst = 2000\nsecond = 2000', 2, "different"),
        ('name = "l"\n[printer]\nport = 9100', 2, "host"),
    ],
)
def test_wrong_settings_name_the_line_and_start_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, line: int, word: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read(file)
    message = str(caught.value)
    assert word in message
    assert f"{file}:{line}" in message if line else str(file) in message
    assert main(["run", "--config", str(file)]) == 78
    assert main(["config", "check", str(file)]) == 78
    assert word in capsys.readouterr().err


def test_right_settings_are_said_to_be_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check", str(written(tmp_path, 'name = "lobeda-1"'))]) == 0
    assert "lobeda-1" in capsys.readouterr().out


def test_without_a_display_nothing_is_started_and_it_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    text = f'name = "l"\nstate = "{tmp_path}/state"\nruntime = "{tmp_path}/run"\n'
    assert main(["run", "--config", str(written(tmp_path, text))]) == 69
    assert "display" in capsys.readouterr().err


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_staff_is_added_by_a_command_and_there_is_no_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    state = ["--state", str(tmp_path)]
    assert main(["staff", "list", *state]) == 0
    assert capsys.readouterr().out == ""
    monkeypatch.setattr("sys.stdin", io.StringIO("123456\n"))
    assert main(["staff", "add", "Petra", "--pin-stdin", *state]) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("482915\nbadge-0815-petra\n"))
    assert main(["staff", "add", "Petra", "--pin-stdin", *state]) == 0
    assert main(["staff", "add", "", "--pin-stdin", *state]) == 2
    assert main(["staff", "list", *state]) == 0
    assert "Petra PIN und Karte" in capsys.readouterr().out
    assert Staff(tmp_path / "staff.json").check("", "badge-0815-petra", 0).person == "Petra"
    monkeypatch.setattr("sys.stdin", io.StringIO("482915\nbadge\n"))
    assert main(["staff", "add", "Paul", "--pin-stdin", *state]) == 1, "a terminal would take this badge for a name"
    assert main(["staff", "remove", "Petra", *state]) == 0
    assert main(["staff", "remove", "Petra", *state]) == 1
    assert Staff(tmp_path / "staff.json").people() == ()


def test_the_chain_of_records_is_checked_by_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = WipeLog(tmp_path / "wipe.jsonl")
    for number in range(3):
        log.append(WipeRecord(f"s{number}", 60, "visitor", 1, 0, 0, "proven", ""))
    state = ["--state", str(tmp_path)]
    assert main(["wipe", "verify", "--head", log.head, *state]) == 0
    assert "3 records" in capsys.readouterr().out
    lines = (tmp_path / "wipe.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "wipe.jsonl").write_bytes(b"".join(lines[:2]))
    assert main(["wipe", "verify", *state]) == 0, "a chain cut off at its end holds by itself"
    assert main(["wipe", "verify", "--head", log.head, *state]) == 1, "but not against the head that the hub knows"
    (tmp_path / "wipe.jsonl").write_bytes(lines[0] + lines[2])
    assert main(["wipe", "verify", *state]) == 1
    assert "line 2" in capsys.readouterr().err
