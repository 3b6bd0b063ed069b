"""Whether a folder is a model that Vosk can hear with.

Looked at before it is loaded: Vosk ends the process on many a file that it cannot read.
"""

from __future__ import annotations

import enum
import re
from pathlib import Path

_FST = bytes.fromhex("d6fdb27e")
"""The first bytes of a graph written by OpenFst."""
_KALDI = b"\0B<Tra"
"""The first bytes of an acoustic model: binary, `<TransitionModel>`."""
_MOST_BYTES = 2 * 1024**3
_OPTION = re.compile(r"^\s*(?:--[a-z][a-z0-9.-]*=\S*)?\s*(?:#.*)?$")


class Condition(enum.Enum):
    """What there is in a folder."""

    GOOD = "good"
    ABSENT = "absent"
    DAMAGED = "damaged"


def condition(folder: Path) -> Condition:
    """Look at the files of a model without reading much of them.

    A model with one big static graph counts as damaged: it cannot take a grammar, so it would hear whatever is said.
    """
    if not folder.is_dir():
        return Condition.ABSENT
    try:
        good = _begins(folder / "am" / "final.mdl", _KALDI) and _graph(folder / "graph") and _settings(folder / "conf")
        if (folder / "ivector").exists():
            good = good and (folder / "ivector" / "final.ie").is_file()
        good = good and sum(path.stat().st_size for path in folder.rglob("*")) < _MOST_BYTES
    except OSError:
        return Condition.DAMAGED
    return Condition.GOOD if good else Condition.DAMAGED


def _graph(folder: Path) -> bool:
    return (
        _begins(folder / "Gr.fst", _FST)
        and _begins(folder / "HCLr.fst", _FST)
        and (folder / "disambig_tid.int").is_file()
        and (folder / "phones" / "word_boundary.int").is_file()
    )


def _settings(folder: Path) -> bool:
    """Vosk exits on an option that it cannot read."""
    for name in ("mfcc.conf", "model.conf"):
        try:
            lines = (folder / name).read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            return False
        if not all(_OPTION.match(line) for line in lines):
            return False
    return True


def _begins(path: Path, with_: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(with_)) == with_
