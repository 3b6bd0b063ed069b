"""Downloads, files for pages, PDF files and printing, with real pages in the real engine."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.devices.ippeve import THERE, WHY, ippeveprinter
from tests.ui.browser.rig import Rig, rig
from tests.web_sites import Page, Request, Site, own_authority

if TYPE_CHECKING:
    from tests.xvfb import XServer

pytest.importorskip("PySide6.QtWebEngineWidgets")
HOST = "seite.example"
AT = f"https://{HOST}/"
MIB = 1 << 20
BARE = dict.fromkeys((0x2068, 0x2069))
"""Without the marks that keep values apart from the words around them."""
BIG = "position:fixed;inset:0;width:100%;height:100%;font-size:60px"
LONG = "<title>long</title>" + "".join(
    f"<h1 style='break-before:page'>Blatt {n}</h1><p>Guten Tag</p>" for n in (1, 2, 3)
)


def pages(request: Request) -> Page | None:
    path = request.path.partition("?")[0]
    name = "../..%5Cetc/Be%20scheid%E2%80%AE.txt"
    attached = (("Content-Disposition", f"attachment; filename*=UTF-8''{name}"),)
    found = {
        "/": Page(f"<title>home</title><button style='{BIG}'>x</button>"),
        "/small": Page("Guten Tag\n", "text/plain", headers=attached),
        "/large": Page(bytes(3 * MIB), "application/octet-stream", headers=(("Content-Disposition", "attachment"),)),
        "/endless": Page((bytes(MIB // 8) for _ in range(800)), "application/octet-stream"),
        "/long": Page(LONG),
        "/give": Page(f"<title>give</title><input type=file id=a style='{BIG}'>"),
        "/folder": Page(f"<title>give</title><input type=file webkitdirectory id=a style='{BIG}'>"),
        "/flood": Page(
            "<title>flood</title><script>(async () => { for (let i = 0; i < 10000; i++) {"
            " const a = document.createElement('a');"
            " a.href = URL.createObjectURL(new Blob(['x' + i])); a.download = 'a' + i + '.txt'; a.click();"
            " if (i % 100 == 0) { document.title = 'n' + i; await new Promise(r => setTimeout(r)) } }"
            " document.title = 'done' })()</script>"
        ),
    }
    return found.get(path)


@pytest.fixture
def made(xserver: XServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    folder = tmp_path_factory.mktemp("rig")
    folder.chmod(0o755)
    authority = own_authority(folder / "authority-of-ours")
    web = {"downloads": 2 * MIB, "pages": {"free": 1, "cents": 10, "most": 5}, "stick": False}
    with (
        Site(authority, HOST, pages=pages, port=0) as site,
        rig(xserver, folder, authority, (site,), folder / "home", web=web) as one,
    ):
        yield one
        assert one.foreign() == []


def test_a_download_is_kept_under_a_harmless_name_shown_and_deleted(made: Rig) -> None:
    made.visit(AT)
    made.script(script="location.href = '/small'")
    state = made.until_state("Saved")
    [name] = made.files()
    assert name in state
    assert "/" not in name
    assert name.endswith(".txt")
    assert name.isprintable()
    made.tap("Ansehen")
    made.until_state("Viewing")
    assert "Guten Tag" in made.texts()
    made.tap("Zur Internetseite")
    made.until_state("Page")
    assert made.run("document.title") == "home"
    made.menu()
    made.tap("Ihre Dateien")
    made.until_state("Listing")
    made.tap(name)
    made.tap("Löschen")
    made.until(lambda: made.files() == [], "an empty folder")


@pytest.mark.parametrize("path", ["large", "endless"])
def test_what_is_too_large_is_refused_and_leaves_nothing(made: Rig, path: str) -> None:
    made.visit(AT)
    made.script(script=f"location.href = '/{path}'")
    made.until_state("NotSaved(reason='too-big'")
    made.until(lambda: made.files() == [], "an empty folder")
    made.tap("Zur Internetseite")
    made.until_state("Page")


def test_ten_thousand_downloads_end_at_the_limit(made: Rig) -> None:
    made.visit(AT)
    made.open(address=AT + "flood")
    made.until(made.files, "a file")
    for _ in range(200):
        state = made.state()
        if not state.startswith("Page"):
            made.take(value="page")
        time.sleep(0.02)
    made.until(lambda: made.run("document.title") == "done", "the end of the flood", 60)
    assert 1 <= len(made.files()) <= 20
    made.take(value="page")
    made.visit(AT)
    assert made.run("document.title") == "home"


def test_a_page_gets_the_file_that_was_chosen_and_no_folder(made: Rig) -> None:
    made.visit(AT)
    made.script(script="location.href = '/small'")
    made.until_state("Saved")
    [name] = made.files()
    made.tap("Zur Internetseite")
    made.visit(AT + "give")
    made.touch_until(300, 300, lambda: made.state().startswith("Asking"), "a question for a file")
    assert made.foreign() == []
    made.tap(name)
    made.until_state("Page")
    assert made.run("document.getElementById('a').files[0].text().then(t => window.t = t); window.t || ''") is not None
    made.until(lambda: made.run("window.t || ' '").strip() == "Guten Tag", "the file's words")
    made.visit(AT + "folder")
    made.run("'ready'")
    made.touch(300, 300)
    made.touch(300, 300)
    assert made.run("document.getElementById('a').files.length + 'x'") == "0x"
    assert made.state().startswith("Page")


def test_a_page_is_made_into_sheets_with_their_price(made: Rig) -> None:
    made.visit(AT + "long")
    begin = time.monotonic()
    made.script(script="window.print()")
    made.until_state("Paper")
    print(f"preview after {time.monotonic() - begin:.2f} s")
    words = [word.translate(BARE) for word in made.texts()]
    assert "3 Blätter drucken?" in words
    assert any("0,20\u00a0€" in word for word in words)
    assert any("Blatt 1" in word for word in words)
    assert "Alle 3 Blätter drucken" in words
    made.strip(name="back")
    made.until_state("Page")


@pytest.mark.skipif(not THERE, reason=WHY)
def test_sheets_come_out_of_a_real_printer_and_the_price_is_told(
    xserver: XServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rig")
    folder.chmod(0o755)
    authority = own_authority(folder / "authority-of-ours")
    web = {"pages": {"free": 1, "cents": 10, "most": 5}}
    with (
        ippeveprinter(folder, "-c", "/bin/true") as printer,
        Site(authority, HOST, pages=pages, port=0) as site,
        rig(xserver, folder, authority, (site,), folder / "home", web=web, printer=printer.address) as one,
    ):
        one.visit(AT + "long")
        one.script(script="window.print()")
        one.until_state("Paper")
        begin = time.monotonic()
        one.tap("Alle")
        state = one.until_state("Printed", 60)
        print(f"3 sheets after {time.monotonic() - begin:.2f} s")
        assert state == "Printed(state='printed', sheets=3, cents=20)"
        assert any("0,20" in word.translate(BARE) for word in one.texts())
        papers = printer.papers()
        assert len(papers) == 3
        assert one.foreign() == []
    assert all(any(data) for _, _, _, data in papers)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_page_gets_a_file_of_the_stick_and_nothing_is_copied_where_that_is_not_allowed(
    xserver: XServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rig")
    folder.chmod(0o755)
    stick = folder / "stick"
    stick.mkdir()
    authority = own_authority(folder / "authority-of-ours")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "noexec,nosuid,nodev,mode=0755", "stick", str(stick)], check=True)
    try:
        (stick / "Brief.txt").write_bytes(b"Sehr geehrte" + bytes(300_000))
        with (
            Site(authority, HOST, pages=pages, port=0) as site,
            rig(
                *(xserver, folder, authority, (site,), folder / "home"), web={"stick": True}, stick_at=str(stick)
            ) as one,
        ):
            one.visit(AT + "give")
            one.touch_until(300, 300, lambda: one.state().startswith("Asking"), "a question for a file")
            one.tap("Vom USB-Stick")
            one.tap("Brief.txt")
            one.until_state("Page")
            one.run(
                "document.getElementById('a').files[0].text().then(t => window.t = t.slice(0, 4) + t.length); 'begun'"
            )
            one.until(lambda: one.run("window.t || ' '").strip() == "Sehr300012", "the whole file")
            one.menu()
            one.tap("Ihre Dateien")
            one.tap("Brief.txt")
            one.tap("Auf Ihren USB-Stick kopieren")
            one.tap("Kopieren")
            one.until_state("Told(key='web-stick-not-writable'")
            assert one.foreign() == []
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=True)
