"""What a program in the visitor's place reaches by its sockets and around them: display, sound, and everything local.

The display is a real compositor (sway), the sound a real server. Each attack is carried out where nothing stands in its
way as well, which shows that it is one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.broker.wayland import ALLOWED
from kiosk.supervisor.slot import Phase
from tests import wayland
from tests.lockdown.harness import Bench, terminal
from tests.lockdown.intruder import pulse
from tests.lockdown.intruder.wayland import Client, GoneError, Screen
from tests.sound_server import SoundServer, wait_until
from tests.wayland import Compositor

pytestmark = [
    pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap is not installed; make setup installs it"),
    pytest.mark.sandbox,
]

BLUE, RED = 0xFF0000FF, 0xFFFF0000
INTRUDER = "tests.lockdown.intruder"
HIDDEN = "zwlr_screencopy_manager_v1"

Entry = pytest.mark.lockdown


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compositor]:
    if wayland.missing():
        pytest.skip(f"not installed: {', '.join(wayland.missing())}; make setup-test installs them")
    with wayland.sway(tmp_path_factory.mktemp("sway")) as compositor:
        yield compositor


@contextlib.contextmanager
def sound_server(folder: Path, *, restricted: bool = True) -> Iterator[SoundServer]:
    for tool in ("pulseaudio", "parec", "pactl", "pacat"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed; make setup-test installs pulseaudio")
    folder.mkdir()
    server = SoundServer(folder, restricted=restricted)
    try:
        wait_until(server.is_up)
        yield server
    finally:
        server.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with sound_server(tmp_path / "server") as running:
        yield running


@pytest.fixture
def unguarded(tmp_path: Path) -> Iterator[SoundServer]:
    """Give the server that a desktop has, with no relay in front of it."""
    with sound_server(tmp_path / "unguarded", restricted=False) as running:
        yield running


def tried(
    tmp_path: Path, what: str, *, fatal: bool = False, **given: Any
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Let the first visitor try something; give what it printed, and the wipe records when all was over.

    `fatal` waits for the session to be ended for it.
    """

    async def run() -> dict[str, Any]:
        async with terminal(tmp_path, what, program=INTRUDER, **given) as bench:
            await bench.until(lambda: said_by(bench, what) and (bench.lines() or not fatal))
            return said_by(bench, what)[0]

    said = asyncio.run(run())
    lines = (tmp_path / "state" / "wipe.jsonl").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    assert all(record["result"] == "proven" for record in records)
    return said, records


def said_by(bench: Bench, what: str) -> list[dict[str, Any]]:
    return [line for line in bench.printed() if line["what"] == what.partition("=")[0]]


async def next_welcome(bench: Bench) -> None:
    await bench.until(lambda: bench.lines() and bench.terminal.phase is Phase.WELCOME)


# ---- display ---------------------------------------------------------------------------------------------------------


@Entry("117a", "a spare puts a window over the visible one and reads its keys", "ipc")
def test_a_spare_cannot_take_the_keys_of_the_visible_visitor(tmp_path: Path, screen: Compositor) -> None:
    async def run() -> tuple[dict[str, Any], str, list[int]]:
        async with terminal(tmp_path, "window", "spare_window", program=INTRUDER, display=screen.socket) as bench:
            await bench.until(lambda: said_by(bench, "spare_window") and bench.lines())
            control = await asyncio.to_thread(keys_by_a_window, screen)
            return said_by(bench, "spare_window")[0], bench.lines()[0]["reason"], control

    said, reason, control = asyncio.run(run())
    assert control, "the control: a client of the compositor itself gets what is typed"
    assert said["window"] is False
    assert reason == "malformed", "and it is ended for trying"


def keys_by_a_window(screen: Compositor) -> list[int]:
    """Type where a client of the compositor itself has its window; give what that client got."""
    wait = ["-s", "500"]  # a keyboard that comes and goes at once is noticed by nobody
    with Client(str(screen.socket)) as client:
        window = Screen(client, (1920, 1080), BLUE)
        with subprocess.Popen(["wtype", *wait, "secret", *wait], env=screen.environment()):
            client.until(window.listen)
            client.until(window.keys)
        return window.keys()


@Entry("117b", "a window stays when its program has been killed", "ipc")
def test_no_window_is_left_behind(tmp_path: Path, screen: Compositor, xserver: Any) -> None:
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


def window_retained_by_x11(xserver: Any) -> bool:
    subprocess.run(["python3", "-c", RETAIN], env=xserver.environment(), check=False)
    find = ["xdotool", "search", "--name", "left-behind"]
    found = subprocess.run(find, env=xserver.environment(), capture_output=True, text=True, check=False).stdout.split()
    for window in found:
        subprocess.run(["xdotool", "windowkill", window], env=xserver.environment(), check=False)
    return bool(found)


@Entry("118a", "what the compositor offers to every client", "ipc")
def test_the_visitor_is_offered_windows_and_nothing_else(tmp_path: Path, screen: Compositor) -> None:
    with Client(str(screen.socket)) as client:
        everything = set(client.globals)
    said, _ = tried(tmp_path, "offered", display=screen.socket)
    assert set(said["globals"]) == ALLOWED
    dangerous = {HIDDEN, "zwp_virtual_keyboard_manager_v1", "zwlr_data_control_manager_v1", "zwlr_layer_shell_v1"}
    assert dangerous <= everything, "the control: without the relay they are there"


@Entry("118b", "a protocol that was not announced is bound by its number", "ipc")
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


@Entry("118c", "a picture is taken of the screen", "ipc")
def test_a_visitor_takes_no_picture_of_the_screen(tmp_path: Path, screen: Compositor, tools: dict[str, Any]) -> None:
    screen.shot(tmp_path / "control.png")
    assert (tmp_path / "control.png").stat().st_size > 0
    assert tools["grim"]["status"] not in {0, None}
    assert tools["shot"] is False


@Entry("118d", "a program types into the window of another", "ipc")
def test_a_visitor_types_into_no_other_window(screen: Compositor, tools: dict[str, Any]) -> None:
    assert keys_by_a_window(screen), "the control: it works at the compositor's own socket"
    assert tools["wtype"]["status"] not in {0, None}


@Entry("118e", "the clipboard is read, or filled for the next one", "ipc")
def test_a_visitor_has_no_clipboard_with_others(screen: Compositor, tools: dict[str, Any]) -> None:
    with subprocess.Popen(["wl-copy", "--foreground", "control"], env=screen.environment()) as copying:
        wait_until(lambda: paste(screen) == b"control")  # the control: others share it
        copying.kill()
    assert tools["wl-paste"]["status"] not in {0, None}
    assert tools["wl-copy"]["status"] not in {0, None}


def paste(screen: Compositor) -> bytes:
    command = ["wl-paste", "--no-newline"]
    return subprocess.run(command, env=screen.environment(), capture_output=True, check=False).stdout


@Entry("118f", "a second connection to the display", "ipc")
def test_a_visitor_has_one_connection_to_the_display(tmp_path: Path, screen: Compositor) -> None:
    with Client(str(screen.socket)) as first, Client(str(screen.socket)):
        first.roundtrip()  # the control: the compositor takes both
    said, _ = tried(tmp_path, "twice", display=screen.socket)
    assert said["second"] is False


# ---- sound -----------------------------------------------------------------------------------------------------------


@Entry("119a", "a spare listens or speaks", "ipc")
def test_a_spare_has_no_sound(tmp_path: Path, server: SoundServer) -> None:
    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, "sound", "spare_sound", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: said_by(bench, "sound") and said_by(bench, "spare_sound"))
            return said_by(bench, "sound")[0], said_by(bench, "spare_sound")[0]

    visible, spare = asyncio.run(run())
    assert visible["heard"] is True, "the control: the visible one has"
    assert spare["heard"] is False


@Entry("119b", "what others play is recorded", "ipc")
def test_what_is_played_cannot_be_recorded(tmp_path: Path, server: SoundServer) -> None:
    said, _ = tried(tmp_path, "record", sound=server.socket)
    assert said["bytes"] == 0
    assert "denied" in said["said"]
    server.record()
    wait_until(lambda: server.seconds() > 0.1)  # the control: at the server's own socket it is


COMMANDS: dict[str, tuple[str, tuple[int, ...]]] = {
    "119c": ("a module is loaded or taken away", (51, 52, 87)),
    "119d": ("the sound server is ended", (7,)),
    "119e": ("a sound is left in the server's memory", (15, 16, 17, 18, 19)),
    "119f": ("the loudspeaker is made loud, silent or another one", (36, 38, 39, 40, 44, 45, 70, 71, 90, 97)),
    "119g": ("others are listed, silenced, moved or ended", (27, 28, 29, 30, 37, 48, 49, 50, 67, 68, 69)),
    "119h": ("a microphone is opened", (5, 11, 23, 24, 58)),
}


def _loads(server: SoundServer) -> bool:
    return server.pactl("load-module", "module-null-sink").returncode == 0


def _ends(server: SoundServer) -> bool:
    server.pactl("exit")
    return server.process.wait(10) is not None


def _leaves(server: SoundServer) -> bool:
    """Upload a sample; who connects later finds it."""
    wave = server.folder / "canary.wav"
    make = "import wave,sys; w=wave.open(sys.argv[1],'wb'); w.setparams((1,2,22050,0,'NONE','')); w.writeframes(bytes(999))"
    subprocess.run(["python3", "-c", make, str(wave)], check=True)
    server.pactl("upload-sample", str(wave), "canary")
    return "canary" in server.pactl("list", "short", "samples").stdout


def _shouts(server: SoundServer) -> bool:
    server.pactl("set-sink-volume", "test", "150%")
    return "150%" in server.pactl("list", "sinks").stdout


def _kills(server: SoundServer) -> bool:
    with subprocess.Popen(["pacat", "--raw", "/dev/zero"], env=server.environment) as victim:
        wait_until(lambda: "pacat" in server.pactl("list", "clients").stdout)
        number = server.pactl("list", "short", "sink-inputs").stdout.split()[0]
        with contextlib.closing(pulse.Client(str(server.socket))) as client:
            client.ask(49, pulse.number(int(number)))
        return victim.wait(10) != 0


def _listens(server: SoundServer) -> bool:
    server.record()
    wait_until(lambda: server.seconds() > 0.1)
    return True


CONTROLS: dict[str, Callable[[SoundServer], bool]] = {
    "119c": _loads,
    "119d": _ends,
    "119e": _leaves,
    "119f": _shouts,
    "119g": _kills,
    "119h": _listens,
}


@pytest.mark.parametrize(
    "which", [pytest.param(key, marks=Entry(key, title, "ipc")) for key, (title, _) in COMMANDS.items()]
)
def test_a_visitor_may_not_command_the_sound_server(
    tmp_path: Path, server: SoundServer, unguarded: SoundServer, which: str
) -> None:
    numbers = COMMANDS[which][1]
    said, records = tried(tmp_path, "commands=" + ",".join(map(str, numbers)), sound=server.socket)
    assert said["permitted"] == []
    assert records[0]["reason"] == "stop", "a refusal ends no session"
    assert server.is_up()
    assert CONTROLS[which](unguarded), "the control: it works where nothing stands in between"


@Entry("119i", "sound goes on when its visitor is gone", "ipc")
def test_nothing_plays_on_after_the_end(tmp_path: Path, server: SoundServer) -> None:
    server.record()

    async def run() -> None:
        async with terminal(tmp_path, "play", program=INTRUDER, sound=server.socket) as bench:
            await bench.until(lambda: server.pactl("list", "short", "sink-inputs").stdout)
            await bench.until(lambda: server.seconds() > 1 and server.loudest(server.seconds() - 0.5) > 1000)
            bench.terminal.end("visitor")
            await next_welcome(bench)
            assert server.pactl("list", "short", "sink-inputs").stdout == ""
            ended = server.seconds() + 0.3
            await bench.until(lambda: server.seconds() > ended + 1)
            assert server.loudest(ended) <= 300

    asyncio.run(run())


# ---- everything else -------------------------------------------------------------------------------------------------


@Entry("115", "services of the machine are reached by path, abstract name or port", "ipc")
def test_no_service_of_the_machine_is_reached(tmp_path: Path) -> None:
    name = f"stadtteil-test-{os.getpid()}"
    path = f"/run/{name}" if os.geteuid() == 0 else str(tmp_path / name)
    with contextlib.ExitStack() as stack:
        ends = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2)]
        ends[0].bind(path)
        stack.callback(Path(path).unlink)
        ends[1].bind(f"\0{name}")
        for end in ends:
            end.listen()
        web = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        for address in (path, f"\0{name}"):
            with socket.socket(socket.AF_UNIX) as control:
                control.connect(address)
        socket.create_connection(web.getsockname()).close()
        said, _ = tried(tmp_path, f"connect={path}:{name}:{web.getsockname()[1]}")
    assert (said["path"], said["abstract"], said["port"]) == (False, False, False)
    assert said["own"] is True, "the control: with a socket of its own the same check succeeds"


@Entry("116", "calls over D-Bus", "ipc")
def test_there_is_no_bus(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "buses")
    assert said["places"] == []
    assert said["environment"] == []
    assert all(status != 0 for status in said["busctl"])
    assert said["sockets"] == ["/run/visitor/wayland-0"], "and the check sees sockets"


@Entry("120a", "memory and environment of other processes are read", "ipc")
@Entry("120b", "another process is traced", "ipc")
def test_other_processes_are_neither_seen_nor_read_nor_traced(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "processes")
    assert set(said["seen"]) <= {"bwrap", "python", "python3", "sleep", "setpriv"}
    assert said["self"], "the control: its own it reads"
    assert said["child"], "the control: its own child it traces"
    if os.geteuid() == 0:
        assert not said["first"]
        assert not said["traced"]


@Entry("121", "programs left in a folder that others load from", "ipc")
def test_nothing_is_loaded_from_where_a_visitor_can_write(tmp_path: Path) -> None:
    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, "prepare", "paths", program=INTRUDER) as bench:
            await bench.until(lambda: said_by(bench, "prepare") and bench.terminal.spare_ready)
            bench.terminal.end("visitor")
            await bench.until(lambda: said_by(bench, "paths"))
            return said_by(bench, "prepare")[0], said_by(bench, "paths")[0]

    first, second = asyncio.run(run())
    assert first["written"] >= 6, "the control: they were left"
    assert first["home"] is True, "the control: the check knows a folder that can be written"
    assert "evil.so" in first["found"]
    assert first["folders"]
    assert first["writable"] == second["writable"] == []
    assert second["found"] == []


@Entry("122", "devices or programs of root in the visitor's own folders", "ipc")
def test_the_visitors_own_folders_give_no_rights(tmp_path: Path) -> None:
    said, _ = tried(tmp_path, "mounts")
    assert {"/home/visitor", "/tmp", "/dev/shm"} <= set(said["writable"]), "the control: these can be written"
    ours = {place: options for place, options in said["writable"].items() if not place.startswith(("/proc", "/dev/"))}
    assert all({"nosuid", "nodev"} <= set(options) for options in ours.values()), ours


@pytest.mark.skipif(os.geteuid() != 0, reason="a program that runs as root is made by root")
@Entry("124", "a program that runs as root is used to become root", "ipc")
def test_a_program_that_runs_as_root_gives_no_rights(tmp_path: Path) -> None:
    program = Path(f"/usr/local/share/stadtteil-test-id-{os.getpid()}")
    shutil.copy("/usr/bin/id", program)
    program.chmod(0o4755)
    try:
        control = subprocess.run(
            ["setpriv", "--reuid", "65534", "--clear-groups", str(program), "-u"], capture_output=True, check=True
        )
        said, _ = tried(tmp_path, f"become={program}")
    finally:
        program.unlink()
    assert control.stdout == b"0\n", "the control: outside it does"
    assert said["user"] == said["own"] != "0"


@Entry("125", "names in /tmp are taken before others can", "ipc")
def test_taken_names_are_in_nobodys_way(tmp_path: Path) -> None:
    names = ("/tmp/.X11-unix/X77", f"/tmp/stadtteil-{os.getpid()}")

    async def run() -> tuple[dict[str, Any], dict[str, Any]]:
        async with terminal(tmp_path, f"squat={','.join(names)}", "paths", program=INTRUDER) as bench:
            await bench.until(lambda: said_by(bench, "squat") and bench.terminal.spare_ready)
            assert not any(Path(name).exists() for name in names)
            bench.terminal.end("visitor")
            await bench.until(lambda: said_by(bench, "paths"))
            return said_by(bench, "squat")[0], said_by(bench, "paths")[0]

    first, second = asyncio.run(run())
    assert first["taken"] is True, "the control: in its own sandbox it got them"
    assert second["found"] == []


def test_a_client_by_hand_notices_that_it_is_refused(screen: Compositor) -> None:
    """The control of the client itself: a compositor's refusal reads as one."""
    with Client(str(screen.socket)) as client:
        client.bind("wl_shm", 99)
        with pytest.raises(GoneError):
            client.roundtrip()
