# Voice control: the talk button, what the terminal says about listening, and what can be said everywhere.
talk-off = Sprechen
talk-starting = Moment
talk-listening = Ich höre zu
talk-gated = Ich spreche
talk-lost = Hört nicht

voice-please = Bitte sprechen Sie.
voice-closed = Ich höre nicht mehr zu.
voice-session-on = Ich höre jetzt immer zu. Zum Beenden sagen Sie: Zuhören aus.
voice-not-understood = Das habe ich nicht verstanden. Bitte sagen Sie es noch einmal.
voice-say-number = Sagen Sie die Nummer.
voice-say-yes-no = Sagen Sie ja oder nein. Oder tippen Sie.
voice-not-done = Gut, ich mache nichts.
voice-noisy = Hier ist es laut. Mit Kopfhörern geht es besser. Oder tippen Sie.
voice-private-field = Dieses Feld ist vertraulich. Bitte tippen Sie. Oder nehmen Sie Kopfhörer.
voice-no-microphone = Ich kann Sie nicht hören: Es gibt kein Mikrofon. Bitte tippen Sie.
voice-no-model = In dieser Sprache kann ich nicht zuhören. Bitte tippen Sie.
voice-failed = Das Zuhören geht gerade nicht. Bitte tippen Sie.
voice-poor = Das Mikrofon hört schlecht. Vielleicht geht Tippen besser.

voice-really = Möchten Sie das wirklich?
voice-check = Habe ich richtig verstanden?
voice-fetch = Soll ich jemanden holen?
voice-offer = Soll ich Ihnen zuhören?
voice-what-title = Das können Sie sagen
voice-everywhere = Immer geht auch:
voice-phrase = „{ $phrase }“

adjust-listen = Zuhören
adjust-deaf = Aus
    .voice = Zuhören aus
adjust-hear = An
    .voice = Zuhören an

voice-help = Hilfe
    .voice = Hilfe holen
voice-back = Zurück
voice-again = Noch einmal
    .voice = Vorlesen
voice-what = Was kann ich sagen
voice-numbers = Nummern zeigen
    .voice = Nummern
voice-louder = Lauter
voice-quieter = Leiser
voice-slower = Langsamer
voice-faster = Schneller
voice-stop = Stopp
    .voice = Halt | Ruhe
voice-cover = Abdecken
voice-listen-on = Zuhören an
voice-listen-off = Zuhören aus
voice-end = Beenden
voice-yes = Ja
voice-no = Nein
voice-erase = Löschen
voice-space = Leerzeichen
