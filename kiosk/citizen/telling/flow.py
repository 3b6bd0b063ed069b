"""Tell people elsewhere: way, consent, number or address, the code that came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiosk.citizen.parts import ask_mail
from kiosk.citizen.requests import FindPlace, Place
from kiosk.citizen.telling.requests import AskToBeTold, ConfirmAddress, FindWays, StopTelling, Ways
from kiosk.flow.states import Refused
from kiosk.flow.steps import Area, AskDigits, Choose, Confirm, Fact, Message, Option, Show

if TYPE_CHECKING:
    from collections.abc import Generator

    from kiosk.flow.service import Visit
    from kiosk.flow.steps import Yielded

_LEAST_PHONE, _MOST_PHONE = 6, 16
_CODE_GROUPS = (3, 3)
_CODE = sum(_CODE_GROUPS)
_ICONS = {"sms": "chat", "email": "mail"}
_NONE, _HAVE, _MISSING, _STOP, _KEEP = "none", "have", "missing", "stop", "keep"
_OVER: Final = frozenset({"done", "left"})
_REFUSED: Final = {"conflict": "over", "not-found": "over", "too-many": "too-many"}


def tell(visit: Visit, number: int) -> Generator[Yielded, object, None]:
    """Offer to tell the holder of `number` elsewhere; nothing is asked where the office cannot do it."""
    found = yield FindWays(number)
    if not isinstance(found, Ways) or not found.ways:
        return
    if found.told:
        yield from _told(number)
        return
    agreed = False
    while True:
        way = yield from _way(found)
        if way == _NONE:
            return
        agreed = agreed or bool((yield _consent(found.hours)))
        if not agreed or (yield from _tell_by(visit, number, way)):
            return


def _way(found: Ways) -> Generator[Yielded, object, str]:
    options = (Option(value=_NONE, icon="close"), *(Option(value=way, icon=_ICONS[way]) for way in found.ways))
    return str((yield Choose(key="tell", options=options)))


def _consent(hours: int) -> Confirm:
    """Say what is kept, why, how long and how to take it back (Art. 7 and 13 GDPR), before anything is typed."""
    return Confirm(
        key="declare-telling",
        icon="shield_lock",
        summary=(
            Fact("declare-purpose", Message("tell-purpose")),
            Fact("tell-kept", Message("tell-kept-what")),
            Fact("declare-basis", Message("tell-basis")),
            Fact("declare-recipient", Message("tell-recipient")),
            Fact("declare-retention", Message("tell-retention", {"hours": hours})),
            Fact("tell-withdraw", Message("tell-withdraw-how")),
        ),
    )


def _tell_by(visit: Visit, number: int, way: str) -> Generator[Yielded, object, bool]:
    """Ask for the address and have it confirmed; False asks for the way again."""
    if way == "email":
        address = yield from ask_mail("tell-address", Area.BLUE)
    else:
        address = str((yield AskDigits(key="tell-phone", least=_LEAST_PHONE, most=_MOST_PHONE, private=True)))
    assert way in {"sms", "email"}
    asked = yield AskToBeTold(number, "email" if way == "email" else "sms", address, visit.locale)
    if isinstance(asked, Refused):
        if asked.reason == "bad-request":
            yield Show(key=f"tell-bad-{way}", icon="error")
            return False
        yield Show(key=f"tell-{_REFUSED.get(asked.reason, 'other')}", icon="info", values={"number": number})
        return True
    return (yield from _code(number, way))


def _code(number: int, way: str) -> Generator[Yielded, object, bool]:
    """Ask for the code that was sent, as often as the office lets it be tried; False asks for the way again."""
    options = (
        Option(value=_HAVE, key="tell-have", icon="pin"),
        Option(value=_MISSING, key="tell-missing", icon="question_mark"),
        Option(value=_STOP, key="tell-stop", icon="close"),
    )
    while True:
        said = yield Choose(key=f"tell-sent-{way}", options=options)
        if said == _STOP:
            yield from _stop(number)
            return True
        if said == _MISSING:
            found = yield FindWays(number)
            if not isinstance(found, Ways) or way not in found.away:
                yield Show(key=f"tell-again-{way}", icon="refresh")
                return False
            yield Show(key=f"tell-away-{way}", icon="cloud_off")
            continue
        typed = yield AskDigits(key="tell-code", icon="pin", least=_CODE, most=_CODE, groups=_CODE_GROUPS)
        outcome = yield from _confirm(number, str(typed))
        if outcome is not None:
            return outcome


def _confirm(number: int, typed: str) -> Generator[Yielded, object, bool | None]:
    """Give the code; True ends, False asks for the way again, None for the code."""
    result = yield ConfirmAddress(number, typed)
    if not isinstance(result, Refused):
        yield Show(key="tell-done", icon="check_circle", big=number, values={"number": number})
        return True
    if result.reason == "not-found":
        yield Show(key="tell-wrong", icon="error")
        return None
    place = yield FindPlace(number)
    if not isinstance(place, Place) or place.state in _OVER:
        yield Show(key="tell-over", icon="info", values={"number": number})
        return True
    yield Show(key="tell-late", icon="schedule")
    return False


def _told(number: int) -> Generator[Yielded, object, None]:
    """Offer to end it to somebody who is told already."""
    options = (Option(value=_KEEP, icon="check"), Option(value=_STOP, key="tell-stop", icon="close"))
    if (yield Choose(key="tell-already", options=options)) == _STOP:
        yield from _stop(number)


def _stop(number: int) -> Generator[Yielded, object, None]:
    stopped = yield StopTelling(number)
    gone = not isinstance(stopped, Refused) or stopped.reason == "not-found"
    yield Show(key="tell-stopped" if gone else "tell-other", icon="check" if gone else "info")
