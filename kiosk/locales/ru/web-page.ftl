# Inside a page: its fields, numbers beside its links, moving it, reading it aloud.
web-field-next = Следующее поле
web-field-enter = Ввод
web-field-done = Готово
web-numbers = Ссылки с номерами
    .voice = ссылки с номерами | номера
web-numbers-off = Убрать номера
web-number-ask = { $count ->
    [1] Есть номер 1. Какой номер?
   *[other] Есть номера от 1 до { $count }. Какой номер?
}
web-number-take = Выбрать
web-number-leave = Никакой
web-up = Вверх
    .voice = вверх | наверх
web-down = Вниз
    .voice = вниз | ниже
web-read-nothing = На этой странице нечего читать вслух.
web-read-image = Картинка:
web-read-button = Кнопка:
web-read-field = Поле
web-read-choice = Выбор
web-read-empty = пусто.
web-read-private = не читается вслух.
web-read-on = выбрано.
web-read-off = не выбрано.
