# Days and times of day.
day-long = 'ngày' d 'tháng' M 'năm' y
day-full = EEEE, { day-long }
day-short = dd/MM/y
clock = { $hour }:{ $minutes }
    .speech = { $hour } giờ { $minute } phút
clock-whole = { $hour }:00
    .speech = { $hour } giờ
