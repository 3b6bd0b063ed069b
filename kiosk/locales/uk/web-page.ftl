# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = Наступне поле
web-field-enter = Введення
web-field-done = Готово
web-numbers = Посилання з номерами
    .voice = посилання з номерами | номери
web-numbers-off = Прибрати номери
web-number-ask = { $count ->
    [1] Є номер 1. Який номер?
   *[other] Є номери від 1 до { $count }. Який номер?
}
web-number-take = Вибрати
web-number-leave = Жодного
web-up = Угору
    .voice = угору | вгору | вище
web-down = Униз
    .voice = униз | вниз | нижче
web-read-nothing = На цій сторінці немає чого читати вголос.
web-read-image = Картинка:
web-read-button = Кнопка:
web-read-field = Поле
web-read-choice = Вибір
web-read-empty = порожньо.
web-read-private = не читається вголос.
web-read-on = вибрано.
web-read-off = не вибрано.
