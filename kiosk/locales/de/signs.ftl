# Films in sign language.

sign-language = Gebärdensprache
sign-film = Film in Gebärdensprache
sign-pause = Anhalten
sign-go-on = Weiter
sign-again = Noch einmal
sign-close = Schließen
sign-broken = Der Film geht nicht. Der Text steht auf dem Bildschirm.
