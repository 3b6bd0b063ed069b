"""Eyes and a finger: reads a screen as a person does, and touches what is written there."""

from __future__ import annotations

import csv
import io
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a 1920 x 1080 screen, and how Tesseract reads it best."""

    top: int
    height: int
    scale: float
    black_and_white: bool
    mode: str


PARTS = (
    Part(26, 64, 1.0, True, "6"),  # the buttons of the top strip, without their frames
    Part(960, 104, 1.0, True, "6"),  # the bottom strip, light on dark
    Part(0, 1080, 0.6, False, "11"),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on the screen and its centre in pixels."""

    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Eyes:
    """Somebody in front of one X screen of 1920 x 1080 pixels."""

    environment: Mapping[str, str]
    folder: Path

    def look(self, part: Part) -> list[Word]:
        """Read a part of the screen with Tesseract, which knows nothing of the program."""
        picture = self.folder / "seen.png"
        self.shot(picture)
        with Image.open(picture) as whole:
            seen = whole.convert("L").crop((0, part.top, 1920, part.top + part.height))
        if part.black_and_white:
            seen = seen.point(lambda grey: 255 * (grey > 178))
        seen.resize((round(1920 * part.scale), round(part.height * part.scale))).save(picture)
        read = subprocess.run(
            ["tesseract", str(picture), "-", "-l", "deu", "--psm", part.mode, "tsv"],
            capture_output=True,
            text=True,
            check=True,
        )
        rows = csv.DictReader(io.StringIO(read.stdout), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [self._word(row, part) for row in rows if (row["text"] or "").strip()]

    def shot(self, picture: Path) -> None:
        """Photograph the screen."""
        subprocess.run(["import", "-window", "root", str(picture)], env=dict(self.environment), check=True)

    @staticmethod
    def _word(row: Mapping[str, str], part: Part) -> Word:
        left, top, width, height = (int(row[name]) / part.scale for name in ("left", "top", "width", "height"))
        return Word(row["text"], round(left + width / 2), round(part.top + top + height / 2))

    def find(self, text: str, seconds: float = 30.0) -> Word:
        """Wait until a word is seen that holds `text`."""
        end = time.monotonic() + seconds
        while True:
            seen: list[str] = []
            for part in PARTS:
                for word in self.look(part):
                    if text in word.text:
                        return word
                    seen.append(word.text)
            if time.monotonic() > end:
                raise AssertionError(f"{text!r} is not to be seen, but: {' '.join(seen)}")

    def has(self, text: str) -> bool:
        """Look once."""
        return any(text in word.text for part in PARTS for word in self.look(part))

    def touch(self, text: str, seconds: float = 30.0) -> None:
        """Touch the place where `text` stands."""
        word = self.find(text, seconds)
        self.touch_at(word.x, word.y)

    def touch_at(self, x: int, y: int) -> None:
        """Touch a place."""
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=dict(self.environment), check=True)
