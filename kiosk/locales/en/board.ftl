board-come = Please come in
board-after = Next
board-quiet = Please wait. Your number will appear here.
board-more-calls = { $count ->
    [one] and 1 more number
   *[other] and { $count } more numbers
}
board-more-waiting = { $count ->
    [one] and 1 more number
   *[other] and { $count } more numbers
}

board-delay = { $room }: { $late } today
board-delay-late = { $minutes ->
    [one] about 1 minute late
   *[other] about { $minutes } minutes late
}

board-room-room = Room { $n }
board-room-place = Desk { $n }
board-room-counter = Counter { $n }

board-info-hygiene = The room is cleaned after every visit.
board-info-ticket = Your number is on your ticket.
board-info-missed = Missed your number? Please tell us.

board-stale = This screen is not up to date ({ $since }). Please ask us.
board-age-now = up to date
board-age-seconds = { $n } seconds old
board-age-minutes = { $n ->
    [one] 1 minute old
   *[other] { $n } minutes old
}
board-age-hours = { $n ->
    [one] 1 hour old
   *[other] { $n } hours old
}
board-age-never = no connection

board-closed = Closed
board-closed-today = Closed today
board-closed-holiday = Public holiday: closed
board-opens = Open again: { $day }, { $opens } to { $closes }
board-day-today = today
board-day-tomorrow = tomorrow
board-day-0 = Monday
board-day-1 = Tuesday
board-day-2 = Wednesday
board-day-3 = Thursday
board-day-4 = Friday
board-day-5 = Saturday
board-day-6 = Sunday

board-say = Number { $number }, please go to { $room }.
