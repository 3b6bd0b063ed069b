# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = صفحهٔ { $screen } از { $screens }
board-goes-on = ادامه در صفحهٔ { $screen }
board-time-unknown = زمان هنوز معلوم نیست
board-day-date = { $weekday } { $day }/{ $month }
