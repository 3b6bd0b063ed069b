# Keys that only one script has.
key-script-cyrillic = Kyrillische Buchstaben
key-script-vietnamese = Vietnamesische Buchstaben
key-half-space = Trennung im Wort
key-mark-hat = Dach: â ê ô
key-mark-horn = Haken am Buchstaben: ă ơ ư
key-mark-acute = Ton: steigend
key-mark-grave = Ton: fallend
key-mark-hook = Ton: fragend
key-mark-tilde = Ton: gebrochen
key-mark-dot = Ton: tief, Punkt unten
