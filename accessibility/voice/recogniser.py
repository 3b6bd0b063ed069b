"""Vosk's library, as far as it is used: a model, and a recogniser for one grammar.

The library is loaded by itself, without the Python module that it comes with
(`docs/decisions/0038-only-the-library-of-vosk.md`).
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
from array import array
from pathlib import Path

from accessibility.voice.samples import HERTZ

_SILENT = -1
_POINTER, _TEXT, _INT, _FLOAT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_float
_FUNCTIONS: dict[str, tuple[object, tuple[object, ...]]] = {
    "vosk_set_log_level": (None, (_INT,)),
    "vosk_model_new": (_POINTER, (_TEXT,)),
    "vosk_model_find_word": (_INT, (_POINTER, _TEXT)),
    "vosk_model_free": (None, (_POINTER,)),
    "vosk_recognizer_new_grm": (_POINTER, (_POINTER, _FLOAT, _TEXT)),
    "vosk_recognizer_accept_waveform": (_INT, (_POINTER, _TEXT, _INT)),
    "vosk_recognizer_result": (_TEXT, (_POINTER,)),
    "vosk_recognizer_final_result": (_TEXT, (_POINTER,)),
    "vosk_recognizer_reset": (None, (_POINTER,)),
    "vosk_recognizer_free": (None, (_POINTER,)),
}


class ModelError(Exception):
    """Vosk could not load the model, or not make a recogniser for a grammar."""


def library() -> ctypes.CDLL:
    """Load the library and silence it (it writes to standard error); raises OSError when it is not there."""
    spec = importlib.util.find_spec("vosk")
    if spec is None or not spec.submodule_search_locations:
        raise OSError("vosk is not installed")
    loaded = ctypes.CDLL(str(Path(spec.submodule_search_locations[0]) / "libvosk.so"))
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    loaded.vosk_set_log_level(_SILENT)
    return loaded


class Model:
    """A loaded model. Raises `ModelError` when Vosk refuses it; with some files Vosk ends the process instead."""

    def __init__(self, folder: Path) -> None:
        self._vosk = library()
        self._model = self._vosk.vosk_model_new(str(folder).encode())
        if not self._model:
            raise ModelError

    def knows(self, word: str) -> bool:
        """Whether the model can hear a word."""
        return bool(self._vosk.vosk_model_find_word(self._model, word.encode()) >= 0)

    def listen(self, grammar: str) -> Recogniser:
        """Make a recogniser for a grammar (JSON, from `grammar.compose`)."""
        return Recogniser(self._vosk, self._model, grammar)

    def close(self) -> None:
        """Free the model; no recogniser of it may be used any more."""
        self._vosk.vosk_model_free(self._model)


class Recogniser:
    """Hears samples of 16 kHz; raises `ModelError` when the model cannot take grammars."""

    def __init__(self, vosk: ctypes.CDLL, model: int, grammar: str) -> None:
        self._vosk = vosk
        self._handle = vosk.vosk_recognizer_new_grm(model, float(HERTZ), grammar.encode())
        if not self._handle:
            raise ModelError

    def feed(self, samples: array[int]) -> list[str]:
        """Hear samples; give the words of the part that is final now, when the recogniser ends one by itself."""
        pcm = samples.tobytes()
        if self._vosk.vosk_recognizer_accept_waveform(self._handle, pcm, len(pcm)) > 0:
            return _words(self._vosk.vosk_recognizer_result(self._handle))
        return []

    def final(self) -> list[str]:
        """End the utterance and give the words that are not given yet."""
        return _words(self._vosk.vosk_recognizer_final_result(self._handle))

    def reset(self) -> None:
        """Throw away what was heard."""
        self._vosk.vosk_recognizer_reset(self._handle)

    def close(self) -> None:
        """Free it."""
        self._vosk.vosk_recognizer_free(self._handle)


def _words(answer: bytes) -> list[str]:
    return str(json.loads(answer).get("text", "")).split()
