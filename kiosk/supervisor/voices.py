"""What is installed to hear and to say the languages on offer, and what visitors are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.locales import language_of
from kiosk.channel import VoiceSetup

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.config import Terminal

HEARS, SAYS = "vosk", "piper"


def folders(config: Terminal) -> tuple[Path, ...]:
    """Give the folders that a visitor gets to see: of languages on offer only, and none where nothing is heard."""
    if config.sound is None:
        return ()
    languages = dict.fromkeys(map(language_of, config.locales))
    found = [config.voice.models / f"{kind}-{language}" for kind in (HEARS, SAYS) for language in languages]
    return tuple(folder for folder in found if folder.is_dir())


def for_screen(config: Terminal) -> VoiceSetup | None:
    """Say what is heard and said here; None without sound."""
    if config.sound is None:
        return None
    names = {folder.name for folder in folders(config)}
    models, piper = (
        tuple(locale for locale in config.locales if f"{kind}-{language_of(locale)}" in names) for kind in (HEARS, SAYS)
    )
    voice = config.voice
    return VoiceSetup(models, piper, voice.offered and bool(models), voice.headphones == "only", voice.loudest)
