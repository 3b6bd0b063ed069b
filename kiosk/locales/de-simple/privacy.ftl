# Privacy screen, in simple words.
privacy = Was soll niemand sehen?
    .body = Das gilt nur für Sie und nur jetzt.
privacy-cover = Bild zudecken
    .hint = Tippen Sie. Dann sehen Sie alles wieder.
    .voice = zudecken|verbergen
privacy-filter-failed = Filter geht gerade nicht
    .hint = Andere können mitlesen.
