# Keypad, one switch, voice guide.
guide-role-button = Schaltfläche
guide-role-choice = Auswahl
guide-role-field = Eingabefeld
guide-role-page = Internetseite
guide-thing = { $name }, { $role }, { $n } von { $of }
guide-thing-state = { $name }, { $role }, { $state }, { $n } von { $of }
guide-chosen = ausgewählt
guide-not-chosen = nicht ausgewählt
guide-on = an
guide-empty = leer
guide-hidden-key = Zeichen
guide-deleted = { $sign } gelöscht
guide-round = Wieder von vorn.
guide-more = Es gibt noch mehr. Gehen Sie mit den Pfeiltasten weiter, oder sagen Sie: mehr.
guide-next = Mehr
    .voice = mehr hören
guide-ok = OK wählt: { $name }
guide-keys = Die Pfeiltasten gehen weiter. OK wählt.
guide-entry = Hier schreiben Sie. Die Pfeiltasten gehen zu den Tasten. OK schreibt.

scan-once = Drücken Sie noch einmal. Dann wählen Sie mit nur einer Taste.
scan-begins = Ein Rahmen wandert. Drücken Sie, wenn er am richtigen Ort ist.
scan-waits = Der Rahmen wartet. Drücken Sie, wenn es weitergehen soll.

adjust-scan = Mit einer Taste wählen
adjust-scan-0 = Ohne
adjust-scan-1 = 1 s
adjust-scan-2 = 2 s
adjust-scan-3 = 3 s
adjust-scan-4 = 4 s
adjust-scan-5 = 5 s
