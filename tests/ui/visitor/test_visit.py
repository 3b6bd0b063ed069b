"""A visit through the fake broker: welcome, services, help, warning, end; touches that count and that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication

from kiosk import channel
from kiosk.visitor.render.ask_text import AskTextRenderer
from kiosk.visitor.render.choose import ChooseRenderer
from kiosk.visitor.render.confirm import ConfirmRenderer
from kiosk.visitor.render.show import ShowRenderer
from kiosk.visitor.welcome import Welcome

PRESS, RELEASE, MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseMove


def to_check(terminal: Any) -> None:
    terminal.start()
    terminal.give("take-number")
    terminal.give("social")


def test_it_is_ready_before_it_is_shown(terminal: Any) -> None:
    assert terminal.broker.of(channel.Ready)
    assert not terminal.app.window.isVisible()


def test_shown_it_says_when_the_frame_is_painted(terminal: Any) -> None:
    terminal.show()
    assert terminal.broker.of(channel.Painted) == [channel.Painted(7)]


def test_a_closed_channel_ends_the_process(terminal: Any) -> None:
    terminal.show()
    terminal.broker.close()
    terminal.pump()
    assert terminal.quits


@pytest.mark.parametrize("junk", [b"\x00\x00\x00\x01\xc1", b"\xff\xff\xff\xff"])
def test_a_broken_frame_ends_the_process(terminal: Any, junk: bytes) -> None:
    terminal.broker.sock.sendall(junk)
    terminal.pump()
    assert terminal.quits


# ---- welcome -----------------------------------------------------------------------------------------------------


def test_touches_count_only_after_all_buttons_were_up_for_300_ms(terminal: Any) -> None:
    terminal.broker.send(channel.Show(1))
    terminal.broker.send(channel.Unlock())
    button = terminal.page.languages.buttons[0]
    place = button.mapTo(terminal.app.window, button.rect().center())
    terminal.pointer(MOVE, place, down=True)  # the finger of the one before
    terminal.clock.now += 0.5
    terminal.touch(button)
    assert not terminal.broker.of(channel.Begun)
    terminal.clock.now += 0.29
    terminal.touch(button)
    assert not terminal.broker.of(channel.Begun)
    terminal.clock.now += 0.31
    terminal.touch(button)
    assert terminal.broker.of(channel.Begun)


def test_welcome_is_left_only_after_unlock_and_the_touch_is_not_lost(terminal: Any) -> None:
    terminal.show(unlock=False)
    terminal.give("en")
    assert isinstance(terminal.page, Welcome)
    terminal.broker.send(channel.Unlock())
    assert terminal.broker.of(channel.Begun)
    assert "What would you like to do?" in terminal.texts() or not isinstance(terminal.page, Welcome)


@pytest.mark.clause("5.1.3.1", "5.2")
def test_voice_guide_reads_every_screen(terminal: Any) -> None:
    terminal.show()
    terminal.give("guide")
    terminal.give("de")
    said = terminal.voice.said[-1]
    assert any("Nummer nehmen" in words for words in said)
    terminal.give("take-number")
    assert terminal.voice.said[-1] != said


def test_welcome_tells_who_helps_until_when_and_changes_with_the_office(terminal: Any) -> None:
    terminal.show()
    assert any("16 Uhr" in text for text in terminal.texts())
    terminal.broker.send(channel.Site(helper_until=None, hub=True, today="2026-11-23"))
    assert "Gerade ist niemand vor Ort" in terminal.texts()


# ---- a service ----------------------------------------------------------------------------------------------------


def test_taking_a_number_from_the_first_touch_to_the_ticket(terminal: Any) -> None:
    to_check(terminal)
    assert isinstance(terminal.page, ConfirmRenderer)
    terminal.give(True)
    ask = terminal.broker.of(channel.Ask)[-1]
    assert (ask.kind, ask.name, msgspec.msgpack.decode(ask.body)) == ("effect", "take-number", {"service": "social"})
    terminal.broker.answer({"number": 27, "code": "x", "ahead": 3})
    assert terminal.broker.of(channel.Ask)[-1].name == "print"
    terminal.broker.answer({"state": "printed"})
    assert isinstance(terminal.page, ShowRenderer)
    assert "27" in terminal.page.spoken()
    assert channel.Watch("place/27") in terminal.broker.of(channel.Watch)


def test_a_pushed_place_is_shown_and_said(terminal: Any) -> None:
    to_check(terminal)
    terminal.give(True)
    terminal.broker.answer({"number": 27, "code": "x", "ahead": 3})
    terminal.broker.answer({"state": "printed"})
    terminal.broker.push("place/27", {"number": 27, "state": "called", "ahead": 0, "room": "Raum 2"})
    assert any("Raum 2" in text for text in terminal.texts())
    assert any("Raum 2" in words for words in terminal.voice.said[-1])


def test_an_office_that_is_away_is_asked_again_under_the_same_key(terminal: Any) -> None:
    to_check(terminal)
    terminal.give(True)
    terminal.broker.be_away()
    assert any("antwortet gerade nicht" in text for text in terminal.texts())
    terminal.give("retry")
    first, second = terminal.broker.of(channel.Ask)
    assert first.key == second.key
    assert first.id != second.id


def test_a_refusal_is_a_page_of_the_service(terminal: Any) -> None:
    to_check(terminal)
    terminal.give(True)
    terminal.broker.refuse("closed")
    assert isinstance(terminal.page, ShowRenderer)


def test_a_slow_answer_shows_a_waiting_page_and_a_touch_meanwhile_sends_nothing_twice(
    terminal: Any, qtbot: Any
) -> None:
    to_check(terminal)
    terminal.give(True)
    terminal.give(True)
    qtbot.waitUntil(lambda: any("Einen Moment" in text for text in terminal.texts()), timeout=2000)
    assert len(terminal.broker.of(channel.Ask)) == 1


def test_back_from_the_first_step_is_home(terminal: Any) -> None:
    terminal.start()
    terminal.give("take-number")
    terminal.strip("back")
    assert isinstance(terminal.page, ChooseRenderer)
    assert terminal.page.step.key == "home"


def test_after_an_effect_the_strip_leads_home_and_not_back(terminal: Any) -> None:
    to_check(terminal)
    terminal.give(True)
    terminal.broker.answer({"number": 27, "code": "x", "ahead": 3})
    terminal.broker.answer({"state": "printed"})
    assert terminal.app.window.stage.top.first == "home"


@pytest.mark.clause("11.7")
def test_another_language_keeps_the_step_and_what_was_written(terminal: Any) -> None:
    terminal.start()
    terminal.give("practice")
    terminal.give(None)
    terminal.give("tree")
    assert isinstance(terminal.page, AskTextRenderer)
    terminal.page.field.set_text("Karl-Marx")
    terminal.page.edited.emit()
    terminal.shell.panels.open("languages")
    terminal.give("ar")
    assert isinstance(terminal.page, AskTextRenderer)
    assert terminal.page.draft() == "Karl-Marx"
    assert terminal.app.window.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.clause("5.1.6.1")
def test_number_keys_choose(terminal: Any) -> None:
    terminal.start()
    terminal.clock.now += 1
    terminal.key(Qt.Key.Key_1, "1")
    assert terminal.shell.journey.service is not None
    assert terminal.shell.journey.service.id == "take-number"


# ---- strikes ------------------------------------------------------------------------------------------------------


@pytest.mark.clause("5.8")
def test_a_double_strike_counts_once(terminal: Any) -> None:
    terminal.start()
    for wait, chosen in ((1.0, "adjust"), (0.2, "adjust"), (0.6, "")):
        terminal.clock.now += wait
        terminal.touch(terminal.app.window.stage.top.buttons["adjust"])
        assert terminal.shell.panel == chosen


@pytest.mark.clause("5.8")
def test_a_second_touch_in_the_same_place_does_not_hit_the_next_page(terminal: Any) -> None:
    terminal.start()
    terminal.clock.now += 1
    place = terminal.page.buttons[0].mapTo(terminal.app.window, terminal.page.buttons[0].rect().center())
    terminal.touch_at(place)
    before = terminal.page
    terminal.clock.now += 0.3
    terminal.touch_at(place)
    assert terminal.page is before
    terminal.clock.now += 0.6
    terminal.touch_at(place)
    assert terminal.page is not before or before.step.key == terminal.page.step.key


def test_end_covers_at_once_and_nothing_counts_any_more(terminal: Any) -> None:
    terminal.start()
    terminal.clock.now += 1
    end = terminal.app.window.stage.top.buttons["end"]
    terminal.touch(end)
    assert terminal.broker.of(channel.End) == [channel.End()]
    assert any("Auf Wiedersehen" in text for text in terminal.texts())
    for seconds in (0.1, 1.0, 5.0):
        terminal.clock.now += seconds
        terminal.touch(end)
        terminal.key(Qt.Key.Key_1, "1")
    assert terminal.broker.of(channel.End) == [channel.End()]
    assert terminal.overlay is not None


# ---- warning, cover, help -----------------------------------------------------------------------------------------


@pytest.mark.clause("11.2.2.1")
def test_the_warning_is_seen_and_heard_and_continue_takes_it_away(terminal: Any) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(30.0))
    assert any("Noch \u206830\u2069 Sekunden" in text or "Noch 30" in text for text in terminal.texts())
    assert any("noch da" in words for words in terminal.voice.said[-1])
    terminal.give("go-on")
    assert terminal.broker.of(channel.MoreTime) == [channel.MoreTime(slower=False)]
    assert terminal.overlay is None


@pytest.mark.parametrize(("answer", "message"), [("slower", channel.MoreTime(slower=True)), ("new", channel.End())])
def test_the_warning_offers_more_time_and_a_new_session(terminal: Any, answer: str, message: msgspec.Struct) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(30.0))
    terminal.give(answer)
    assert message in terminal.broker.collect()


def test_a_warning_can_be_extended_again_and_again(terminal: Any) -> None:
    terminal.start()
    for _ in range(12):
        terminal.broker.send(channel.Warn(30.0))
        terminal.give("go-on")
    assert len(terminal.broker.of(channel.MoreTime)) == 12


def test_the_warning_is_withdrawn_by_the_broker(terminal: Any) -> None:
    terminal.start()
    terminal.broker.send(channel.Warn(30.0))
    terminal.broker.send(channel.WarnOver())
    assert terminal.overlay is None


def test_cover_hides_everything_until_it_is_touched(terminal: Any) -> None:
    to_check(terminal)
    terminal.strip("privacy")
    terminal.give("cover")
    window = terminal.app.window
    assert window.overlay.geometry() == window.rect()
    terminal.give("close")
    assert isinstance(terminal.page, ConfirmRenderer)


def test_help_is_called_answered_and_withdrawn(terminal: Any) -> None:
    terminal.start()
    terminal.call_help()
    assert terminal.broker.of(channel.Ask)[-1].name == "call-help"
    terminal.broker.answer({"id": "h1", "state": "open", "minutes": None})
    assert channel.Watch("help/h1") in terminal.broker.of(channel.Watch)
    terminal.broker.push("help/h1", {"id": "h1", "terminal": "t", "at": 1.0, "state": "acknowledged", "minutes": 3})
    assert any("Jemand kommt" in words and "3" in words for words in terminal.voice.said[-1])
    terminal.give("close")
    assert any("Jemand kommt" in text for text in terminal.texts())
    terminal.call_help()
    terminal.give("withdraw")
    assert terminal.broker.of(channel.Ask)[-1].name == "withdraw-help"
    terminal.broker.answer({"id": "h1", "state": "withdrawn", "minutes": None})
    assert any("Es kommt niemand" in text for text in terminal.texts())


def test_where_nobody_is_there_help_gives_telephone_and_hours(make: Callable[..., Any]) -> None:
    terminal = make(helper_until=None)
    terminal.start()
    terminal.call_help()
    assert terminal.broker.of(channel.Ask)[-1].name == "call-help", "somebody may be here and forgot to say so"
    terminal.broker.answer({"id": "h1", "state": "open", "minutes": None})
    assert any("03641\u00a049\u00a03300" in text for text in terminal.texts())
    terminal.broker.push("help/h1", {"id": "h1", "terminal": "t", "at": 1.0, "state": "acknowledged", "minutes": 3})
    assert any("Jemand kommt" in text for text in terminal.texts())


# ---- activity, staff ----------------------------------------------------------------------------------------------


def test_jitter_is_no_activity_and_real_input_is_told_twice_a_second_at_most(terminal: Any) -> None:
    terminal.start()
    terminal.touch_at(QPoint(900, 700))
    count = len(terminal.broker.of(channel.Activity))
    for step in range(7):
        terminal.clock.now += 1
        terminal.pointer(MOVE, QPoint(900 + step, 700), down=False)
    assert len(terminal.broker.of(channel.Activity)) == count
    for step in range(10):
        terminal.pointer(MOVE, QPoint(900 + 50 * step, 700), down=False)
    assert len(terminal.broker.of(channel.Activity)) == count + 1


def test_the_staff_gesture_works_on_welcome_only(terminal: Any) -> None:
    def gesture() -> None:
        for x in (10, 1910, 10, 1910, 10):
            terminal.touch_at(QPoint(x, 10))
            terminal.clock.now += 0.6

    terminal.show()
    gesture()
    assert len(terminal.broker.of(channel.StaffGesture)) == 1
    terminal.give("de")
    gesture()
    assert len(terminal.broker.of(channel.StaffGesture)) == 1


def test_staff_logs_in_and_gets_the_menu(terminal: Any) -> None:
    terminal.show(channel.Mode.STAFF)
    terminal.page.field.set_text("kerstin")
    terminal.page.submit()
    terminal.pump()
    terminal.give("271828")
    assert terminal.broker.of(channel.StaffLogin) == [channel.StaffLogin("kerstin", "271828")]
    terminal.broker.send(channel.StaffAnswer(ok=True, commands=("end", "restart", "close")))
    terminal.give("restart")
    assert terminal.broker.of(channel.StaffCommand) == [channel.StaffCommand("restart")]


def test_a_wrong_pin_is_told_with_the_time_to_wait(terminal: Any) -> None:
    terminal.show(channel.Mode.STAFF)
    terminal.page.drive("kerstin")
    terminal.pump()
    terminal.give("111111")
    terminal.broker.send(channel.StaffAnswer(ok=False, wait_seconds=20.0))
    assert any("20" in text for text in terminal.texts())


def test_the_pin_pad_is_scrambled_and_never_spoken(make: Callable[..., Any]) -> None:
    orders = set()
    for _ in range(4):
        terminal = make()
        terminal.show(channel.Mode.STAFF)
        terminal.page.drive("kerstin")
        terminal.pump()
        orders.add(tuple(terminal.page.keys))
        terminal.page._add("7")
        assert not any("7" in words for words in terminal.page.spoken())
    assert len(orders) > 1


def test_out_of_order_says_so_in_all_languages_with_the_telephone(terminal: Any) -> None:
    terminal.show(channel.Mode.OUT_OF_ORDER)
    texts = terminal.texts()
    assert any("außer Betrieb" in text for text in texts)
    assert any("out of order" in text for text in texts)
    assert any("03641\u00a049\u00a03300" in text for text in texts)
    assert "Beenden" not in texts


def test_nothing_is_on_the_clipboard_after_a_visit(terminal: Any) -> None:
    QApplication.clipboard().clear()
    terminal.start()
    terminal.strip("end")
    assert QApplication.clipboard().text() == ""
