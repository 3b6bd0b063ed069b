tell-kept-what = Ihre Telefonnummer oder E-Mail. Ihre Sprache. Und dass Sie Ja gesagt haben. Keinen Namen.
tell-basis = Sie haben Ja gesagt. (Artikel 6 Absatz 1 Buchstabe a DSGVO)
tell-withdraw-how = Sie können immer Nein sagen: hier, auf der Seite zu Ihrer Nummer, oder im Büro.
tell-again-email = Vielleicht stimmt die E-Mail-Adresse nicht.
    .body = Mit „{ next }“ geben Sie sie noch einmal ein.
