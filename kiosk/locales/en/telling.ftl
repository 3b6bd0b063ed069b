# Being told elsewhere that one's turn comes: offered with a number, where the office can send notices.
tell = Shall we let you know?
    .body = Then you need not wait here. We write to you when it is nearly your turn.
    .voice = Let me know
tell-none = No, I will wait here
    .voice = No
tell-sms = Yes, by text message
    .voice = Text message | Phone
tell-email = Yes, by e-mail
    .voice = E-mail

declare-telling = Do you agree to this?
    .yes = Yes, I agree
    .no = No, rather not
tell-purpose = We write to you when it is your turn. We need it only for that.
tell-kept = What do we keep?
tell-kept-what = Your phone number or e-mail address, your language, and that you agreed. No name.
tell-basis = Your consent (Article 6(1)(a) GDPR)
tell-recipient = The office, and the service that sends the message.
tell-retention = { $hours ->
    [0] We delete it right after your visit.
    [one] We delete it 1 hour after your visit.
   *[other] We delete it { $hours } hours after your visit.
}
tell-withdraw = And if you change your mind?
tell-withdraw-how = You can end it at any time: here, on the web page of your number, or at the office.

tell-phone = What is your phone number?
    .body = Please include the area code.
tell-address = What is your e-mail address?
tell-address-again = This address is not complete.
    .body = Please write it once more. It looks like this: name@example.com
tell-bad-sms = We cannot write to this number.
    .body = Maybe the area code is missing. With “{ next }” you can try again.
tell-bad-email = We cannot write to this address.
    .body = With “{ next }” you can try again.

tell-sent-sms = We are sending you a text message with a code.
    .body = Please look at your phone. It can take a minute.
tell-sent-email = We are sending you an e-mail with a code.
    .body = Please look at your e-mails. It can take a minute.
tell-have = I have the code
tell-missing = Nothing arrives
tell-stop = I do not want messages
    .voice = No messages
tell-code = What is the code in the message?
    .body = It has 6 digits and is valid for 10 minutes.
tell-wrong = This code is not right.
    .body = With “{ next }” you can look again.
tell-late = This code is no longer valid.
    .body = With “{ next }” you get a new one.
tell-again-sms = Maybe the phone number is not right.
    .body = With “{ next }” you enter it once more.
tell-again-email = Maybe the e-mail address is not right.
    .body = With “{ next }” you enter it once more. Please look among your junk mail, too.
tell-away-sms = Text messages do not get through at the moment.
    .body = We keep trying. You can also wait here. Your number is valid.
tell-away-email = E-mails do not get through at the moment.
    .body = We keep trying. You can also wait here. Your number is valid.
tell-over = There are no more messages for number { $number }.
    .body = It has been called already or is no longer valid. Please ask at the office.
tell-too-many = We cannot send more codes.
    .body = Please wait here. Your number is valid.
tell-other = That did not work.
    .body = Please wait here. Your number is valid.
tell-done = We will let you know. Your number
    .body = You may go out now. Please come back when we write.
tell-already = You already get messages.
    .body = Shall it stay like this?
tell-already-keep = Yes, leave it
tell-stopped = You get no messages.
    .body = What you gave us is deleted. Your number is still valid.

# The same for an appointment.
appointment-tell = Shall we remind you of the appointment?
    .body = We write to you one day before. And when something changes.
    .voice = Remind me
appointment-tell-none = No messages
    .voice = No
appointment-tell-same = Yes, by text message to the number you gave
appointment-tell-sms = Yes, by text message to another number
appointment-tell-purpose = We confirm the appointment, remind you one day before and write when something changes. We need it only for that.
appointment-tell-withdraw-how = You can end it at any time: here with your appointment number, or at the office.
appointment-tell-away-sms = { tell-away-sms }
    .body = We keep trying. Your appointment is valid in any case.
appointment-tell-away-email = { tell-away-email }
    .body = We keep trying. Your appointment is valid in any case.
appointment-tell-over = There are no messages for this appointment.
    .body = It is cancelled or already over. Please ask at the office.
appointment-tell-too-many = { tell-too-many }
    .body = Your appointment is still valid.
appointment-tell-other = { tell-other }
    .body = Your appointment is still valid.
appointment-tell-done = We will let you know.
    .body = You will soon get a confirmation, and a reminder one day before the appointment.
appointment-tell-stopped = { tell-stopped }
    .body = What you gave us is deleted. Your appointment is still valid.
