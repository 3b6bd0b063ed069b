"""What is installed to hear and to say the languages on offer."""

from __future__ import annotations

from pathlib import Path

from kiosk.config import Terminal, Voice
from kiosk.supervisor import voices


def config(models: Path, **changes: object) -> Terminal:
    given: dict[str, object] = {"locales": ("de", "de-simple", "en"), "sound": Path("/run/sound"), **changes}
    return Terminal("t", voice=given.pop("voice", Voice(models)), **given)  # type: ignore[arg-type]


def test_only_what_is_installed_for_a_language_on_offer_is_handed_in(tmp_path: Path) -> None:
    for name in ("vosk-de", "vosk-ru", "piper-de", "piper-en", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "vosk-en").write_text("no folder")
    given = config(tmp_path)
    assert [folder.name for folder in voices.folders(given)] == ["vosk-de", "piper-de", "piper-en"]
    said = voices.for_screen(given)
    assert said is not None
    assert said.models == ("de", "de-simple")
    assert said.piper == ("de", "de-simple", "en")
    assert (said.offered, said.private, said.loudest) == (True, False, 100)


def test_without_a_model_listening_is_not_offered(tmp_path: Path) -> None:
    said = voices.for_screen(config(tmp_path))
    assert said is not None
    assert (said.models, said.offered) == ((), False)
    (tmp_path / "vosk-de").mkdir()
    said = voices.for_screen(config(tmp_path, voice=Voice(tmp_path, offered=False, headphones="only", loudest=80)))
    assert said is not None
    assert (said.offered, said.private, said.loudest) == (False, True, 80)


def test_without_sound_there_is_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "vosk-de").mkdir()
    assert voices.folders(config(tmp_path, sound=None)) == ()
    assert voices.for_screen(config(tmp_path, sound=None)) is None
