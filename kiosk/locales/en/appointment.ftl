# Appointments: book, move, cancel, say that one is here.
service-appointment = Appointment
    .hint = Book, change, check in
    .voice = Book an appointment | Appointments | I have an appointment
appointment = What would you like to do?
appointment-today = There is still time today
    .hint = For example at { $time }
    .voice = Today | Appointment today
appointment-book = Book an appointment
    .voice = Book | New appointment
appointment-here = I have an appointment and I am here
    .voice = I am here | Check in
appointment-change = Change or cancel an appointment
    .voice = Change | Cancel | Move

appointment-what = What do you need an appointment for?
appointment-day = On which day?
appointment-day-one = { $date }
appointment-day-today = Today, { $date }
    .voice = Today
appointment-day-range = { $from } to { $to }
appointment-day-later = Later
    .hint = More days
appointment-time = At what time?
appointment-time-one = { $time }
appointment-time-range = { $from } to { $to }
appointment-none = Nothing is free at the moment.
    .body = Please ask in the office. Or try again on another day.
appointment-taken = This time is no longer free.
    .body = Somebody was faster just now. With “{ next }” you choose another time.
appointment-no-assistant = Nobody is free to help you at this time.
    .body = With “{ next }” you choose another time.
appointment-hold-ended = It took too long.
    .body = The time was reserved for you for 30 minutes. With “{ next }” you choose a time again.
appointment-limit = You already have an appointment.
    .body = More appointments are not possible now. You can change or cancel yours. Or ask in the office.
appointment-closed = The office is closed on that day.
    .body = You do not have a new appointment now. Please ask in the office.
appointment-other = That did not work.
    .body = You do not have a new appointment now. Please ask in the office.

appointment-whom = Who is the appointment for?
appointment-whom-me = For me
appointment-whom-other = For somebody else
    .hint = For example for your mother
appointment-name-me = What is your name?
    .body = You need not give a name. Then your appointment number is enough.
appointment-name-other = What is the person’s name?
    .body = You need not give a name. Then the appointment number is enough.
appointment-assistant = Would you like somebody to help you at the appointment?
    .body = For example with reading, writing or understanding. It costs nothing.
    .yes = Yes, please
    .no = No, thank you
appointment-call = May the office call you?
    .body = Only if we have to move or cancel the appointment. After the appointment we delete the number.
    .yes = Yes, please
    .no = No, do not call
appointment-phone = What is the telephone number?
    .body = With the area code, please.

appointment-check = Would you like to book this appointment?
    .yes = Yes, book it
    .no = No, I changed my mind
appointment-what-fact = What for
appointment-when-fact = When
appointment-when = { $date }, { $time }
appointment-me-fact = Your name
appointment-other-fact = For
appointment-phone-fact = Telephone
appointment-assistant-fact = Assistant
appointment-assistant-yes = Somebody helps you.
appointment-booked = Your appointment: { $date }, { $time }
    .body = This is your appointment number.
appointment-again = Your appointment: { $date }, { $time }
    .body = This is your appointment number.
appointment-moved = Your new appointment: { $date }, { $time }
    .body = Your appointment number is the same.
appointment-code-needed = Please keep the number safe.

appointment-code = What is your appointment number?
    .body = It has 10 digits. It is on your paper.
    .help = If there is a scanner here, you can also hold the paper under it.
appointment-unknown = We do not know the appointment number { $code }.
    .body = Please look at your paper again.
    .yes = Enter it again
    .no = Stop
appointment-too-many = Those were too many wrong numbers.
    .body = Please ask in the office. They are happy to help you.
appointment-yours = Your appointment: { $date }, { $time }
    .body = What would you like to do?
appointment-yours-move = Move it
appointment-yours-cancel = Cancel it
appointment-yours-paper = Print the paper again
appointment-yours-notices = Messages about the appointment
appointment-yours-keep = Leave it as it is
appointment-is-cancelled = This appointment was cancelled.
    .body = It was for { $date }, { $time }. If you like, book a new appointment.
appointment-is-done = This appointment is over.
    .body = It was on { $date }, { $time }. If you like, book a new appointment.
appointment-is-expired = This appointment has passed.
    .body = It was on { $date }, { $time }. Please ask in the office or book a new appointment.
appointment-is-arrived = You have already checked in.
    .body = Your appointment: { $date }, { $time }. Please wait until you are called.
appointment-is-missed = Your appointment has passed.
    .body = It was on { $date }, { $time }. Please take a number or ask in the office.
appointment-move-check = Would you like to move the appointment?
    .yes = Yes, move it
    .no = No, leave it
appointment-old-fact = Until now
appointment-new-fact = New
appointment-not-moved = That did not work.
    .body = Your appointment stays as it was. Please ask in the office.
appointment-cancel-check = Would you like to cancel the appointment?
    .yes = Yes, cancel it
    .no = No, leave it
appointment-cancelled = Your appointment is cancelled.
    .body = Thank you. Now somebody else can come on { $date }, { $time }.
appointment-not-cancelled = That did not work.
    .body = Your appointment is not cancelled. Please ask in the office.

appointment-not-today = Your appointment is not today.
    .body = It is on { $date }, { $time }. Please come back then.
appointment-was = Your appointment was on another day.
    .body = It was on { $date }, { $time }. Please ask in the office or book a new appointment.
appointment-too-early = You are early.
    .body = Your appointment is today, { $time }. Please check in again a little later.
appointment-today-check = Your appointment is today, { $time }. Are you here for it?
    .yes = Yes, check in
    .no = No
appointment-late = Your appointment was today, { $time }.
    .body = That was some time ago. Please take a number or ask in the office.
appointment-no-number-free = No number is free at the moment.
    .body = Your appointment is still valid. Please speak to somebody in the office.
appointment-not-taken = That did not work.
    .body = Your appointment is still valid. Please speak to somebody in the office.
appointment-office-closed = The office is closed now.
    .body = Please ask in the office during opening hours.
appointment-arrived = You are checked in. Your number
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = Your appointment
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = Your appointment number:
appointment-paper-come = When you are here: enter the number at the terminal, or hold this paper under the scanner.
appointment-paper-change = With the number you can also change or cancel the appointment at the terminal.
appointment-paper-phone = Telephone: { $phone }

purpose-appointment = We reserve a time for you. You give your name and telephone only if you like.
basis-appointment = A task of the city (Article 6(1)(e) GDPR). For a call: your consent (point (a)).
recipient-appointment = The office. Only those who work there see what you enter.
retention-appointment = Soon after the appointment we delete name and telephone.

# Digits one after the other.
digits-left = { $count ->
    [one] 1 more digit
   *[other] { $count } more digits
  }
digits-missing = { $count ->
    [one] 1 digit is missing.
   *[other] { $count } digits are missing.
  }
digits-empty = Please enter the digits.
