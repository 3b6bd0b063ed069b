"""What one process of a tour does: it has the application object and goes through sets one after the other."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.look.fonts import load_fonts
from kiosk.texts import Texts
from tests.tour import display
from tests.tour.album import Album, Picture
from tests.tour.reached import Reached
from tests.tour.visitor import Set, brief, tour


def prepare() -> None:
    """Make the application object, on no screen; nothing scales what is given in pixels."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")
    logging.getLogger("kiosk.visitor.journey").setLevel(logging.CRITICAL)  # a service with a defect is shown on purpose


def _application() -> QApplication:
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = QApplication(["tour"])
    load_fonts()
    return made


def go(root: Path, which: Set, *, whole: bool) -> tuple[list[Picture], list[str]]:
    """Go through a set, wholly or only home and one question; give the pictures and what was found wrong."""
    qt = _application()
    shutil.rmtree(root / which.name, ignore_errors=True)
    album, reached = Album(root, which), Reached()
    if whole:
        tour(qt, which, album, reached)
        display.show(qt, which.locale, which.size, album.canvas)
        album.found += [f"not reached: {name}" for name in reached.missing(Texts(which.locale))]
    else:
        brief(qt, which, album, reached)
    return album.pictures, [f"{which.name}: {found}" for found in album.found]
