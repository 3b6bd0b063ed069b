"""Models to hear with and voices to speak with: from an archive into their folder, checked before anything is believed.

An archive comes from outside: it may be another one than was meant, and it may be made to write elsewhere or to fill
the disk. So its checksum is looked at first, then every name in it, and sizes while they are written. What is unpacked
stands in a folder of its own until it is whole, and takes its place by renaming.
"""

from __future__ import annotations

import enum
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path, PurePosixPath

from accessibility.locales import language_of
from accessibility.pipes import Frames
from accessibility.voice.model import Condition, condition
from accessibility.voice.wire import REPLY_LIMIT, Began, Expect, Outcome, Ready, reply

MOST_BYTES = 2 * 1024**3
MOST_FILES = 500

PINNED = {
    "b7e53c90b1f0a38456f4cd62b366ecd58803cd97cd42b06438e2c131713d5e43": ("vosk-model-small-de-0.15", "de"),
    "30f26242c4eb449f948e42cb302dd7a686cb29a3423a8367f99ff41780942498": ("vosk-model-small-en-us-0.15", "en"),
    "961d5ff98a17f4aa6de69864d0aa71fa5bac682301d2b5d17a3f24c5c99a46d4": ("vosk-model-small-ru-0.22", "ru"),
    "977cb5faa538f3a835ccfd35f5f6d8284b5c450b89c700b9bd4736b66536ad46": ("vosk-model-small-fa-0.42", "fa"),
    "efe5c8494212110471a79befc48c79da679e5b1fc52a4ffb500222ff86d622e5": ("vosk-model-small-vn-0.4", "vi"),
}
"""SHA-256 of archives to what they are and which language they hear (`docs/decisions/0039-checksums-of-models.md`)."""

_LOAD_SECONDS = 120


class Refusal(enum.Enum):
    """Why something was not installed."""

    UNREADABLE = "it cannot be read, or is no zip archive"
    CHECKSUM = "its SHA-256 is another one than was given"
    UNPINNED = "its SHA-256 is none we know; compare it with the maker's and give it by --sha256"
    LOCALE = "give the language by --locale, such as de"
    NAME = "it holds a name that leads out of its folder, or twice the same"
    KIND = "it holds something that is neither a file nor a folder, or is encrypted"
    SIZE = f"it holds more than {MOST_FILES} files or {MOST_BYTES // 1024**3} GiB"
    CONTENT = "it holds neither one model of Vosk that takes grammars nor one voice of piper (.onnx and .onnx.json)"
    DAMAGED = "Vosk cannot load it"
    FOLDER = "the folder of models cannot be written"


class VoiceError(Exception):
    """Something was not installed; nothing was changed."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        """Say why."""
        super().__init__(f"{detail}: {refusal.value}" if detail else refusal.value)
        self.refusal = refusal


def install(files: Sequence[Path], models: Path, locale: str | None = None, sha256: Collection[str] = ()) -> Path:
    """Install an archive, or the two files of a piper voice, into `models`; give the folder.

    `vosk-<language>` or `piper-<language>`; what was there is replaced. Raises `VoiceError`.
    """
    digests = [_checked(file, sha256) for file in files]
    if sha256 and len(set(sha256)) != len(set(digests)):
        raise VoiceError(Refusal.CHECKSUM)
    try:
        models.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=models) as scratch:
            new = Path(scratch) / "new"
            new.mkdir()
            if len(files) == 1:
                _unpack(files[0], new)
            else:
                for file in files:
                    shutil.copyfile(file, new / file.name)
            kind, language = _kind(new), locale or _language(digests, new)
            if language is None:
                raise VoiceError(Refusal.LOCALE)
            target = models / f"{kind}-{_plain(language)}"
            _replace(new, target, Path(scratch) / "old")
    except OSError as error:
        raise VoiceError(Refusal.FOLDER, str(models)) from error
    return target


def installed(models: Path) -> list[tuple[str, str, Condition]]:
    """Give kind, language and condition of everything in the folder of models."""
    found = []
    for folder in sorted(models.glob("*-*")) if models.is_dir() else []:
        kind, _, language = folder.name.partition("-")
        if kind == "vosk":
            found.append((kind, language, condition(folder)))
        elif kind == "piper":
            found.append((kind, language, Condition.GOOD if _is_piper(folder) else Condition.DAMAGED))
    return found


def unknown_words(model: Path, phrases: Collection[str], locale: str) -> set[str] | Outcome:
    """Ask a worker which words of these phrases the model does not know, or why it cannot be asked.

    A process of its own, since Vosk ends its process on some damaged files.
    """
    asked = Expect(1, locale, tuple(phrases), ()).encode()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "accessibility.voice.worker", str(model)],
            input=asked,
            capture_output=True,
            timeout=_LOAD_SECONDS,
            check=False,
        )
        told = [reply(body) for body in Frames(REPLY_LIMIT).feed(done.stdout)]
    except (subprocess.TimeoutExpired, ValueError):
        return Outcome.DAMAGED
    match told:
        case [Began(Outcome.LOADED), Ready(_, unknown)]:
            return set(unknown)
        case [Began(Outcome.ABSENT)]:
            return Outcome.ABSENT
    return Outcome.DAMAGED


# ---- steps ---------------------------------------------------------------------------------------------------------


def _checked(file: Path, sha256: Collection[str]) -> str:
    try:
        with file.open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise VoiceError(Refusal.UNREADABLE, str(file)) from error
    if sha256 and digest not in {each.lower() for each in sha256}:
        raise VoiceError(Refusal.CHECKSUM, str(file))
    if not sha256 and digest not in PINNED:
        raise VoiceError(Refusal.UNPINNED, f"{file}, {digest}")
    return digest


def _unpack(file: Path, into: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES or sum(member.file_size for member in members) > MOST_BYTES:
                raise VoiceError(Refusal.SIZE, str(file))
            names = [_safe(member) for member in members]
            if len({str(name).casefold() for name in names}) != len(names):
                raise VoiceError(Refusal.NAME, str(file))
            for member, name in zip(members, names, strict=True):
                if member.is_dir():
                    (into / name).mkdir(parents=True, exist_ok=True)
                else:
                    _write(archive, member, into / name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, FileExistsError) as error:
        raise VoiceError(Refusal.UNREADABLE, str(file)) from error
    inside = list(into.iterdir())
    if len(inside) == 1 and inside[0].is_dir():  # makers put everything into one folder
        inner = inside[0].rename(into.with_name("inner"))
        into.rmdir()
        inner.rename(into)


def _safe(member: zipfile.ZipInfo) -> PurePosixPath:
    """Give the name of a member, if it stays inside; `orig_filename` is what zipfile has not yet made harmless."""
    name = PurePosixPath(member.orig_filename)
    parts = member.orig_filename.split("/")
    if name.is_absolute() or ".." in parts or any(mark in member.orig_filename for mark in "\\:\0") or not name.parts:
        raise VoiceError(Refusal.NAME, repr(member.orig_filename))
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR} or member.flag_bits & 0x1:
        raise VoiceError(Refusal.KIND, member.filename)
    return name


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Unpack one file; no more than its entry says, which is counted already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    left = member.file_size
    with archive.open(member) as source, path.open("xb") as target:
        for block in _blocks(source.read):
            left -= len(block)
            if left < 0:
                raise VoiceError(Refusal.SIZE, member.filename)
            target.write(block)


def _blocks(read: Callable[[int], bytes]) -> Iterator[bytes]:
    while block := read(1024 * 1024):
        yield block


def _kind(folder: Path) -> str:
    """Say what was unpacked; a model must not only look like one."""
    if _is_piper(folder):
        return "piper"
    if condition(folder) is not Condition.GOOD:
        raise VoiceError(Refusal.CONTENT)
    if isinstance(unknown_words(folder, (), "de"), Outcome):
        raise VoiceError(Refusal.DAMAGED)
    return "vosk"


def _is_piper(folder: Path) -> bool:
    voices = sorted(folder.glob("*.onnx"))
    if len(voices) != 1:
        return False
    settings = voices[0].with_name(f"{voices[0].name}.json")
    try:
        read = json.loads(settings.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(read, dict) and isinstance(read.get("audio"), dict) and voices[0].stat().st_size > 0


def _language(digests: Sequence[str], folder: Path) -> str | None:
    for digest in digests:
        if digest in PINNED:
            return PINNED[digest][1]
    for voice in folder.glob("*.onnx"):  # de_DE-thorsten-medium.onnx
        language, mark, _ = voice.name.partition("_")
        return language if mark and language.isalpha() else None
    return None


def _plain(locale: str) -> str:
    """Give the language of a locale: a model serves `de` and `de-simple`."""
    language = language_of(locale)
    if not (language.isascii() and language.isalpha() and len(language) <= len("deu")):
        raise VoiceError(Refusal.LOCALE)
    return language


def _replace(new: Path, target: Path, old: Path) -> None:
    """Put the new folder in the place of the old one; a terminal that starts meanwhile sees one of them or none."""
    for path in (new, *new.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    if target.exists():
        target.rename(old)
    try:
        os.rename(new, target)  # noqa: PTH104 - rename(2) is meant, of a folder onto nothing
    except OSError:
        if old.exists():
            old.rename(target)
        raise
