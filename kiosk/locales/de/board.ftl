# The screen in the waiting room: numbers and rooms, never what somebody comes for.

board-come = Bitte kommen Sie
board-after = Danach
board-quiet = Bitte warten Sie. Ihre Nummer erscheint hier.
board-more-calls = { $count ->
    [one] und 1 weitere Nummer
   *[other] und { $count } weitere Nummern
}
board-more-waiting = { $count ->
    [one] und 1 weitere Nummer
   *[other] und { $count } weitere Nummern
}

# $late is board-delay-late and is set bold.
board-delay = { $room }: heute etwa { $late }
board-delay-late = { $minutes ->
    [one] 1 Minute später
   *[other] { $minutes } Minuten später
}

board-room-room = Raum { $n }
board-room-place = Platz { $n }
board-room-counter = Schalter { $n }

board-info-hygiene = Der Raum wird nach jedem Besuch gereinigt.
board-info-ticket = Ihre Nummer steht auf Ihrem Zettel.
board-info-missed = Nummer verpasst? Bitte sagen Sie uns Bescheid.

# $since is one of the ages below and is set bold.
board-stale = Diese Anzeige ist nicht aktuell ({ $since }). Bitte fragen Sie nach.
board-age-now = aktuell
board-age-seconds = Stand: vor { $n } Sekunden
board-age-minutes = { $n ->
    [one] Stand: vor 1 Minute
   *[other] Stand: vor { $n } Minuten
}
board-age-hours = { $n ->
    [one] Stand: vor 1 Stunde
   *[other] Stand: vor { $n } Stunden
}
board-age-never = keine Verbindung

board-closed = Geschlossen
board-closed-today = Heute geschlossen
board-closed-holiday = Feiertag: geschlossen
board-opens = Wieder offen: { $day }, { $opens } bis { $closes } Uhr
board-day-today = heute
board-day-tomorrow = morgen
board-day-0 = Montag
board-day-1 = Dienstag
board-day-2 = Mittwoch
board-day-3 = Donnerstag
board-day-4 = Freitag
board-day-5 = Samstag
board-day-6 = Sonntag

board-say = Nummer { $number }, bitte { $room }.
