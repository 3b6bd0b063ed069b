# Why an answer is not taken.
problem-empty = Hier fehlt noch etwas.
problem-too-long = Der Text ist zu lang. Bitte löschen Sie ein paar Wörter.
problem-control-characters = Ein Zeichen können wir nicht lesen. Bitte löschen Sie es.
problem-not-offered = Das geht hier nicht. Bitte wählen Sie noch einmal.
problem-too-small = Die Zahl ist zu klein. Oder der Tag ist zu früh.
problem-too-large = Die Zahl ist zu groß. Oder der Tag ist zu spät.
problem-wrong-kind = Das haben wir nicht verstanden. Bitte noch einmal.
declare = Vor dem Schreiben
    .body = Wir sagen Ihnen: Was passiert mit Ihrem Text?
declare-purpose = Wozu?
declare-basis = Welche Regel gilt?
declare-recipient = Wer bekommt es?
declare-retention = Wie lange?
