"""The command line of the sandbox, and finding the display."""

from __future__ import annotations

import socket
import struct
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.supervisor import sandbox as module
from kiosk.supervisor.sandbox import Display, Reason, Sandbox, SupervisorError, any_host, find_display, require_tools
from tests.xvfb import XServer


def make(**changes: object) -> Sandbox:
    plain = Sandbox(
        display=Display(Path("/tmp/.X11-unix/X7"), ":7", wayland=False, authority=b"x"),
        packages=(Path("/opt/kiosk"),),
        venv=Path("/opt/venv"),
        uid=64001,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def words(sandbox: Sandbox) -> list[str]:
    return sandbox.arguments(("python",), 5, 6)


def test_the_root_of_the_machine_is_never_bound() -> None:
    for sandbox in (make(), make(uid=None), make(interpreter=Path("/opt/python"))):
        line = words(sandbox)
        binds = [line[i + 1] for i, word in enumerate(line) if word in {"--ro-bind", "--bind", "--ro-bind-try"}]
        assert "/" not in binds
        assert "/etc" not in binds
        assert "/home" not in binds


def test_nothing_is_bound_writable() -> None:
    assert "--bind" not in words(make())
    line = words(make(display=Display(Path("/run/s/display"), "wayland-1", wayland=True)))
    assert "--bind" not in line
    assert line[line.index("/run/s/display") - 1] == "--ro-bind"


def test_every_namespace_is_its_own_and_root_and_dev_are_read_only() -> None:
    line = words(make())
    for word in ("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--die-with-parent", "--clearenv"):
        assert word in line
    remounted = [line[i + 1] for i, word in enumerate(line) if word == "--remount-ro"]
    assert remounted == ["/", "/dev"]
    sizes = [line[i + 2 : i + 4] for i, word in enumerate(line) if word == "--size"]
    assert [path for _, path in sizes] == ["/dev/shm", "/tmp", "/home/visitor"]
    assert "--no-sandbox" not in line


def test_root_gets_a_reserved_uid_and_never_a_user_namespace() -> None:
    line = words(make())
    assert "--unshare-user" not in line
    assert line[line.index("--reuid") + 1] == "64001"
    assert line.index("setpriv") > line.index("CAP_SETGID")


def test_a_user_gets_a_user_namespace_and_no_capability() -> None:
    line = words(make(uid=None))
    assert line[1] == "--unshare-user"
    assert "setpriv" not in line
    assert "--cap-add" not in line


def test_sound_is_a_path_inside_only_where_there_is_sound() -> None:
    assert "PULSE_SERVER" not in words(make())
    line = words(make(sound=Path("/run/s/sound")))
    assert "unix:/run/visitor/sound" in line
    assert line[line.index("/run/s/sound") - 1] == "--ro-bind"


def test_authorities_are_bound_read_only_where_there_are_some() -> None:
    assert not any("authorities" in word for word in words(make()))
    line = words(make(authorities=Path("/run/s/ca.pem")))
    at = line.index("/run/s/ca.pem")
    assert line[at - 1 : at + 2] == ["--ro-bind", "/run/s/ca.pem", "/run/visitor/authorities.pem"]


def test_films_are_bound_read_only_one_by_one() -> None:
    assert not any("/signs" in word for word in words(make()))
    line = words(make(films=(Path("/srv/dgs/welcome.webm"),)))
    assert line[line.index("/signs") - 3 : line.index("/signs")] == ["--perms", "0755", "--dir"]
    at = line.index("/srv/dgs/welcome.webm")
    assert line[at - 1 : at + 2] == ["--ro-bind", "/srv/dgs/welcome.webm", "/signs/welcome.webm"]


def test_voices_are_bound_read_only_where_there_are_some() -> None:
    assert not any("/voice" in word for word in words(make()))
    line = words(make(voices=(Path("/var/lib/v/vosk-de"), Path("/var/lib/v/piper-de"))))
    assert line[line.index("/voice") - 3 : line.index("/voice")] == ["--perms", "0755", "--dir"]
    for name in ("vosk-de", "piper-de"):
        at = line.index(f"/var/lib/v/{name}")
        assert line[at - 1 : at + 2] == ["--ro-bind", f"/var/lib/v/{name}", f"/voice/{name}"]


def test_the_display_without_authority_names_none() -> None:
    line = make(display=Display(Path("/tmp/.X11-unix/X7"), ":7", wayland=False)).arguments(("p",), 5, None)
    assert "XAUTHORITY" not in line
    assert "--ro-bind-data" not in line


def test_an_interpreter_outside_usr_is_bound_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    line = words(make(interpreter=Path("/opt/python/3.11")))
    assert line[line.index("/opt/python/3.11") - 1] == "--ro-bind"
    monkeypatch.setattr(sys, "base_prefix", "/opt/python/3.11")
    assert module.outside_interpreter() == Path("/opt/python/3.11")
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    assert module.outside_interpreter() is None


def entry(family: int, address: bytes, number: bytes, data: bytes) -> bytes:
    parts = (address, number, b"MIT-MAGIC-COOKIE-1", data)
    return struct.pack(">H", family) + b"".join(struct.pack(">H", len(part)) + part for part in parts)


def test_the_authority_is_kept_for_this_display_only_and_for_any_host() -> None:
    given = entry(256, b"host", b"7", b"seven") + entry(256, b"host", b"8", b"eight") + entry(0, b"x", b"", b"any")
    kept = any_host(given, "7")
    assert kept == entry(0xFFFF, b"", b"7", b"seven") + entry(0xFFFF, b"", b"", b"any")


@pytest.mark.parametrize("cut", [1, 3, 9, 20, -1])
def test_a_damaged_authority_gives_what_stands_before_the_damage(cut: int) -> None:
    whole = entry(256, b"host", b"7", b"seven")
    assert any_host(whole + whole[:cut], "7") == entry(0xFFFF, b"", b"7", b"seven")


def test_no_display_is_an_error_that_says_so() -> None:
    for environment in ({}, {"DISPLAY": "elsewhere:0"}, {"DISPLAY": ":9999"}, {"WAYLAND_DISPLAY": "none-here"}):
        with pytest.raises(SupervisorError) as caught:
            find_display(environment)
        assert caught.value.reason is Reason.NO_DISPLAY


def test_a_wayland_display_is_found_by_its_runtime_directory(tmp_path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "wayland-5"))
    found = find_display({"WAYLAND_DISPLAY": "wayland-5", "XDG_RUNTIME_DIR": str(tmp_path)})
    assert found == Display(tmp_path / "wayland-5", "wayland-5", wayland=True)
    listener.close()


def test_an_x_display_is_found_with_the_cookie_that_opens_it(xserver: XServer) -> None:
    found = find_display({"DISPLAY": xserver.display, "XAUTHORITY": str(xserver.authority)})
    assert not found.wayland
    assert found.name == xserver.display
    assert b"MIT-MAGIC-COOKIE-1" in found.authority
    assert find_display({"DISPLAY": xserver.display, "HOME": "/nonexistent"}).authority == b""


def test_missing_tools_are_named_with_the_command_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SupervisorError, match="apt-get install --yes bubblewrap"):
        require_tools(None)
    (tmp_path / "bwrap").write_text("#!/bin/sh\n")
    (tmp_path / "bwrap").chmod(0o755)
    require_tools(None)
    with pytest.raises(SupervisorError, match="util-linux"):
        require_tools(64001)
