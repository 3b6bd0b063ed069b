board-quiet = Bitte warten Sie. Hier sehen Sie Ihre Nummer.
board-info-hygiene = Wir putzen den Raum nach jedem Besuch.
board-info-missed = Sie haben Ihre Nummer verpasst? Bitte sagen Sie es uns.
board-stale = Diese Anzeige ist alt ({ $since }). Bitte fragen Sie uns.
