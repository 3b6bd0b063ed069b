# Days and times of day. What is said is what is shown: „шістнадцять тридцять“, „шістнадцять нуль нуль“.
day-long = d MMMM y 'року'
day-full = EEEE, { day-long }
day-short = dd.MM.y
clock = { $hour }:{ $minutes }
clock-whole = { $hour }:00
