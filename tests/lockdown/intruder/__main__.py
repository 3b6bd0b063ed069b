"""`python -m tests.lockdown.intruder WHAT --channel-fd N`: tries WHAT in the visitor's place and prints how it went.

WHAT is a function of this file, with one argument after `=` where it takes one. Those whose name begins with `spare`
are tried before the visitor is shown, the others after it.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import re
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from kiosk import channel
from tests.lockdown.hostile.__main__ import Visitor
from tests.lockdown.intruder import pulse
from tests.lockdown.intruder.wayland import Client, Clipboard, GoneError, Screen

RED = 0xFFFF0000
DISPLAY = f"{os.environ['XDG_RUNTIME_DIR']}/wayland-0"
SOUND = f"{os.environ['XDG_RUNTIME_DIR']}/sound"
_PTRACE_ATTACH = 16


def _run(*command: str, given: bytes = b"", seconds: float = 5) -> dict[str, Any]:
    with contextlib.suppress(subprocess.TimeoutExpired):
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=seconds)
        return {"status": done.returncode, "bytes": len(done.stdout), "said": done.stderr.decode(errors="replace")}
    return {"status": None, "bytes": 0, "said": "took too long"}


# ---- display ---------------------------------------------------------------------------------------------------------


def offered() -> dict[str, Any]:
    return {"globals": sorted(Client(DISPLAY).globals)}


def bind(name: str) -> dict[str, Any]:
    """Bind what was not announced, by the number that the compositor knows it by."""
    number, interface = name.split(":")
    client = Client(DISPLAY)
    client.roundtrip()
    try:
        client.bind(interface, 1, int(number))
        client.roundtrip()
    except GoneError:
        return {"bound": False}
    return {"bound": True}


def tools() -> dict[str, Any]:
    return {
        "grim": _run("grim", "/tmp/shot.png"),
        "wtype": _run("wtype", "secret"),
        "shot": Path("/tmp/shot.png").exists(),
    }


def twice() -> dict[str, Any]:
    first = Client(DISPLAY)
    try:
        Client(DISPLAY)
    except (GoneError, OSError):
        first.roundtrip()
        return {"second": False}
    return {"second": True}


def window() -> dict[str, Any]:
    _kept.append(Screen(Client(DISPLAY), (1920, 1080), RED))
    return {"window": True}


def clipboard() -> dict[str, Any]:
    screen = Screen(Client(DISPLAY), (1920, 1080), RED)
    return {"told": Clipboard(screen).told()}


def fill_clipboard() -> dict[str, Any]:
    screen = Screen(Client(DISPLAY), (1920, 1080), RED)
    _kept.append(screen)
    screen.client.until(screen.listen)
    screen.client.until(screen.serial)
    Clipboard(screen).fill(screen.serial())
    return {"filled": True}


def ask_clipboard() -> dict[str, Any]:
    try:
        Clipboard(Screen(Client(DISPLAY), (1920, 1080), RED)).ask()
    except GoneError:
        return {"asked": False}
    return {"asked": True}


def spare_window() -> dict[str, Any]:
    try:
        return window()
    except GoneError:
        return {"window": False}


# ---- sound -----------------------------------------------------------------------------------------------------------


def spare_sound() -> dict[str, Any]:
    try:
        pulse.Client(SOUND)
    except (EOFError, OSError):
        return {"heard": False}
    return {"heard": True}


def sound() -> dict[str, Any]:
    return {"heard": pulse.Client(SOUND).version[0] == pulse.REPLY}


def record() -> dict[str, Any]:
    return _run("parec", "--raw", "--device=test.monitor", seconds=2)


def parec() -> dict[str, Any]:
    """Record with PulseAudio's own client, having said that somebody shall be heard."""
    _listen()
    return _run("timeout", "2", "parec", "--raw")


def recorded() -> dict[str, Any]:
    """Record without a word before."""
    return {"loudest": pulse.recorded(pulse.Client(SOUND))}


def monitor() -> dict[str, Any]:
    """Ask for what the loudspeaker plays, by name and by number, while somebody may be heard."""
    _listen()
    named = pulse.recorded(pulse.Client(SOUND), name="test.monitor")
    return {"named": named, "numbered": pulse.recorded(pulse.Client(SOUND), source=0)}


def go_on() -> dict[str, Any]:
    """Record while somebody may be heard, and go on afterwards."""
    _listen()
    client = pulse.Client(SOUND)
    first = pulse.recorded(client)
    _here[0].send(channel.Listen(on=False))
    while client.loudest(0.5) >= 0:
        pass
    return {"first": first, "after": client.loudest(1), "again": pulse.recorded(pulse.Client(SOUND))}


def hear_on() -> dict[str, Any]:
    """Record without end, in a process that ignores the end of this one."""
    _listen()
    subprocess.Popen(["sh", "-c", "trap '' TERM HUP INT; parec --raw > /dev/null"], start_new_session=True)
    return {"recording": True}


def capture() -> dict[str, Any]:
    """Record as the terminal does, by Qt Multimedia, and close the microphone in the middle of it."""
    from tests.lockdown.intruder.qt_ear import Ear  # noqa: PLC0415 - only here

    before = Ear()
    first = before.loudest(0.5)
    _listen()
    ear = Ear()
    heard = ear.loudest(3)
    _here[0].send(channel.Listen(on=False))
    while ear.loudest(0.5) >= 0:
        pass
    _here[0].send(channel.Listen(on=True))
    again = Ear().loudest(3)
    return {"before": first, "heard": heard, "again": again, "sources": ear.sources}


def spare_listen() -> dict[str, Any]:
    """Ask to be heard before anybody is there."""
    _here[0].send(channel.Listen(on=True))
    return {"asked": True}


def _listen() -> None:
    _here[0].unlocked()
    _here[0].send(channel.Begun())
    _here[0].send(channel.Listen(on=True))


def commands(numbers: str) -> dict[str, Any]:
    """Give those commands that are carried out, or at least looked at."""
    return {"permitted": [number for number in map(int, numbers.split(",")) if not pulse.denied(SOUND, number)]}


def loud() -> dict[str, Any]:
    """Play at half as much again, long enough to be heard."""
    return _run("pacat", "--raw", "--volume=98304", "/dev/zero", seconds=2)


def play() -> dict[str, Any]:
    """Play without end, in a process that ignores the end of this one."""
    noise = "import sys,os\nwhile True: os.write(1, os.urandom(4096))"
    subprocess.Popen(
        ["sh", "-c", "trap '' TERM HUP INT; python3 -c \"$1\" | pacat --raw --rate=22050 --channels=1", "sh", noise],
        start_new_session=True,
    )
    return {"playing": True}


# ---- everything else that a process could reach ----------------------------------------------------------------------


def _connects(address: str | tuple[str, int]) -> bool:
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as end:
        end.settimeout(2)
        return end.connect_ex(address) == 0


def connect(where: str) -> dict[str, Any]:
    path, abstract, port = where.split(":")
    return {
        "path": _connects(path),
        "abstract": _connects(f"\0{abstract}"),
        "port": _connects(("127.0.0.1", int(port))),
        "own": _own_socket(),
    }


def _own_socket() -> bool:
    """The control inside: what is made in here is reached in here."""
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("\0own")
        end.listen()
        return _connects("\0own")


def buses() -> dict[str, Any]:
    places = [Path("/run/dbus/system_bus_socket"), Path("/var/run/dbus/system_bus_socket"), Path("/run/user")]
    return {
        "places": [str(path) for path in places if path.exists()],
        "environment": sorted(name for name in os.environ if "DBUS" in name or name.startswith("AT_SPI")),
        "busctl": [_run("busctl", bus, "list", "--no-pager")["status"] for bus in ("--system", "--user")],
        "sockets": sorted(str(path) for path in Path("/run").rglob("*") if path.is_socket()),
    }


def processes() -> dict[str, Any]:
    ours = {int(name) for name in os.listdir("/proc") if name.isdigit()}
    return {
        "seen": sorted(Path(f"/proc/{pid}/comm").read_text().strip() for pid in ours),
        "first": _readable("/proc/1/mem") or _readable("/proc/1/environ"),
        "self": _readable("/proc/self/environ"),
        "traced": _traces(1),
        "child": _traces(subprocess.Popen(["sleep", "60"]).pid),
    }


def _readable(path: str) -> bool:
    with contextlib.suppress(OSError):
        return bool(Path(path).open("rb").read(1))
    return False


def _traces(pid: int) -> bool:
    return bool(ctypes.CDLL(None).ptrace(_PTRACE_ATTACH, pid, None, None) == 0)


def squat(names: str) -> dict[str, Any]:
    """Take names that others may want to use."""
    taken = []
    for name in names.split(","):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        end = socket.socket(socket.AF_UNIX)
        end.bind(name)
        end.listen()
        _kept.append(end)
        taken.append(Path(name).is_socket())
    return {"taken": all(taken)}


def prepare() -> dict[str, Any]:
    """Leave programs where somebody careless would load them from."""
    home = Path.home()
    for place in (home, Path("/tmp"), Path("/dev/shm")):
        for name in ("sitecustomize.py", "usercustomize.py", "kiosk.py", "evil.so", "qt.conf", ".bashrc"):
            (place / name).write_text("print('intruder')")
    return {**paths(), "written": len(list(home.iterdir()))}


def paths() -> dict[str, Any]:
    """Give every folder that programs or plugins are loaded from, and those of them that can be written."""
    loading = re.compile(r"^(PATH|LD_.*|PYTHON(PATH|HOME)|QT_.*PATH|QTWEBENGINE.*|GTK_.*|GIO_.*|XDG_DATA_DIRS)$")
    named = [part for name, value in os.environ.items() if loading.match(name) for part in value.split(":")]
    folders = [*named, *(path for path in sys.path if path)]
    return {
        "folders": folders,
        "writable": [folder for folder in folders if os.access(folder, os.W_OK)],
        "home": os.access(Path.home(), os.W_OK),
        "found": sorted(path.name for place in (Path.home(), Path("/tmp")) for path in place.iterdir()),
    }


def become(program: str) -> dict[str, Any]:
    """Run a program that belongs to root and would run as root."""
    said = subprocess.run([program, "-u"], capture_output=True, text=True, check=False)
    return {"user": said.stdout.strip(), "own": str(os.getuid())}


def mounts() -> dict[str, Any]:
    found = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        words = line.split()
        if os.access(words[4], os.W_OK):
            found[words[4]] = words[5].split(",")
    return {"writable": found}


def good() -> dict[str, Any]:
    return {"good": True}


_here: list[Visitor] = []
_kept: list[object] = []
"""What must not be closed while the program lives."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what")
    parser.add_argument("--channel-fd", type=int, required=True)
    options = parser.parse_args()
    visitor = Visitor(options.channel_fd)
    threading.Thread(target=visitor.beat, daemon=True).start()
    visitor.send(channel.Ready())
    _here.append(visitor)
    what, *argument = options.what.split("=", 1)
    spare = what.startswith("spare")
    if not spare:
        visitor.shown()
    print(json.dumps({"what": what, **globals()[what](*argument)}), flush=True)
    if spare:
        visitor.shown()
    visitor.serve()


if __name__ == "__main__":
    main()
