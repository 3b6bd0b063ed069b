"""The operator's folder of pages: text and pictures only. What is broken is left out and said in plain words.

A page is a file `NAME.toml` (see `docs/display.md`), a picture a PNG or JPEG file beside it. Nothing here is ever run
or followed: no other kind of file, no link, no folder inside.
"""

from __future__ import annotations

import datetime as dt
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from kiosk.strict_toml import ConfigError, Length, Pattern, load
from telemed.waiting_room.pages import Page, Photo

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PAGES = 50
MOST_BYTES = 8_000_000
"""Of one picture."""
MOST_PIXELS = 4096
"""Of a picture's width and height."""
KEPT_PIXELS = 1600
"""A larger picture is kept smaller: it never fills more than half of a screen."""

_FORMATS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg"}
_ENDS = {b"png": b"IEND", b"jpeg": b"\xff\xd9"}
"""What is at the end of a whole file."""


@dataclass(frozen=True)
class PageFile:
    """What a page may say. `title` and `text` by locale; the days are the first and the last it is shown on."""

    title: dict[str, Annotated[str, Length(1, 60)]]
    text: dict[str, Annotated[str, Length(1, 200)]] = field(default_factory=dict)
    picture: Annotated[str, Pattern(r"[A-Za-z0-9][A-Za-z0-9_-]*\.(png|jpg|jpeg)")] | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def __post_init__(self) -> None:
        for locale in self.text:
            if locale not in self.title:
                raise ValueError(f"there is a text but no title in {locale}")
        for text in (*self.title.values(), *self.text.values()):
            if any(ord(char) < 32 and char != "\n" for char in text):  # noqa: PLR2004 - control characters
                raise ValueError("a text contains control characters")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("last_day is before first_day")


@dataclass(frozen=True)
class Folder:
    """What a folder holds: whole pages in the order of their names, pictures by file, and what is wrong."""

    pages: tuple[Page, ...] = ()
    images: dict[str, QImage] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


class PageError(Exception):
    """A page or picture that cannot be used; the text says why."""


def read_folder(folder: Path, languages: tuple[str, ...]) -> Folder:
    """Read all pages that have a text in one of the site's `languages`."""
    pages: list[Page] = []
    images: dict[str, QImage] = {}
    problems: list[str] = []
    try:
        files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        return Folder(problems=(f"{folder}: cannot be read: {error.strerror}",))
    for path in files:
        try:
            _check_file(path)
            if path.suffix == ".toml":
                pages.append(_page(path, languages, images))
        except PageError as error:
            problems.append(str(error))
    if len(pages) > MOST_PAGES:
        problems.append(f"{folder}: has {len(pages)} pages; only the first {MOST_PAGES} are shown")
        del pages[MOST_PAGES:]
    return Folder(tuple(pages), images, tuple(problems))


def signature(folder: Path) -> tuple[tuple[str, int, int], ...] | None:
    """Tell whether a folder has changed: names, sizes and times of its files; None where it cannot be read."""
    try:
        found = [(path.name, path.lstat()) for path in folder.iterdir()]
    except OSError:
        return None
    return tuple(sorted((name, state.st_size, state.st_mtime_ns) for name, state in found))


def _check_file(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        raise PageError(f"{path}: cannot be read: {error.strerror}") from error
    if not stat.S_ISREG(mode):
        raise PageError(f"{path}: is a link, a folder or a device; allowed: ordinary files")
    if path.suffix != ".toml" and path.suffix not in _FORMATS:
        raise PageError(f"{path}: is neither a page nor a picture; allowed: .toml, .png, .jpg, .jpeg")


def _page(path: Path, languages: tuple[str, ...], images: dict[str, QImage]) -> Page:
    try:
        read = load(path, PageFile)
    except ConfigError as error:
        raise PageError(str(error)) from error
    if not set(read.title) & set(languages):
        raise PageError(f"{path}: has no title in a language of this screen; needed: one of {', '.join(languages)}")
    photo = None
    if read.picture is not None:
        image = images.get(read.picture) or _picture(path.parent / read.picture)
        images[read.picture] = image
        photo = Photo(read.picture, image.width(), image.height())
    return Page(path.stem, read.title, read.text, photo, read.first_day, read.last_day)


def _picture(path: Path) -> QImage:
    _check_file(path)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PageError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        raise PageError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB")
    kind = _FORMATS[path.suffix]
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid():
        raise PageError(f"{path}: is no {kind.decode().upper()} picture, whatever its name says")
    if max(size.width(), size.height()) > MOST_PIXELS:
        raise PageError(
            f"{path}: has {size.width()} by {size.height()} pixels; allowed: {MOST_PIXELS} by {MOST_PIXELS}"
        )
    image = reader.read()
    if image.isNull() or _ENDS[kind] not in data[-64:]:
        raise PageError(f"{path}: is damaged or not complete")
    if max(image.width(), image.height()) > KEPT_PIXELS:
        kept = QSize(KEPT_PIXELS, KEPT_PIXELS)
        image = image.scaled(kept, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image


class PageFolder:
    """The pages of a folder (None: there are none), read again when the folder has changed.

    `clock` is monotonic seconds. A folder that cannot be read any more leaves the pages as they were.
    """

    EVERY = 10.0
    """Seconds between two looks into the folder."""

    def __init__(
        self, folder: Path | None, languages: tuple[str, ...], clock: Callable[[], float], tell: Callable[[str], None]
    ) -> None:
        self._folder, self._languages = folder, languages
        self._clock, self._tell = clock, tell
        self._looked_at: float | None = None
        self._signature: tuple[tuple[str, int, int], ...] | None = ()
        self._found = Folder()

    @property
    def images(self) -> dict[str, QImage]:
        """The pictures of the present pages."""
        return self._found.images

    def pages(self) -> tuple[Page, ...]:
        """Give the pages; what is newly broken is told, once for each change of the folder."""
        now = self._clock()
        if self._folder is None or (self._looked_at is not None and now - self._looked_at < self.EVERY):
            return self._found.pages
        self._looked_at = now
        found = signature(self._folder)
        if found == self._signature:
            return self._found.pages
        self._signature = found
        if found is None:
            self._tell(f"{self._folder}: cannot be read; the pages stay as they were")
        else:
            self._found = read_folder(self._folder, self._languages)
            for problem in self._found.problems:
                self._tell(problem)
        return self._found.pages
