notice-code = Ihr Code: { $code }. Geben Sie ihn nur am Terminal ein.
notice-later = Nummer { $number }: Sie müssen länger warten. Dran sind Sie etwa { $from } bis { $to } Uhr.
notice-earlier = Nummer { $number }: Sie sind früher dran. Etwa { $from } bis { $to } Uhr.

status-range = Sie sind etwa { $from } bis { $to } Uhr dran.
status-unknown = Diese Seite gibt es nicht mehr.
status-busy = Gerade fragen zu viele. Bitte warten Sie eine Minute.
status-at = So war es um { $time }. Die Seite wird von selbst neu.
status-reload = Seite neu zeigen
