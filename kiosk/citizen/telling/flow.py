"""Tell people elsewhere: way, consent, number or address, the code that came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.citizen.parts import ask_mail
from kiosk.citizen.telling.requests import AskToBeTold, ConfirmAddress, FindWays, StopTelling, Ways
from kiosk.citizen.telling.whose import of_number
from kiosk.flow.states import Refused
from kiosk.flow.steps import AskDigits, Choose, Confirm, Fact, Message, Option, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.citizen.telling.whose import Whose
    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Yielded

_LEAST_PHONE, _MOST_PHONE = 6, 16
_CODE_GROUPS = (3, 3)
_CODE = sum(_CODE_GROUPS)
_ICONS = {"sms": "chat", "email": "mail"}
_NONE, _SAME, _HAVE, _MISSING, _STOP, _KEEP = "none", "same", "have", "missing", "stop", "keep"
_REFUSED: Final = {"conflict": "over", "not-found": "over", "too-many": "too-many"}


def tell(visit: Visit, number: int) -> Generator[Yielded, object, None]:
    """Offer to tell the holder of `number` elsewhere; nothing is asked where the office cannot do it."""
    yield from tell_of(visit, of_number(number))


def tell_of(visit: Visit, whose: Whose) -> Generator[Yielded, object, None]:
    """Offer to tell whoever comes for this visit, or to end that."""
    found = yield FindWays(whose.number)
    if not isinstance(found, Ways) or not found.ways:
        return
    if found.told:
        yield from _told(whose)
        return
    agreed = False
    while True:
        way = yield from _way(whose, found)
        if way == _NONE:
            return
        agreed = agreed or bool((yield _consent(whose, found.hours)))
        if not agreed or (yield from _tell_by(visit, whose, way)):
            return


def _way(whose: Whose, found: Ways) -> Generator[Yielded, object, str]:
    none = Option(value=_NONE, key=f"{whose.words}-none", icon="close")
    ways = [Option(value=way, key=f"tell-{way}", icon=_ICONS[way]) for way in found.ways]
    if whose.phone and "sms" in found.ways:
        known = (Option(value=way, key=f"{whose.words}-{way}", icon=_ICONS["sms"]) for way in (_SAME, "sms"))
        ways = [*known, *(option for option in ways if option.value != "sms")]
    return str((yield Choose(key=whose.words, options=(none, *ways), area=whose.area)))


def _consent(whose: Whose, hours: int) -> Confirm:
    """Say what is kept, why, how long and how to take it back (Art. 7 and 13 GDPR), before anything is typed."""
    return Confirm(
        key="declare-telling",
        icon="shield_lock",
        summary=(
            Fact("declare-purpose", Message(f"{whose.words}-purpose")),
            Fact("tell-kept", Message("tell-kept-what")),
            Fact("declare-basis", Message("tell-basis")),
            Fact("declare-recipient", Message("tell-recipient")),
            Fact("declare-retention", Message("tell-retention", {"hours": hours})),
            Fact("tell-withdraw", Message(f"{whose.words}-withdraw-how")),
        ),
        area=whose.area,
    )


def _tell_by(visit: Visit, whose: Whose, way: str) -> Generator[Yielded, object, bool]:
    """Ask for the address and have it confirmed; False asks for the way again."""
    if way == "email":
        address = yield from ask_mail("tell-address", whose.area)
    elif way == _SAME:
        address, way = whose.phone, "sms"
    else:
        least, most = _LEAST_PHONE, _MOST_PHONE
        address = str((yield AskDigits(key="tell-phone", least=least, most=most, private=True, area=whose.area)))
    assert way in {"sms", "email"}
    asked = yield AskToBeTold(whose.number, "email" if way == "email" else "sms", address, visit.locale)
    if isinstance(asked, Refused):
        if asked.reason == "bad-request":
            yield Show(key=f"tell-bad-{way}", icon="error", area=whose.area)
            return False
        yield _said(whose, _REFUSED.get(asked.reason, "other"))
        return True
    return (yield from _code(whose, way))


def _code(whose: Whose, way: str) -> Generator[Yielded, object, bool]:
    """Ask for the code that was sent, as often as the office lets it be tried; False asks for the way again."""
    options = (
        Option(value=_HAVE, key="tell-have", icon="pin"),
        Option(value=_MISSING, key="tell-missing", icon="question_mark"),
        Option(value=_STOP, key="tell-stop", icon="close"),
    )
    while True:
        said = yield Choose(key=f"tell-sent-{way}", options=options, area=whose.area)
        if said == _STOP:
            yield from _stop(whose)
            return True
        if said == _MISSING:
            found = yield FindWays(whose.number)
            if not isinstance(found, Ways) or way not in found.away:
                yield Show(key=f"tell-again-{way}", icon="refresh", area=whose.area)
                return False
            yield _said(whose, f"away-{way}", "cloud_off")
            continue
        code = AskDigits(key="tell-code", icon="pin", least=_CODE, most=_CODE, groups=_CODE_GROUPS, area=whose.area)
        outcome = yield from _confirm(whose, str((yield code)))
        if outcome is not None:
            return outcome


def _confirm(whose: Whose, typed: str) -> Generator[Yielded, object, bool | None]:
    """Give the code; True ends, False asks for the way again, None for the code."""
    result = yield ConfirmAddress(whose.number, typed)
    if not isinstance(result, Refused):
        key = f"{whose.words}-done"
        yield Show(key=key, icon="check_circle", area=whose.area, big=whose.big, values=whose.values)
        return True
    if result.reason == "not-found":
        yield Show(key="tell-wrong", icon="error", area=whose.area)
        return None
    if (yield from whose.over()):
        yield _said(whose, "over")
        return True
    yield Show(key="tell-late", icon="schedule", area=whose.area)
    return False


def _told(whose: Whose) -> Generator[Yielded, object, None]:
    """Offer to end it to somebody who is told already."""
    options = (
        Option(value=_KEEP, key="tell-already-keep", icon="check"),
        Option(value=_STOP, key="tell-stop", icon="close"),
    )
    if (yield Choose(key="tell-already", options=options, area=whose.area)) == _STOP:
        yield from _stop(whose)


def _stop(whose: Whose) -> Generator[Yielded, object, None]:
    stopped = yield StopTelling(whose.number)
    gone = not isinstance(stopped, Refused) or stopped.reason == "not-found"
    yield _said(whose, "stopped" if gone else "other", "check" if gone else "info")


def _said(whose: Whose, what: str, icon: str = "info") -> Show:
    """Say something that is worded for this kind of visit."""
    return Show(key=f"{whose.words}-{what}", icon=icon, area=whose.area, values=whose.values)
