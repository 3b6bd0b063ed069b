# Speech: headphones, and languages that no voice can say.
headphones = Kopfhörer sind da. Soll ich alles vorlesen?
    .body = Nur Sie hören mich. Ich lese auch Privates vor.
headphones-always = Ja, alles vorlesen
    .voice = vorlesen|ja
headphones-asked = Nein, nur auf Wunsch
    .voice = nein
headphones-welcome = Guten Tag. Sie hören mich im Kopfhörer. Ich lese jede Seite vor. Wählen Sie zuerst Ihre Sprache.
headphones-out = Der Kopfhörer ist nicht mehr da. Privates lese ich jetzt nicht vor.
unspoken = Diese Sprache kann ich nicht vorlesen.
    .body = Wählen Sie eine andere Sprache. Oder holen Sie Hilfe. Dann kommt jemand.
