# Films in sign language.

sign-language = Sign language
sign-film = Film in sign language
sign-pause = Pause
sign-go-on = Go on
sign-again = Once more
sign-close = Close
sign-broken = The film does not work. The text is on the screen.
