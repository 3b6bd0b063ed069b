"""A film in sign language, as large as the screen, with *pause*, *once more* and *close*."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.look.fonts import Weight
from kiosk.visitor.face import Face, Shape
from kiosk.visitor.render.base import Context, Heading, Renderer
from kiosk.visitor.widgets import Button

CLOSE = "close"


class Picture(QWidget):
    """The present picture of a film, whole, in the middle of what it is given."""

    assistive_role = QAccessible.Role.Animation

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName(name)

    def show_image(self, image: QImage) -> None:
        """Show the next picture."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it as large as it fits."""
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        place = QRect(left, top, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.end()


class SignFilm(Renderer):
    """`answered` carries `CLOSE`; `gone` says that it is not shown any more, whoever took it away."""

    gone = Signal()

    def __init__(self, context: Context, film: Any) -> None:  # noqa: ANN401 - kiosk.visitor.signs.Film, which uses us
        super().__init__(None, context, Heading(None, context, title=context.texts.text("sign-film"), body=""))
        self._film = film
        theme, texts = context.look.theme, context.texts
        self.picture = Picture(texts.text("sign-film"), self)
        self.pause = self._button(Face(texts.text("sign-pause"), theme.card, icon="pause"), self._turn)
        self.again = self._button(Face(texts.text("sign-again"), theme.card, icon="refresh"), self._again)
        close = Face(texts.text("sign-close"), theme.primary, icon="close", weight=Weight.BOLD)
        self.close_button = self._button(close, lambda: self.answered.emit(CLOSE))
        self.buttons = [self.pause, self.again, self.close_button]
        film.shown.connect(self.picture.show_image)
        film.ended.connect(lambda: self._say(playing=False))

    def _button(self, face: Face, do: Callable[[], object]) -> Button:
        button = self.context.button(face, self)
        button.struck.connect(do)
        return button

    def _turn(self) -> None:
        playing = self._film.is_playing
        if playing:
            self._film.pause()
        else:
            self._film.play()
        self._say(playing=not playing)

    def _again(self) -> None:
        self._film.again()
        self._say(playing=True)

    def _say(self, *, playing: bool) -> None:
        """The same button stops and goes on; it says which."""
        key, icon = ("sign-pause", "pause") if playing else ("sign-go-on", "play_arrow")
        self.pause.set_face(replace(self.pause.face, text=self.texts.text(key), icon=icon))
        self._arrange()

    # ---- arrangement -------------------------------------------------------------------------------------------

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Buttons at the foot, the film above."""
        self._arrange()

    def _arrange(self) -> None:
        metrics, rtl, gap = self.look.metrics, self.look.rtl, self.look.metrics.gap
        least = metrics.minimum_px()
        for px in (None, least):
            for button in self.buttons:
                if button.face.px != px:
                    button.set_face(replace(button.face, px=px, tight=px is not None))
            wide = self._widest()
            if 3 * wide + 2 * gap <= self.width():
                break
        wide = min(self._widest(), (self.width() - 2 * gap) // 3)
        tall = max(metrics.touch, *(button.height_for(wide) for button in self.buttons))
        left = (self.width() - 3 * wide - 2 * gap) // 2
        for place, button in enumerate(reversed(self.buttons) if rtl else self.buttons):
            button.setGeometry(left + place * (wide + gap), self.height() - tall, wide, tall)
        self.picture.setGeometry(0, 0, self.width(), max(1, self.height() - tall - gap))

    def _widest(self) -> int:
        """Width of a button, whatever the first one says: nothing moves under the finger."""
        natural = [button.natural_width() for button in self.buttons]
        both = [replace(self.pause.face, text=self.texts.text(key)) for key in ("sign-pause", "sign-go-on")]
        return max(*natural, *(Shape(self.look, face).natural_width() for face in both))

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing plays unseen."""
        super().hideEvent(event)
        self.gone.emit()

    # ---- heard, said, driven -----------------------------------------------------------------------------------

    def spoken_body(self) -> list[str]:
        """What can be done; what the film says stands on the screen below it."""
        return [button.face.text for button in self.buttons]

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """The words of the buttons."""
        return {button.face.text: button.strike for button in self.buttons}

    def drive(self, answer: object) -> None:
        """Close it."""
        assert answer == CLOSE
        self.close_button.strike()

    def focus_first(self) -> None:
        """Put the focus on *pause*."""
        self.pause.setFocus()
