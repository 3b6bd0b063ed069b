# Speech: headphones, and languages that no voice can say.
headphones = Kopfhörer sind eingesteckt. Soll ich alles vorlesen?
    .body = Nur Sie hören mich. Ich lese auch Privates vor.
headphones-always = Ja, alles vorlesen
    .voice = vorlesen|ja
headphones-asked = Nein, nur wenn ich es möchte
    .voice = nein
headphones-welcome = Guten Tag. Sie hören mich über die Kopfhörer. Ich lese Ihnen jede Seite vor. Wählen Sie zuerst Ihre Sprache.
headphones-out = Die Kopfhörer sind nicht mehr eingesteckt. Privates lese ich jetzt nicht vor.
unspoken = Diese Sprache kann ich hier nicht vorlesen.
    .body = Wählen Sie eine andere Sprache. Oder holen Sie Hilfe: Dann kommt jemand zu Ihnen.
