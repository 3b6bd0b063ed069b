# Einfache Sprache: what is missing here is read in German.
welcome = Guten Tag.
    .body = Tippen Sie auf Ihre Sprache.
    .card = Tippen Sie auf Ihre Sprache. Oder zeigen Sie Ihre Karte.
choose-language = Welche Sprache möchten Sie?
guide = Mit Stimme führen
    .voice = Stimme|vorlesen
promise = Das Gerät speichert nichts von Ihnen.
to-home = Zum Anfang
    .voice = Anfang|Start
home-short = Anfang
end = Beenden
    .voice = Ende|fertig
help-call = Hilfe holen
    .voice = Hilfe
helper-until = Hilfe ist da bis { $time }
helper-none = Jetzt ist keine Hilfe da
private-withheld = Das steht auf dem Bildschirm.
stop-waiting = Nicht mehr warten
    .voice = abbrechen
away = Das Büro antwortet jetzt nicht.
    .body = Ihre Antworten sind noch da.
broken = Das hat nicht geklappt.
    .body = Das Gerät hat einen Fehler. Sie haben alles richtig gemacht.
help-calling = Wir holen Hilfe.
help-open = Wir haben Hilfe geholt.
    .body = Bitte bleiben Sie hier. Gleich steht hier: Dann kommt die Hilfe.
help-coming = { $minutes ->
        [0] Die Hilfe kommt gleich.
        [one] Die Hilfe kommt in 1 Minute.
       *[other] Die Hilfe kommt in { $minutes } Minuten.
    }
    .body = Bitte bleiben Sie hier.
help-open-note = Wir haben Hilfe geholt
help-coming-note = { $minutes ->
        [0] Die Hilfe kommt gleich
        [one] Die Hilfe kommt in 1 Minute
       *[other] Die Hilfe kommt in { $minutes } Minuten
    }
help-done = Die Hilfe war da.
    .body = Brauchen Sie noch einmal Hilfe? Tippen Sie auf „Hilfe holen“.
help-withdrawn = Es kommt niemand.
    .body = Brauchen Sie doch Hilfe? Tippen Sie auf „Hilfe holen“.
help-away = Wir erreichen jetzt niemanden.
    .body = Versuchen Sie es noch einmal. Oder rufen Sie an.
help-nobody = Jetzt ist niemand da.
    .body = Bitte rufen Sie an. Oder kommen Sie zu diesen Zeiten.
help-withdraw = Keine Hilfe mehr
    .voice = keine Hilfe
warning = Sind Sie noch da?
    .body = Sonst ist gleich Schluss. Dann löscht das Gerät Ihre Antworten.
more-time = Ich brauche mehr Zeit
    .voice = mehr Zeit|noch nicht fertig
new-session = Neu anfangen
goodbye = Auf Wiedersehen.
    .body = Das Gerät löscht jetzt Ihre Antworten.
covered = Der Bildschirm ist zu.
    .body = Ihre Antworten sind noch da.
uncover = Wieder zeigen
    .voice = aufdecken | zeigen
adjust-title = So soll das Gerät sein:
adjust-theme-contrast = Schwarz und Gelb
out-of-order = Das Gerät geht jetzt nicht.
    .body = Hier bekommen Sie Hilfe: { $site }
adjust-pace = Tempo beim Vorlesen
