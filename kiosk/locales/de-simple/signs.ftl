# Films in sign language: the word as parts.
sign-language = Gebärden-Sprache
sign-film = Film in Gebärden-Sprache
