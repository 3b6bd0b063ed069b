# The home screen.
home = Was möchten Sie tun?

service-take-number = Nummer nehmen
    .hint = Für das Büro
    .voice = Nummer | Nummer ziehen | Wartenummer
service-my-turn = Wann bin ich dran?
    .hint = Platz in der Reihe
    .voice = Wann komme ich dran | Reihe
service-show-slip = Zettel zum Zeigen
    .hint = Ihr Wunsch auf Deutsch
    .voice = Zettel | Wunsch drucken
service-practice = Üben
    .hint = Tippen ohne Risiko
    .voice = Probieren | Probierladen
service-office = Das Büro
    .hint = Zeiten und Telefon
    .voice = Öffnungszeiten | Telefon | Büro | Auskunft
service-your-data = Meine Daten
    .hint = Was passiert damit?
    .voice = Datenschutz | Daten

# Take a number.
take-number-counter = Wofür brauchen Sie eine Nummer?
take-number-counter-fact = Wofür
take-number-wait-fact = Wartezeit
take-number-wait = voraussichtlich { $least } bis { $most } Minuten
take-number-wait-unknown = kann gerade niemand sagen
take-number-check = Möchten Sie eine Nummer nehmen?
    .body = Sie bekommen ein Papier mit Ihrer Nummer.
    .yes = Ja, Nummer nehmen
    .no = Nein, doch nicht
take-number-ticket = Ihre Nummer
    .body = { place-state }
take-number-next = Sie können jetzt „{ end }“ berühren. Ihre Nummer bleibt gültig. Im Warteraum sehen und hören Sie, wenn Sie dran sind.
take-number-none = Hier gibt es gerade keine Nummern.
    .body = Bitte sprechen Sie im Büro jemanden an.
take-number-closed = Das Büro ist jetzt geschlossen.
    .body = Sie haben keine Nummer bekommen. Bitte kommen Sie zu den Öffnungszeiten wieder.
take-number-closed-today = Heute ist geschlossen.
    .body = Heute gibt es keine Nummern. Bitte kommen Sie an einem anderen Tag.
take-number-holiday = Heute ist Feiertag.
    .body = Das Büro ist geschlossen, und es gibt keine Nummern. Bitte kommen Sie an einem anderen Tag.
take-number-no-number-free = Im Moment ist keine Nummer frei.
    .body = Bitte fragen Sie im Büro, wann es weitergeht.
take-number-other = Das hat nicht geklappt.
    .body = Sie haben keine Nummer bekommen. Bitte sprechen Sie im Büro jemanden an.

# Where a number stands; state and people before it are pushed.
place-state = { $state ->
    [called] Sie sind dran. Bitte gehen Sie hierhin: { $room }
    [serving] Diese Nummer ist gerade dran.
    [parked] Bitte warten Sie noch. Ihre Nummer wird wieder aufgerufen.
    [missed] Diese Nummer wurde schon aufgerufen. Bitte sprechen Sie im Büro jemanden an.
    [done] Diese Nummer war heute schon dran.
    [left] Diese Nummer gilt nicht mehr. Sie können eine neue nehmen.
   *[waiting] { $ahead ->
        [0] Sie sind als Nächstes dran. { place-wait }
        [one] Vor Ihnen wartet noch 1 Person. { place-wait }
       *[other] Vor Ihnen warten noch { $ahead } Personen. { place-wait }
    }
  }
place-wait = { $first ->
    [unknown] Wie lange es dauert, kann gerade niemand sagen.
   *[other] Voraussichtlich sind Sie zwischen { $first } und { $last } dran.
  }

# Find a number's place.
my-turn-number = Welche Nummer haben Sie?
    .body = Sie steht groß auf Ihrem Papier.
my-turn-unknown = Die Nummer { $number } gibt es heute nicht.
    .body = Bitte sehen Sie noch einmal auf Ihr Papier. Vielleicht ist es von einem anderen Tag.
    .yes = Noch einmal eingeben
    .no = Aufhören
my-turn-place = Ihre Nummer
    .body = { place-state }

# The paper of a number. Nothing on it says what the number is for.
ticket-title = Ihre Nummer
ticket-wait = Bitte warten Sie, bis Ihre Nummer aufgerufen wird.
ticket-range = { $first ->
    [unknown] { place-wait }
   *[other] { place-wait } Das kann sich noch ändern.
  }
ticket-date = { $date }

# What became of a paper.
paper-printed = Bitte nehmen Sie Ihr Papier mit.
paper-no-paper = Der Drucker hat kein Papier mehr. Bitte merken Sie sich Ihre Nummer.
paper-unreachable = Der Drucker geht gerade nicht. Bitte merken Sie sich Ihre Nummer.

# A slip to show.
slip-wish = Was soll auf dem Zettel stehen?
    .body = Sie können den Zettel überall zeigen.
slip-wish-fill-in = Ich brauche Hilfe beim Ausfüllen.
slip-wish-slow = Ich spreche wenig Deutsch. Bitte sprechen Sie langsam.
slip-wish-language = Ich möchte mit jemandem sprechen, der meine Sprache spricht.
slip-wish-read-aloud = Ich kann nicht gut lesen. Bitte lesen Sie es mir vor.
slip-wish-write-down = Ich höre schlecht. Bitte schreiben Sie es mir auf.
slip-wish-own = Ich schreibe selbst etwas.
slip-own = Was möchten Sie sagen?
    .body = Es wird so gedruckt, wie Sie es schreiben.
slip-more = Möchten Sie noch etwas dazuschreiben?
    .body = Sie können das Feld auch leer lassen.
slip-check = Soll der Zettel so gedruckt werden?
    .yes = Ja, drucken
    .no = Nein, doch nicht
slip-wish-fact = Ihr Wunsch
slip-words-fact = Ihre Worte
slip-printed = Ihr Zettel ist fertig.
    .body = Bitte nehmen Sie ihn mit. Zeigen Sie ihn am Schalter.
slip-no-paper = Der Drucker hat kein Papier mehr.
    .body = Ihr Zettel wurde nicht gedruckt. Bitte sprechen Sie im Büro jemanden an.
slip-unreachable = Der Drucker geht gerade nicht.
    .body = Ihr Zettel wurde nicht gedruckt. Bitte sprechen Sie im Büro jemanden an.
slip-title = Guten Tag! Bitte helfen Sie mir.
slip-date = { $date }

# Practise.
practice-start = Hier können Sie in Ruhe üben.
    .body = Sie können nichts kaputt machen. Nichts wird verschickt oder gespeichert.
practice-touch = Berühren Sie ein Bild.
    .body = Es gibt kein Richtig und kein Falsch.
practice-touch-tram = Straßenbahn
practice-touch-tree = Baum
practice-touch-house = Haus
practice-touch-bicycle = Fahrrad
practice-word = Sehr gut. Schreiben Sie eine Straße.
    .body = Schon nach drei Buchstaben kommt ein Vorschlag. Sie können ihn berühren.
practice-number = Prima. Geben Sie eine Zahl ein.
    .body = Zum Beispiel Ihre Lieblingszahl, von 1 bis 99.
practice-date = Gut gemacht. Wählen Sie einen Tag.
    .body = Zum Beispiel den Tag heute.
practice-check = Stimmt das so?
    .body = Mit „{ back }“ können Sie alles ändern.
    .yes = Ja, fertig
    .no = Noch einmal üben
practice-thing-fact = Bild
practice-word-fact = Straße
practice-number-fact = Zahl
practice-date-fact = Tag
practice-done = Geschafft! Das können Sie jetzt.
    .body = Überall an diesem Gerät geht es genauso.

# The office.
office-today = Heute im Büro
    .body = Im Moment hilft hier niemand am Gerät. Sie können anrufen oder zu den Öffnungszeiten kommen.
office-today-helped = Heute im Büro
    .body = Heute ist bis { $until } jemand da und hilft Ihnen gern.
office-open-fact = Heute
office-phone-fact = Telefon
office-week = Öffnungszeiten
office-closed = geschlossen
office-holiday = geschlossen, heute ist Feiertag
office-next-fact = Wieder offen
office-hours = { $from } bis { $to }
office-hours-two = { $from } bis { $to } und { $again } bis { $until }

# What happens with the data.
data-device = Auf diesem Gerät bleibt nichts gespeichert.
    .body = Wenn etwas verschickt wird, sagen wir es Ihnen vorher.
data-end = Mit „{ end }“ ist alles weg.
    .body = Berühren Sie oben „{ end }“, wenn Sie fertig sind. Wenn Sie es vergessen, macht das Gerät es nach kurzer Zeit selbst.
data-rights = Ihre Rechte
    .body = Sie dürfen fragen, was die Stadt über Sie gespeichert hat. Falsches muss sie ändern. Was sie nicht mehr braucht, muss sie löschen. Fragen Sie im Büro.
data-service = Wozu möchten Sie mehr wissen?
data-service-done = Fertig
    .hint = Zurück zur Übersicht

purpose-take-number = Sie bekommen eine Nummer, damit wir Sie der Reihe nach aufrufen können.
purpose-my-turn = Wir zeigen Ihnen, wie viele Personen vor Ihnen warten.
purpose-show-slip = Wir drucken Ihren Wunsch auf einen Zettel.
purpose-practice = Sie üben den Umgang mit dem Gerät.
purpose-office = Wir zeigen Ihnen Öffnungszeiten und Telefon.
purpose-your-data = Wir erklären Ihnen, was mit Ihren Daten passiert.
basis-public-task = Aufgabe der Stadt (Artikel 6 Absatz 1 Buchstabe e DSGVO)
basis-no-data = Keine nötig. Wir brauchen dafür keine Daten von Ihnen.
recipient-office-number = Das Büro. Es sieht die Nummer und wofür sie ist, aber nicht Ihren Namen.
recipient-office-asked = Das Büro. Es bekommt nur die Nummer, die Sie eingeben.
recipient-paper = Nur Sie. Ihr Wunsch steht auf dem Papier, das Sie mitnehmen.
recipient-nobody = Niemand.
retention-number = Die Nummer gilt nur heute. Ihr Name wird nicht gespeichert.
retention-asked = Ihre Frage wird nicht gespeichert.
retention-session = Bis Sie „{ end }“ berühren. Danach ist alles weg.
retention-nothing = Es wird nichts gespeichert.
