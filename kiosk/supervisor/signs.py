"""The operator's films in sign language: which there are, by the key of their screen."""

from __future__ import annotations

import re
from pathlib import Path

SUFFIX = ".webm"
MOST_BYTES = 200 << 20
"""A larger film is left out: it would be decoded within the memory of a visitor."""
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def films(folder: Path | None) -> dict[str, Path]:
    """Give the films of a folder by key; none where there is no such folder. Other files are passed over."""
    if folder is None or not folder.is_dir():
        return {}
    return {
        file.stem: file
        for file in sorted(folder.glob(f"*{SUFFIX}"))
        if _KEY.fullmatch(file.stem) and file.is_file() and 0 < file.stat().st_size <= MOST_BYTES
    }
