"""A resident in front of a real terminal goes to a site, is told why others do not come, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.selftest.scan import below
from tests import users
from tests.journeys.alone import END, Alone, alone
from tests.journeys.parts import missing, until
from tests.web_sites import Authority, Page, Request, Site, own_authority
from tests.xvfb import XServer

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}; make setup-test installs them"),
    pytest.mark.skipif(os.geteuid() != 0, reason="sites on port 443 need root"),
    pytest.mark.timeout(240),
    pytest.mark.xdist_group("terminal"),
    pytest.mark.sandbox,
]

FORM = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Bank</title><h1>Kontostand</h1>
<script>document.cookie = "wer=jemand; max-age=9999; secure"; localStorage.setItem("wer", "jemand");
fetch("/seen?" + encodeURIComponent(localStorage.getItem("vorher") || "nichts"));
localStorage.setItem("vorher", "etwas");</script><p>Willkommen</p><p><a href="https://expired.test/">Nachbarseite</a></p>"""


def answer(request: Request) -> Page | str | None:
    path = request.path.partition("?")[0]
    return {"/": FORM, "/seen": ""}.get(path)


PAGES = (
    ("Bank", "bank.test"),
    ("Falsch", "wrong.test"),
    ("Abgelaufen", "expired.test"),
    ("Unbekannt", "nobody.invalid"),
    ("Tot", "dead.test"),
)
"""What stands on the start page, in this order: its number is its key."""


@dataclass
class World:
    """The sites, the settings that lead to them, and a terminal."""

    authority: Authority
    bank: Site
    running: Alone

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--delay", "60", *keys], env=dict(self.running.eyes.environment), check=True)

    def to_the_list(self) -> None:
        """Go from welcome to the list of pages."""
        self.running.begin()
        self.running.eyes.find("nehmen")
        self.press("3")
        self.running.eyes.find("Bevor")
        self.press("Return")
        self.running.eyes.find("Wohin")
        self.press("1")
        self.running.eyes.find("Welche")

    def leave(self) -> None:
        self.running.eyes.touch_at(*END)
        self.running.until_state("welcome")


@contextmanager
def world(folder: Path, xserver: XServer, become: int | None = None) -> Iterator[World]:
    with ExitStack() as stack:
        authority = own_authority(folder / "sites")
        bank = stack.enter_context(Site(authority, "bank.test", pages=answer))
        wrong = stack.enter_context(Site(authority, "wrong.test", pages=answer, certified=("other.test",)))
        expired = stack.enter_context(Site(authority, "expired.test", pages=answer, days=-3))
        lines = [f'ca = "{authority.certificate}"', "[[web.groups]]", 'id = "bank"']
        lines.append("hosts = [" + ", ".join(f'"{host}"' for _, host in PAGES) + "]")
        for title, host in PAGES:
            lines += ["[[web.groups.pages]]", f'title = "{title}"', f'address = "https://{host}/"']
        lines += [bank.toml(), wrong.toml(), expired.toml()]
        lines += ['[[web.names]]\nhost = "dead.test"\naddress = "127.0.0.1"']  # nobody listens on port 443 there
        running = stack.enter_context(alone(folder, xserver, become=become, web="\n".join(lines)))
        yield World(authority, bank, running)


def test_a_page_is_seen_and_the_next_visitor_is_nobody_the_site_knows(tmp_path: Path, xserver: XServer) -> None:
    with world(tmp_path, xserver) as here:
        for visit in (1, 2):
            here.to_the_list()
            here.press("1")
            until(lambda: len(here.bank.requests("/seen")) == visit, "the page runs")  # noqa: B023 - waited for here
            here.running.eyes.find("Kontostand")
            here.running.eyes.find("Geprüft")
            here.leave()
        first, second = here.bank.requests("/")
        assert first.headers["accept-language"].startswith("de")
        assert "cookie" not in first.headers
        assert "cookie" not in second.headers
        assert not second.resumed
        assert [one.path for one in here.bank.requests("/seen")] == ["/seen?nichts", "/seen?nichts"]
        assert "wer=jemand" in here.bank.requests("/seen")[0].headers["cookie"], (
            "the control: within a visit it is kept"
        )
        assert here.running.reasons() == ["visitor", "visitor"]


def test_why_there_is_no_page_is_said_in_a_sentence(tmp_path: Path, xserver: XServer) -> None:
    with world(tmp_path, xserver) as here:
        here.to_the_list()
        for key, sentence in (("2", "sicher"), ("3", "abgelaufen"), ("4", "Internet"), ("5", "antwortet")):
            here.press(key)
            here.running.eyes.find(sentence)
            assert here.running.state() == "session"
            here.press("Escape")
            here.running.eyes.find("Welche")
        here.press("1")
        here.running.eyes.touch("Nachbarseite")
        here.running.eyes.find("Ausweis")
        here.press("Escape")
        here.running.eyes.find("Kontostand")  # the page with the link is still there


def confined(pid: int) -> tuple[str, str, str]:
    """Give the mode of seccomp, and the user's and the process ids' namespaces of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    mode = next(line.split()[1] for line in status.splitlines() if line.startswith("Seccomp:"))
    return mode, os.readlink(f"/proc/{pid}/ns/user"), os.readlink(f"/proc/{pid}/ns/pid")


@pytest.mark.parametrize("as_unit", [False, True], ids=["root", "user"])
def test_a_page_is_in_the_engines_own_sandbox_inside_ours(xserver: XServer, as_unit: bool) -> None:
    """Started by root, and by a user without any right, as the unit starts it."""
    with tempfile.TemporaryDirectory(prefix="browser-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with world(folder, xserver, become=users.FIRST + 600 + users.worker() if as_unit else None) as here:
            here.to_the_list()
            here.press("1")
            here.running.eyes.find("Kontostand")
            visitor = here.running.visitors()[0]
            ours = confined(visitor)
            engine = [pid for pid in below(visitor) if pid != visitor]
            assert engine
            words = b"".join(Path(f"/proc/{pid}/cmdline").read_bytes() for pid in (visitor, *engine))
            assert b"no-sandbox" not in words
            pages = [confined(pid) for pid in engine if confined(pid)[0] == "2"]
            assert pages, "a page's process may make few system calls only"
            for _, user, pids in pages:
                assert user != ours[1]
                assert pids != ours[2]
            assert ours[0] == "0", "the control: a process without such a filter is seen to have none"
            here.leave()
            assert here.running.reasons() == ["visitor"]
