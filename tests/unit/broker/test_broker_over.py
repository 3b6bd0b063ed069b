"""The end of a session as its broker hears of it: deaf, mute, and what is kept outside is given back."""

from __future__ import annotations

from kiosk.channel import Beat, Listen, Over, StaffAnswer, frame
from tests.unit.broker.test_broker import Ends, live


def test_who_has_begun_may_be_listened_to_until_it_is_over() -> None:
    async def story(ends: Ends) -> None:
        await ends.begin()
        ends.visitor.send(frame(Listen(on=True)) + frame(Listen(on=False)) + frame(Beat()))
        assert isinstance(await ends.read(ends.supervisor), Beat), "the supervisor need not know"
        assert ends.sound.listens == [True, False]
        assert not ends.gave_back.is_set()
        ends.supervisor.send(frame(Over()) + frame(StaffAnswer(ok=False)))
        assert isinstance(await ends.read(ends.visitor), StaffAnswer), "the visitor is not told that it is over"
        assert ends.sound.silent
        await ends.gave_back.wait()
        ends.visitor.send(frame(Beat()))
        assert isinstance(await ends.read(ends.supervisor), Beat), "an office that is away keeps nobody"

    live(story)


def test_without_sound_listening_and_the_end_mean_nothing() -> None:
    async def story(ends: Ends) -> None:
        await ends.begin()
        ends.supervisor.send(frame(Over()))
        ends.visitor.send(frame(Listen(on=True)) + frame(Beat()))
        assert isinstance(await ends.read(ends.supervisor), Beat)

    live(story, sound=False)
