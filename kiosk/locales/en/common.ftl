# Words that many screens share.
next = Continue
back = Back
confirm-yes = Yes
    .voice = correct | that is right
confirm-no = No
    .voice = wrong | not right

# Why an answer is not taken.
problem-empty = Something is still missing here.
problem-too-long = This is too long. Please make it shorter.
problem-control-characters = There is a character in it that we cannot read. Please delete it.
problem-not-offered = You cannot choose this here. Please choose again.
problem-too-small = This is too small or too early.
problem-too-large = This is too large or too late.
problem-wrong-kind = We did not understand this. Please try again.

weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday

# What a service does with data, shown before the first private question.
declare = Before you write anything
    .body = This is what happens with your details.
declare-purpose = What for?
declare-basis = Legal basis
declare-recipient = Who gets it?
declare-retention = For how long?
