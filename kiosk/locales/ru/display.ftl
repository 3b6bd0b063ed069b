# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = Экран { $screen } из { $screens }
board-goes-on = далее на экране { $screen }
board-time-unknown = время пока неизвестно
board-day-date = { $weekday }, { $day }.{ $month }.
