"""What an operator does with what is kept, while a real hub runs: show, erase, back up; and restore after its end."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from telemed import api
from telemed.hub.clock import SystemClock
from telemed.hub.vault import Vault, ticket
from tests.hub.conftest import ROOT, RunningHub, command, running

SITE = ROOT / "telemed" / "hub" / "example-site.toml"


def taken(hub: RunningHub, key: str) -> api.Ticket:
    given = hub.client().take_ticket(key, "buero")
    assert isinstance(given, api.Ticket), given
    return given


def test_what_is_kept_is_shown_erased_backed_up_and_restored_without_reviving_anybody(
    tmp_path: Path, free_port: int
) -> None:
    state, file = tmp_path / "state", tmp_path / "file"
    where = ("--state", str(state))
    with running(state, free_port) as hub, contextlib.closing(Vault(state)) as vault:
        given = taken(hub, "k1")
        sealed = vault.seal(ticket(given.id), b"kaya@example.org")
        assert "versiegelt" in command("show", given.code, *where).stdout
        assert command("backup", str(file), *where).returncode == 0
        assert command("backup", str(file), *where).returncode == 1

        erased = command("erase", "-", *where, text=f"{given.code}\n")

        assert (erased.returncode, erased.stderr) == (0, "")
        assert vault.open(ticket(given.id), sealed) is None
        assert "nichts, was gelesen werden kann" in command("show", given.code, *where).stdout
        assert taken(hub, "k2").number == 2, "the hub works on"
        refused = command("restore", str(file), *where)
        assert (refused.returncode, "läuft noch" in refused.stderr) == (1, True)
    checked = command("verify", *where)
    head = checked.stdout.rpartition("Kette: ")[2].strip()
    assert (checked.returncode, checked.stderr) == (0, "")

    assert command("restore", str(file), *where).returncode == 0

    with running(state, free_port) as hub, contextlib.closing(Vault(state)) as vault:
        assert vault.open(ticket(given.id), sealed) is None
        assert taken(hub, "k3").number == 2, "the second number came after the backup"
    assert command("verify", *where).returncode == 0
    other = command("verify", "--head", head, *where)
    assert (other.returncode, "war festgehalten" in other.stderr) == (1, True)


def test_a_code_that_nobody_knows_is_said_to_be_unknown(tmp_path: Path) -> None:
    for what in ("show", "erase"):
        result = command(what, "a" * 16, "--state", str(tmp_path))
        assert (result.returncode, "nichts gespeichert" in result.stderr) == (1, True)
    assert command("verify", "--head", "nonsense", "--state", str(tmp_path)).returncode == 2


def test_what_is_over_can_be_ended_by_a_command(tmp_path: Path) -> None:
    with contextlib.closing(Vault(tmp_path)) as vault:
        vault.seal("ticket/over", b"x")
        vault.keep_until("ticket/over", SystemClock().now() - 1)

        result = command("expire", "--config", str(SITE), "--state", str(tmp_path))

        assert result.stdout == "Schlüssel zerstört: 1. Tage zu Zählungen geworden: 0.\n", result.stderr
        assert not vault.has_key("ticket/over")


@pytest.mark.parametrize("setting", ["days = 2", "hours = -1", "days = 9999"])
def test_a_retention_that_cannot_be_is_refused(tmp_path: Path, setting: str) -> None:
    site = tmp_path / "site.toml"
    site.write_text(f"{SITE.read_text('utf-8')}\n[retention]\n{setting}\n", "utf-8")

    assert command("expire", "--config", str(site), "--state", str(tmp_path)).returncode == 78
