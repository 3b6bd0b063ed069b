# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = Bildschirm { $screen } von { $screens }
board-goes-on = weiter auf Bildschirm { $screen }
board-time-unknown = Zeit noch offen
board-day-date = { $weekday }, { $day }.{ $month }.
