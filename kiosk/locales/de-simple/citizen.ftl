# The home screen.
service-my-turn = Wann bin ich dran?
    .hint = Wie viele warten vor mir?
    .voice = Wann komme ich dran | Reihe
service-show-slip = Zettel drucken
    .hint = Mein Wunsch auf Deutsch
    .voice = Zettel | Wunsch drucken
service-practice = Üben
    .hint = Das Gerät ausprobieren
    .voice = Probieren | Probierladen
service-office = Das Büro
    .hint = Wann ist das Büro offen?
    .voice = Öffnungszeiten | Telefon | Büro | Auskunft

# Take a number.
take-number-wait = etwa { $least } bis { $most } Minuten
take-number-wait-unknown = Das wissen wir nicht.
take-number-check = Möchten Sie eine Nummer?
    .body = Sie bekommen ein Papier. Auf dem Papier steht Ihre Nummer.
    .yes = Ja
    .no = Nein
take-number-next = Ihre Nummer gilt weiter. Sie können jetzt „{ end }“ drücken. Gehen Sie dann in den Warteraum. Dort rufen wir Ihre Nummer auf.
take-number-none = Hier gibt es jetzt keine Nummern.
    .body = Bitte fragen Sie eine Person im Büro.
take-number-closed = Das Büro ist jetzt zu.
    .body = Sie haben keine Nummer. Bitte kommen Sie später wieder.
take-number-closed-today = Heute ist das Büro zu.
    .body = Heute gibt es keine Nummer. Bitte kommen Sie an einem anderen Tag.
take-number-holiday = Heute ist Feiertag.
    .body = Das Büro ist zu. Bitte kommen Sie an einem anderen Tag.
take-number-no-number-free = Jetzt ist keine Nummer frei.
    .body = Bitte fragen Sie eine Person im Büro.
take-number-other = Das hat nicht geklappt.
    .body = Sie haben keine Nummer. Bitte fragen Sie eine Person im Büro.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] Sie sind dran. Bitte gehen Sie hierhin: { $room }
    [serving] Diese Nummer ist jetzt dran.
    [parked] Bitte warten Sie noch. Wir rufen Sie noch einmal auf.
    [missed] Wir haben diese Nummer schon aufgerufen. Bitte fragen Sie eine Person im Büro.
    [done] Diese Nummer war heute schon dran.
    [left] Diese Nummer gilt nicht mehr. Sie können eine neue nehmen.
   *[waiting] { $ahead ->
        [0] Sie sind gleich dran. { place-wait }
        [one] 1 Person ist noch vor Ihnen. { place-wait }
       *[other] { $ahead } Personen sind noch vor Ihnen. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Wir wissen nicht, wie lange es dauert.
   *[other] Sie sind etwa zwischen { $first } und { $last } dran.
  }

# Find a number's place.
my-turn-number = Welche Nummer haben Sie?
    .body = Die Nummer steht auf Ihrem Papier.
my-turn-unknown = Die Nummer { $number } gibt es heute nicht.
    .body = Bitte schauen Sie auf Ihr Papier. Ist das Papier von heute?
    .yes = Noch einmal
    .no = Aufhören

# The paper of a number. Nothing on it says what the number is for.
ticket-wait = Bitte warten Sie. Wir rufen Ihre Nummer auf.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } Das kann sich ändern.
  }

# What became of a paper.
paper-printed = Bitte nehmen Sie Ihr Papier mit.
paper-no-paper = Der Drucker hat kein Papier. Bitte merken Sie sich Ihre Nummer.
paper-unreachable = Der Drucker geht nicht. Bitte merken Sie sich Ihre Nummer.

# A slip to show.
slip-wish-slow = Ich kann wenig Deutsch. Bitte sprechen Sie langsam.
slip-wish-language = Wer spricht hier meine Sprache?
slip-own = Was möchten Sie sagen?
    .body = Wir drucken Ihren Text.
slip-more = Möchten Sie noch etwas schreiben?
    .body = Sie müssen nichts schreiben.
slip-check = Möchten Sie den Zettel so drucken?
    .yes = Ja
    .no = Nein
slip-words-fact = Ihr Text
slip-printed = Ihr Zettel ist fertig.
    .body = Bitte nehmen Sie den Zettel mit.
slip-no-paper = Der Drucker hat kein Papier.
    .body = Es gibt keinen Zettel. Bitte fragen Sie eine Person im Büro.
slip-unreachable = Der Drucker geht nicht.
    .body = Es gibt keinen Zettel. Bitte fragen Sie eine Person im Büro.

# Practise.
practice-start = Hier können Sie üben.
    .body = Sie können nichts kaputt machen. Wir speichern nichts.
practice-touch = Drücken Sie auf ein Bild.
    .body = Alles ist richtig.
practice-touch-tram = Bahn
practice-word = Sehr gut. Schreiben Sie eine Straße.
    .body = Schreiben Sie 3 Buchstaben. Dann sehen Sie einen Vorschlag.
practice-number = Gut. Schreiben Sie eine Zahl.
    .body = Die Zahl ist von 1 bis 99.
practice-date = Sehr gut. Wählen Sie einen Tag.
    .body = Zum Beispiel heute.
practice-check = Ist das richtig?
    .body = Mit „{ back }“ können Sie alles ändern.
    .yes = Ja
    .no = Noch einmal üben
practice-done = Geschafft! Das können Sie jetzt.
    .body = Alles an diesem Gerät geht so.

# The office.
office-today = Heute im Büro
    .body = Jetzt ist keine Hilfe am Gerät da. Sie können anrufen.
office-today-helped = Heute im Büro
    .body = Heute hilft Ihnen hier eine Person. Sie ist bis { $until } da.
office-week = Wann ist das Büro offen?
office-closed = zu
office-holiday = zu, heute ist Feiertag
office-next-fact = Wieder auf

# What happens with the data.
data-device = Das Gerät speichert nichts.
    .body = Manchmal schicken wir etwas an das Büro. Das sagen wir Ihnen vorher.
data-end = Mit „{ end }“ ist alles weg.
    .body = Sind Sie fertig? Dann drücken Sie oben auf „{ end }“. Vergessen Sie es? Dann löscht das Gerät alles nach kurzer Zeit.
data-rights = Ihre Rechte
    .body = Sie dürfen fragen: Was weiß die Stadt über mich? Ist etwas falsch? Dann muss die Stadt es ändern. Fragen Sie im Büro.
data-service = Was möchten Sie wissen?

purpose-take-number = Sie bekommen eine Nummer. Dann rufen wir Sie auf.
purpose-my-turn = Sie sehen: Wie viele Personen sind vor mir?
purpose-show-slip = Wir drucken Ihren Wunsch.
purpose-practice = Sie üben an diesem Gerät.
purpose-office = Sie sehen: Wann ist das Büro offen?
purpose-your-data = Wir sagen Ihnen: Was passiert mit Ihren Daten?
basis-public-task = Die Stadt hat diese Aufgabe. Das steht im Gesetz von Europa zum Datenschutz: Artikel 6 Absatz 1 Buchstabe e.
basis-no-data = Keine. Wir brauchen dafür nichts von Ihnen.
recipient-office-number = Das Büro sieht Ihre Nummer. Das Büro sieht nicht Ihren Namen.
recipient-office-asked = Das Büro bekommt nur die Nummer.
recipient-paper = Nur Sie. Sie nehmen das Papier mit.
retention-number = Die Nummer gilt nur heute. Wir speichern keinen Namen.
retention-asked = Wir speichern Ihre Frage nicht.
retention-session = Bis Sie auf „{ end }“ drücken. Dann ist alles weg.
retention-nothing = Wir speichern nichts.
