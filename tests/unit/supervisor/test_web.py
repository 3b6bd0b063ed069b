"""What `[web]` becomes when the supervisor starts."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
import pytest

from kiosk.broker.hosts import SortedLines
from kiosk.broker.web import WebFile
from kiosk.config import Terminal, Web
from kiosk.strict_toml import parse
from kiosk.supervisor.sandbox import Reason, SupervisorError
from kiosk.supervisor.web import Prepared, for_screen, prepare
from tests.web_sites import own_authority

SETTINGS = """
name = "t1"
[web]
search = "https://suche.example/?q={words}"
warm = true
[[web.groups]]
id = "bank"
hosts = ["bank.example"]
also = ["*.confirm.example"]
titles = { de = "Geld" }
[[web.groups.pages]]
title = "Sparkasse"
address = "https://bank.example/"
[[web.names]]
host = "bank.example"
address = "10.0.0.7"
"""


def settings(more: str = "") -> Web:
    web = parse(SETTINGS.replace("warm = true\n", f"warm = true\n{more}"), Terminal, Path("terminal.toml")).web
    assert web is not None
    return web


def rules(prepared: Prepared) -> WebFile:
    assert prepared.broker[0] == "--web"
    return msgspec.json.decode(Path(prepared.broker[1]).read_bytes(), type=WebFile)


def test_without_a_browser_there_is_nothing(tmp_path: Path) -> None:
    assert prepare(None, tmp_path) == Prepared()
    assert for_screen(Terminal(name="t")) is None
    assert list(tmp_path.iterdir()) == []


def test_the_rules_are_written_for_the_brokers(tmp_path: Path) -> None:
    written = rules(prepare(settings(), tmp_path))
    assert written == WebFile(False, ("bank.example", "*.confirm.example"), {"bank.example": "10.0.0.7"}, 64, 600)
    assert rules(prepare(settings('mode = "open"\n'), tmp_path)).open


def test_the_screen_gets_what_it_shows_and_no_more() -> None:
    web = for_screen(Terminal(name="t", web=settings()))
    assert web is not None
    assert (web.open, web.search, web.warm) == (False, "https://suche.example/?q={words}", True)
    (group,) = web.groups
    assert (group.id, group.hosts, group.titles) == ("bank", ("bank.example",), {"de": "Geld"})
    assert [(page.title, page.address) for page in group.pages] == [("Sparkasse", "https://bank.example/")]


def test_a_block_list_is_sorted_once_and_slips_in_it_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    source = tmp_path / "blocked"
    source.write_text(
        "# somebody's list\n\nEvil.example  # as it says\n*.Ads.example.\nhttps://typo.example/\nb\u00f6se.example\n"
    )
    written = rules(prepare(settings(f'blocked = "{source}"\n'), tmp_path))
    lines = SortedLines(Path(written.blocked).read_bytes())
    assert all(host in lines for host in ("evil.example", "*.ads.example", "xn--bse-sna.example"))
    assert "ads.example" not in lines
    assert [record.getMessage() for record in caplog.records] == [
        "web.blocked: 1 lines are no hosts and block nothing, the first is line 5"
    ]
    source.write_text("")
    assert Path(rules(prepare(settings(f'blocked = "{source}"\n'), tmp_path)).blocked).read_bytes() == b""


@pytest.mark.parametrize("setting", ["blocked", "ca"])
def test_a_file_that_is_missing_starts_nothing(tmp_path: Path, setting: str) -> None:
    with pytest.raises(SupervisorError, match=f"web.{setting}") as failed:
        prepare(settings(f'{setting} = "{tmp_path}/none"\n'), tmp_path)
    assert failed.value.reason is Reason.WEB


@pytest.mark.parametrize(
    "text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_starts_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "ca.pem").write_text(text)
    with pytest.raises(SupervisorError, match=r"web\.ca"):
        prepare(settings(f'ca = "{tmp_path}/ca.pem"\n'), tmp_path)


def test_every_authority_of_the_bundle_is_there_for_the_visitor_and_no_key(tmp_path: Path) -> None:
    authorities = [own_authority(tmp_path) for _ in range(3)]
    bundle = tmp_path / "ca.pem"
    bundle.write_bytes(b"".join(authority.certificate.read_bytes() for authority in authorities))
    bundle.write_bytes(bundle.read_bytes() + authorities[0].issue("bank.example").read_bytes())
    bundle.chmod(0o600)
    for _ in range(2):
        written = prepare(settings(f'ca = "{bundle}"\n'), tmp_path).authorities
        assert written is not None
        assert written.read_text().count("BEGIN CERTIFICATE") == 4
        assert "KEY" not in written.read_text()
        assert written.stat().st_mode & 0o777 == 0o644
