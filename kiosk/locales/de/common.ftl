# Words that many screens share.
next = Weiter
back = Zurück
confirm-yes = Ja
    .voice = richtig | stimmt
confirm-no = Nein
    .voice = falsch | stimmt nicht

# Why an answer is not taken.
problem-empty = Hier fehlt noch etwas.
problem-too-long = Das ist zu lang. Bitte kürzen Sie es.
problem-control-characters = Darin ist ein Zeichen, das wir nicht lesen können. Bitte löschen Sie es.
problem-not-offered = Das steht hier nicht zur Wahl. Bitte wählen Sie noch einmal.
problem-too-small = Das ist zu klein oder zu früh.
problem-too-large = Das ist zu groß oder zu spät.
problem-wrong-kind = Das haben wir nicht verstanden. Bitte versuchen Sie es noch einmal.

weekday-0 = Montag
weekday-1 = Dienstag
weekday-2 = Mittwoch
weekday-3 = Donnerstag
weekday-4 = Freitag
weekday-5 = Samstag
weekday-6 = Sonntag

# What a service does with data, shown before the first private question.
declare = Bevor Sie etwas schreiben
    .body = Das passiert mit Ihren Angaben.
declare-purpose = Wozu?
declare-basis = Grundlage
declare-recipient = Wer bekommt es?
declare-retention = Wie lange?
