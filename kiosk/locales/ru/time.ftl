# Days and times of day. What is said is what is shown: „шестнадцать тридцать“, „шестнадцать ноль ноль“.
day-long = d MMMM y 'года'
day-full = EEEE, { day-long }
day-short = dd.MM.y
clock = { $hour }:{ $minutes }
clock-whole = { $hour }:00
