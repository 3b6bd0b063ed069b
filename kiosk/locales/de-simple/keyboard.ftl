# Only what is said more simply than in German.
key-script-vietnamese = Buchstaben aus Vietnam
