"""Assistive technology as small as can be: reads the tree of programs on an accessibility bus, and presses.

It speaks the bus's own interfaces (https://gitlab.gnome.org/GNOME/at-spi2-core, `xml/`), as every screen reader does.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_SPI = "org.a11y.atspi"
_REGISTRY = f"{_SPI}.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_EVENTS = f"{_SPI}.Event.Object"
PASSWORD = 40
"""The number of the role *password text*."""

STATES = {
    "checked": 4,
    "editable": 7,
    "enabled": 8,
    "focusable": 11,
    "focused": 12,
    "showing": 25,
    "checkable": 41,
}
SECONDS = 30.0
T = TypeVar("T")


class BusError(Exception):
    """The bus, or a program on it, refused."""


@dataclass(frozen=True, slots=True)
class Node:
    """One part of a program's tree, as it was when it was read."""

    bus: Bus = field(repr=False, compare=False)
    program: str
    path: str
    role: str
    name: str
    description: str
    locale: str
    states: frozenset[str]
    interfaces: frozenset[str]
    depth: int

    def ask(self, interface: str, method: str, signature: str = "", *values: Any) -> tuple[Any, ...]:
        """Call a method of one of its interfaces."""
        return tuple(self.bus.call((self.program, self.path), f"{_SPI}.{interface}", method, signature, *values))

    def actions(self) -> list[str]:
        """Names of what can be done with it."""
        return [name for name, *_ in self.ask("Action", "GetActions")[0]] if "Action" in self.interfaces else []

    def do(self, action: str) -> None:
        """Do it."""
        assert self.ask("Action", "DoAction", "i", self.actions().index(action)) == (True,)

    def text(self) -> str:
        """What is written in it."""
        return str(self.ask("Text", "GetText", "ii", 0, -1)[0])

    def write(self, words: str) -> None:
        """Put words in place of what is written in it."""
        assert self.ask("EditableText", "SetTextContents", "s", words) == (True,)

    def focus(self) -> None:
        """Give it the keyboard's focus."""
        assert self.ask("Component", "GrabFocus") == (True,)

    def is_password(self) -> bool:
        """Whether its role says that it hides what is written."""
        return self.ask("Accessible", "GetRole") == (PASSWORD,)

    def __str__(self) -> str:
        about = [f"({self.description})"] if self.description else []
        shown = sorted(self.states - {"enabled", "showing"})
        return "  " * self.depth + " ".join([self.role, repr(self.name), *about, *shown])


@dataclass(frozen=True, slots=True)
class Event:
    """Something a program told: a member of the interface `Event.Object`, its detail and value."""

    kind: str
    detail: str
    value: object


class Bus:
    """A connection to an accessibility bus."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def call(self, whom: tuple[str, str], interface: str, method: str, signature: str = "", *values: Any) -> Any:
        """Call a method and give what it returns."""
        address = DBusAddress(whom[1], whom[0], interface)
        message = new_method_call(address, method, signature or None, values)
        reply = self._connection.send_and_get_reply(message, timeout=SECONDS)
        if reply.header.message_type is MessageType.error:
            raise BusError(f"{method} of {whom}: {reply.body}")
        return reply.body

    def has_registry(self) -> bool:
        """Whether programs can be entered."""
        bus = "org.freedesktop.DBus"
        return bool(self.call((bus, "/org/freedesktop/DBus"), bus, "NameHasOwner", "s", _REGISTRY)[0])

    def programs(self) -> list[str]:
        """Bus names of the programs that can be read."""
        return [str(name) for name, _ in self.call((_REGISTRY, _ROOT), f"{_SPI}.Accessible", "GetChildren")[0]]

    def tree(self, program: str) -> list[Node]:
        """Read all of a program that is showing, in the order it is read in."""
        return list(self._walk(program, _ROOT, 0))

    def _walk(self, program: str, path: str, depth: int) -> Iterator[Node]:
        whom, accessible = (program, path), f"{_SPI}.Accessible"
        bits = self.call(whom, accessible, "GetState")[0]
        states = frozenset(name for name, bit in STATES.items() if bits[bit // 32] >> bit % 32 & 1)
        if depth and "showing" not in states:
            return
        told = {name: self._property(whom, name) for name in ("Name", "Description", "Locale")}
        role = self.call(whom, accessible, "GetRoleName")[0]
        interfaces = frozenset(
            name.removeprefix(f"{_SPI}.") for name in self.call(whom, accessible, "GetInterfaces")[0]
        )
        yield Node(
            self, program, path, role, told["Name"], told["Description"], told["Locale"], states, interfaces, depth
        )
        for name, child in self.call(whom, accessible, "GetChildren")[0]:
            yield from self._walk(name, child, depth + 1)

    def _property(self, whom: tuple[str, str], name: str) -> str:
        words = self.call(whom, "org.freedesktop.DBus.Properties", "Get", "ss", f"{_SPI}.Accessible", name)
        return str(words[0][1])

    # ---- events ------------------------------------------------------------------------------------------------

    def listen(self, *kinds: str) -> None:
        """Ask programs to tell these events, such as `object:announcement`; before they are waited for."""
        for kind in kinds:
            self.call((_REGISTRY, "/org/a11y/atspi/registry"), _REGISTRY, "RegisterEvent", "sass", kind, [], "")
        rule = MatchRule(type="signal", interface=_EVENTS)
        message_bus_call = message_bus.AddMatch(rule)
        self._connection.send_and_get_reply(message_bus_call, timeout=SECONDS)

    def heard(self, seconds: float) -> Iterator[Event]:
        """Give events as they come, until none came for so long."""
        with contextlib.suppress(TimeoutError):
            while True:
                message = self._connection.receive(timeout=seconds)
                fields = message.header.fields
                if message.header.message_type is MessageType.signal and fields[HeaderFields.interface] == _EVENTS:
                    detail, _, _, value, *_ = message.body
                    yield Event(str(fields[HeaderFields.member]), str(detail), value[1])


@contextlib.contextmanager
def on_bus(socket: Path) -> Iterator[Bus]:
    """Be on the bus until the block is left."""
    with contextlib.closing(open_dbus_connection(f"unix:path={socket}")) as connection:
        yield Bus(connection)


def until(get: Callable[[], T], what: str, seconds: float = SECONDS) -> T:
    """Wait until something is there, and give it; a part that goes away while it is read is no fault."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(BusError):
            if found := get():
                return found
        assert time.monotonic() < end, f"never: {what}"
        time.sleep(0.02)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads one program and presses what is named."""

    bus: Bus
    program: str

    def tree(self) -> list[Node]:
        """Everything that is showing now; read anew where parts go away while they are read."""
        return until(lambda: self.bus.tree(self.program), "the tree")

    def comes_to(self, heading: str) -> list[Node]:
        """Wait for the page that is headed so, and give all that is on it."""
        try:
            until(lambda: self.heading() == heading, f"heading {heading!r}")
        except AssertionError as error:
            raise AssertionError(f"{error}; there is:\n" + "\n".join(map(str, self.tree()))) from None
        return self.tree()

    def listen(self, ears: Bus, *kinds: str) -> None:
        """Have the program tell these events to `ears`, from now on."""
        ears.listen(*kinds)
        self.tree()  # what is asked after it is answered after it: then the program knows

    def find(self, name: str, role: str = "") -> Node:
        """Wait until exactly one part that is named so, and has this role, is showing."""

        def found() -> list[Node]:
            nodes = [node for node in self.tree() if node.name == name and role in {"", node.role}]
            return nodes if len(nodes) == 1 else []

        try:
            return until(found, f"{role} {name!r}")[0]
        except AssertionError:
            raise AssertionError(f"no {role} {name!r} in:\n" + "\n".join(map(str, self.tree()))) from None

    def press(self, name: str) -> None:
        """Press the button that is named so."""
        self.find(name, "push button").do("Press")

    def heading(self) -> str:
        """What the page is headed by."""
        return next((node.name for node in self.tree() if node.role == "heading"), "")


def reader(bus: Bus) -> Reader:
    """Wait for the first program that can be read."""
    return Reader(bus, until(bus.programs, "a program on the bus")[0])
