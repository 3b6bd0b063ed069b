"""A hand and an eye at one X screen; by XTEST every key, button and movement is an event of the server."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image
from Xlib import XK, X, Xatom, display
from Xlib.ext import xtest
from Xlib.protocol import event as xevent

from tests.xvfb import XServer

WIDTH, HEIGHT = 1920, 1080
XK.load_keysym_group("xf86")
XK.load_keysym_group("xkb")

_NAMES = {"Control": "Control_L", "Alt": "Alt_L", "Shift": "Shift_L", "Super": "Super_L"}
Place = tuple[int, int]
MIDDLE: Place = (960, 600)


@dataclass(frozen=True, slots=True)
class Seen:
    """A top-level window that was mapped: its name and where it is."""

    name: str
    x: int
    y: int
    width: int
    height: int

    def covers(self) -> bool:
        """Whether it covers the whole screen."""
        return (self.x, self.y, self.width, self.height) == (0, 0, WIDTH, HEIGHT)


@contextlib.contextmanager
def connected(server: XServer) -> Iterator[Any]:
    """Connect to a server by its cookie, which the library takes from the environment only."""
    before = os.environ.get("XAUTHORITY")
    os.environ["XAUTHORITY"] = str(server.authority)
    try:
        found = display.Display(server.display)
    finally:
        if before is None:
            del os.environ["XAUTHORITY"]
        else:
            os.environ["XAUTHORITY"] = before
    try:
        yield found
    finally:
        found.close()


class Hand:
    """Somebody at the screen. Keys are places on the keyboard, named as they are in the layout of the USA."""

    def __init__(self, server: XServer, connection: Any) -> None:
        self.server = server
        self._x = connection
        self._root = connection.screen().root
        self._codes: dict[str, int] = {}
        self._signs = {sign: self._code_of(sign) for sign in map(chr, range(32, 127))}
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._mapped: list[Seen] = []
        self._x.sync()

    # ---- keys ---------------------------------------------------------------------------------------------------

    def _code_of(self, sign: str) -> tuple[int, bool]:
        code = self._x.keysym_to_keycode(ord(sign))
        return code, self._x.keycode_to_keysym(code, 0) != ord(sign)

    def _code(self, name: str) -> int:
        name = _NAMES.get(name, name)
        if name not in self._codes:
            code = int(name[1:]) if name.startswith("#") else self._x.keysym_to_keycode(XK.string_to_keysym(name))
            if not code:
                raise LookupError(f"no key {name}")
            self._codes[name] = code
        return self._codes[name]

    def has(self, name: str) -> bool:
        """Whether the keyboard has a key of that name."""
        with contextlib.suppress(LookupError):
            return self._code(name) > 0
        return False

    def down(self, *names: str) -> None:
        """Press keys and keep them down."""
        for name in names:
            xtest.fake_input(self._x, X.KeyPress, self._code(name))
        self._x.sync()

    def up(self, *names: str) -> None:
        """Let keys go."""
        for name in names:
            xtest.fake_input(self._x, X.KeyRelease, self._code(name))
        self._x.sync()

    def keys(self, *chords: str, times: int = 1) -> None:
        """Strike chords such as `Control+Alt+F1`, each so many times."""
        for chord in chords:
            names = chord.split("+")
            for _ in range(times):
                self.down(*names)
                self.up(*reversed(names))

    def write(self, text: str) -> None:
        """Type ASCII text as fast as a scanner does."""
        shift = self._code("Shift")
        for sign in text:
            code, shifted = self._signs[sign]
            if shifted:
                xtest.fake_input(self._x, X.KeyPress, shift)
            xtest.fake_input(self._x, X.KeyPress, code)
            xtest.fake_input(self._x, X.KeyRelease, code)
            if shifted:
                xtest.fake_input(self._x, X.KeyRelease, shift)
        self._x.sync()

    # ---- pointer ------------------------------------------------------------------------------------------------

    def move(self, place: Place) -> None:
        """Move the pointer to a place."""
        xtest.fake_input(self._x, X.MotionNotify, x=place[0], y=place[1])
        self._x.sync()

    def button(self, number: int, place: Place, times: int = 1) -> None:
        """Click with a button: 1 is a touch, 2 the middle, 3 the right one, 4 to 7 the wheel, 8 and 9 the thumb's."""
        self.move(place)
        for _ in range(times):
            xtest.fake_input(self._x, X.ButtonPress, number)
            xtest.fake_input(self._x, X.ButtonRelease, number)
        self._x.sync()

    def touch(self, *places: Place) -> None:
        """Touch places one after the other."""
        for place in places:
            self.button(1, place)

    def press(self, place: Place, number: int = 1) -> None:
        """Put a finger down."""
        self.move(place)
        xtest.fake_input(self._x, X.ButtonPress, number)
        self._x.sync()

    def release(self, number: int = 1) -> None:
        """Take the finger away."""
        xtest.fake_input(self._x, X.ButtonRelease, number)
        self._x.sync()

    def drag(self, start: Place, end: Place, number: int = 1) -> None:
        """Drag from one place to another in twenty steps."""
        self.press(start, number)
        for step in range(1, 21):
            self.move(tuple(a + (b - a) * step // 20 for a, b in zip(start, end, strict=True)))  # type: ignore[arg-type]
        self.release(number)

    # ---- looking ------------------------------------------------------------------------------------------------

    def picture(self, box: tuple[int, int, int, int] = (0, 0, WIDTH, HEIGHT)) -> Image.Image:
        """Photograph a part of the screen: left, top, width, height."""
        raw = self._root.get_image(*box, X.ZPixmap, 0xFFFFFFFF)
        return Image.frombytes("RGB", (box[2], box[3]), raw.data, "raw", "BGRX")

    def windows(self) -> list[Seen]:
        """Give the mapped top-level windows, the highest last."""
        found = [self._seen(window) for window in self._root.query_tree().children]
        return [each for each in found if each is not None]

    def _seen(self, window: Any) -> Seen | None:
        with contextlib.suppress(Exception):  # it may be gone by now, which the library reports in many ways
            if window.get_attributes().map_state != X.IsViewable:
                return None
            shape = window.get_geometry()
            return Seen(str(window.get_wm_name() or ""), shape.x, shape.y, shape.width, shape.height)
        return None

    def mapped(self) -> list[Seen]:
        """Give every top-level window that was mapped since the last call, also those that are gone again."""
        self._take_events()
        found, self._mapped = self._mapped, []
        return found

    def _take_events(self) -> None:
        while self._x.pending_events():
            event = self._x.next_event()
            if event.type == X.MapNotify:
                self._mapped.append(self._seen(event.window) or Seen("gone again", 0, 0, 0, 0))

    def focused(self) -> str:
        """Give the name of the window that has the keyboard."""
        focus = self._x.get_input_focus().focus
        return str(focus.get_wm_name() or "") if hasattr(focus, "get_wm_name") else ""

    def owner(self, selection: str) -> bool:
        """Whether anybody offers text in this selection (PRIMARY or CLIPBOARD)."""
        return bool(self._x.get_selection_owner(self._x.intern_atom(selection)) != X.NONE)

    # ---- other programs at this screen ----------------------------------------------------------------------------

    def put_up(self, name: str, box: tuple[int, int, int, int]) -> Any:
        """Open a window of a foreign program; for controls."""
        window = self._root.create_window(*box, 0, self._x.screen().root_depth, override_redirect=True)
        window.set_wm_name(name)
        window.map()
        self._x.sync()
        return window

    def take_down(self, window: Any) -> None:
        """Close such a window."""
        window.destroy()
        self._x.sync()


@contextlib.contextmanager
def offered(server: XServer, text: str) -> Iterator[None]:
    """Offer text in the primary selection and in the clipboard, as another program would."""
    with connected(server) as connection:
        window = connection.screen().root.create_window(0, 0, 1, 1, 0, 0, window_class=X.InputOnly)
        for name in ("PRIMARY", "CLIPBOARD"):
            window.set_selection_owner(connection.intern_atom(name), X.CurrentTime)
        connection.sync()
        stop = threading.Event()
        server_thread = threading.Thread(target=_serve, args=(connection, text.encode(), stop))
        server_thread.start()
        try:
            yield
        finally:
            stop.set()
            server_thread.join()


def _serve(connection: Any, data: bytes, stop: threading.Event) -> None:
    utf8, targets = connection.intern_atom("UTF8_STRING"), connection.intern_atom("TARGETS")
    while not stop.wait(0.005):
        while connection.pending_events():
            event = connection.next_event()
            if event.type != X.SelectionRequest:
                continue
            if event.target == targets:
                event.requestor.change_property(event.property, Xatom.ATOM, 32, [targets, utf8])
            else:
                event.requestor.change_property(event.property, event.target, 8, data)
            answer = xevent.SelectionNotify(
                time=event.time,
                requestor=event.requestor,
                selection=event.selection,
                target=event.target,
                property=event.property,
            )
            event.requestor.send_event(answer)
            connection.flush()
