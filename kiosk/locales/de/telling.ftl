# Being told elsewhere that one's turn comes: offered with a number, where the office can send notices.
tell = Sollen wir Ihnen Bescheid sagen?
    .body = Dann müssen Sie nicht hier warten. Wir schreiben Ihnen, wenn Sie bald dran sind.
    .voice = Sagen Sie mir Bescheid
tell-none = Nein, ich warte hier
    .voice = Nein
tell-sms = Ja, als SMS auf das Telefon
    .voice = SMS | Telefon
tell-email = Ja, als E-Mail
    .voice = E-Mail

declare-telling = Sind Sie damit einverstanden?
    .yes = Ja, einverstanden
    .no = Nein, doch nicht
tell-purpose = Wir schreiben Ihnen, wann Sie dran sind. Nur dafür brauchen wir das.
tell-kept = Was speichern wir?
tell-kept-what = Ihre Telefonnummer oder E-Mail-Adresse, Ihre Sprache und dass Sie zugestimmt haben. Keinen Namen.
tell-basis = Ihre Einwilligung (Artikel 6 Absatz 1 Buchstabe a DSGVO)
tell-recipient = Das Büro und der Dienst, der die Nachricht verschickt.
tell-retention = { $hours ->
    [0] Wir löschen es gleich nach Ihrem Besuch.
    [one] Wir löschen es 1 Stunde nach Ihrem Besuch.
   *[other] Wir löschen es { $hours } Stunden nach Ihrem Besuch.
}
tell-withdraw = Und wenn Sie nicht mehr wollen?
tell-withdraw-how = Sie können es jederzeit beenden: hier, auf der Internet-Seite zu Ihrer Nummer oder im Büro.

tell-phone = Wie ist Ihre Telefonnummer?
    .body = Bitte mit der Vorwahl.
tell-address = Wie ist Ihre E-Mail-Adresse?
tell-address-again = Diese Adresse ist nicht vollständig.
    .body = Bitte schreiben Sie sie noch einmal. Sie sieht so aus: name@beispiel.de
tell-bad-sms = An diese Nummer können wir nicht schreiben.
    .body = Vielleicht fehlt die Vorwahl. Mit „{ next }“ versuchen Sie es noch einmal.
tell-bad-email = An diese Adresse können wir nicht schreiben.
    .body = Mit „{ next }“ versuchen Sie es noch einmal.

tell-sent-sms = Wir schicken Ihnen eine SMS mit einem Code.
    .body = Bitte sehen Sie auf Ihr Telefon. Es kann eine Minute dauern.
tell-sent-email = Wir schicken Ihnen eine E-Mail mit einem Code.
    .body = Bitte sehen Sie in Ihre E-Mails. Es kann eine Minute dauern.
tell-have = Ich habe den Code
tell-missing = Es kommt nichts an
tell-stop = Ich möchte keine Nachrichten
    .voice = Keine Nachrichten
tell-code = Welcher Code steht in der Nachricht?
    .body = Er hat 6 Ziffern und gilt 10 Minuten.
tell-wrong = Dieser Code stimmt nicht.
    .body = Mit „{ next }“ können Sie noch einmal nachsehen.
tell-late = Dieser Code gilt nicht mehr.
    .body = Mit „{ next }“ bekommen Sie einen neuen.
tell-again-sms = Vielleicht stimmt die Telefonnummer nicht.
    .body = Mit „{ next }“ geben Sie sie noch einmal ein.
tell-again-email = Vielleicht stimmt die E-Mail-Adresse nicht.
    .body = Mit „{ next }“ geben Sie sie noch einmal ein. Sehen Sie auch bei der unerwünschten Post nach.
tell-away-sms = SMS kommen gerade nicht durch.
    .body = Wir versuchen es weiter. Sie können auch hier warten. Ihre Nummer gilt.
tell-away-email = E-Mails kommen gerade nicht durch.
    .body = Wir versuchen es weiter. Sie können auch hier warten. Ihre Nummer gilt.
tell-over = Für die Nummer { $number } gibt es keine Nachrichten mehr.
    .body = Sie wurde schon aufgerufen oder gilt nicht mehr. Bitte fragen Sie im Büro.
tell-too-many = Mehr Codes können wir nicht schicken.
    .body = Bitte warten Sie hier. Ihre Nummer gilt.
tell-other = Das hat nicht geklappt.
    .body = Bitte warten Sie hier. Ihre Nummer gilt.
tell-done = Wir sagen Ihnen Bescheid. Ihre Nummer
    .body = Sie dürfen jetzt hinausgehen. Bitte kommen Sie zurück, wenn wir schreiben.
tell-already = Sie bekommen schon Nachrichten.
    .body = Soll das so bleiben?
tell-already-keep = Ja, so lassen
tell-stopped = Sie bekommen keine Nachrichten.
    .body = Ihre Angabe ist gelöscht. Ihre Nummer gilt weiter.

# The same for an appointment.
appointment-tell = Sollen wir Sie an den Termin erinnern?
    .body = Wir schreiben Ihnen einen Tag vorher. Änderungen schreiben wir Ihnen auch.
    .voice = Erinnern Sie mich
appointment-tell-none = Nein, keine Nachrichten
    .voice = Nein
appointment-tell-same = Ja, als SMS an die genannte Nummer
appointment-tell-sms = Ja, als SMS an eine andere Nummer
appointment-tell-purpose = Wir schreiben Ihnen eine Bestätigung und eine Erinnerung. Änderungen schreiben wir Ihnen auch. Nur dafür brauchen wir das.
appointment-tell-withdraw-how = Sie können es jederzeit beenden: hier mit Ihrer Terminnummer oder im Büro.
appointment-tell-away-sms = { tell-away-sms }
    .body = Wir versuchen es weiter. Ihr Termin gilt auf jeden Fall.
appointment-tell-away-email = { tell-away-email }
    .body = Wir versuchen es weiter. Ihr Termin gilt auf jeden Fall.
appointment-tell-over = Für diesen Termin gibt es keine Nachrichten.
    .body = Er ist abgesagt oder schon vorbei. Bitte fragen Sie im Büro.
appointment-tell-too-many = { tell-too-many }
    .body = Ihr Termin gilt trotzdem.
appointment-tell-other = { tell-other }
    .body = Ihr Termin gilt trotzdem.
appointment-tell-done = Wir sagen Ihnen Bescheid.
    .body = Sie bekommen gleich eine Bestätigung. Einen Tag vor dem Termin erinnern wir Sie.
appointment-tell-stopped = { tell-stopped }
    .body = Ihre Angabe ist gelöscht. Ihr Termin gilt weiter.
