notice-subject = Повідомлення про ваш візит
notice-code = { $code } – ваш код. Введіть його лише на терміналі.
notice-booked = Ваш номер: { $number }. Ми вас повідомимо.
notice-booked-range = Ваш номер: { $number }. Виклик приблизно { $from } – { $to }.
notice-booked-appointment = Ваш запис: { $date }, { $time }.
notice-reminder = Нагадуємо: ваш запис { $date }, { $time }.
notice-moved = Ваш запис перенесено: { $date }, { $time }.
notice-later = Номер { $number }: довше. Виклик приблизно { $from } – { $to }.
notice-earlier = Номер { $number }: швидше. Виклик приблизно { $from } – { $to }.
notice-next = Номер { $number }: скоро ваша черга. Будь ласка, поверніться.
notice-called = Номер { $number }: будь ласка, проходьте. { $room }
notice-cancelled = Номер { $number } більше не дійсний. Тел.: { $phone }
notice-cancelled-appointment = Запис { $date }, { $time } скасовано. Тел.: { $phone }
notice-link = Стан черги: { $link }
notice-automatic = Це автоматичне повідомлення. Будь ласка, не відповідайте.

status-title = Ваше місце в черзі
status-number = Ваш номер
status-range = Виклик приблизно { $from } – { $to }
status-no-range = Ми ще не знаємо, коли буде ваша черга.
status-called = Будь ласка, проходьте.
status-inside = Ваша черга.
status-missed = Вас уже викликали. Будь ласка, зверніться до нас.
status-over = Ваш візит завершено.
status-cancelled = Цей номер більше не дійсний.
status-unknown = Такої сторінки немає або вже немає.
status-busy = Забагато запитів. Будь ласка, зачекайте хвилину.
status-at = Станом на { $time }. Сторінка оновлюється сама.
status-reload = Оновити
status-stop = Більше не надсилати
status-stopped = Ви більше не отримуватимете повідомлень. Вашу адресу видалено.
status-questions = Питання? { $phone }
status-ahead = { $count ->
    [0] Ви наступні.
    [one] Перед вами { $count } особа.
    [few] Перед вами { $count } особи.
    [many] Перед вами { $count } осіб.
   *[other] Перед вами { $count } особи.
}

ticket-page = Ваше місце в черзі – з телефона:
