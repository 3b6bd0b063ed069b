"""Installing models and voices: what is taken, and what archives may try."""

from __future__ import annotations

import ast
import hashlib
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from accessibility.voice.model import Condition
from accessibility.voice.wire import Outcome
from kiosk.__main__ import main
from kiosk.labels import LABELS, labels
from kiosk.texts import ROOT, Texts
from kiosk.voice_models import MOST_FILES, PINNED, Refusal, VoiceError, install, installed, unknown_words


def _digest(*files: Path) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def _archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def model_zip(vosk_model: Path, tmp_path: Path) -> Path:
    files = {f"a-model/{path.relative_to(vosk_model)}": path for path in vosk_model.rglob("*") if path.is_file()}
    return _archive(tmp_path / "model.zip", {name: path.read_bytes() for name, path in files.items()})


@pytest.fixture
def voice_files(tmp_path: Path) -> list[Path]:
    voice, settings = tmp_path / "de_DE-thorsten-medium.onnx", tmp_path / "de_DE-thorsten-medium.onnx.json"
    voice.write_bytes(b"onnx")
    settings.write_text(json.dumps({"audio": {"sample_rate": 22_050}}))
    return [voice, settings]


def test_a_model_is_installed_and_replaces_the_one_before(model_zip: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    for _ in range(2):
        assert install([model_zip], models, "de-simple", _digest(model_zip)) == models / "vosk-de"
    assert installed(models) == [("vosk", "de", Condition.GOOD)]
    assert [path.name for path in models.iterdir()] == ["vosk-de"], "nothing is left of the unpacking"
    assert {stat.S_IMODE(path.stat().st_mode) for path in models.rglob("*")} == {0o755, 0o644}


def test_a_voice_is_installed_from_two_files_and_from_an_archive(voice_files: list[Path], tmp_path: Path) -> None:
    models = tmp_path / "models"
    assert install(voice_files, models, sha256=_digest(*voice_files)) == models / "piper-de"
    packed = _archive(tmp_path / "voice.zip", {file.name: file.read_bytes() for file in voice_files})
    assert install([packed], models, "en", _digest(packed)) == models / "piper-en"
    assert installed(models) == [("piper", "de", Condition.GOOD), ("piper", "en", Condition.GOOD)]
    (models / "piper-en" / "de_DE-thorsten-medium.onnx.json").write_text("[")
    assert installed(models)[1] == ("piper", "en", Condition.DAMAGED)
    assert installed(tmp_path / "none") == []


def _symlink() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("link")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def _device() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("device")
    member.external_attr = (stat.S_IFCHR | 0o666) << 16
    return member


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        (["../outside"], Refusal.NAME),
        (["a/../../outside"], Refusal.NAME),
        (["/etc/outside"], Refusal.NAME),
        (["a\\..\\outside"], Refusal.NAME),
        (["C:outside"], Refusal.NAME),
        (["."], Refusal.NAME),
        (["a", "A"], Refusal.NAME),
        (["a", "a/b"], Refusal.UNREADABLE),
        ([_symlink()], Refusal.KIND),
        ([_device()], Refusal.KIND),
        ([f"file-{number}" for number in range(MOST_FILES + 1)], Refusal.SIZE),
        (["README"], Refusal.CONTENT),
    ],
)
def test_what_an_archive_may_try(names: list[str | zipfile.ZipInfo], refusal: Refusal, tmp_path: Path) -> None:
    trick = tmp_path / "trick.zip"
    with zipfile.ZipFile(trick, "w") as archive:
        for name in names:
            archive.writestr(name, "/etc/passwd")
    models = tmp_path / "inner" / "models"
    with pytest.raises(VoiceError) as caught:
        install([trick], models, "de", _digest(trick))
    assert caught.value.refusal is refusal
    assert list(models.iterdir()) == []
    assert not list(tmp_path.rglob("outside"))


def test_an_archive_that_says_it_is_large_is_not_unpacked(tmp_path: Path) -> None:
    bomb = _archive(tmp_path / "bomb.zip", {"a": bytes(5_000_000)})
    data = bytearray(bomb.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 0xFFFF_FFF0)
    bomb.write_bytes(data)
    with pytest.raises(VoiceError) as caught:
        install([bomb], tmp_path / "models", "de", _digest(bomb))
    assert caught.value.refusal is Refusal.SIZE


@pytest.mark.parametrize("says", [10, 5_000_010])
def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path, says: int) -> None:
    liar = _archive(tmp_path / "liar.zip", {"a": bytes(5_000_000)})
    data = bytearray(liar.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", says)
    liar.write_bytes(data)
    with pytest.raises(VoiceError) as caught:
        install([liar], tmp_path / "models", "de", _digest(liar))
    assert caught.value.refusal in (Refusal.SIZE, Refusal.UNREADABLE, Refusal.CONTENT)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_model_that_looks_good_and_cannot_be_loaded_is_refused(model_copy: Path, tmp_path: Path) -> None:
    graph = model_copy / "graph" / "HCLr.fst"
    graph.write_bytes(graph.read_bytes()[:2_000])
    bad = _archive(
        tmp_path / "bad.zip",
        {str(path.relative_to(model_copy)): path.read_bytes() for path in model_copy.rglob("*") if path.is_file()},
    )
    with pytest.raises(VoiceError) as caught:
        install([bad], tmp_path / "models", "de", _digest(bad))
    assert caught.value.refusal is Refusal.DAMAGED


def _other_digest(_file: Path) -> list[str]:
    return ["0" * 64]


def _no_digest(_file: Path) -> list[str]:
    return []


def _one_more(file: Path) -> list[str]:
    return [*_digest(file), "0" * 64]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [(_other_digest, Refusal.CHECKSUM), (_no_digest, Refusal.UNPINNED), (_one_more, Refusal.CHECKSUM)],
)
def test_nothing_is_unpacked_whose_checksum_is_not_known(
    model_zip: Path, tmp_path: Path, given: Callable[[Path], list[str]], refusal: Refusal
) -> None:
    with pytest.raises(VoiceError) as caught:
        install([model_zip], tmp_path / "models", "de", given(model_zip))
    assert caught.value.refusal is refusal
    assert not (tmp_path / "models").exists()


@pytest.mark.parametrize("locale", [None, "../de", "deutsch", "d3"])
def test_a_language_is_needed(model_zip: Path, tmp_path: Path, locale: str | None) -> None:
    with pytest.raises(VoiceError) as caught:
        install([model_zip], tmp_path / "models", locale, _digest(model_zip))
    assert caught.value.refusal is Refusal.LOCALE


def test_files_that_are_not_there_and_folders_that_cannot_be_written(voice_files: list[Path], tmp_path: Path) -> None:
    with pytest.raises(VoiceError) as caught:
        install([tmp_path / "none.zip"], tmp_path / "models")
    assert caught.value.refusal is Refusal.UNREADABLE
    with pytest.raises(VoiceError) as caught:
        install([voice_files[0]], tmp_path / "models", "de", _digest(voice_files[0]))
    assert caught.value.refusal is Refusal.UNREADABLE
    with pytest.raises(VoiceError) as caught:
        install(voice_files, voice_files[0] / "models", "de", _digest(*voice_files))
    assert caught.value.refusal is Refusal.FOLDER


def test_pinned_checksums_look_like_some() -> None:
    assert all(len(digest) == 64 and int(digest, 16) and digest == digest.lower() for digest in PINNED)


# ---- labels -------------------------------------------------------------------------------------------------------


def test_every_message_that_code_makes_a_button_of_is_known_as_a_label(root: Path) -> None:
    texts = Texts("de")
    asked = set()
    for path in [*(root / "kiosk" / "visitor").rglob("*.py"), *(root / "kiosk" / "citizen").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
                "voice",
                "action",
            ):
                asked |= {
                    each.value for each in node.args if isinstance(each, ast.Constant) and texts.has(str(each.value))
                }
    known = {label.key for label in labels("de")}
    assert len(asked) > 10
    no_button = {"home", "voice-space", "voice-erase"}
    assert asked - known <= no_button, "`home` is the name of a pictogram there, and the others are said only"


def test_every_pattern_names_a_message() -> None:
    keys = {label.key for label in labels("de")}
    dynamic = {"counter-*"}  # titles of counters come from the hub
    assert [one for one in LABELS if one not in dynamic and not any(fnmatchcase(key, one) for key in keys)] == []


@pytest.mark.parametrize("locale", sorted(path.name for path in ROOT.iterdir() if (path / "visitor.ftl").exists()))
def test_every_label_has_something_to_say(locale: str) -> None:
    assert [label.key for label in labels(locale) if not label.phrases] == []


# ---- the command --------------------------------------------------------------------------------------------------


def test_check_names_what_nobody_can_say(vosk_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vosk-de").symlink_to(vosk_model)
    options = ["voice", "check", "--models", str(tmp_path), "--locale", "de"]
    assert main([*options, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["de"]
    keys = {lack["key"] for lack in found["unsayable"]}
    assert "adjust-theme-dark" in keys, "the test model does not know *dunkel*"
    assert "next" not in keys
    assert found["labels"] > 100
    assert main(options) == 1
    assert "adjust-theme-dark (Dunkel): dunkel" in capsys.readouterr().out


def test_check_without_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["voice", "check", "--models", str(tmp_path)]) == 3
    assert main(["voice", "check", "--models", str(tmp_path), "--locale", "uk"]) == 3
    assert main(["voice", "list", "--models", str(tmp_path)]) == 0
    (tmp_path / "vosk-de").mkdir()
    assert unknown_words(tmp_path / "vosk-de", ["ja"], "de") is Outcome.DAMAGED
    assert main(["voice", "list", "--models", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "vosk-de: damaged\n"


def test_install_by_command(model_zip: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models = tmp_path / "models"
    options = ["voice", "install", str(model_zip), "--locale", "de", "--models", str(models)]
    assert main(options) == 1
    assert "--sha256" in capsys.readouterr().err
    assert main([*options, "--sha256", *_digest(model_zip)]) == 0
    assert capsys.readouterr().out == f"{models / 'vosk-de'}\n"
