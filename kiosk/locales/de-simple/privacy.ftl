# Privacy screen, in simple words.
privacy = Was soll niemand sehen?
    .body = Das gilt nur für Sie und nur jetzt.
privacy-cover = Bild zudecken
    .hint = Tippen Sie. Dann sehen Sie alles wieder.
    .voice = zudecken|verbergen
privacy-filter-failed = Filter geht gerade nicht
    .hint = Andere können mitlesen.
privacy-filter-switching = Der Filter stellt sich um
    .hint = Einen Moment bitte.
quota = Ihre Zeit ist gleich um.
    .body = Machen Sie jetzt bitte alles fertig.
card-printing = Wir drucken Ihre Karte.
card-not-printed = Der Drucker hat die Karte nicht gedruckt.
