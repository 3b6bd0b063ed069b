# The shell of the terminal: welcome, strips, panels, notices.
welcome = Hello.
    .body = Touch your language.
    .card = Touch your language. Or show your card.
choose-language = Which language would you like?
guide = Guide me by voice
    .voice = voice|read aloud
promise = Nothing is stored on this device.
language = Language
    .voice = other language

to-home = To the start
    .voice = start|overview
home-short = Start
adjust = Adjust
    .voice = settings
read-aloud = Read aloud
    .voice = read|once more
read-stop = Stop
end = Finish
    .voice = end|done
help-call = Get help
    .voice = help
close = Back
helper-until = Help is here until { $time }
helper-none = Nobody is here right now

step-count = Question { $n } of { $of }
page-earlier = Previous
    .voice = page back
page-later = More
    .voice = page on
page-of = Page { $n } of { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }, chosen
private-withheld = This is on the screen.
please-wait = Please wait.
stop-waiting = Stop waiting
pictogram-backspace = Delete
pictogram-shift = Capital letter
pictogram-earlier = Previous
pictogram-later = More
pictogram-more = More
pictogram-less = Less

waiting = One moment, please.
away = The office does not answer right now.
    .body = What you entered is still here.
try-again = Try again
broken = Sorry, that did not work.
    .body = The fault is ours, not yours.
phone-line = Telephone { $phone }
hours-span = { $opens } to { $closes }
hours-closed = closed

help-calling = We are letting them know.
help-open = We have let them know.
    .body = Please stay here. You will soon see when somebody comes.
help-coming = { $minutes ->
        [0] Somebody is coming now.
        [one] Somebody is coming, in about 1 minute.
       *[other] Somebody is coming, in about { $minutes } minutes.
    }
    .body = Please stay here.
help-open-note = We have let them know
help-coming-note = { $minutes ->
        [0] Somebody is coming now
        [one] Somebody is coming, in about 1 minute
       *[other] Somebody is coming, in about { $minutes } minutes
    }
help-done = Somebody was with you.
    .body = Do you need help again? Touch “Get help”.
help-withdrawn = Nobody will come now.
    .body = Do you need help after all? Touch “Get help”.
help-away = We cannot reach anybody right now.
    .body = Please try again, or call us.
help-nobody = Nobody is here right now.
    .body = Please call us, or come at these times.
help-withdraw = No help needed

warning = Are you still there?
    .body = Otherwise your session ends. What you entered is then deleted.
seconds-left = { $n ->
        [one] 1 second left
       *[other] { $n } seconds left
    }
go-on = Continue
more-time = I need more time
    .voice = more time
new-session = New session
goodbye = Goodbye.
    .body = What you entered is being deleted now.
covered = The screen is covered.
    .body = What you entered is still here.
uncover = Show again
    .voice = uncover | show

adjust-title = How would you like this device?
adjust-done = Done
adjust-size = Size
adjust-size-100 = Normal
adjust-size-140 = Large
adjust-size-175 = Very large
adjust-theme = Colours
adjust-theme-paper = Light
adjust-theme-contrast = Black and yellow
adjust-theme-dark = Dark
adjust-low = Buttons
adjust-low-off = Everywhere
adjust-low-on = Only below
adjust-guide = Read everything
adjust-guide-off = No
adjust-guide-on = Yes
adjust-volume = Volume { $volume } %
adjust-quieter = Quieter
adjust-louder = Louder
adjust-pace = Pace of the voice
adjust-slower = Slower
adjust-faster = Faster
adjust-language = Language
adjust-sample = This is how I speak now.

out-of-order = This device is out of order right now.
    .body = { $site } will be glad to help you.

staff-person = Staff: your short name
staff-pin = Your PIN
    .body = The digits are in another place every time.
staff-pin-ok = Log in
staff-pin-clear = Delete
staff-digits = { $n ->
        [0] No digit yet
        [one] 1 digit
       *[other] { $n } digits
    }
staff-checking = Checking.
staff-refused = That was not right.
    .body = { $wait ->
        [0] Please try again.
        [one] Please wait 1 second.
       *[other] Please wait { $wait } seconds.
    }
staff-menu = What should the device do?
    .body = Volume at the beginning: { $volume } of 100
staff-menu-end = End the session
staff-menu-restart = Restart
staff-menu-out-of-order = Take out of order
staff-menu-back-in-order = Put back in order
staff-menu-quieter = Quieter
staff-menu-louder = Louder
staff-menu-close = Close the menu
