# The shell of the terminal: welcome, strips, panels, notices.
welcome = Guten Tag.
    .body = Berühren Sie Ihre Sprache.
    .card = Berühren Sie Ihre Sprache. Oder zeigen Sie Ihre Karte.
choose-language = Welche Sprache möchten Sie?
guide = Mit Stimme führen
    .voice = Stimme|vorlesen
promise = Auf diesem Gerät bleibt nichts gespeichert.
language = Sprache
    .voice = andere Sprache

to-home = Zur Übersicht
    .voice = Übersicht|Anfang|Start
home-short = Start
adjust = Anpassen
    .voice = einstellen
read-aloud = Vorlesen
    .voice = lies vor|noch einmal
read-stop = Stopp
end = Beenden
    .voice = Ende|fertig
help-call = Hilfe holen
    .voice = Hilfe
close = Zurück
helper-until = Hilfe vor Ort bis { $time }
helper-none = Gerade ist niemand vor Ort

step-count = Frage { $n } von { $of }
page-earlier = Vorige
    .voice = zurückblättern
page-later = Weitere
    .voice = mehr|weiterblättern
page-of = Seite { $n } von { $of }
option-spoken = { $n }: { $label }
chosen-spoken = { $label }, ausgewählt
private-withheld = Das steht auf dem Bildschirm.
please-wait = Bitte warten Sie.
stop-waiting = Nicht mehr warten
    .voice = abbrechen
pictogram-backspace = Löschen
pictogram-shift = Großbuchstabe
pictogram-earlier = Vorige
pictogram-later = Weitere
pictogram-more = Mehr
pictogram-less = Weniger

waiting = Einen Moment bitte.
away = Das Büro antwortet gerade nicht.
    .body = Ihre Angaben sind noch da.
try-again = Noch einmal versuchen
broken = Das hat leider nicht geklappt.
    .body = Der Fehler liegt beim Gerät, nicht bei Ihnen.
phone-line = Telefon { $phone }
hours-span = { $opens } bis { $closes }
hours-closed = geschlossen

help-calling = Wir sagen Bescheid.
help-open = Wir haben Bescheid gesagt.
    .body = Bitte bleiben Sie hier. Gleich sehen Sie, wann jemand kommt.
help-coming = { $minutes ->
        [0] Jemand kommt gleich.
        [one] Jemand kommt, etwa 1 Minute.
       *[other] Jemand kommt, etwa { $minutes } Minuten.
    }
    .body = Bitte bleiben Sie hier.
help-open-note = Wir haben Bescheid gesagt
help-coming-note = { $minutes ->
        [0] Jemand kommt gleich
        [one] Jemand kommt, etwa 1 Minute
       *[other] Jemand kommt, etwa { $minutes } Minuten
    }
help-done = Die Hilfe war bei Ihnen.
    .body = Brauchen Sie wieder Hilfe? Berühren Sie „Hilfe holen“.
help-withdrawn = Es kommt niemand mehr.
    .body = Brauchen Sie doch Hilfe? Berühren Sie „Hilfe holen“.
help-away = Wir erreichen gerade niemanden.
    .body = Versuchen Sie es noch einmal, oder rufen Sie an.
help-nobody = Gerade ist niemand vor Ort.
    .body = Bitte rufen Sie an, oder kommen Sie zu diesen Zeiten.
help-withdraw = Doch keine Hilfe
    .voice = keine Hilfe

warning = Sind Sie noch da?
    .body = Sonst endet Ihre Sitzung. Ihre Angaben werden dann gelöscht.
seconds-left = { $n ->
        [one] Noch 1 Sekunde
       *[other] Noch { $n } Sekunden
    }
go-on = Weiter
more-time = Ich brauche mehr Zeit
    .voice = mehr Zeit|noch nicht fertig
new-session = Neue Sitzung
goodbye = Auf Wiedersehen.
    .body = Ihre Angaben werden jetzt gelöscht.
covered = Der Bildschirm ist abgedeckt.
    .body = Ihre Angaben sind noch da.
uncover = Wieder zeigen
    .voice = aufdecken | zeigen

adjust-title = Wie möchten Sie das Gerät?
adjust-done = Fertig
adjust-size = Größe
adjust-size-100 = Normal
adjust-size-140 = Groß
adjust-size-175 = Sehr groß
adjust-theme = Farben
adjust-theme-paper = Hell
adjust-theme-contrast = Schwarz-Gelb
adjust-theme-dark = Dunkel
adjust-low = Tasten
adjust-low-off = Überall
adjust-low-on = Nur unten
adjust-guide = Alles vorlesen
adjust-guide-off = Nein
adjust-guide-on = Ja
adjust-volume = Lautstärke { $volume } %
adjust-quieter = Leiser
adjust-louder = Lauter
adjust-pace = Tempo der Stimme
adjust-slower = Langsamer
adjust-faster = Schneller
adjust-language = Sprache
adjust-sample = So spreche ich jetzt.

out-of-order = Dieses Gerät ist gerade außer Betrieb.
    .body = { $site } hilft Ihnen gern weiter.

staff-person = Mitarbeitende: Ihr Kurzname
staff-pin = Ihre PIN
    .body = Die Ziffern stehen jedes Mal anders.
staff-pin-ok = Anmelden
staff-pin-clear = Löschen
staff-digits = { $n ->
        [0] Noch keine Ziffer
        [one] 1 Ziffer
       *[other] { $n } Ziffern
    }
staff-checking = Wird geprüft.
staff-refused = Das war nicht richtig.
    .body = { $wait ->
        [0] Bitte versuchen Sie es noch einmal.
        [one] Bitte warten Sie 1 Sekunde.
       *[other] Bitte warten Sie { $wait } Sekunden.
    }
staff-menu = Was soll das Gerät tun?
    .body = Lautstärke am Anfang: { $volume } von 100
staff-menu-end = Sitzung beenden
staff-menu-restart = Neu starten
staff-menu-out-of-order = Außer Betrieb nehmen
staff-menu-back-in-order = Wieder in Betrieb nehmen
staff-menu-quieter = Leiser
staff-menu-louder = Lauter
staff-menu-close = Menü schließen
