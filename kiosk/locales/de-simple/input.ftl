# Only what is said more simply than in German.
key-variants = Andere Buchstaben, zum Beispiel é
input-suggestion = Meinen Sie das?
text-empty = Bitte schreiben Sie etwas.
text-too-long = { $over ->
    [one] Der Text ist zu lang. Löschen Sie bitte 1 Zeichen.
   *[other] Der Text ist zu lang. Löschen Sie bitte { $over } Zeichen.
  }
text-control-characters = Im Text ist ein falsches Zeichen. Löschen Sie es bitte.
text-not-taken = Das geht so nicht. Schreiben Sie es bitte anders.
number-empty = Bitte tippen Sie eine Zahl.
date-empty = Bitte tippen Sie Tag, Monat und Jahr.
date-year-short = Das Jahr hat vier Ziffern.
date-no-such-day = Diesen Tag gibt es nicht.
date-too-small = Das ist zu früh. Der erste Tag ist { $first }.
date-too-large = Das ist zu spät. Der letzte Tag ist { $last }.
key-exclamation = Ausrufe-Zeichen
key-quotes = Anführungs-Zeichen
