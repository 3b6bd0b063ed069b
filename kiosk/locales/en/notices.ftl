notice-subject = Message about your visit
notice-code = { $code } is your code. Enter it at the terminal only.
notice-booked = Your number: { $number }. We will let you know.
notice-booked-range = Your number: { $number }. Call at about { $from } to { $to }.
notice-booked-appointment = Your appointment: { $date }, { $time }.
notice-reminder = Reminder: your appointment is on { $date }, { $time }.
notice-moved = Your appointment is now on { $date }, { $time }.
notice-later = Number { $number }: it takes longer. Call at about { $from } to { $to }.
notice-earlier = Number { $number }: it goes faster. Call at about { $from } to { $to }.
notice-next = Number { $number }: it is your turn soon. Please come back.
notice-called = Number { $number }: please come now. { $room }
notice-cancelled = Your number { $number } is no longer valid. Questions? { $phone }
notice-cancelled-appointment = Your appointment on { $date }, { $time }, is cancelled. Questions? { $phone }
notice-link = How it stands: { $link }
notice-automatic = This message is automatic. Please do not answer.

status-title = Your place in the queue
status-number = Your number
status-range = Call at about { $from } to { $to }
status-no-range = We do not know yet when it will be your turn.
status-called = Please come now.
status-inside = It is your turn.
status-missed = You have been called. Please speak to us.
status-over = Your visit is over.
status-cancelled = This number is no longer valid.
status-unknown = This page does not exist, or no longer does.
status-busy = There are too many requests. Please wait a minute.
status-at = As of { $time }. The page reloads by itself.
status-reload = Reload
status-stop = No more messages
status-stopped = You will get no more messages. Your address is deleted.
status-questions = Questions? { $phone }
status-ahead = { $count ->
    [0] You are next.
    [one] 1 person is before you.
   *[other] { $count } people are before you.
}

ticket-page = Your place in the queue on your phone:
