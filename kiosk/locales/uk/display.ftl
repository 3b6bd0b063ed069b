# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = Екран { $screen } з { $screens }
board-goes-on = далі на екрані { $screen }
board-time-unknown = час ще невідомий
board-day-date = { $weekday }, { $day }.{ $month }.
