"""The sandbox a visitor's process lives in, as an argument list for bubblewrap.

Everything inside is either bound read-only by name or lives in RAM; `/` is never bound. A terminal's sandbox has no
network but its own loopback. Four sockets lead out: the channel and the hand-over of the web gate (inherited
descriptors), the display and the sound.

Started as root, the process gets a reserved uid of its own (real, not mapped): `--unshare-user --uid` under root would
map to uid 0 outside, where process limits do not count and root's files are readable. Started as a user, a user
namespace is all there is.
"""

from __future__ import annotations

import enum
import shutil
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from kiosk.offer import SIGNS_FOLDER, VOICE_FOLDER

INSIDE_VENV = "/venv"
INSIDE_APP = "/app"
INSIDE_HOME = "/home/visitor"
INSIDE_RUN = "/run/visitor"
INSIDE_SOUND = f"{INSIDE_RUN}/sound"
INSIDE_AUTHORITIES = f"{INSIDE_RUN}/authorities.pem"

APT_COMMAND = "apt-get install --yes bubblewrap"

_SYSTEM_FILES = ("/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/localtime", "/etc/alternatives")
_ALIASES = (("usr/bin", "/bin"), ("usr/sbin", "/sbin"), ("usr/lib", "/lib"), ("usr/lib64", "/lib64"))


class Reason(enum.Enum):
    """Why nothing was started."""

    NO_BUBBLEWRAP = "no-bubblewrap"
    NO_SETPRIV = "no-setpriv"
    NO_DISPLAY = "no-display"
    WEB = "web"
    NOT_STARTED = "not-started"


class SupervisorError(Exception):
    """Base of this package's errors."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes that a visitor may write into each of its RAM places."""

    home: int = 160 << 20
    tmp: int = 32 << 20
    shm: int = 64 << 20


@dataclass(frozen=True, slots=True)
class Display:
    """The display's socket outside, its name inside, and (X11) the authority's bytes, already made host-independent."""

    socket: Path
    name: str
    wayland: bool
    authority: bytes = b""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What one visitor's sandbox is made of.

    `uid` None means: started as a user, no uid of its own. `packages` are directories bound under `INSIDE_APP`.
    """

    display: Display
    packages: tuple[Path, ...]
    venv: Path
    uid: int | None
    sound: Path | None = None
    sizes: Sizes = Sizes()
    interpreter: Path | None = None
    """Prefix of an interpreter that is not below `/usr`, bound where it is."""
    environment: tuple[tuple[str, str], ...] = ()
    authorities: Path | None = None
    """Certificates (PEM) of authorities that the browser trusts besides its own."""
    films: tuple[Path, ...] = ()
    """Films in sign language, each a file."""
    voices: tuple[Path, ...] = ()
    """Folders with what is needed to hear and to say the languages on offer, bound under `VOICE_FOLDER`."""

    def arguments(self, command: tuple[str, ...], info_fd: int, authority_fd: int | None) -> list[str]:
        """Build the whole command line; `authority_fd` is where bubblewrap reads the display's authority from."""
        outside_user = [] if self.uid is not None else ["--unshare-user"]
        return [
            "bwrap",
            *outside_user,
            *("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-cgroup-try"),
            *("--die-with-parent", "--new-session", "--info-fd", str(info_fd), "--clearenv"),
            *self._read_only(),
            *self._in_ram(),
            *self._handed_in(authority_fd),
            *("--remount-ro", "/", "--remount-ro", "/dev"),
            *self._environment(),
            *self._become(),
            *command,
        ]

    def _read_only(self) -> list[str]:
        words = ["--ro-bind", "/usr", "/usr"]
        for target, link in _ALIASES:
            words += ["--symlink", target, link]
        for path in _SYSTEM_FILES:
            words += ["--ro-bind-try", path, path]
        words += ["--perms", "0755", "--dir", INSIDE_APP]
        words += ["--ro-bind", str(self.venv), INSIDE_VENV]
        for package in self.packages:
            words += ["--ro-bind", str(package), f"{INSIDE_APP}/{package.name}"]
        if self.interpreter is not None:
            for parent in reversed(self.interpreter.parents):
                words += ["--perms", "0755", "--dir", str(parent)]
            words += ["--ro-bind", str(self.interpreter), str(self.interpreter)]
        if self.voices:
            words += ["--perms", "0755", "--dir", VOICE_FOLDER]
        for voice in self.voices:
            words += ["--ro-bind", str(voice), f"{VOICE_FOLDER}/{voice.name}"]
        if self.films:
            words += ["--perms", "0755", "--dir", SIGNS_FOLDER]
        for film in self.films:
            words += ["--ro-bind", str(film), f"{SIGNS_FOLDER}/{film.name}"]
        return words

    def _in_ram(self) -> list[str]:
        words = ["--proc", "/proc", "--dev", "/dev"]
        for path, size in (("/dev/shm", self.sizes.shm), ("/tmp", self.sizes.tmp), (INSIDE_HOME, self.sizes.home)):  # noqa: S108 - inside the sandbox
            if path == INSIDE_HOME:
                words += ["--perms", "0755", "--dir", "/home"]
            words += ["--perms", "1777", "--size", str(size), "--tmpfs", path]
        return words

    def _handed_in(self, authority_fd: int | None) -> list[str]:
        words = ["--perms", "0755", "--dir", "/run", "--perms", "0755", "--dir", INSIDE_RUN]
        if self.display.wayland:
            words += ["--ro-bind", str(self.display.socket), f"{INSIDE_RUN}/{self.display.name}"]
        else:
            inside = f"/tmp/.X11-unix/X{self.display.name.removeprefix(':').partition('.')[0]}"  # noqa: S108
            words += ["--perms", "1777", "--dir", "/tmp/.X11-unix", "--ro-bind", str(self.display.socket), inside]  # noqa: S108
        if authority_fd is not None:
            words += ["--perms", "0444", "--ro-bind-data", str(authority_fd), f"{INSIDE_RUN}/authority"]
        if self.sound is not None:
            words += ["--ro-bind", str(self.sound), INSIDE_SOUND]
        if self.authorities is not None:
            words += ["--ro-bind", str(self.authorities), INSIDE_AUTHORITIES]
        return words

    def _environment(self) -> list[str]:
        values = {
            "HOME": INSIDE_HOME,
            "PATH": "/usr/bin",
            "LANG": "C.UTF-8",
            "PYTHONPATH": INSIDE_APP,
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONNOUSERSITE": "1",
            "XDG_RUNTIME_DIR": INSIDE_RUN,
            "XDG_CACHE_HOME": f"{INSIDE_HOME}/.cache",
            "QT_NO_GLIB": "1",
            "QT_ACCESSIBILITY": "0",
            "NO_AT_BRIDGE": "1",
            **dict(self.environment),
        }
        if self.display.wayland:
            values |= {"WAYLAND_DISPLAY": self.display.name, "QT_QPA_PLATFORM": "wayland"}
        else:
            values |= {"DISPLAY": self.display.name, "QT_QPA_PLATFORM": "xcb"}
            if self.display.authority:
                values["XAUTHORITY"] = f"{INSIDE_RUN}/authority"
        if self.sound is not None:
            values["PULSE_SERVER"] = f"unix:{INSIDE_SOUND}"
        return [word for key, value in values.items() for word in ("--setenv", key, value)]

    def _become(self) -> list[str]:
        if self.uid is None:
            return ["--cap-drop", "ALL"]
        user = str(self.uid)
        return [
            *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
            *("setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all"),
        ]


def require_tools(uid: int | None) -> None:
    """Raise `SupervisorError` with the command to type where a tool the sandbox needs is missing."""
    if shutil.which("bwrap") is None:
        raise SupervisorError(Reason.NO_BUBBLEWRAP, f"bubblewrap is missing; nothing is started. Type: {APT_COMMAND}")
    if uid is not None and shutil.which("setpriv") is None:
        raise SupervisorError(Reason.NO_SETPRIV, "setpriv is missing. Type: apt-get install --yes util-linux")


def find_display(environment: dict[str, str]) -> Display:
    """Find the display's socket from `WAYLAND_DISPLAY` or `DISPLAY`; raises `SupervisorError` when there is none."""
    if name := environment.get("WAYLAND_DISPLAY"):
        socket = Path(environment.get("XDG_RUNTIME_DIR", "/run/user/0")) / name
        if socket.is_socket():
            return Display(socket, Path(name).name, wayland=True)
    name = environment.get("DISPLAY", "")
    number = name.removeprefix("unix").removeprefix(":").partition(".")[0]
    socket = Path("/tmp/.X11-unix") / f"X{number}"  # noqa: S108 - the X server's own place
    if not number.isdigit() or not socket.is_socket():
        raise SupervisorError(Reason.NO_DISPLAY, "there is no display: neither WAYLAND_DISPLAY nor DISPLAY names one")
    authority = Path(environment.get("XAUTHORITY") or Path(environment.get("HOME", "/")) / ".Xauthority")
    data = any_host(authority.read_bytes(), number) if authority.is_file() else b""
    return Display(socket, f":{number}", wayland=False, authority=data)


_FAMILY_WILD = 0xFFFF


def any_host(authority: bytes, number: str) -> bytes:
    """Keep an X authority's entries for one display number and make them valid under any host name.

    The file is a row of entries: family, then address, number, name and data, each with a 16-bit big-endian length
    (libXau). A damaged file gives the entries before the damage.
    """
    kept = b""
    position = 0
    while position + 2 <= len(authority):
        fields = []
        position += 2
        for _ in range(4):
            if position + 2 > len(authority):
                return kept
            (length,) = struct.unpack_from(">H", authority, position)
            fields.append(authority[position + 2 : position + 2 + length])
            position += 2 + length
        if position > len(authority):
            return kept
        _address, entry_number, name, data = fields
        if entry_number in {number.encode(), b""}:
            kept += struct.pack(">H", _FAMILY_WILD)
            for part in (b"", entry_number, name, data):
                kept += struct.pack(">H", len(part)) + part
    return kept


def outside_interpreter() -> Path | None:
    """Return the prefix of the running interpreter when it is not below `/usr` and has to be bound by itself."""
    base = Path(sys.base_prefix)
    return None if base == Path("/usr") or Path("/usr") in base.parents else base
