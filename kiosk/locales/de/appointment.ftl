# Appointments: book, move, cancel, say that one is here.
service-appointment = Termin
    .hint = Buchen, ändern, anmelden
    .voice = Termin buchen | Termine | Ich habe einen Termin
appointment = Was möchten Sie tun?
appointment-today = Heute ist noch Zeit
    .hint = Zum Beispiel um { $time }
    .voice = Heute | Termin heute
appointment-book = Termin buchen
    .voice = Buchen | Neuer Termin
appointment-here = Ich habe einen Termin und bin da
    .voice = Ich bin da | Anmelden
appointment-change = Termin ändern oder absagen
    .voice = Ändern | Absagen | Verschieben

appointment-what = Wofür brauchen Sie einen Termin?
appointment-day = An welchem Tag?
appointment-day-one = { $date }
appointment-day-today = Heute, { $date }
    .voice = Heute
appointment-day-range = { $from } bis { $to }
appointment-day-later = Später
    .hint = Weitere Tage
appointment-time = Um wie viel Uhr?
appointment-time-one = { $time }
appointment-time-range = { $from } bis { $to }
appointment-none = Im Moment ist nichts frei.
    .body = Bitte fragen Sie im Büro nach. Oder versuchen Sie es an einem anderen Tag noch einmal.
appointment-taken = Diese Zeit ist nicht mehr frei.
    .body = Gerade war jemand schneller. Mit „{ next }“ suchen Sie eine andere Zeit aus.
appointment-no-assistant = Zu dieser Zeit ist keine Begleitung frei.
    .body = Mit „{ next }“ suchen Sie eine andere Zeit aus.
appointment-hold-ended = Es hat zu lange gedauert.
    .body = Die Zeit war 30 Minuten für Sie reserviert. Mit „{ next }“ suchen Sie noch einmal eine Zeit aus.
appointment-limit = Sie haben schon einen Termin.
    .body = Mehr Termine gehen gerade nicht. Sie können Ihren Termin ändern oder absagen. Oder Sie fragen im Büro.
appointment-closed = An diesem Tag ist geschlossen.
    .body = Sie haben jetzt keinen neuen Termin. Bitte fragen Sie im Büro.
appointment-other = Das hat nicht geklappt.
    .body = Sie haben jetzt keinen neuen Termin. Bitte fragen Sie im Büro.

appointment-whom = Für wen ist der Termin?
appointment-whom-me = Für mich
appointment-whom-other = Für jemand anderen
    .hint = Zum Beispiel für die Mutter
appointment-name-me = Wie heißen Sie?
    .body = Sie müssen keinen Namen sagen. Dann genügt Ihre Terminnummer.
appointment-name-other = Wie heißt die Person?
    .body = Sie müssen keinen Namen sagen. Dann genügt die Terminnummer.
appointment-assistant = Soll Ihnen beim Termin jemand helfen?
    .body = Zum Beispiel beim Lesen, Schreiben oder Verstehen. Es kostet nichts.
    .yes = Ja, bitte
    .no = Nein, nicht nötig
appointment-call = Darf das Büro Sie anrufen?
    .body = Nur wenn wir den Termin verschieben oder absagen müssen. Nach dem Termin löschen wir die Nummer.
    .yes = Ja, gern
    .no = Nein, nicht anrufen
appointment-phone = Wie ist die Telefonnummer?
    .body = Bitte mit der Vorwahl.

appointment-check = Möchten Sie diesen Termin buchen?
    .yes = Ja, buchen
    .no = Nein, doch nicht
appointment-what-fact = Wofür
appointment-when-fact = Wann
appointment-when = { $date }, { $time }
appointment-me-fact = Name
appointment-other-fact = Für
appointment-phone-fact = Telefon
appointment-assistant-fact = Begleitung
appointment-assistant-yes = Jemand hilft Ihnen.
appointment-booked = Ihr Termin: { $date }, { $time }
    .body = Das ist Ihre Terminnummer.
appointment-again = Ihr Termin: { $date }, { $time }
    .body = Das ist Ihre Terminnummer.
appointment-moved = Ihr neuer Termin: { $date }, { $time }
    .body = Ihre Terminnummer ist dieselbe.
appointment-code-needed = Bitte heben Sie die Nummer gut auf.

appointment-code = Welche Terminnummer haben Sie?
    .body = Sie hat 10 Ziffern. Sie steht auf Ihrem Papier.
    .help = Wenn hier ein Lesegerät ist, können Sie auch das Papier darunter halten.
appointment-unknown = Die Terminnummer { $code } kennen wir nicht.
    .body = Bitte sehen Sie noch einmal auf Ihr Papier.
    .yes = Noch einmal eingeben
    .no = Aufhören
appointment-too-many = Das waren zu viele falsche Nummern.
    .body = Bitte fragen Sie im Büro. Dort hilft man Ihnen gern.
appointment-yours = Ihr Termin: { $date }, { $time }
    .body = Was möchten Sie tun?
appointment-yours-move = Verschieben
appointment-yours-cancel = Absagen
appointment-yours-paper = Papier noch einmal drucken
appointment-yours-notices = Nachrichten zum Termin
appointment-yours-keep = Alles so lassen
appointment-is-cancelled = Dieser Termin wurde abgesagt.
    .body = Er war für { $date }, { $time }. Wenn Sie möchten, buchen Sie einen neuen Termin.
appointment-is-done = Dieser Termin war schon.
    .body = Er war am { $date }, { $time }. Wenn Sie möchten, buchen Sie einen neuen Termin.
appointment-is-expired = Dieser Termin ist vorbei.
    .body = Er war am { $date }, { $time }. Bitte fragen Sie im Büro oder buchen Sie einen neuen Termin.
appointment-is-arrived = Sie sind schon angemeldet.
    .body = Ihr Termin: { $date }, { $time }. Bitte warten Sie, bis Sie aufgerufen werden.
appointment-is-missed = Ihr Termin war schon.
    .body = Er war am { $date }, { $time }. Bitte nehmen Sie eine Nummer oder fragen Sie im Büro.
appointment-move-check = Möchten Sie den Termin verschieben?
    .yes = Ja, verschieben
    .no = Nein, so lassen
appointment-old-fact = Bisher
appointment-new-fact = Neu
appointment-not-moved = Das hat nicht geklappt.
    .body = Ihr Termin bleibt, wie er war. Bitte fragen Sie im Büro.
appointment-cancel-check = Möchten Sie den Termin absagen?
    .yes = Ja, absagen
    .no = Nein, so lassen
appointment-cancelled = Ihr Termin ist abgesagt.
    .body = Danke. Jetzt kann jemand anderes am { $date }, { $time } kommen.
appointment-not-cancelled = Das hat nicht geklappt.
    .body = Ihr Termin ist nicht abgesagt. Bitte fragen Sie im Büro.

appointment-not-today = Ihr Termin ist nicht heute.
    .body = Er ist am { $date }, { $time }. Bitte kommen Sie dann wieder.
appointment-was = Ihr Termin war an einem anderen Tag.
    .body = Er war am { $date }, { $time }. Bitte fragen Sie im Büro oder buchen Sie einen neuen Termin.
appointment-too-early = Sie sind früh da.
    .body = Ihr Termin ist heute, { $time }. Bitte melden Sie sich etwas später noch einmal an.
appointment-today-check = Ihr Termin ist heute, { $time }. Sind Sie dafür da?
    .yes = Ja, anmelden
    .no = Nein
appointment-late = Ihr Termin war heute, { $time }.
    .body = Das ist schon länger her. Bitte nehmen Sie eine Nummer oder fragen Sie im Büro.
appointment-no-number-free = Im Moment ist keine Nummer frei.
    .body = Ihr Termin gilt trotzdem. Bitte sprechen Sie im Büro jemanden an.
appointment-not-taken = Das hat nicht geklappt.
    .body = Ihr Termin gilt trotzdem. Bitte sprechen Sie im Büro jemanden an.
appointment-office-closed = Das Büro ist jetzt geschlossen.
    .body = Bitte fragen Sie zu den Öffnungszeiten im Büro.
appointment-arrived = Sie sind angemeldet. Ihre Nummer
    .body = { place-state }

# The paper. Nothing on it says what the appointment is for.
appointment-paper-title = Ihr Termin
appointment-paper-day = { $date }
appointment-paper-time = { $time }
appointment-paper-code = Ihre Terminnummer:
appointment-paper-come = Wenn Sie da sind: Geben Sie die Nummer am Gerät ein, oder halten Sie dieses Papier unter das Lesegerät.
appointment-paper-change = Mit der Nummer können Sie den Termin am Gerät auch ändern oder absagen.
appointment-paper-phone = Telefon: { $phone }

purpose-appointment = Wir reservieren eine Zeit für Sie. Name und Telefon geben Sie nur an, wenn Sie möchten.
basis-appointment = Aufgabe der Stadt (Artikel 6 Absatz 1 Buchstabe e DSGVO). Für einen Anruf: Ihre Einwilligung (Buchstabe a).
recipient-appointment = Das Büro. Nur wer dort arbeitet, sieht Ihre Angaben.
retention-appointment = Kurz nach dem Termin löschen wir Name und Telefon.

# Digits one after the other.
digits-left = { $count ->
    [one] Noch 1 Ziffer
   *[other] Noch { $count } Ziffern
  }
digits-missing = { $count ->
    [one] Es fehlt noch 1 Ziffer.
   *[other] Es fehlen noch { $count } Ziffern.
  }
digits-empty = Bitte geben Sie die Ziffern ein.
