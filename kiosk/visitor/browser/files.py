"""What was downloaded in this session: names made harmless, so many bytes, so many files. No Qt."""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

MOST_FILES = 20
LONGEST_NAME = 60

_KINDS = {
    **dict.fromkeys(("pdf",), "pdf"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "webp"), "picture"),
    **dict.fromkeys(("txt", "csv", "ics", "vcf", "md"), "text"),
}
_WRONG = set('\\/:*?"<>|%')


@dataclass(frozen=True, slots=True)
class Entry:
    """A file. `kind` is `pdf`, `picture`, `text` or `other`: what can be shown, by the end of its name."""

    name: str
    size: int

    @property
    def kind(self) -> str:
        """What it can be shown as."""
        return _KINDS.get(self.name.rpartition(".")[2].lower(), "other")


class Folder:
    """The folder of downloads; `limit` is for all of them together."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path, self.limit = path, limit

    def entries(self) -> list[Entry]:
        """Give what is there, by name."""
        if not self.path.is_dir():
            return []
        found = [one for one in self.path.iterdir() if one.is_file() and not one.is_symlink()]
        return [Entry(one.name, one.stat().st_size) for one in sorted(found) if not one.name.endswith(".download")]

    @property
    def room(self) -> int:
        """How many bytes may still come."""
        return max(0, self.limit - sum(entry.size for entry in self.entries()))

    @property
    def full(self) -> bool:
        """Whether no further file may come."""
        return len(self.entries()) >= MOST_FILES or self.room == 0

    def place(self, name: str) -> Path:
        """Give the path of a file that is there; raises `LookupError`."""
        if all(entry.name != name for entry in self.entries()):
            raise LookupError(name)
        return self.path / name

    def new_name(self, suggested: str) -> str:
        """Make a harmless name that nobody has yet."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        name = harmless(suggested)
        stem, dot, ending = name.rpartition(".")
        stem, ending = (stem, dot + ending) if stem else (name, "")
        tried, number = name, 1
        while (self.path / tried).exists():
            number += 1
            tried = f"{stem} ({number}){ending}"
        return tried

    def delete(self, name: str) -> None:
        """Delete a file; one that is gone is no error."""
        with contextlib.suppress(LookupError):
            self.place(name).unlink(missing_ok=True)


def harmless(suggested: str) -> str:
    """Make a name of what a site suggests: no folders, no control characters, nothing hidden, not too long."""
    name = unicodedata.normalize("NFC", suggested.replace("\\", "/").rpartition("/")[2])
    name = "".join(char for char in name if char.isprintable() and char not in _WRONG).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not stem:
        return name[:LONGEST_NAME] or "Datei"
    return f"{stem[: LONGEST_NAME - len(ending[:8]) - 1].rstrip(' .') or 'Datei'}{dot}{ending[:8]}"
