"""`stadtteil display`: the command line of the waiting-room screen."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.texts import ROOT
from telemed.waiting_room.board import INFOS
from telemed.waiting_room.errors import DisplayError
from telemed.waiting_room.parts import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence


FAILED = 2
"""Exit status when the display was not started."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe `display` and its options."""
    parser = subparsers.add_parser("display", help="the screen in the waiting room", description=__doc__)
    parser.add_argument("--hub", required=True, metavar="URL", help="address of the hub, https off this machine")
    parser.add_argument("--ca", type=Path, metavar="FILE", help="certificates to trust, PEM; without it the system's")
    parser.add_argument("--credential", type=Path, metavar="FILE", help="credential of this display, mode 0600")
    parser.add_argument("--languages", type=_languages, default=("de", "en", "uk"), metavar="LIST", help="the site's")
    parser.add_argument(
        "--infos", type=_infos, default=INFOS, metavar="LIST", help="information lines: " + ",".join(INFOS)
    )
    parser.add_argument(
        "--room", action="append", default=[], metavar="NAME", help="show this room's queue only; may be given again"
    )
    parser.add_argument("--pages", type=_folder, metavar="DIR", help="folder with pages to be shown in between")
    parser.add_argument(
        "--check-pages", type=_folder, action=_CheckPages, metavar="DIR", help="say what is wrong with pages, and end"
    )
    parser.add_argument("--timezone", type=_zone, default="Europe/Berlin", metavar="ZONE", help="of times shown")
    parser.add_argument("--size", type=_size, metavar="WxH", help="window of this size instead of the whole screen")
    parser.add_argument("--diagonal", type=_inches, default=43.0, metavar="INCHES", help="of the screen")
    parser.add_argument("--distance", type=_metres, default=6.0, metavar="METRES", help="of the last one who reads it")
    parser.add_argument("--windowed", action="store_true", help="an ordinary window, for development")
    parser.add_argument("--screen", type=_screen, default=Shape(), metavar="N/M", help="this is screen N of M in a row")
    parser.add_argument("--silent", action="store_true", help="no gong and no speech")
    parser.add_argument("--volume", type=_percent, default=60, metavar="0-100", help="of gong and speech")
    parser.add_argument("--state", type=Path, metavar="DIR", help="where the last picture is kept for a restart")
    parser.add_argument("--snapshot", type=Path, metavar="FILE", help="save the first complete picture as PNG and end")
    parser.add_argument("--trace", action="store_true", help="print a line of JSON for each painted board")


def run(args: argparse.Namespace) -> int:
    """Show the board until ended by SIGTERM or SIGINT; gives the exit status."""
    from telemed.waiting_room.app import App  # noqa: PLC0415 - Qt is loaded only when it is needed

    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    try:
        app = App(args, os.environ, time.monotonic, _jitter)
    except DisplayError as error:
        print(f"stadtteil display: {error}", file=sys.stderr)
        return FAILED
    return app.run()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the display alone, without the other commands."""
    parser = argparse.ArgumentParser(prog="stadtteil")
    add_parser(parser.add_subparsers(required=True))
    return run(parser.parse_args(argv))


class _CheckPages(argparse.Action):
    """Reads a folder of pages as the display would, says what is wrong with it, and ends: 0 or, with a problem, 1."""

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: object, values: object, _option: object = None
    ) -> None:
        from telemed.waiting_room.page_files import read_folder  # noqa: PLC0415 - Qt is loaded only when it is needed

        assert isinstance(values, Path)
        found = read_folder(values, _known_languages())
        text = "".join(f"{problem}\n" for problem in found.problems) or f"{len(found.pages)} pages, all whole\n"
        parser.exit(1 if found.problems else 0, text)


def _jitter() -> float:
    return secrets.randbelow(1000) / 1000


def _names(text: str, known: Sequence[str]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    wrong = [name for name in names if name not in known]
    if wrong or len(set(names)) < len(names):
        raise argparse.ArgumentTypeError(f"{text!r}: each one once, out of {', '.join(known)}")
    return names


def _languages(text: str) -> tuple[str, ...]:
    names = _names(text, _known_languages())
    if not names:
        raise argparse.ArgumentTypeError("at least one language")
    return names


def _known_languages() -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in ROOT.glob("*/board.ftl")))


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return Path(text)


def _infos(text: str) -> tuple[str, ...]:
    return _names(text, INFOS)


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone such as Europe/Berlin") from None


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) >= 320 and int(height) >= 320):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1920x1080")
    return int(width), int(height)


def _screen(text: str) -> Shape:
    screen, _, screens = text.partition("/")
    try:
        return Shape(screen=int(screen), screens=int(screens))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no screen such as 1/2") from None


def _inches(text: str) -> float:
    return _between(text, 7.0, 200.0)


def _metres(text: str) -> float:
    return _between(text, 0.5, 30.0)


def _between(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = least - 1
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {least:g} to {most:g}")
    return number


def _percent(text: str) -> int:
    if not text.isdecimal() or int(text) > 100:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 100")
    return int(text)
