"""What a program in the visitor's place does with the display's socket, under a real compositor (sway).

Each attack is carried out at the compositor's own socket as well, which shows that it is one.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.broker.wayland import ALLOWED
from tests import wayland
from tests.lockdown.attempts import INTRUDER, MARKS, entry, next_welcome, said_by, tried
from tests.lockdown.harness import terminal
from tests.lockdown.intruder.wayland import Client, Clipboard, GoneError, Screen
from tests.sound_server import wait_until
from tests.wayland import Compositor
from tests.xvfb import XServer

pytestmark = MARKS

BLUE = 0xFF0000FF
HIDDEN = "zwlr_screencopy_manager_v1"


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compositor]:
    if wayland.missing():
        pytest.skip(f"not installed: {', '.join(wayland.missing())}; make setup-test installs them")
    with wayland.sway(tmp_path_factory.mktemp("sway")) as compositor:
        yield compositor


@entry(
    "L-117a", "a spare puts a window over the visible one and reads its keys", "works at the compositor's own socket"
)
def test_a_spare_cannot_take_the_keys_of_the_visible_visitor(tmp_path: Path, screen: Compositor) -> None:
    async def run() -> tuple[list[dict[str, Any]], str, list[int]]:
        async with terminal(tmp_path, "window", "spare_window", program=INTRUDER, display=screen.socket) as bench:
            await bench.until(bench.lines)
            control = await asyncio.to_thread(keys_by_a_window, screen)
            return said_by(bench, "spare_window"), bench.lines()[0]["reason"], control

    said, reason, control = asyncio.run(run())
    assert control, "the control: a client of the compositor itself gets what is typed"
    assert reason == "malformed", "it is ended for trying"
    assert [line for line in said if line["window"]] == [], "often before it can say that it got none"


def keys_by_a_window(screen: Compositor) -> list[int]:
    """Type where a client of the compositor itself has its window; give what that client got."""
    wait = ["-s", "500"]  # a keyboard that comes and goes at once is noticed by nobody
    with Client(str(screen.socket)) as client:
        window = Screen(client, (1920, 1080), BLUE)
        with subprocess.Popen(["wtype", *wait, "secret", *wait], env=screen.environment()):
            client.until(window.listen)
            client.until(window.keys)
        return window.keys()


@entry("L-117b", "a window stays when its program has been killed", "on X11 a window stays")
def test_no_window_is_left_behind(tmp_path: Path, screen: Compositor, xserver: XServer) -> None:
    async def run() -> None:
        async with terminal(tmp_path, "window", program=INTRUDER, display=screen.socket) as bench:
            await bench.until(lambda: colour(screen, tmp_path) == (255, 0, 0))
            assert "intruder" in screen.windows(), "the control: it was there"
            bench.terminal.end("visitor")
            await next_welcome(bench)
            assert "intruder" not in screen.windows()
            assert colour(screen, tmp_path) != (255, 0, 0)

    asyncio.run(run())
    assert window_retained_by_x11(xserver), "the control: on X11 it stays"


def colour(screen: Compositor, folder: Path) -> tuple[int, int, int]:
    screen.shot(folder / "shot.png")
    with Image.open(folder / "shot.png") as picture:
        red, green, blue = picture.convert("RGB").resize((1, 1)).tobytes()
        return red, green, blue


RETAIN = """
import ctypes, os, signal
x = ctypes.CDLL("libX11.so.6")
x.XOpenDisplay.restype = ctypes.c_void_p
display = ctypes.c_void_p(x.XOpenDisplay(None))
x.XDefaultRootWindow.restype = x.XCreateSimpleWindow.restype = ctypes.c_ulong
root = ctypes.c_ulong(x.XDefaultRootWindow(display))
window = ctypes.c_ulong(x.XCreateSimpleWindow(display, root, 0, 0, 50, 50, 0, 0, 0))
x.XSetCloseDownMode(display, 1)
x.XStoreName(display, window, b"left-behind")
x.XMapWindow(display, window)
x.XSync(display, 0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def window_retained_by_x11(xserver: XServer) -> bool:
    subprocess.run(["python3", "-c", RETAIN], env=xserver.environment(), check=False)
    find = ["xdotool", "search", "--name", "left-behind"]
    found = subprocess.run(find, env=xserver.environment(), capture_output=True, text=True, check=False).stdout.split()
    for window in found:
        subprocess.run(["xdotool", "windowkill", window], env=xserver.environment(), check=False)
    return bool(found)


@entry("L-118a", "what the compositor offers to every client", "works at the compositor's own socket")
def test_the_visitor_is_offered_windows_and_nothing_else(tmp_path: Path, screen: Compositor) -> None:
    with Client(str(screen.socket)) as client:
        everything = set(client.globals)
    said, _ = tried(tmp_path, "offered", display=screen.socket)
    assert set(said["globals"]) == ALLOWED
    dangerous = {HIDDEN, "zwp_virtual_keyboard_manager_v1", "zwlr_data_control_manager_v1", "zwlr_layer_shell_v1"}
    assert dangerous <= everything, "the control: without the relay they are there"


@entry("L-118b", "a protocol that was not announced is bound by its number", "works at the compositor's own socket")
def test_what_is_hidden_cannot_be_bound(tmp_path: Path, screen: Compositor) -> None:
    with Client(str(screen.socket)) as client:
        client.bind(HIDDEN, 1)
        client.roundtrip()  # the control: the compositor lets it
    said, records = tried(tmp_path, f"bind={client.globals[HIDDEN][0]}:{HIDDEN}", fatal=True, display=screen.socket)
    assert said["bound"] is False
    assert records[0]["reason"] == "malformed"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory, screen: Compositor) -> dict[str, Any]:
    said, _ = tried(tmp_path_factory.mktemp("tools"), "tools", display=screen.socket)
    return said


@entry("L-118c", "a picture is taken of the screen", "works at the compositor's own socket")
def test_a_visitor_takes_no_picture_of_the_screen(tmp_path: Path, screen: Compositor, tools: dict[str, Any]) -> None:
    screen.shot(tmp_path / "control.png")
    assert (tmp_path / "control.png").stat().st_size > 0
    assert tools["grim"]["status"] not in {0, None}
    assert tools["shot"] is False


@entry("L-118d", "a program types into the window of another", "works at the compositor's own socket")
def test_a_visitor_types_into_no_other_window(screen: Compositor, tools: dict[str, Any]) -> None:
    assert keys_by_a_window(screen), "the control: it works at the compositor's own socket"
    assert tools["wtype"]["status"] not in {0, None}


@entry("L-118e", "what others copied is read from the clipboard", "works at the compositor's own socket")
def test_a_visitor_hears_of_nothing_that_others_copied(tmp_path: Path, screen: Compositor) -> None:
    with copied(screen, "secret"):
        with Client(str(screen.socket)) as client:
            content = Clipboard(Screen(client, (1920, 1080), BLUE))
            assert content.told(), "the control: a client of the compositor itself is told"
            content.ask()
        said, _ = tried(tmp_path / "told", "clipboard", display=screen.socket)
        assert said["told"] is False
        said, records = tried(tmp_path / "asked", "ask_clipboard", fatal=True, display=screen.socket)
    assert said["asked"] is False, "nor can it ask without being told"
    assert records[0]["reason"] == "malformed"


@entry("L-118g", "something is left in the clipboard for the next one", "it is there while the session lasts")
def test_nothing_is_left_in_the_clipboard(tmp_path: Path, screen: Compositor) -> None:
    async def run() -> None:
        async with terminal(tmp_path, "fill_clipboard", program=INTRUDER, display=screen.socket) as bench:
            await bench.until(lambda: "text/plain" in kinds(screen))  # the control: it was there
            bench.terminal.end("visitor")
            await next_welcome(bench)
            assert kinds(screen) == ""

    with subprocess.Popen(["wtype", "-s", "20000", "x"], env=screen.environment()) as keyboard:
        try:
            asyncio.run(run())
        finally:
            keyboard.kill()


@contextlib.contextmanager
def copied(screen: Compositor, words: str) -> Iterator[None]:
    with subprocess.Popen(["wl-copy", "--foreground", words], env=screen.environment()) as copying:
        try:
            wait_until(lambda: "text/plain" in kinds(screen))
            yield
        finally:
            copying.kill()


def kinds(screen: Compositor) -> str:
    """Give what kinds of content the clipboard holds, by the protocol that needs no window."""
    command = ["wl-paste", "--list-types"]
    return subprocess.run(command, env=screen.environment(), capture_output=True, text=True, check=False).stdout


@entry("L-118f", "a second connection to the display", "works at the compositor's own socket")
def test_a_visitor_has_one_connection_to_the_display(tmp_path: Path, screen: Compositor) -> None:
    with Client(str(screen.socket)) as first, Client(str(screen.socket)):
        first.roundtrip()  # the control: the compositor takes both
    said, _ = tried(tmp_path, "twice", display=screen.socket)
    assert said["second"] is False


def test_a_client_by_hand_notices_that_it_is_refused(screen: Compositor) -> None:
    """The control of the client itself: a compositor's refusal reads as one."""
    with Client(str(screen.socket)) as client:
        client.bind("wl_shm", 99)
        with pytest.raises(GoneError):
            client.roundtrip()
