# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = Nächstes Feld
web-field-enter = Eingabe
web-field-done = Fertig
web-numbers = Links mit Nummern
    .voice = Links mit Nummern | Nummern
web-numbers-off = Nummern weg
    .voice = keine Nummern
web-number-ask = { $count ->
    [one] Es gibt Nummer 1. Welche Nummer?
   *[other] Es gibt die Nummern 1 bis { $count }. Welche Nummer?
}
web-number-take = Wählen
web-number-leave = Keine
web-up = Nach oben
    .voice = nach oben | hoch
web-down = Nach unten
    .voice = nach unten | weiter unten
web-read-nothing = Auf dieser Seite steht nichts zum Vorlesen.
web-read-image = Bild:
web-read-button = Knopf:
web-read-field = Feld
web-read-choice = Auswahl
web-read-empty = ist leer.
web-read-private = wird nicht vorgelesen.
web-read-on = ist gewählt.
web-read-off = ist nicht gewählt.
