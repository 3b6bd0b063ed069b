# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = Screen { $screen } of { $screens }
board-goes-on = continued on screen { $screen }
board-time-unknown = time not known yet
board-day-date = { $weekday }, { $day }/{ $month }
