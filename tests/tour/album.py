"""Keeps the pictures of a tour as files, with what a checker finds wrong in them, and makes the page of all."""

from __future__ import annotations

import hashlib
import html
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from kiosk.look.metrics import Metrics
from tests.tour.visitor import Camera, Set
from tests.ui.clipping import problems

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.fakes.terminal import Terminal

SKETCHES = {
    "1-welcome": ("welcome", "de-paper-1920x1080-100"),
    "2-home": ("home", "de-paper-1920x1080-100"),
    "3-question": ("practice-word-writing", "de-paper-1920x1080-100"),
    "5-waiting-room": ("display-delay", "de-paper-1920x1080-100"),
    "7-adjust-arabic": ("home", "ar-paper-1920x1080-100"),
}
"""The screen that a sketch shows, and the set it is nearest to."""

_THUMB = 300
_QUICK = 80
"""Qt's quality of a PNG, which is its haste: the pictures get larger, and are written in half the time."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the folder of its set."""

    set: str
    file: str
    name: str


@dataclass
class Album(Camera):
    """Writes the pictures of one set."""

    root: Path
    which: Set
    pictures: list[Picture] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    _seen: set[bytes] = field(default_factory=set)

    def screen(self, name: str, terminal: Terminal) -> None:
        window = terminal.app.window
        root: QWidget = window.overlay or window.aside or window.stage
        least = Metrics(0.277, 600, 1.0, *self.which.size).minimum_px()
        self.found += [f"{name}: {problem}" for problem in problems(root, least)]
        self.keep(name, window.grab().toImage())

    def paper(self, name: str, image: QImage) -> None:
        self.keep(name, image)

    def canvas(self, name: str, widget: QWidget) -> None:
        """Take the screen of the waiting room."""
        self.keep(name, widget.grab().toImage())

    def keep(self, name: str, image: QImage) -> None:
        """Write a picture and a small one, unless the very same was written before."""
        print_ = hashlib.sha256(bytes(image.constBits())).digest()
        if print_ in self._seen:
            return
        self._seen.add(print_)
        folder = self.root / self.which.name
        small = folder / "small"
        small.mkdir(parents=True, exist_ok=True)
        file = f"{len(self.pictures) + 1:03d}-{name}.png"
        wide = min(_THUMB, image.width() * _THUMB // max(1, image.height()))
        if not image.save(str(folder / file), quality=_QUICK):
            message = f"{folder / file} cannot be written"
            raise OSError(message)
        image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation).save(str(small / file))
        self.pictures.append(Picture(self.which.name, file, name))


_STYLE = """
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; background: #eee; color: #111 }
nav a { margin-right: 1rem; white-space: nowrap }
.row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0; max-width: 300px } figure img { border: 1px solid #888; display: block; max-width: 100% }
figcaption { font-size: .8rem; overflow-wrap: anywhere } .pair figure { max-width: 48% } .pair { margin-bottom: 2rem }
pre { background: #fdd; padding: 1rem; white-space: pre-wrap }
"""


def page(root: Path, pictures: Sequence[Picture], found: Sequence[str], seed: int, sketches: Path) -> None:
    """Write `index.html`: sketches beside screens, what was found wrong, then every picture by its set."""
    sets = list(dict.fromkeys(picture.set for picture in pictures))
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Tour</title><style>{_STYLE}</style>',
        f"<h1>Tour: {len(pictures)} pictures</h1><p>Seed of the pairwise choice: {seed}</p>",
        "<nav>" + " ".join(f'<a href="#{name}">{name}</a>' for name in sets) + "</nav>",
    ]
    if found:
        parts.append(f"<h2>Found by the checker</h2><pre>{html.escape(chr(10).join(found))}</pre>")
    parts += _beside(root, pictures, sketches)
    for name in sets:
        shown = [_figure(f"{name}/small/{p.file}", f"{name}/{p.file}", p.name) for p in pictures if p.set == name]
        parts.append(f'<h2 id="{name}">{name}</h2><div class="row">{"".join(shown)}</div>')
    (root / "index.html").write_text("\n".join(parts), encoding="utf-8")


def _figure(small: str, large: str, words: str) -> str:
    caption = f"<figcaption>{html.escape(words)}</figcaption>"
    return f'<figure><a href="{large}"><img loading="lazy" src="{small}" alt=""></a>{caption}</figure>'


def _beside(root: Path, pictures: Sequence[Picture], sketches: Path) -> list[str]:
    if not sketches.is_dir():
        return []
    parts = ["<h2>Sketch and screen</h2>"]
    (root / "sketches").mkdir(exist_ok=True)
    for sketch, (name, nearest) in SKETCHES.items():
        near = sorted((p for p in pictures if p.name == name), key=lambda p: _far(p.set, nearest))
        if not near or not (sketches / f"{sketch}.png").is_file():
            continue
        shutil.copyfile(sketches / f"{sketch}.png", root / "sketches" / f"{sketch}.png")
        ours = f"{near[0].set}/{near[0].file}"
        drawn = f"sketches/{sketch}.png"
        shown = _figure(drawn, drawn, f"sketch {sketch}") + _figure(ours, ours, f"{name}, {near[0].set}")
        parts.append(f'<div class="row pair">{shown}</div>')
    return parts


def _far(one: str, other: str) -> int:
    """Say how unlike two sets are; the size counts most, then the language."""
    weights = (2, 1, 4, 1)
    pairs = zip(one.rsplit("-", 3), other.rsplit("-", 3), strict=True)
    return sum(weight for weight, (ours, theirs) in zip(weights, pairs, strict=True) if ours != theirs)
