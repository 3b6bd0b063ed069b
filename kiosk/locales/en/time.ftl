# Days and times of day, on the clock of 24 hours; said as people say them.
day-long = d MMMM y
day-full = EEEE, { day-long }
day-short = dd/MM/y
clock = { $hour }:{ $minutes }
    .speech = { $twelve }:{ $minutes } { $half ->
        [am] a.m.
       *[pm] p.m.
    }
clock-whole = { $hour }:00
    .speech = { $hour ->
        [0] midnight
        [12] noon
       *[other] { $twelve } { $half ->
            [am] a.m.
           *[pm] p.m.
        }
    }
