# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = Màn hình { $screen } / { $screens }
board-goes-on = tiếp ở màn hình { $screen }
board-time-unknown = chưa rõ giờ
board-day-date = { $weekday }, ngày { $day }/{ $month }
