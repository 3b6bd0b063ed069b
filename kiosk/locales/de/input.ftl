# Keyboard, number pad, date and text fields.
keyboard = Tastatur
number-pad = Zifferntasten
key-shift = Großer Buchstabe
key-lock = Nur große Buchstaben
key-backspace = Löschen
key-letters = Buchstaben
key-digits = Ziffern und Zeichen
key-signs = Weitere Zeichen
key-variants = Buchstaben mit Zeichen, zum Beispiel é
key-script-arabic = Arabische Buchstaben
key-script-latin = Deutsche Buchstaben
key-space = Leerzeichen
key-newline = Neue Zeile
key-hyphen = Bindestrich
key-dot = Punkt
key-comma = Komma
key-at = At-Zeichen
key-underscore = Unterstrich
key-slash = Schrägstrich
key-colon = Doppelpunkt
key-semicolon = Strichpunkt
key-question = Fragezeichen
key-exclamation = Ausrufezeichen
key-apostrophe = Apostroph
key-quotes = Anführungszeichen
key-bracket-open = Klammer auf
key-bracket-close = Klammer zu
key-plus = Plus
key-minus = Minus
key-next-part = Weiter zum nächsten Feld
input-next = Weiter
input-skip = Auslassen
input-write = Schreiben
input-suggestion = Meinten Sie das?
input-hidden = { $count ->
    [one] 1 Zeichen, verdeckt
   *[other] { $count } Zeichen, verdeckt
  }
input-left = { $count ->
    [one] Noch 1 Zeichen frei
   *[other] Noch { $count } Zeichen frei
  }
text-empty = Bitte schreiben Sie etwas.
text-too-long = { $over ->
    [one] Der Text ist zu lang. Bitte nehmen Sie 1 Zeichen weg.
   *[other] Der Text ist zu lang. Bitte nehmen Sie { $over } Zeichen weg.
  }
text-control-characters = Ein unsichtbares Zeichen ist im Text. Bitte löschen Sie es.
text-not-taken = Das können wir so nicht annehmen. Bitte schreiben Sie es anders.
number-empty = Bitte geben Sie eine Zahl ein.
number-range = Von { $least } bis { $most }
number-too-small = Die Zahl ist zu klein. Die kleinste ist { $least }.
number-too-large = Die Zahl ist zu groß. Die größte ist { $most }.
date-day = Tag
date-month = Monat
date-year = Jahr
date-empty = Bitte geben Sie Tag, Monat und Jahr ein.
date-year-short = Bitte schreiben Sie das Jahr mit vier Ziffern.
date-no-such-day = Diesen Tag gibt es nicht. Bitte prüfen Sie die Zahlen.
date-too-small = Das Datum ist zu früh. Der erste Tag ist { $first }.
date-too-large = Das Datum ist zu spät. Der letzte Tag ist { $last }.
paper-cut = Mehr passt nicht auf das Papier.
