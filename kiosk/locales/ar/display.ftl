# The screen in the waiting room: several screens in a row, a time that is not known, a day far ahead.

board-screen = الشاشة { $screen } من { $screens }
board-goes-on = البقية على الشاشة { $screen }
board-time-unknown = الوقت غير معروف بعد
board-day-date = { $weekday } { $day }/{ $month }
