# Days and times of day, in the digits of the office's signs.
day-long = d MMMM y
day-full = EEEE، { day-long }
day-short = d/M/y
clock = { $hour }:{ $minutes }
    .speech = { $hour } و{ $minute ->
        [one] دقيقة
        [two] دقيقتين
        [few] { $minute } دقائق
       *[other] { $minute } دقيقة
    }
clock-whole = { $hour }:00
    .speech = { $hour }
