# The browser: what is simpler than in de.
web-start = Wohin möchten Sie?
    .body = Hier bleibt nichts gespeichert. Melden Sie sich auf jeder Seite ab.
web-failed-certificate = Die Verbindung zu { $host } ist nicht sicher.
    .body = Wir öffnen die Seite nicht. Geben Sie dort jetzt nichts ein. Auch nicht an einem anderen Gerät.
web-failed-expired = { $host } hat gerade ein Problem.
    .body = Wir öffnen die Seite nicht. Bitte versuchen Sie es morgen.
web-failed-other = Die Seite ist nicht gekommen.
    .body = Versuchen Sie es noch einmal. Oder wählen Sie eine andere.
