"""Entries that no test on this kind of machine can try: why, and what the image or the office must do about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Untested:
    """An entry without a test."""

    id: str
    title: str
    why: str
    must: str


UNTESTED = (
    Untested(
        "H-01",
        "Ctrl+Alt+F1 at a real console",
        "an X server without a screen has no consoles; I-01 tries the keys",
        "no getty on any console, the compositor without switching (`NAutoVTs=0`, cage without `-s`)",
    ),
    Untested(
        "H-02",
        "Alt+SysRq at a real console",
        "the kernel takes it before any program, and would restart the machine that tests",
        "`kernel.sysrq=0`",
    ),
    Untested(
        "H-03",
        "Ctrl+Alt+Delete at a real console",
        "it would restart the machine that tests",
        "`ctrl-alt-del.target` masked, `CtrlAltDelBurstAction=none`",
    ),
    Untested(
        "H-04",
        "a second keyboard or a stick that types",
        "virtual input devices do not reach Xvfb",
        "USBGuard with a list of the devices of the housing, no free port in reach",
    ),
    Untested(
        "H-05",
        "a foreign USB stick: mounted by itself, started by itself, shown in a file manager",
        "there is no USB here",
        "no automounter is installed; only the broker hands a stick in, `noexec,nosuid,nodev`",
    ),
    Untested(
        "H-06",
        "a USB network adapter or a modem: another way out",
        "there is no USB here; the visitor has no interface whatever the machine has (tested)",
        "USBGuard; the network is set up for one named interface",
    ),
    Untested(
        "H-07",
        "a second monitor, a mirrored or turned one",
        "Xvfb has one screen",
        "connectors inside the housing; the compositor uses one named output",
    ),
    Untested(
        "H-08",
        "ten fingers, swipes from the edge, gestures of three fingers, the palm, a real touch screen",
        "XTEST makes pointer events and no touches; touches are judged like buttons (`tests/ui/visitor`)",
        "no gestures in the compositor; to be tried by hand at the housing",
    ),
    Untested(
        "H-09",
        "headphones pulled out while private text is read",
        "there is no jack here",
        "a profile of the sound server that mutes on unplugging",
    ),
    Untested(
        "H-10",
        "power cut, power button short and long, lid",
        "it would end the machine that tests",
        "`HandlePowerKey=ignore`; RAM homes are gone with the power, no swap",
    ),
    Untested(
        "H-11",
        "GRUB's editor and menu, firmware setup, starting from net or stick",
        "there is no firmware here",
        "password for GRUB and firmware, `GRUB_TIMEOUT=0`, Secure Boot, only the own disk",
    ),
    Untested(
        "H-12",
        "rescue shell without a password after a damaged file system",
        "it needs a machine that starts",
        "no `SYSTEMD_SULOGIN_FORCE`, root locked, `systemd.debug-shell` not on the command line",
    ),
    Untested(
        "H-13",
        "serial console, kernel messages on the screen",
        "there is no console here",
        "no getty on serial lines, `quiet loglevel=3`, `fbcon` off",
    ),
    Untested(
        "H-14",
        "Caps Lock or a layout left on by the one before",
        "the state is the display server's; terminals have no wooden keyboard with these keys by default",
        "options `caps:none` and one layout in the compositor",
    ),
    Untested(
        "H-15",
        "the clock jumps by years during the countdown",
        "it would move the clock of the machine that tests; all times are monotonic",
        "time only from the own time server",
    ),
    Untested(
        "H-16",
        "opening the housing, a foreign disk, listening devices in cables",
        "it is no matter of software",
        "lock, seal, inspection by staff; see the handbook",
    ),
)
