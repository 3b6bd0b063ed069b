# Inside a page, in plain language: only what differs from German.
web-numbers = Zahlen zeigen
    .voice = Zahlen zeigen | Zahlen | Nummern
web-numbers-off = Zahlen weg
    .voice = keine Nummern
web-number-ask = { $count ->
    [one] Es gibt die Zahl 1. Welche Zahl?
   *[other] Es gibt die Zahlen 1 bis { $count }. Welche Zahl?
}
web-read-private = liest das Gerät nicht vor.
