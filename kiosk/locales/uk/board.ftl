board-come = Заходьте
board-after = Далі
board-quiet = Зачекайте, будь ласка. Ваш номер з’явиться тут.
board-more-calls = { $count ->
    [one] і ще { $count } номер
    [few] і ще { $count } номери
   *[other] і ще { $count } номерів
}
board-more-waiting = { $count ->
    [one] і ще { $count } номер
    [few] і ще { $count } номери
   *[other] і ще { $count } номерів
}

board-delay = { $room }: { $late }
board-delay-late = { $minutes ->
    [one] затримка близько { $minutes } хвилини
   *[other] затримка близько { $minutes } хвилин
}

board-room-room = Кабінет { $n }
board-room-place = Місце { $n }
board-room-counter = Вікно { $n }

board-info-hygiene = Кабінет прибирають після кожного візиту.
board-info-ticket = Ваш номер указано на вашому талоні.
board-info-missed = Пропустили свій номер? Скажіть нам, будь ласка.

board-stale = Дані на екрані застаріли ({ $since }). Запитайте нас, будь ласка.
board-age-now = актуально
board-age-seconds = { $n ->
    [one] { $n } секунду тому
    [few] { $n } секунди тому
   *[other] { $n } секунд тому
}
board-age-minutes = { $n ->
    [one] { $n } хвилину тому
    [few] { $n } хвилини тому
   *[other] { $n } хвилин тому
}
board-age-hours = { $n ->
    [one] { $n } годину тому
    [few] { $n } години тому
   *[other] { $n } годин тому
}
board-age-never = немає зв’язку

board-closed = Зачинено
board-closed-today = Сьогодні зачинено
board-closed-holiday = Свято: зачинено
board-opens = Знову відчинено: { $day }, { $opens } – { $closes }
board-day-today = сьогодні
board-day-tomorrow = завтра
board-day-0 = понеділок
board-day-1 = вівторок
board-day-2 = середа
board-day-3 = четвер
board-day-4 = п’ятниця
board-day-5 = субота
board-day-6 = неділя

board-say = Номер { $number }, будь ласка, { $room }.
