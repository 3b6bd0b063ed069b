"""Which phrases there are, which weigh, and what happens when somebody is not understood."""

from __future__ import annotations

import pytest

from kiosk.texts import Texts, known_locales
from kiosk.visitor.talk.ladder import FORGET_SECONDS, Ladder, Rung
from kiosk.visitor.talk.phrases import collect, tidy, to_list


def nothing() -> None:
    """Do nothing."""


def other() -> None:
    """Do nothing either."""


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_phrase_is_what_is_spoken_of_a_label() -> None:
    assert tidy("Wann bin ich \u2068dran\u2069?") == "Wann bin ich dran"
    assert tidy("  Alle  3 Blätter drucken … ") == "Alle 3 Blätter drucken"
    assert tidy("«خذ رقمًا»؟") == "خذ رقمًا"


def test_what_comes_first_keeps_a_phrase() -> None:
    found = collect(
        [({"Weiter": nothing, "": nothing}, (), True), ({"weiter": other, "Hilfe": other}, {"hilfe"}, False)]
    )
    assert list(found) == ["Weiter", "Hilfe"]
    assert found["Weiter"].do is nothing
    assert found["Hilfe"].weighty
    assert not found["Weiter"].weighty


def test_the_list_names_each_thing_once_in_words_the_model_knows() -> None:
    found = collect([({"Öffnungszeiten": nothing, "Büro": nothing, "5": nothing, "Üben": other}, (), True)])
    assert to_list(found, (), shown=True) == ["Öffnungszeiten", "Üben"]
    assert to_list(found, ("öffnungszeiten",), shown=True) == ["Büro", "Üben"]
    assert to_list(found, (), shown=False) == []


def test_the_ladder_has_four_rungs_and_then_is_quiet() -> None:
    ladder = Ladder(Clock())
    assert [ladder.missed() for _ in range(6)] == [*list(Rung)[:4], Rung.NOTHING, Rung.NOTHING]
    ladder.reset()
    assert ladder.missed() is Rung.SAY


def test_what_was_missed_long_ago_is_forgotten_but_not_that_nobody_answered() -> None:
    clock = Clock()
    ladder = Ladder(clock)
    ladder.missed()
    ladder.missed()
    clock.now += FORGET_SECONDS + 1
    assert ladder.missed() is Rung.SAY
    for _ in range(4):
        ladder.missed()
    clock.now += FORGET_SECONDS + 1
    assert ladder.missed() is Rung.NOTHING


EVERYWHERE = ("help", "back", "again", "what", "numbers", "louder", "quieter", "slower", "faster", "stop", "cover")
MORE = ("listen-on", "listen-off", "end", "yes", "no", "erase", "space")


@pytest.mark.parametrize("locale", known_locales())
def test_what_is_said_everywhere_is_different_in_every_language(locale: str) -> None:
    texts = Texts(locale, strict=True)
    phrases = [phrase.casefold() for name in (*EVERYWHERE, *MORE) for phrase in texts.voice(f"voice-{name}")]
    assert sorted(phrase for phrase in set(phrases) if phrases.count(phrase) > 1) == []
