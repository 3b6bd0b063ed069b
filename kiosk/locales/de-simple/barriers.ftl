# Accessibility, in plain language; what is simple in German already is left out.

purpose-accessibility = Sie melden eine Barriere. Oder Sie lesen die Erklärung.
barrier-words = Möchten Sie etwas schreiben?
    .body = Wollen Sie eine Antwort? Schreiben Sie Telefon oder E-Mail dazu. Das Feld kann leer bleiben.
barrier-check = Soll das gedruckt werden?
    .yes = Ja, drucken
    .no = Nein, doch nicht
barrier-printed = Ihre Meldung ist fertig.
    .body = Geben Sie das Papier im Büro ab. Oder holen Sie Hilfe.
barrier-no-paper = Der Drucker hat kein Papier.
    .body = Bitte holen Sie Hilfe. Oder melden Sie sich hier.
barrier-unreachable = Der Drucker geht gerade nicht.
    .body = Bitte holen Sie Hilfe. Oder melden Sie sich hier.
statement = Dieses Gerät ist für alle da.
    .body = Dafür gibt es Gesetze.
statement-checked = So prüfen wir
    .body = Wir messen jeden Bildschirm. Die Liste hat das Büro.
statement-gap-housing = Höhe, Platz und Tasten prüft ein Mensch.
statement-gap-readers = Sie können kein eigenes Gerät anschließen. Dieses Gerät liest vor.
statement-gap-translations = Manche Sprachen sind noch nicht geprüft.
statement-contact-none = Hier melden Sie Barrieren
    .body = Die Adresse fehlt noch. Bitte fragen Sie im Büro.
statement-body = Niemand hilft Ihnen?
    .body = Dann hilft diese Stelle. Das kostet nichts.
statement-body-none = Niemand hilft Ihnen?
    .body = Dann hilft eine andere Stelle. Bitte fragen Sie im Büro.
