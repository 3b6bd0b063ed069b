"""The commands for accounts, by whoever sits at the hub itself."""

from __future__ import annotations

import contextlib
import getpass
from pathlib import Path

import argon2
import pytest

from kiosk.__main__ import main
from telemed.hub.accounts import Accounts
from telemed.hub.journal import Entry
from telemed.hub.journal.sqlite import SqliteJournal

PASSWORD = "Apfelbaum-am-Fluss-7"


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Type these passwords at the prompts, which a test has no terminal for."""
    waiting = iter(words)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(waiting))


def names(state: Path) -> list[str]:
    with contextlib.closing(Accounts(state, argon2.PasswordHasher())) as accounts:
        return [account.name for account in accounts.all()]


def test_a_password_is_typed_twice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    add = ["hub", "account", "add", "anna", "--state", str(tmp_path)]
    typed(monkeypatch, PASSWORD, "Apfelbaum-am-Fluss-8")
    assert main(add) != 0
    assert names(tmp_path) == []
    typed(monkeypatch, PASSWORD, PASSWORD)
    assert main(add) == 0
    assert names(tmp_path) == ["anna"]
    with contextlib.closing(Accounts(tmp_path, argon2.PasswordHasher())) as accounts:
        assert [set(account.roles) for account in accounts.all()] == [{"reception"}]


def test_a_hub_without_accounts_has_no_record_that_could_be_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with contextlib.closing(SqliteJournal(tmp_path, 0.0)) as journal:
        journal.append("s", 0, [Entry(b"one", 1.0)])
    assert main(["hub", "verify", "--state", str(tmp_path)]) == 0
    assert "In Ordnung" in capsys.readouterr().out
    assert not (tmp_path / "accounts.db").exists(), "looking makes none"
