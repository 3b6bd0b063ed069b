# The browser: what is simpler than in de.
web-start = Wohin möchten Sie?
    .body = Hier bleibt nichts gespeichert. Melden Sie sich auf jeder Seite ab.
web-failed-certificate = Die Verbindung zu { $host } ist nicht sicher.
    .body = Wir öffnen die Seite nicht. Geben Sie dort jetzt nichts ein. Auch nicht an einem anderen Gerät.
web-failed-expired = { $host } hat gerade ein Problem.
    .body = Wir öffnen die Seite nicht. Bitte versuchen Sie es morgen.
web-failed-other = Die Seite ist nicht gekommen.
    .body = Versuchen Sie es noch einmal. Oder wählen Sie eine andere.
web-failed-scheme = Das kann dieses Gerät nicht öffnen.
    .body = Es zeigt nur Seiten im Internet. Sie können zurückgehen.
web-failed-address = Diese Adresse öffnen wir nicht.
    .body = Vielleicht ist sie eine Falle. Sie können zurückgehen.
purpose-web = Sie sehen Seiten im Internet. Zum Beispiel E-Mail oder Ihre Bank.
recipient-web = Nur die Seiten im Internet. Das Büro sieht nichts davon.
