# The browser's windows and files: questions of a page, downloads, printing, stick.
web-ask-name = { $host } fragt nach Ihrem Benutzernamen.
    .body = Kennen Sie diese Seite? Sonst lassen Sie das Feld leer.
web-ask-password = { $host } fragt nach Ihrem Passwort.
    .body = Niemand kann es hier sehen. Es bleibt nicht gespeichert.
web-ask-colour = Welche Farbe?
web-colour-black = Schwarz
web-colour-grey = Grau
web-colour-white = Weiß
web-colour-red = Rot
web-colour-orange = Orange
web-colour-yellow = Gelb
web-colour-green = Grün
web-colour-blue = Blau
web-colour-violet = Violett
web-colour-pink = Rosa
web-colour-brown = Braun
web-told-devices = Kamera, Mikrofon und Standort bekommen Internetseiten hier nicht.
web-told-passkey = Anmelden mit Schlüssel oder Fingerabdruck ist hier nicht möglich.

web-more = Drucken und Dateien
web-to-page = Zur Internetseite
web-to-files = Ihre Dateien
web-percent = { $n } Prozent
web-menu = Was möchten Sie mit der Seite tun?
web-menu-print = Seite drucken
web-menu-files = Ihre Dateien ({ $n })
web-menu-again = Seite neu laden
web-menu-page = Zur Internetseite
web-files = Ihre Dateien
    .body = Nach Ihrer Sitzung werden alle gelöscht.
web-no-files = Hier sind keine Dateien.
    .body = Was Sie auf einer Seite herunterladen, kommt hierher. Nach Ihrer Sitzung ist es weg.
web-file = { $name }
web-file-look = Ansehen
web-file-print = Drucken
web-file-copy = Auf Ihren USB-Stick kopieren
web-file-delete = Löschen
web-file-page = Zur Internetseite
web-saved = Die Datei ist da: { $name }
    .body = Sie bleibt bis zum Ende Ihrer Sitzung.
web-coming = { $name } wird heruntergeladen.
    .body = Sie können auf der Seite weiterlesen.
web-coming-cancel = Abbrechen
web-not-saved-too-big = Diese Datei ist zu groß.
    .body = Sie passt nicht auf dieses Gerät. Löschen Sie andere Dateien, oder nehmen Sie ein anderes Gerät.
web-not-saved-full = Es ist kein Platz mehr.
    .body = Löschen Sie zuerst eine andere Datei.
web-not-saved-broken = Die Datei ist nicht angekommen.
    .body = Versuchen Sie es auf der Seite noch einmal.
web-not-shown = { $name } kann nicht gezeigt werden.
    .body = Vielleicht ist die Datei beschädigt, oder sie hat ein Passwort.
web-view = { $name }
web-zoom-in = Größer
web-zoom-out = Kleiner
web-making = Die Seite wird vorbereitet.
    .body = Einen Moment bitte.
web-not-printable = Diese Seite kann nicht gedruckt werden.
    .body = Sie ist zu groß. Bitte fragen Sie im Büro.
web-no-printer = Hier können keine Internetseiten gedruckt werden.
    .body = Bitte fragen Sie im Büro.
web-paper = { $n ->
    [one] 1 Blatt drucken?
   *[other] { $n } Blätter drucken?
 }
web-paper-free = Das kostet nichts.
web-paper-cost = { $free ->
    [0] Das kostet { $price }. Sie zahlen im Büro.
   *[other] Frei sind { $free }. Der Rest kostet { $price }. Sie zahlen im Büro.
 }
web-paper-too-many = Mehr als { $most } Blätter druckt dieses Gerät nicht. Wählen Sie einzelne Blätter.
web-print-all = { $n ->
    [one] Drucken
   *[other] Alle { $n } Blätter drucken
 }
web-print-one = Nur dieses Blatt drucken
web-printing = Es wird gedruckt: { $n } von { $of }
    .body = Bitte warten Sie.
web-printed-printed = Ihr Ausdruck ist fertig.
    .body = Nehmen Sie alle Blätter mit. In dieser Sitzung gedruckt: { $n }
web-printed-no-paper = Der Drucker hat kein Papier.
    .body = Bitte sagen Sie es im Büro. Sie zahlen dafür nichts.
web-printed-unreachable = Der Druck hat nicht geklappt.
    .body = Bitte fragen Sie im Büro. Sie zahlen dafür nichts.
web-printed-too-many = So viele Blätter druckt dieses Gerät nicht.
    .body = Wählen Sie weniger Blätter, oder fragen Sie im Büro.
web-pay = Bitte zahlen Sie im Büro { $price }.
web-copy = { $name } auf Ihren USB-Stick kopieren?
    .body = Stecken Sie den Stick jetzt ein. Es wird nichts gelöscht und nichts überschrieben.
web-copy-yes = Kopieren
web-moving = { $name } wird kopiert.
    .body = Ziehen Sie den Stick jetzt nicht ab.
web-stick-copied = { $name } ist auf Ihrem USB-Stick.
    .body = Sie können den Stick jetzt abziehen.
web-stick-gone = Der USB-Stick ist nicht mehr da.
    .body = Stecken Sie ihn noch einmal ein, und versuchen Sie es wieder.
web-stick-full = Auf dem USB-Stick ist kein Platz mehr.
    .body = Es wurde nichts kopiert.
web-stick-not-writable = Auf diesen USB-Stick kann nicht kopiert werden.
    .body = Ist ein Stick eingesteckt? Sonst fragen Sie bitte im Büro.
web-stick-none = Es ist kein USB-Stick eingesteckt.
    .body = Stecken Sie Ihren Stick ein, und versuchen Sie es noch einmal.
web-stick-old = Dieser USB-Stick war schon vor Ihnen da.
    .body = Ist es Ihrer? Dann ziehen Sie ihn ab und stecken ihn wieder ein. Sonst geben Sie ihn bitte im Büro ab.
web-stick-unsafe = Der USB-Stick kann hier nicht benutzt werden.
    .body = Bitte fragen Sie im Büro.
web-stick-empty = Auf dem USB-Stick sind keine Dateien.
web-stick-too-big = Diese Datei ist zu groß.
    .body = Löschen Sie andere Dateien, oder wählen Sie eine kleinere.
web-stick-files = Welche Datei vom USB-Stick?
web-ask-files = Welche Datei soll { $host } bekommen?
    .body = Die Seite sieht nur, was Sie auswählen.
web-give-done = Fertig: { $n } ausgewählt
web-give-stick = Vom USB-Stick
web-give-nothing = Hier sind keine Dateien.
    .body = Sie können zurückgehen. Die Seite { $host } bekommt nichts.
