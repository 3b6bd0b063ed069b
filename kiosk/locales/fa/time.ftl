# Days and times of day, in the digits of the office's signs and by the calendar of the office.
day-long = d MMMM y
day-full = EEEE { day-long }
day-short = y/M/d
clock = { $hour }:{ $minutes }
    .speech = ساعت { $hour } و { $minute } دقیقه
clock-whole = { $hour }:00
    .speech = ساعت { $hour }
