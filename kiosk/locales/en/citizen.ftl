# The home screen.
home = What would you like to do?

service-take-number = Take a number
    .hint = For the office
    .voice = number | ticket
service-my-turn = When is it my turn?
    .hint = Your place in the queue
    .voice = my turn | queue
service-show-slip = A note to show
    .hint = Your wish in German
    .voice = note | print a wish
service-practice = Practise
    .hint = Try it without risk
    .voice = try | practice
service-office = The office
    .hint = Hours and telephone
    .voice = opening hours | telephone | office
service-your-data = My data
    .hint = What happens to it?
    .voice = data protection | data

# Take a number.
take-number-counter = What do you need a number for?
take-number-counter-fact = For
take-number-wait-fact = Waiting time
take-number-wait = probably { $least } to { $most } minutes
take-number-wait-unknown = nobody can say right now
take-number-check = Would you like to take a number?
    .body = You will get a piece of paper with your number.
    .yes = Yes, take a number
    .no = No, not now
take-number-ticket = Your number
    .body = { place-state }
take-number-next = You can touch “{ end }” now. Your number stays valid. In the waiting room you will see and hear when it is your turn.
take-number-none = There are no numbers here at the moment.
    .body = Please speak to somebody in the office.
take-number-closed = The office is closed now.
    .body = You did not get a number. Please come back during opening hours.
take-number-closed-today = Closed today.
    .body = There are no numbers today. Please come on another day.
take-number-holiday = Today is a public holiday.
    .body = The office is closed and there are no numbers. Please come on another day.
take-number-no-number-free = No number is free at the moment.
    .body = Please ask in the office when it will go on.
take-number-other = That did not work.
    .body = You did not get a number. Please speak to somebody in the office.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] It is your turn. Please go here: { $room }
    [serving] This number is being served now.
    [parked] Please wait a little longer. Your number will be called again.
    [missed] This number has already been called. Please speak to somebody in the office.
    [done] This number has already had its turn today.
    [left] This number is no longer valid. You can take a new one.
   *[waiting] { $ahead ->
        [0] You are next. { place-wait }
        [one] 1 person is waiting before you. { place-wait }
       *[other] { $ahead } people are waiting before you. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Nobody can say at the moment how long it will take.
   *[other] You will probably be called between { $first } and { $last }.
  }

# Find a number's place.
my-turn-number = Which number do you have?
    .body = It is in large print on your paper.
my-turn-unknown = There is no number { $number } today.
    .body = Please look at your paper again. It may be from another day.
    .yes = Enter it again
    .no = Stop
my-turn-place = Your number
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = Your number
ticket-wait = Please wait until your number is called.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } This may still change.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = Please take your paper with you.
paper-no-paper = The printer is out of paper. Please remember your number.
paper-unreachable = The printer is not working. Please remember your number.

# A slip to show.
slip-wish = What should the note say?
    .body = You can show the note anywhere.
slip-wish-fill-in = I need help with filling in a form.
slip-wish-slow = I speak little German. Please speak slowly.
slip-wish-language = I would like to talk to somebody who speaks my language.
slip-wish-read-aloud = I cannot read well. Please read it to me.
slip-wish-write-down = I am hard of hearing. Please write it down for me.
slip-wish-own = I will write something myself.
slip-own = What would you like to say?
    .body = It is printed just as you write it.
slip-more = Would you like to add something?
    .body = You can also leave this empty.
slip-check = Shall we print the note like this?
    .yes = Yes, print
    .no = No, not now
slip-wish-fact = Your wish
slip-words-fact = Your words
slip-printed = Your note is ready.
    .body = Please take it with you. Show it at the counter.
slip-no-paper = The printer is out of paper.
    .body = Your note was not printed. Please speak to somebody in the office.
slip-unreachable = The printer is not working.
    .body = Your note was not printed. Please speak to somebody in the office.
slip-title = Hello! Please help me.
slip-date = { $date }

# Practise.
practice-start = Here you can practise in peace.
    .body = You cannot break anything. Nothing is sent or kept.
practice-touch = Touch a picture.
    .body = There is no right or wrong.
practice-touch-tram = Tram
practice-touch-tree = Tree
practice-touch-house = House
practice-touch-bicycle = Bicycle
practice-word = Very good. Write the name of a street.
    .body = After three letters you will see a suggestion. You can touch it.
practice-number = Great. Enter a number.
    .body = For example your favourite number, from 1 to 99.
practice-date = Well done. Choose a day.
    .body = For example today.
practice-check = Is this right?
    .body = With “{ back }” you can change everything.
    .yes = Yes, finished
    .no = Practise again
practice-thing-fact = Picture
practice-word-fact = Street
practice-number-fact = Number
practice-date-fact = Day
practice-done = You did it! Now you know how.
    .body = Everything on this terminal works the same way.

# The office.
office-today = The office today
    .body = Nobody is here to help at the terminal right now. You can phone or come during opening hours.
office-today-helped = The office today
    .body = Somebody is here until { $until } today and will be glad to help you.
office-open-fact = Today
office-phone-fact = Telephone
office-week = Opening hours
office-closed = closed
office-holiday = closed, today is a public holiday
office-next-fact = Open again
office-hours = { $from } to { $to }
office-hours-two = { $from } to { $to } and { $again } to { $until }

# What happens with the data.
data-device = Nothing stays stored on this terminal.
    .body = If anything is sent, we tell you first.
data-end = After “{ end }” everything is gone.
    .body = Touch “{ end }” at the top when you are done. If you forget, the terminal does it by itself after a short time.
data-rights = Your rights
    .body = You may ask what the city has stored about you. It must correct what is wrong. It must delete what it no longer needs. Ask in the office.
data-service = What would you like to know more about?
data-service-done = Finished
    .hint = Back to the overview

purpose-take-number = You get a number so that we can call people in turn.
purpose-my-turn = We show you how many people are waiting before you.
purpose-show-slip = We print your wish on a note.
purpose-practice = You practise using the terminal.
purpose-office = We show you opening hours and the telephone number.
purpose-your-data = We explain what happens to your data.
basis-public-task = A task of the city (Article 6(1)(e) GDPR)
basis-no-data = None needed. We need no data from you for this.
recipient-office-number = The office. It sees the number and what it is for, but not your name.
recipient-office-asked = The office. It gets only the number you enter.
recipient-paper = Only you. Your wish is on the paper that you take with you.
recipient-nobody = Nobody.
retention-number = The number is valid today only. Your name is not stored.
retention-asked = Your question is not stored.
retention-session = Until you touch “{ end }”. After that everything is gone.
retention-nothing = Nothing is stored.
