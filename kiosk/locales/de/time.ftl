# Days and times of day. The patterns are those of CLDR: E weekday, d day, M month, y year; words stand in '…'.
day-long = d. MMMM y
day-full = EEEE, { day-long }
day-short = dd.MM.y
clock = { $hour }:{ $minutes } Uhr
    .speech = { $hour } Uhr { $minute }
clock-whole = { $hour } Uhr
