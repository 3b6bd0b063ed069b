"""The voice guide with voice control: whole services by ear and mouth, for somebody who cannot read."""

from __future__ import annotations

from collections.abc import Callable

from kiosk import channel
from tests.fakes.speaker import Speaker

Make = Callable[..., Speaker]


def guided(speaker: Make) -> Speaker:
    one = speaker()
    one.terminal.show()
    one.tap()
    one.says("zuhören an", "Mit Stimme führen", "Deutsch")
    assert one.terminal.shell.choices.guided
    return one


def heard(one: Speaker) -> str:
    return " ".join(one.terminal.voice.said[-1])


def test_a_number_by_ear_and_mouth(speaker: Make) -> None:
    one = guided(speaker)
    assert "1: Nummer nehmen" in heard(one)
    one.says("1")
    assert "2: Soziale Beratung" in " ".join(" ".join(lines) for lines in one.terminal.voice.said[-2:])
    one.says("2", "ja")
    one.terminal.broker.answer({"number": 127, "code": "x", "ahead": 3})
    one.terminal.broker.answer({"state": "printed"})
    assert "127" in " ".join(" ".join(lines) for lines in one.terminal.voice.said[-3:])


def test_more_and_a_number_of_the_group_that_was_said(speaker: Make) -> None:
    one = guided(speaker)
    one.terminal.strip("adjust")
    assert "1: Normal, ausgewählt" in heard(one)
    assert "4: Hell, ausgewählt" in heard(one)
    one.says("mehr")
    assert "1: Schwarz-Gelb" in heard(one)
    one.says("1")
    assert one.terminal.shell.choices.theme == "contrast"


def test_the_end_by_its_number_is_asked_back(speaker: Make) -> None:
    one = guided(speaker)
    one.terminal.strip("adjust")
    for _ in range(12):
        if "Beenden" in heard(one):
            break
        one.says("mehr")
    number = next(line[0] for line in one.terminal.voice.said[-1] if line.endswith(": Beenden"))
    one.says(number)
    assert not one.terminal.broker.of(channel.End)
    one.says("ja")
    assert one.terminal.broker.of(channel.End)
