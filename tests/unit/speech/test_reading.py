"""Times of day are said once and without the names of signs."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from accessibility.speech.reading import as_read


@pytest.mark.parametrize(
    ("voice", "written", "read"),
    [
        ("de", "Von 9:05 Uhr bis 16:30 Uhr.", "Von 9:05 bis 16:30."),
        ("de", "Um 9 Uhr. Zimmer 16:30", "Um 9 Uhr. Zimmer 16:30"),
        ("fa", "\u062a\u0627 16:30", "\u062a\u0627 16 30"),
        ("ru", "16:30", "16:30"),
        ("xx", "16:30 Uhr", "16:30 Uhr"),
    ],
)
def test_what_a_voice_reads_wrongly_is_changed_and_nothing_else(voice: str, written: str, read: str) -> None:
    assert as_read(written, voice) == read


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_engine_says_the_hour_once() -> None:
    def hours(text: str) -> int:
        made = subprocess.run(["espeak-ng", "-v", "de", "-q", "-x", text], capture_output=True, text=True, check=True)
        return made.stdout.count("u:r")

    assert hours("bis 16:30 Uhr") == 2, "the change is needed no more"
    assert hours(as_read("bis 16:30 Uhr", "de")) == 1
