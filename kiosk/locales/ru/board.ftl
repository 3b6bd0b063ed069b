# The screen in the waiting room: numbers and rooms, never what somebody comes for.

board-come = Заходите
board-after = Затем
board-quiet = Пожалуйста, подождите. Ваш номер появится здесь.
board-more-calls = { $count ->
    [one] и ещё { $count } номер
    [few] и ещё { $count } номера
   *[other] и ещё { $count } номеров
}
board-more-waiting = { $count ->
    [one] и ещё { $count } номер
    [few] и ещё { $count } номера
   *[other] и ещё { $count } номеров
}

# $late is board-delay-late and is set bold.
board-delay = { $room }: сегодня { $late }
board-delay-late = { $minutes ->
    [one] задержка около { $minutes } минуты
   *[other] задержка около { $minutes } минут
}

board-room-room = Кабинет { $n }
board-room-place = Место { $n }
board-room-counter = Окно { $n }

board-info-hygiene = Кабинет убирают после каждого посещения.
board-info-ticket = Ваш номер указан на вашем талоне.
board-info-missed = Пропустили свой номер? Пожалуйста, скажите нам.

# $since is one of the ages below and is set bold.
board-stale = Данные на экране устарели ({ $since }). Пожалуйста, спросите нас.
board-age-now = актуально
board-age-seconds = { $n ->
    [one] { $n } секунду назад
    [few] { $n } секунды назад
   *[other] { $n } секунд назад
}
board-age-minutes = { $n ->
    [one] { $n } минуту назад
    [few] { $n } минуты назад
   *[other] { $n } минут назад
}
board-age-hours = { $n ->
    [one] { $n } час назад
    [few] { $n } часа назад
   *[other] { $n } часов назад
}
board-age-never = нет связи

board-closed = Закрыто
board-closed-today = Сегодня закрыто
board-closed-holiday = Праздник: закрыто
board-opens = Снова открыто: { $day }, с { $opens } до { $closes }
board-day-today = сегодня
board-day-tomorrow = завтра
board-day-0 = понедельник
board-day-1 = вторник
board-day-2 = среда
board-day-3 = четверг
board-day-4 = пятница
board-day-5 = суббота
board-day-6 = воскресенье

board-say = Номер { $number }, пожалуйста, { $room }.
