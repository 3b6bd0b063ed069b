# Einfache Sprache: only what is simpler than the German text.
voice-session-on = Ich höre jetzt immer zu. Sagen Sie zum Schluss: Zuhören aus.
voice-not-understood = Ich habe Sie nicht verstanden. Bitte noch einmal.
voice-private-field = Dieses Feld ist geheim. Bitte tippen Sie. Oder nehmen Sie Kopfhörer.
voice-no-microphone = Ich kann Sie nicht hören. Das Mikrofon fehlt. Bitte tippen Sie.
voice-failed = Ich kann jetzt nicht zuhören. Bitte tippen Sie.
voice-poor = Das Mikrofon hört schlecht. Bitte tippen Sie.
