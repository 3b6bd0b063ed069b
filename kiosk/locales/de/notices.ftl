# Notices by SMS and e-mail: as short as an SMS (160 letters, or 70 in other scripts), never what somebody comes for.
notice-subject = Nachricht zu Ihrem Besuch
notice-code = { $code } ist Ihr Code. Geben Sie ihn nur am Terminal ein.
notice-booked = Ihre Nummer: { $number }. Wir sagen Ihnen Bescheid.
notice-booked-range = Ihre Nummer: { $number }. Aufruf etwa { $from } bis { $to } Uhr.
notice-booked-appointment = Ihr Termin: { $date }, { $time }.
notice-reminder = Erinnerung: Ihr Termin ist am { $date }, { $time }.
notice-moved = Ihr Termin ist jetzt am { $date }, { $time }.
notice-later = Nummer { $number }: Es dauert länger. Aufruf etwa { $from } bis { $to } Uhr.
notice-earlier = Nummer { $number }: Es geht schneller. Aufruf etwa { $from } bis { $to } Uhr.
notice-next = Nummer { $number }: Sie sind bald dran. Bitte kommen Sie zurück.
notice-called = Nummer { $number }: Bitte kommen Sie jetzt. { $room }
notice-cancelled = Ihre Nummer { $number } gilt nicht mehr. Fragen? { $phone }
notice-cancelled-appointment = Ihr Termin fällt aus: { $date }, { $time }. Fragen? { $phone }
notice-link = So steht es gerade: { $link }
notice-automatic = Diese Nachricht kommt automatisch. Bitte antworten Sie nicht.

# The page behind the code on the ticket.
status-title = Ihr Platz in der Reihe
status-number = Ihre Nummer
status-range = Aufruf etwa { $from } bis { $to } Uhr
status-no-range = Wann Sie dran sind, wissen wir noch nicht.
status-called = Bitte kommen Sie jetzt.
status-inside = Sie sind dran.
status-missed = Sie waren dran. Bitte melden Sie sich bei uns.
status-over = Ihr Besuch ist zu Ende.
status-cancelled = Diese Nummer gilt nicht mehr.
status-unknown = Diese Seite gibt es nicht oder nicht mehr.
status-busy = Gerade sind es zu viele Anfragen. Bitte warten Sie eine Minute.
status-at = Stand: { $time }. Die Seite lädt sich selbst neu.
status-reload = Neu laden
status-stop = Keine Nachrichten mehr
status-stopped = Sie bekommen keine Nachrichten mehr. Ihre Adresse ist gelöscht.
status-questions = Fragen? { $phone }
status-ahead = { $count ->
    [0] Sie sind als Nächstes dran.
    [one] Vor Ihnen ist 1 Person.
   *[other] Vor Ihnen sind { $count } Personen.
}

# On the paper, above the code that leads to the page.
ticket-page = Ihr Platz in der Reihe auf dem Telefon:
