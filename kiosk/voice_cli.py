"""`stadtteil voice`: install models and voices, list them, and say which labels nobody can say."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from accessibility.locales import language_of
from accessibility.voice.phrases import normalise
from accessibility.voice.wire import Outcome
from kiosk.labels import Label, labels
from kiosk.texts import known_locales
from kiosk.voice_models import VoiceError, install, installed, unknown_words

MODELS = Path("/var/lib/stadtteil/voice")

_WRONG, _NO_MODEL = 1, 3


def add_parser(subparsers: Any) -> None:  # noqa: ANN401 - argparse has no public type for it
    """Add `voice` with its own commands."""
    parser = subparsers.add_parser("voice", help="models to hear with, voices to speak with")
    commands = parser.add_subparsers(dest="voice_command", required=True, metavar="COMMAND")
    install_ = commands.add_parser("install", help="install a model of Vosk or a voice of piper")
    install_.add_argument("files", type=Path, nargs="+", help="a zip archive, or .onnx and .onnx.json of a voice")
    install_.add_argument("--locale", help="its language, such as de; known for pinned models and by a voice's name")
    install_.add_argument("--sha256", action="append", default=[], help="of each file; needed where it is not pinned")
    list_ = commands.add_parser("list", help="what is installed")
    check = commands.add_parser("check", help="which labels of the screens the model cannot hear")
    check.add_argument("--locale", action="append", choices=known_locales(), help="this one only; may be given again")
    check.add_argument("--json", action="store_true", help="as JSON")
    for each in (install_, list_, check):
        each.add_argument("--models", type=Path, default=MODELS, help=f"the folder of models (default: {MODELS})")


def run(options: argparse.Namespace) -> int:
    """Run the command chosen. 0: done, or all labels can be said; 1: not; 3: no model that can be asked."""
    if options.voice_command == "install":
        return _install(options)
    if options.voice_command == "list":
        for kind, language, condition in installed(options.models):
            print(f"{kind}-{language}: {condition.value}")
        return 0
    return _check(options)


def _install(options: argparse.Namespace) -> int:
    try:
        print(install(options.files, options.models, options.locale, options.sha256))
    except VoiceError as error:
        print(error, file=sys.stderr)
        return _WRONG
    return 0


def _check(options: argparse.Namespace) -> int:
    hears = {language for kind, language, _ in installed(options.models) if kind == "vosk"}
    wanted = options.locale or [locale for locale in known_locales() if language_of(locale) in hears]
    found: dict[str, Any] = {}
    for locale in wanted:
        model = options.models / f"vosk-{language_of(locale)}"
        shown = list(labels(locale))
        heard = {phrase: normalise(phrase, locale) for label in shown for phrase in label.phrases}
        unknown = unknown_words(model, sorted(set(heard.values())), locale)
        if isinstance(unknown, Outcome):
            print(f"{locale}: no model that can be asked in {model} ({unknown.value})", file=sys.stderr)
            return _NO_MODEL
        found[locale] = {
            "labels": len(shown),
            "unsayable": [lacking for label in shown if (lacking := _lacking(label, heard, unknown))],
        }
    if not found:
        print(f"no model in {options.models}", file=sys.stderr)
        return _NO_MODEL
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else _written(found))
    return _WRONG if any(each["unsayable"] for each in found.values()) else 0


def _lacking(label: Label, heard: dict[str, str], unknown: set[str]) -> dict[str, Any] | None:
    """Say what is missing for a label; None when one of its phrases can be heard."""
    words = [heard[phrase].split() for phrase in label.phrases]
    if any(each and not unknown.intersection(each) for each in words):
        return None
    missing = sorted({word for each in words for word in each} & unknown)
    return {"key": label.key, "text": label.text, "unknown": missing}


def _written(found: dict[str, Any]) -> str:
    lines = []
    for locale, each in found.items():
        lines.append(f"{locale}: {each['labels'] - len(each['unsayable'])} of {each['labels']} labels can be said")
        lines += [f"  {lack['key']} ({lack['text']}): {', '.join(lack['unknown'])}" for lack in each["unsayable"]]
    return "\n".join(lines)
